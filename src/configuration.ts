/*
 * From the text of a configuration file (`.jacobianlint.jsonc`, `.json` or `.yaml`) to settings, with every
 * problem at its place in that text. Pure: shells find and read the file. Configuration is data and nothing else.
 */
import { type Node, type ParseError, findNodeAtLocation, parseTree, printParseErrorCode } from "jsonc-parser";
import { isMap, isScalar, parseDocument } from "yaml";
import { type Settings, defaultSettings, readSettings } from "./settings.ts";
import type { Span } from "./text/span.ts";

/** The names looked for in each folder, in order; the first that exists is the configuration of that folder. */
export const configurationFileNames = [
  ".jacobianlint.jsonc",
  ".jacobianlint.json",
  ".jacobianlint.yaml",
  ".jacobianlint.yml",
] as const;

/** Something wrong with a configuration file, in words a person can act on. `line` and `character` are 0-based. */
export interface ConfigurationProblem {
  /** The setting concerned, `severity.sign`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
  readonly span: Span;
  readonly line: number;
  readonly character: number;
}

export interface Configuration {
  readonly settings: Settings;
  readonly problems: readonly ConfigurationProblem[];
}

/** Untrusted data taken from a file, and where each of its settings stands. */
interface LocatedData {
  readonly value: unknown;
  readonly errors: readonly { readonly message: string; readonly span: Span }[];
  place(path: readonly string[]): Span;
}

/** Reads the text of a configuration file over `base`; the file's name says whether it is YAML. Never throws. */
export function parseConfiguration(
  text: string,
  fileName: string,
  base: Settings = defaultSettings,
): Configuration {
  // A byte-order mark is kept in the count of offsets, but is no part of the data.
  const body = text.replace(/^\uFEFF/, " ");
  const data = /\.ya?ml$/i.test(fileName) ? locateYaml(body) : locateJson(body);
  const position = positionsIn(text);
  const syntax = data.errors.map((error) => ({ path: "", ...error, ...position(error.span.start) }));
  if (syntax.length > 0) return { settings: base, problems: syntax };
  const read = readSettings(data.value, base);
  const problems = read.problems.map(({ path, message }) => {
    const span = data.place(splitPath(path));
    return { path, message, span, ...position(span.start) };
  });
  return { settings: read.settings, problems };
}

/** `severity.sign` names two keys; a rule's name may itself hold dots when it is a mistake. */
function splitPath(path: string): readonly string[] {
  if (path === "") return [];
  const dot = path.indexOf(".");
  return dot < 0 ? [path] : [path.slice(0, dot), path.slice(dot + 1)];
}

function locateJson(text: string): LocatedData {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  return {
    value: tree ? valueOf(tree) : undefined,
    errors: errors.map((error) => ({
      message: words(printParseErrorCode(error.error)),
      span: { start: error.offset, end: error.offset + error.length },
    })),
    place(path) {
      const node = tree && (findNodeAtLocation(tree, [...path]) ?? tree);
      // The key is the better place than the value for "unknown setting", and fine for the rest.
      const shown = node?.parent?.type === "property" ? node.parent.children?.[0] : node;
      return shown ? { start: shown.offset, end: shown.offset + shown.length } : { start: 0, end: 0 };
    },
  };
}

function valueOf(node: Node): unknown {
  if (node.type === "array") return (node.children ?? []).map(valueOf);
  if (node.type !== "object") return node.value as unknown;
  const entries = (node.children ?? []).map(({ children = [] }): [string, unknown] => {
    const [key, value] = children;
    return [String(key?.value), value && valueOf(value)];
  });
  return Object.fromEntries(entries);
}

/** `CloseBraceExpected` → `close brace expected`. */
function words(code: string): string {
  return code.replace(/\B[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}

function locateYaml(text: string): LocatedData {
  const document = parseDocument(text, {
    prettyErrors: false,
    schema: "core",
    // Anchors and aliases are never needed here, and can be made to expand without bound.
    merge: false,
  });
  const errors = document.errors.map((error) => ({
    message: error.message,
    span: { start: error.pos[0], end: error.pos[1] },
  }));
  return {
    value: errors.length > 0 ? undefined : toPlain(() => document.toJS({ maxAliasCount: 0 }), errors),
    errors,
    place(path) {
      let node: unknown = document.contents;
      let span: Span = { start: 0, end: 0 };
      for (const key of path) {
        if (!isMap(node)) break;
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
        if (!pair || !isScalar(pair.key) || !pair.key.range) break;
        span = { start: pair.key.range[0], end: pair.key.range[1] };
        node = pair.value;
      }
      return span;
    },
  };
}

function toPlain(read: () => unknown, errors: { message: string; span: Span }[]): unknown {
  try {
    return read();
  } catch (error) {
    errors.push({
      message: error instanceof Error ? error.message : String(error),
      span: { start: 0, end: 0 },
    });
    return undefined;
  }
}

function positionsIn(text: string): (offset: number) => { line: number; character: number } {
  return (offset) => {
    const before = text.slice(0, offset).split(/\r\n|\r|\n/);
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  };
}

/** The notes that a note names under `uses:` in its front matter, as they are written there. */
export function usedNotePaths(note: string): readonly string[] {
  const matter = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(note)?.[1];
  if (matter === undefined || !matter.includes("uses")) return [];
  const data = toPlain(() => parseDocument(matter, { prettyErrors: false }).toJS({ maxAliasCount: 0 }), []);
  const own = isRecord(data) ? data["jacobian-lint"] : undefined;
  const uses = isRecord(own) ? own.uses : undefined;
  const list: readonly unknown[] = Array.isArray(uses) ? uses : [uses];
  return list.filter((name) => typeof name === "string");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
