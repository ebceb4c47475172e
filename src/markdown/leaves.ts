/*
 * The structure of a document: walks its lines through quotes, lists and footnotes and collects the leaves
 * that hold prose or mathematics, in document order. Code is left out. Follows CommonMark with tables and
 * footnotes, and VS Code's preview in where display formulas start. Linear time; any text is valid.
 */
import type { MathSyntax } from "./dialect.ts";
import { type Leaf, appendToLeaf, startLeaf } from "./leaf.ts";
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
  closesFence,
  fenceStart,
  headingDepth,
  htmlEnd,
  isThematicBreak,
  itemStart,
  underlineDepth,
} from "./line-starts.ts";
import { mathFence } from "./math-fence.ts";
import {
  type Placed,
  type Walk,
  close,
  closeFence,
  displayLines,
  endsInDisplay,
  finishParagraph,
  leave,
  nothing,
  paragraphLine,
  pushHeading,
  startTable,
} from "./open-leaf.ts";
import { tableCells } from "./table.ts";

/** Containers nested deeper are read as text: nobody writes them, and each costs time on every line. */
const maximumDepth = 64;

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
    if (open.end === "blank" && (rest === "" || isMathFence(rest, walk.syntax))) {
      close(walk);
      return false;
    }
    appendToLeaf(open.leaf, cursor.position, line.next);
    if (open.end !== "blank" && open.end.test(rest)) close(walk);
    return true;
  }
  if (open.kind === "code" && (indent.columns >= 4 || rest === "")) return true;
  return false;
}

/** A formula in a fence is read in HTML too, as in `<details>` without a blank line. */
function isMathFence(rest: string, syntax: MathSyntax): boolean {
  const fence = fenceStart(rest);
  return fence !== null && mathFence(fence.info, syntax);
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
  if (first === "$" || first === "\\") return displayLines(walk, start.at, start.matched);
  const fence = first === "`" || first === "~" || first === ":" ? fenceStart(rest) : null;
  if (fence && (fence.mark !== ":" || mathFence(fence.info, syntax))) {
    leave(walk, matched);
    walk.open = { kind: "fence", fence, leaf: startLeaf(), start: at.start, indent: columns };
    return at.next;
  }
  if (inParagraph && !lazy) {
    const depth = underlineDepth(rest);
    if (depth > 0 && !endsInDisplay(walk, open.leaf)) return finishParagraph(walk, depth, at);
    if (startTable(walk, rest)) return at.next;
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

/** Lines that end a table though no blank line stands before them. */
function isBlockStart(rest: string): boolean {
  return headingDepth(rest) > 0 || isThematicBreak(rest) || itemStart(rest) !== null || /^[<>]/.test(rest);
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
