/*
 * YAML front matter: where it ends, and what stands under `jacobian-lint:` — declarations, whose places are
 * kept, and settings, which are handed on unchecked. Bad YAML is never an exception.
 */
import { type Scalar, isMap, isScalar, isSeq, parseDocument } from "yaml";
import { type LocatedText, type Span, locatedSlice } from "../text/span.ts";
import { splitDeclarations } from "./directives.ts";

export interface FrontMatter {
  /** From the opening to the closing fence. */
  readonly span: Span;
  /** Whether there is a `jacobian-lint:` key. */
  readonly addressed: boolean;
  readonly settings: unknown;
  readonly declarations: readonly LocatedText[];
}

const key = "jacobian-lint";
const pattern = /^\uFEFF?(---[ \t]*(?:\r\n?|\n))([^]*?)(?:^|\r\n?|\n)(?:---|\.\.\.)[ \t]*(?=\r|\n|$)/;
const tomlPattern = /^\uFEFF?\+\+\+[ \t]*(?:\r\n?|\n)[^]*?(?:\r\n?|\n)\+\+\+[ \t]*(?=\r|\n|$)/;

/** The front matter at the start of a document, or null. */
export function readFrontMatter(text: string): FrontMatter | null {
  const match = pattern.exec(text);
  if (!match) {
    const toml = tomlPattern.exec(text);
    return toml ? { ...none, span: { start: 0, end: toml[0].length } } : null;
  }
  const span = { start: 0, end: match[0].length };
  const source = match[2]!;
  if (!source.includes(key)) return { ...none, span };
  const base = (text.startsWith("\uFEFF") ? 1 : 0) + match[1]!.length;
  try {
    return { ...readYaml(text, source, base), span };
  } catch (error) {
    return { ...none, addressed: true, settings: `front matter: ${String(error)}`, span };
  }
}

const none = { addressed: false, settings: undefined, declarations: [] };

function readYaml(text: string, source: string, base: number): Omit<FrontMatter, "span"> {
  const document = parseDocument(source, { prettyErrors: false, logLevel: "silent" });
  const root = document.contents;
  const value = isMap(root) ? root.get(key, true) : undefined;
  if (document.errors[0])
    return { ...none, addressed: true, settings: `front matter: ${document.errors[0].message}` };
  if (value === undefined) return none;
  const read = (node: unknown) => declarationsOf(node, text, base);
  if (!isMap(value)) return { addressed: true, settings: {}, declarations: read(value) };
  const whole = document.toJS() as Record<string, Record<string, unknown>>;
  const { declare: _declare, ...settings } = whole[key] ?? {};
  return { addressed: true, settings, declarations: read(value.get("declare", true)) };
}

/** The declarations in a string or a list of strings. */
function declarationsOf(node: unknown, text: string, base: number): readonly LocatedText[] {
  if (isSeq(node)) return node.items.flatMap((item) => declarationsOf(item, text, base));
  if (!isScalar(node) || typeof node.value !== "string" || !node.range) return [];
  const [start, end] = contentRange(node, text, base);
  return splitDeclarations(unescapeQuoted(node, locatedSlice(text, start, end)));
}

/** Where a scalar's text stands, without quotes or the head of a block. */
function contentRange(node: Scalar, text: string, base: number): [number, number] {
  const start = base + node.range![0];
  const end = base + node.range![1];
  if (node.type === "QUOTE_SINGLE" || node.type === "QUOTE_DOUBLE") return [start + 1, end - 1];
  if (node.type !== "BLOCK_LITERAL" && node.type !== "BLOCK_FOLDED") return [start, end];
  const head = /^[^\r\n]*(?:\r\n?|\n)/.exec(text.slice(start, end))?.[0].length ?? 0;
  return [start + head, end];
}

/** A double-quoted scalar writes each backslash twice; the first of the two is left out. */
function unescapeQuoted(node: Scalar, located: LocatedText): LocatedText {
  if (node.type !== "QUOTE_DOUBLE" || !located.text.includes("\\\\")) return located;
  const base = located.pieces[0]?.inDocument ?? 0;
  const pieces = [];
  let text = "";
  let from = 0;
  for (const match of located.text.matchAll(/\\\\|$/g)) {
    const part = located.text.slice(from, match.index);
    pieces.push({ inText: text.length, inDocument: base + from, length: part.length });
    text += part;
    from = match.index + 1;
  }
  return { text, pieces };
}
