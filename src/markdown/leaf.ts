/*
 * A leaf of a document's structure: text that belongs together (a paragraph, a heading, a table cell, a
 * piece of HTML, a formula in a fence), taken out of its containers with the way back to the document.
 */
import type { LocatedText, Piece, Span } from "../text/span.ts";

export interface Leaf {
  readonly kind: "paragraph" | "heading" | "tableCell" | "html" | "mathFence";
  /** 1 to 6 for headings, else 0. */
  readonly depth: number;
  readonly content: LocatedText;
  /** Display formulas that the lines decided, by offsets into the content, delimiters included. */
  readonly displays: readonly DisplayRegion[];
  /** With fences and marks of its own, for a fence; else that of the content. */
  readonly span: Span;
}

/** A display formula of several lines, in offsets of whatever holds it. */
export interface DisplayRegion {
  readonly start: number;
  readonly end: number;
  readonly texStart: number;
  readonly texEnd: number;
}

/** Collects the text of a leaf line by line. */
export interface LeafBuilder {
  readonly pieces: Piece[];
  readonly displays: DisplayRegion[];
  length: number;
}

export function startLeaf(): LeafBuilder {
  return { pieces: [], displays: [], length: 0 };
}

/** Appends `document.slice(start, end)`; text that goes on without a gap extends the last piece. */
export function appendToLeaf(leaf: LeafBuilder, start: number, end: number): void {
  if (end <= start) return;
  const last = leaf.pieces.at(-1);
  if (last && last.inDocument + last.length === start)
    leaf.pieces[leaf.pieces.length - 1] = { ...last, length: last.length + end - start };
  else leaf.pieces.push({ inText: leaf.length, inDocument: start, length: end - start });
  leaf.length += end - start;
}

/** The text that was collected, without the line ending at its end. */
export function finishLeaf(document: string, leaf: LeafBuilder, kind: Leaf["kind"], depth = 0): Leaf {
  const text = leaf.pieces.map((p) => document.slice(p.inDocument, p.inDocument + p.length)).join("");
  const content = { text, pieces: leaf.pieces };
  const last = leaf.pieces.at(-1);
  const start = leaf.pieces[0]?.inDocument ?? 0;
  const trailing = /[\r\n]*$/.exec(text.slice(-2))?.[0].length ?? 0;
  const end = last ? Math.max(start, last.inDocument + last.length - Math.min(trailing, last.length)) : start;
  return { kind, depth, content, displays: leaf.displays, span: { start, end } };
}
