/*
 * The leaf that the lines read so far have left open, and what closes it or goes on with it. The walk over
 * lines and containers is in `leaves.ts`; nothing here looks at more than its own line, display formulas aside.
 */
import type { MathSyntax } from "./dialect.ts";
import { type FailedUntil, readDisplayLines } from "./display-lines.ts";
import { type Leaf, type LeafBuilder, appendToLeaf, finishLeaf, startLeaf } from "./leaf.ts";
import { type Container, type Line, indentAt } from "./line-cursor.ts";
import { type FenceStart, delimiterColumns } from "./line-starts.ts";
import { mathFence } from "./math-fence.ts";
import { tableCells } from "./table.ts";

/** What the lines read so far have left open. */
export type Open =
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
export interface Placed {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

export interface Walk {
  readonly text: string;
  readonly syntax: MathSyntax;
  readonly leaves: Leaf[];
  readonly failedUntil: FailedUntil;
  containers: Container[];
  open: Open;
}

export const nothing: Open = { kind: "none" };

/** Closes the open leaf and all containers from `matched` on. */
export function leave(walk: Walk, matched: number): void {
  close(walk);
  if (matched < walk.containers.length) walk.containers = walk.containers.slice(0, matched);
}

export function close(walk: Walk): void {
  const { open, text, leaves } = walk;
  if (open.kind === "fence") closeFence(walk, open.leaf.pieces.at(-1)?.inDocument ?? open.start);
  else if (open.kind === "paragraph" && open.leaf.length > 0)
    leaves.push(finishLeaf(text, open.leaf, "paragraph"));
  else if (open.kind === "html") leaves.push(finishLeaf(text, open.leaf, "html"));
  walk.open = nothing;
}

export function closeFence(walk: Walk, end: number): void {
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

export function finishParagraph(walk: Walk, depth: number, underline: Placed): number {
  if (walk.open.kind === "paragraph") {
    const leaf = finishLeaf(walk.text, walk.open.leaf, "heading", depth);
    walk.leaves.push({ ...leaf, span: { start: leaf.span.start, end: underline.end } });
  }
  walk.open = nothing;
  return underline.next;
}

export function paragraphLine(walk: Walk, at: Placed, start: number): number {
  const leaf = paragraphLeaf(walk, at);
  appendToLeaf(leaf, leaf.length === 0 ? at.start : start, at.next);
  if (walk.open.kind !== "paragraph") return at.next;
  walk.open.lastLine = at;
  const odd = countOf(walk.text.slice(at.start, at.end), "$$") % 2 === 1;
  if (odd) walk.open.openDisplay = !walk.open.openDisplay;
  return at.next;
}

/** The text of the open paragraph, or of a new one. */
function paragraphLeaf(walk: Walk, at: Placed): LeafBuilder {
  if (walk.open.kind === "paragraph") return walk.open.leaf;
  close(walk);
  const leaf = startLeaf();
  walk.open = { kind: "paragraph", leaf, lastLine: at, openDisplay: false };
  return leaf;
}

export function pushHeading(walk: Walk, at: Placed, rest: string, depth: number): void {
  const closing = /(?:^|[ \t])#+[ \t]*$/.exec(rest.slice(depth));
  const leaf = startLeaf();
  const start = indentAt(walk.text, { position: at.start + depth, column: 0, spare: 0 }, at.end).position;
  appendToLeaf(leaf, start, closing ? at.start + depth + closing.index : at.end);
  walk.leaves.push({
    ...finishLeaf(walk.text, leaf, "heading", depth),
    span: { start: at.start, end: at.end },
  });
}

export function displayLines(walk: Walk, at: Placed, matched: number): number | null {
  const { text, syntax, open } = walk;
  // A line that closes what the paragraph's last lines opened starts nothing.
  if (open.kind === "paragraph" && open.openDisplay && text.startsWith("$$", at.start)) return null;
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

/** A line below a display formula underlines no heading. */
export function endsInDisplay(walk: Walk, leaf: LeafBuilder): boolean {
  const last = leaf.pieces.at(-1);
  if (!last) return false;
  const end = last.inDocument + last.length;
  return /(?:\$\$|\\\])\s*$/.test(walk.text.slice(Math.max(last.inDocument, end - 8), end));
}

export function startTable(walk: Walk, rest: string): boolean {
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

function countOf(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count++;
  return count;
}
