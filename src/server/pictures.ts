/*
 * Pictures as `data:` addresses for hovers and panels: loads the drawer when the first is wanted, and gives up
 * rather than keep anybody waiting.
 */
import type { Settings } from "../settings.ts";
import type { Drawer, ServerOptions } from "./engine.ts";
import { noteMacros, settingMacros } from "./note-macros.ts";

export interface Pictures {
  /** Draws formulas of one note; null where drawing is off or not at hand in time. */
  forNote(text: string, settings: Settings, ink: string): Promise<((tex: string) => string | null) | null>;
}

/** A hover that takes longer than this is worse than one without pictures. */
const patience = 1_000;

/** Pictures of one session. */
export function createPictures(
  load: ServerOptions["loadDrawer"],
  failed: (error: unknown) => void,
): Pictures {
  let loading: Promise<Drawer | null> | null = null;
  const loadOnce = () =>
    (loading ??= load
      ? load().catch((error: unknown) => {
          failed(error);
          return null;
        })
      : Promise.resolve(null));

  return {
    async forNote(text, settings, ink) {
      const started = Date.now();
      const drawer = await inTime(loadOnce(), patience);
      if (!drawer) return null;
      const macros = { ...settingMacros(settings.macros), ...noteMacros(text) };
      return (tex) => {
        if (Date.now() - started > patience) return null;
        const svg = drawer(withoutTrailingMarks(tex), { ink, macros });
        return svg && svgAddress(svg);
      };
    },
  };
}

/** An SVG as an address that every Markdown renderer accepts. */
export function svgAddress(svg: string): string {
  const bytes = new TextEncoder().encode(svg);
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `data:image/svg+xml;base64,${btoa(binary)}`;
}

/** A relation cut out of an aligned display: alignment marks and line ends mean nothing alone. */
function withoutTrailingMarks(tex: string): string {
  if (/\\begin\s*\{/.test(tex)) return tex;
  return tex
    .replace(/(?<!\\)&/g, " ")
    .replace(/\\\\(?:\[[^\]]*\])?\s*$/, "")
    .replace(/\\(?:label|tag)\*?\{[^}]*\}/g, "")
    .trim();
}

async function inTime<T>(promise: Promise<T>, milliseconds: number): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, milliseconds, null);
  });
  const result = await Promise.race([promise, late]);
  clearTimeout(timer);
  return result;
}
