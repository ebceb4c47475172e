/*
 * The structure of a document: walks its lines through quotes, lists and footnotes and collects the leaves
 * that hold prose or mathematics, in document order. Code is left out. Follows CommonMark with tables and
 * footnotes, and VS Code's preview in where display formulas start. Linear time; any text is valid.
 */
import { type FailedUntil, readDisplayLines } from "./display-lines.ts";
import type { MathSyntax } from "./dialect.ts";
import { type Leaf, type LeafBuilder, appendToLeaf, finishLeaf, startLeaf } from "./leaf.ts";
import {
  type Container,
  type Cursor,
  type Line,
  afterQuoteMark,
  indentAt,
  lineFrom,
  matchContainers,
  skipCharacters,
  skipColumns,
} from "./line-cursor.ts";
import {
  type FenceStart,
  closesFence,
  delimiterColumns,
  fenceStart,
  headingDepth,
  htmlEnd,
  isThematicBreak,
  itemStart,
  underlineDepth,
} from "./line-starts.ts";
import { mathFence } from "./math-fence.ts";
import { tableCells } from "./table.ts";

/** Containers nested deeper are read as text: nobody writes them, and each costs time on every line. */
const maximumDepth = 64;

/** What the lines read so far have left open. */
type Open =
  | { readonly kind: "none" }
  | { readonly kind: "paragraph"; readonly leaf: LeafBuilder; lastLine: Placed | null; openDisplay: boolean }
  | { readonly kind: "table" }
  | { readonly kind: "code" }
  | {
      readonly kind: "fence";
      readonly fence: FenceStart;
      readonly leaf: LeafBuilder;
      readonly start: number;
      readonly indent: number;
    }
  | { readonly kind: "html"; readonly end: RegExp | "blank"; readonly leaf: LeafBuilder };

/** A line's content without containers and indent; `end` is before the line ending. */
interface Placed {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

interface Walk {
  readonly text: string;
  readonly syntax: MathSyntax;
  readonly leaves: Leaf[];
  readonly failedUntil: FailedUntil;
  containers: Container[];
  open: Open;
}

const nothing: Open = { kind: "none" };

/** The leaves of `text` from `start` on. */
export function readLeaves(text: string, start: number, syntax: MathSyntax): readonly Leaf[] {
  const walk: Walk = { text, syntax, leaves: [], failedUntil: new Map(), containers: [], open: nothing };
  let next = start;
  while (next < text.length) next = readLine(walk, lineFrom(text, next));
  close(walk);
  return walk.leaves;
}

/** Reads one line (several, for a display formula) and returns where the next one starts. */
function readLine(walk: Walk, line: Line): number {
  const { matched, cursor } = matchContainers(walk.text, line, walk.containers);
  const allMatched = matched === walk.containers.length;
  if (allMatched && continueRaw(walk, cursor, line)) return line.next;
  return startBlocks(walk, cursor, line, matched);
}

/** Fences, HTML and their like take the line as it is. */
function continueRaw(walk: Walk, cursor: Cursor, line: Line): boolean {
  const { open, text } = walk;
  const indent = indentAt(text, cursor, line.end);
  const rest = text.slice(indent.position, line.end);
  if (open.kind === "fence") {
    if (indent.columns < 4 && closesFence(rest, open.fence)) closeFence(walk, line.end);
    else appendToLeaf(open.leaf, skipColumns(text, cursor, open.indent, line.end).position, line.next);
    return true;
  }
  if (open.kind === "html") {
    if (open.end === "blank" && rest === "") return false;
    appendToLeaf(open.leaf, cursor.position, line.next);
    if (open.end !== "blank" && open.end.test(rest)) close(walk);
    return true;
  }
  if (open.kind === "code" && (indent.columns >= 4 || rest === "")) return true;
  return false;
}

function startBlocks(walk: Walk, from: Cursor, line: Line, matchedBefore: number): number {
  const { text } = walk;
  let cursor = from;
  let matched = matchedBefore;
  for (;;) {
    const { columns, position } = indentAt(text, cursor, line.end);
    const rest = text.slice(position, line.end);
    const inParagraph = walk.open.kind === "paragraph";
    const lazy = inParagraph && matched < walk.containers.length;
    const at: Placed = { start: position, end: line.end, next: line.next };
    if (rest === "") return blankLine(walk, matched, line);
    if (columns >= 4) {
      if (inParagraph) return paragraphLine(walk, at, position);
      leave(walk, matched);
      walk.open = { kind: "code" };
      return line.next;
    }
    if (rest[0] === ">" && matched < maximumDepth) {
      leave(walk, matched);
      walk.containers.push({ kind: "quote", width: 0 });
      cursor = afterQuoteMark(text, cursor, line.end);
      matched = walk.containers.length;
      continue;
    }
    const next = startLeafBlock(walk, { at, rest, matched, columns, lazy });
    if (next !== null) return next;
    const item = matched < maximumDepth ? itemStart(rest) : null;
    if (item && (!inParagraph || lazy || item.interrupts)) {
      leave(walk, matched);
      const opened = openItem(text, { cursor, line, columns, length: item.length, footnote: item.footnote });
      walk.containers.push(opened.container);
      cursor = opened.cursor;
      matched = walk.containers.length;
      continue;
    }
    if (lazy) return paragraphLine(walk, at, position);
    if (matched < walk.containers.length) leave(walk, matched);
    return paragraphLine(walk, at, cursor.position);
  }
}

interface LeafStart {
  readonly at: Placed;
  readonly rest: string;
  readonly matched: number;
  readonly columns: number;
  readonly lazy: boolean;
}

/** Starts what is not a container, if the line does, and returns where the next line starts. */
function startLeafBlock(walk: Walk, start: LeafStart): number | null {
  const { at, rest, matched, columns, lazy } = start;
  const { text, open, syntax } = walk;
  const inParagraph = open.kind === "paragraph";
  const first = rest[0];
  if (first === "$" || first === "\\") return displayLines(walk, start);
  const fence = first === "`" || first === "~" || first === ":" ? fenceStart(rest) : null;
  if (fence && (fence.mark !== ":" || mathFence(fence.info, syntax))) {
    leave(walk, matched);
    walk.open = { kind: "fence", fence, leaf: startLeaf(), start: at.start, indent: columns };
    return at.next;
  }
  if (inParagraph && !lazy) {
    const depth = underlineDepth(rest);
    if (depth > 0 && !endsInDisplay(walk, open.leaf)) return finishParagraph(walk, depth, at);
    if (startTable(walk, at, rest)) return at.next;
  }
  if (open.kind === "table" && matched === walk.containers.length && !isBlockStart(rest)) {
    walk.leaves.push(...tableCells(text, at.start, at.end));
    return at.next;
  }
  if (first === "#") {
    const depth = headingDepth(rest);
    if (depth === 0) return null;
    leave(walk, matched);
    pushHeading(walk, at, rest, depth);
    return at.next;
  }
  if (isThematicBreak(rest)) {
    leave(walk, matched);
    return at.next;
  }
  const end = first === "<" ? htmlEnd(rest, inParagraph) : null;
  if (end) {
    leave(walk, matched);
    const leaf = startLeaf();
    appendToLeaf(leaf, at.start, at.next);
    walk.open = { kind: "html", end, leaf };
    if (end !== "blank" && end.test(rest.slice(2))) close(walk);
    return at.next;
  }
  return null;
}

/** A line below a display formula underlines no heading. */
function endsInDisplay(walk: Walk, leaf: LeafBuilder): boolean {
  const last = leaf.pieces.at(-1);
  if (!last) return false;
  const end = last.inDocument + last.length;
  return /(?:\$\$|\\\])\s*$/.test(walk.text.slice(Math.max(last.inDocument, end - 8), end));
}

/** Lines that end a table though no blank line stands before them. */
function isBlockStart(rest: string): boolean {
  return headingDepth(rest) > 0 || isThematicBreak(rest) || itemStart(rest) !== null || /^[<>]/.test(rest);
}

function displayLines(walk: Walk, { at, rest, matched }: LeafStart): number | null {
  const { text, syntax, open } = walk;
  // A line that closes what the paragraph's last lines opened starts nothing.
  if (open.kind === "paragraph" && open.openDisplay && rest.startsWith("$$")) return null;
  const line: Line = { start: at.start, end: at.end, next: at.next };
  const containers = walk.containers.slice(0, matched);
  const display = readDisplayLines(text, at.start, line, {
    containers,
    syntax,
    failedUntil: walk.failedUntil,
  });
  if (!display) return null;
  if (matched < walk.containers.length) leave(walk, matched);
  const leaf = paragraphLeaf(walk, at);
  const base = leaf.length;
  for (const part of display.parts) appendToLeaf(leaf, part.start, part.end);
  const inLeaf = (offset: number) => textOffset(leaf, offset, base);
  leaf.displays.push({
    start: base,
    end: inLeaf(display.end),
    texStart: inLeaf(display.texStart),
    texEnd: inLeaf(display.texEnd),
  });
  const rests = text.slice(display.end, display.next);
  if (walk.open.kind === "paragraph") {
    walk.open.openDisplay = countOf(rests, "$$") % 2 === 1;
    walk.open.lastLine = null;
  }
  return display.next;
}

/** The place in the leaf's text of a document offset that stands in one of its last pieces. */
function textOffset(leaf: LeafBuilder, offset: number, base: number): number {
  for (let i = leaf.pieces.length - 1; i >= 0; i--) {
    const piece = leaf.pieces[i]!;
    if (piece.inDocument <= offset) return Math.min(piece.inText + offset - piece.inDocument, leaf.length);
    if (piece.inText < base) break;
  }
  return base;
}

function startTable(walk: Walk, at: Placed, rest: string): boolean {
  const { text, open } = walk;
  const columns = open.kind === "paragraph" ? delimiterColumns(rest) : 0;
  if (open.kind !== "paragraph" || columns === 0) return false;
  const { lastLine, leaf } = open;
  if (!lastLine) return false;
  const header = tableCells(text, lastLine.start, lastLine.end);
  if (header.length !== columns) return false;
  removeLastLine(leaf, lastLine.start);
  close(walk);
  walk.leaves.push(...header);
  walk.open = { kind: "table" };
  return true;
}

/** Takes the text from document offset `from` on out of the leaf: it is the header of a table. */
function removeLastLine(leaf: LeafBuilder, from: number): void {
  for (let last = leaf.pieces.pop(); last; last = leaf.pieces.pop()) {
    leaf.length = last.inText;
    if (last.inDocument >= from) continue;
    appendToLeaf(leaf, last.inDocument, Math.min(from, last.inDocument + last.length));
    return;
  }
}

function pushHeading(walk: Walk, at: Placed, rest: string, depth: number): void {
  const closing = /(?:^|[ \t])#+[ \t]*$/.exec(rest.slice(depth));
  const leaf = startLeaf();
  const start = indentAt(walk.text, { position: at.start + depth, column: 0, spare: 0 }, at.end).position;
  appendToLeaf(leaf, start, closing ? at.start + depth + closing.index : at.end);
  walk.leaves.push({
    ...finishLeaf(walk.text, leaf, "heading", depth),
    span: { start: at.start, end: at.end },
  });
}

function openItem(
  text: string,
  item: { cursor: Cursor; line: Line; columns: number; length: number; footnote: boolean },
): { container: Container; cursor: Cursor } {
  const { line, columns, length, footnote } = item;
  const marked = skipCharacters(skipColumns(text, item.cursor, columns, line.end), length);
  const gap = indentAt(text, marked, line.end);
  const blank = gap.position >= line.end;
  const padding = blank || gap.columns > 4 ? 1 : gap.columns;
  const cursor = skipColumns(text, marked, padding, line.end);
  return { container: { kind: "item", width: footnote ? 4 : columns + length + padding }, cursor };
}

function blankLine(walk: Walk, matched: number, line: Line): number {
  // A quote ends at a blank line without its mark; items go on over blank lines.
  if (matched < walk.containers.length) leave(walk, matched);
  else if (walk.open.kind !== "code") close(walk);
  return line.next;
}

/** The text of the open paragraph, or of a new one. */
function paragraphLeaf(walk: Walk, at: Placed): LeafBuilder {
  if (walk.open.kind === "paragraph") return walk.open.leaf;
  close(walk);
  const leaf = startLeaf();
  walk.open = { kind: "paragraph", leaf, lastLine: at, openDisplay: false };
  return leaf;
}

function paragraphLine(walk: Walk, at: Placed, start: number): number {
  const leaf = paragraphLeaf(walk, at);
  appendToLeaf(leaf, leaf.length === 0 ? at.start : start, at.next);
  if (walk.open.kind !== "paragraph") return at.next;
  walk.open.lastLine = at;
  const odd = countOf(walk.text.slice(at.start, at.end), "$$") % 2 === 1;
  if (odd) walk.open.openDisplay = !walk.open.openDisplay;
  return at.next;
}

function finishParagraph(walk: Walk, depth: number, underline: Placed): number {
  if (walk.open.kind === "paragraph") {
    const leaf = finishLeaf(walk.text, walk.open.leaf, "heading", depth);
    walk.leaves.push({ ...leaf, span: { start: leaf.span.start, end: underline.end } });
  }
  walk.open = nothing;
  return underline.next;
}

/** Closes the open leaf and all containers from `matched` on. */
function leave(walk: Walk, matched: number): void {
  close(walk);
  if (matched < walk.containers.length) walk.containers = walk.containers.slice(0, matched);
}

function close(walk: Walk): void {
  const { open, text, leaves } = walk;
  if (open.kind === "fence") closeFence(walk, open.leaf.pieces.at(-1)?.inDocument ?? open.start);
  else if (open.kind === "paragraph" && open.leaf.length > 0)
    leaves.push(finishLeaf(text, open.leaf, "paragraph"));
  else if (open.kind === "html") leaves.push(finishLeaf(text, open.leaf, "html"));
  walk.open = nothing;
}

function closeFence(walk: Walk, end: number): void {
  if (walk.open.kind !== "fence") return;
  const { fence, leaf, start } = walk.open;
  const last = leaf.pieces.at(-1);
  const after = last ? last.inDocument + last.length : start + fence.length;
  if (mathFence(fence.info, walk.syntax)) {
    const content = finishLeaf(walk.text, leaf, "mathFence");
    walk.leaves.push({ ...content, span: { start, end: Math.max(end, after) } });
  }
  walk.open = nothing;
}

function countOf(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count++;
  return count;
}
