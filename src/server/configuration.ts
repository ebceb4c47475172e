/*
 * The settings of a note: the editor's, over them the nearest configuration file upward from the note, read
 * through whoever can read files. Remembers what it read until told that something changed.
 */
import { type Configuration, configurationFileNames, parseConfiguration } from "../configuration.ts";
import { type Settings, defaultSettings, readSettings } from "../settings.ts";
import type { Source } from "./sources.ts";

/** What the editor's settings say beyond the engine's. */
export interface EditorSettings {
  readonly settings: Settings;
  readonly enable: boolean;
  readonly run: "onType" | "onSave";
  readonly reportUnchecked: boolean;
  readonly drawFormulas: boolean;
}

export interface ConfigurationFile extends Configuration {
  readonly uri: string;
}

/** Reads the answers to `jacobianLint` and `markdown.math.macros`; what is invalid keeps its default. */
export function readEditorSettings(own: unknown, previewMacros: unknown): EditorSettings {
  const given = isRecord(own) ? own : {};
  const hover = isRecord(given["hover"]) ? given["hover"] : {};
  const { settings: withMacros } = readSettings({ macros: previewMacros ?? {} });
  const engine = Object.fromEntries(
    Object.keys(defaultSettings)
      .filter((key) => given[key] !== undefined && given[key] !== null)
      .map((key) => [key, given[key]]),
  );
  return {
    settings: readSettings(engine, withMacros).settings,
    enable: given["enable"] !== false,
    run: given["run"] === "onSave" ? "onSave" : "onType",
    reportUnchecked: given["reportUnchecked"] === true,
    drawFormulas: hover["drawFormulas"] !== false,
  };
}

/** Notebooks have a dialect of their own unless another was chosen. */
export function dialectOf(source: Pick<Source, "kind">, settings: Settings): Settings {
  const keep = source.kind === "note" || settings.dialect !== defaultSettings.dialect;
  return keep ? settings : { ...settings, dialect: "jupyter" };
}

export type ReadFile = (uri: string) => Promise<string | null>;

/** The nearest configuration file upward from `uri`, or null. */
export async function findConfigurationFile(
  uri: string,
  base: Settings,
  readFile: ReadFile,
): Promise<ConfigurationFile | null> {
  for (let folder = parentOf(uri); folder !== null; folder = parentOf(folder)) {
    for (const name of configurationFileNames) {
      const file = `${folder}/${name}`;
      const text = await readFile(file);
      if (text !== null) return { ...parseConfiguration(text, name, base), uri: file };
    }
  }
  return null;
}

/** `file:///a/b` → `file:///a`; null at the root and for texts without a place, such as `untitled:`. */
function parentOf(uri: string): string | null {
  const [, root = "", path] = /^([a-zA-Z][\w+.-]*:\/\/[^/]*)(\/[^?#]*)/.exec(uri) ?? [];
  if (!path) return null;
  const slash = path.lastIndexOf("/");
  return slash < 0 || path === "/" ? null : root + path.slice(0, slash);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
