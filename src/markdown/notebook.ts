/*
 * Jupyter notebooks: finds the Markdown cells in the JSON with exact places, and reads them as one note. The
 * cells are joined by blank lines, but each is read by itself, so that nothing left open reaches the next.
 * Bad JSON is a problem to report, never an exception.
 */
import { type Node, type ParseError, findNodeAtLocation, parseTree, printParseErrorCode } from "jsonc-parser";
import type { LocatedText, Piece, Span } from "../text/span.ts";
import type { Dialect } from "../settings.ts";
import type { Block, Directive, Inline, MathSpan, Note } from "./note.ts";
import { readNote } from "./read-note.ts";

export interface NotebookCell {
  /** Counted over all cells, code cells too. */
  readonly index: number;
  readonly text: string;
  /** Where the cell's text starts in the joined document. */
  readonly start: number;
  /** Where each character of `text` stands in the JSON; an escape such as `\\` is one character long here. */
  readonly json: LocatedText;
}

export interface Notebook {
  /** The Markdown cells, joined. */
  readonly text: string;
  readonly cells: readonly NotebookCell[];
  /** Why the file is no notebook, or null. */
  readonly problem: string | null;
}

const separator = "\n\n";

/** Finds the Markdown cells of a notebook. */
export function readNotebook(json: string): Notebook {
  const root = parseJson(json);
  if (typeof root === "string") return noCells(root);
  const nodes = findNodeAtLocation(root, ["cells"]);
  if (nodes?.type !== "array") return noCells('not a notebook: it has no "cells"');
  const cells: NotebookCell[] = [];
  let start = 0;
  nodes.children?.forEach((node, index) => {
    if (findNodeAtLocation(node, ["cell_type"])?.value !== "markdown") return;
    const source = cellSource(json, findNodeAtLocation(node, ["source"]));
    cells.push({ index, text: source.text, start, json: source });
    start += source.text.length + separator.length;
  });
  return { text: cells.map((cell) => cell.text).join(separator), cells, problem: null };
}

/** The cell that holds an offset of the joined document, and the offset within it. */
export function toCell(
  notebook: Notebook,
  offset: number,
): { readonly cell: number; readonly offset: number } {
  const cell = notebook.cells.findLast((c) => c.start <= offset);
  if (!cell) return { cell: 0, offset };
  return { cell: cell.index, offset: Math.min(offset - cell.start, cell.text.length) };
}

/** Reads all Markdown cells as one note over the joined document. */
export function readNotebookNote(notebook: Notebook, dialect: Dialect = "jupyter"): Note {
  const math: MathSpan[] = [];
  const blocks: Block[] = [];
  const directives: Directive[] = [];
  let frontMatter: Note["frontMatter"] = null;
  for (const cell of notebook.cells) {
    const note = readNote(cell.text, { dialect });
    const shift = { by: cell.start, math: math.length };
    if (cell.start === 0) frontMatter = note.frontMatter;
    math.push(
      ...note.math.map((m) => ({ ...m, span: moveSpan(m.span, shift.by), tex: moveText(m.tex, shift.by) })),
    );
    blocks.push(...note.blocks.map((block) => moveBlock(block, shift)));
    directives.push(...note.directives.map((directive) => moveDirective(directive, shift.by)));
  }
  return { text: notebook.text, math, blocks, directives, frontMatter };
}

function noCells(problem: string): Notebook {
  return { text: "", cells: [], problem };
}

/** The tree of a JSON text, or what is wrong with it. */
function parseJson(json: string): Node | string {
  const errors: ParseError[] = [];
  try {
    const root = parseTree(json, errors, { allowTrailingComma: false, disallowComments: true });
    const [error] = errors;
    return root && !error ? root : `not valid JSON: ${error ? describe(error) : "empty"}`;
  } catch {
    return "not a notebook: its JSON is nested too deep";
  }
}

function describe(error: ParseError): string {
  return `${printParseErrorCode(error.error)} at offset ${error.offset}`;
}

/** The text of a cell: one string, or a list of strings. */
function cellSource(json: string, node: Node | undefined): LocatedText {
  const strings = node?.type === "array" ? (node.children ?? []) : node ? [node] : [];
  const pieces: Piece[] = [];
  let text = "";
  for (const child of strings) {
    if (child.type !== "string") continue;
    const value = unescape(json, child, text.length);
    text += value.text;
    pieces.push(...value.pieces);
  }
  return { text, pieces };
}

const escape = /\\(?:u[0-9a-fA-F]{4}|[^u])/g;

/** A JSON string's value, with a piece for each run without escapes and for each escape. */
function unescape(json: string, node: Node, base: number): LocatedText {
  const start = node.offset + 1;
  const raw = json.slice(start, node.offset + node.length - 1);
  const pieces: Piece[] = [];
  const parts: string[] = [];
  let inText = base;
  const add = (part: string, at: number) => {
    if (part === "") return;
    pieces.push({ inText, inDocument: start + at, length: part.length });
    parts.push(part);
    inText += part.length;
  };
  let from = 0;
  for (const match of raw.matchAll(escape)) {
    add(raw.slice(from, match.index), from);
    add(JSON.parse(`"${match[0]}"`) as string, match.index);
    from = match.index + match[0].length;
  }
  add(raw.slice(from), from);
  return { text: parts.join(""), pieces };
}

function moveSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

function moveText(located: LocatedText, by: number): LocatedText {
  return { ...located, pieces: located.pieces.map((p) => ({ ...p, inDocument: p.inDocument + by })) };
}

function moveBlock(block: Block, shift: { by: number; math: number }): Block {
  const content = block.content.map((inline): Inline => {
    const span = moveSpan(inline.span, shift.by);
    return inline.type === "math"
      ? { ...inline, index: inline.index + shift.math, span }
      : { ...inline, span };
  });
  return { ...block, content, span: moveSpan(block.span, shift.by) };
}

function moveDirective(directive: Directive, by: number): Directive {
  const span = moveSpan(directive.span, by);
  if (directive.type === "silence") return { ...directive, span };
  return { ...directive, declarations: directive.declarations.map((text) => moveText(text, by)), span };
}
