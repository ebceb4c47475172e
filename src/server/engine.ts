/*
 * What the server asks of the engine. `../lint.ts`, `../convert.ts` and `../derive-at.ts` fit; tests hand in their own.
 */
import type { LintMemory } from "../lint.ts";
import type { UsedNote } from "../open-note.ts";
import type { ConversionReport, FileReport, LayoutName } from "../report.ts";
import type { Settings } from "../settings.ts";

export interface LintOptions {
  readonly path?: string;
  readonly uses?: readonly UsedNote[];
  readonly signal?: AbortSignal;
  readonly memory?: LintMemory;
}

export interface ConvertOptions extends LintOptions {
  readonly to: LayoutName;
  /** The index of one claim in the report; without it the whole note is converted. */
  readonly claim?: number;
}

/** The engine, with the third opinion already handed in. */
export interface Engine {
  lint(text: string, settings: Settings, options?: LintOptions): Promise<FileReport>;
  convert(text: string, settings: Settings, options: ConvertOptions): Promise<ConversionReport>;
  /** The right side that belongs at an offset, where something stands in its place. */
  deriveAt(text: string, settings: Settings, offset: number, options?: LintOptions): Promise<string | null>;
}

/** What the server's entry hands in beside the engine. */
export interface ServerOptions extends Engine {
  /** Loads what draws formulas; called on the first hover. */
  readonly loadDrawer?: () => Promise<Drawer>;
  /** Reads a file where the client does not offer to. */
  readonly readFile?: (uri: string) => Promise<string | null>;
  /** Milliseconds of silence before a changed note is checked. */
  readonly debounce?: number;
}

export interface DrawOptions {
  readonly ink: string;
  readonly macros: Macros;
}

/** A macro's name without backslash → its replacement, or replacement and number of arguments. */
export type Macros = Readonly<Record<string, string | readonly [string, number]>>;

/** A formula as SVG text, or null where it cannot be drawn. */
export type Drawer = (tex: string, options: DrawOptions) => string | null;
