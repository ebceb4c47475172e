/*
 * Places in a note. Offsets are UTF-16 units into the whole document, a byte-order mark counted.
 * Imports nothing.
 */

/** A half-open range of the document. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A run of text that stands in the document without a gap. */
export interface Piece {
  readonly inText: number;
  readonly inDocument: number;
  readonly length: number;
}

/**
 * Text taken out of a document, with the way back: quote marks and list indents that lie inside a formula
 * are not in `text`, so it may be made of several pieces.
 */
export interface LocatedText {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

export function span(start: number, end: number): Span {
  return { start, end };
}

/** The smallest span that covers both. */
export function cover(a: Span, b: Span): Span {
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

export function move({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** One piece: `text.slice(start, end)` of a document. */
export function locatedSlice(document: string, start: number, end: number): LocatedText {
  return {
    text: document.slice(start, end),
    pieces: [{ inText: 0, inDocument: start, length: end - start }],
  };
}

/** Where the character at `offset` of the located text stands in the document; its end maps to the last end. */
export function toDocument(located: Pick<LocatedText, "pieces">, offset: number): number {
  let low = 0;
  let high = located.pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (located.pieces[middle]!.inText <= offset) low = middle;
    else high = middle - 1;
  }
  const piece = located.pieces[low];
  if (!piece) return offset;
  return piece.inDocument + Math.min(offset - piece.inText, piece.length);
}

/** The document span of a half-open range of the located text. */
export function toDocumentSpan(located: Pick<LocatedText, "pieces">, start: number, end: number): Span {
  const first = toDocument(located, start);
  return { start: first, end: end > start ? toDocument(located, end - 1) + 1 : first };
}
