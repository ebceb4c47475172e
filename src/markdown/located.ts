/*
 * Parts of located text: the same text, shorter, that still knows where each character stands.
 */
import type { LocatedText, Piece } from "../text/span.ts";

/** The part of a located text from `start` to `end`, with its own pieces. */
export function sliceLocated(located: LocatedText, start: number, end: number): LocatedText {
  const pieces: Piece[] = [];
  for (let i = pieceAt(located.pieces, start); i < located.pieces.length; i++) {
    const piece = located.pieces[i]!;
    if (piece.inText >= end) break;
    const from = Math.max(start, piece.inText);
    const to = Math.min(end, piece.inText + piece.length);
    if (to > from)
      pieces.push({
        inText: from - start,
        inDocument: piece.inDocument + from - piece.inText,
        length: to - from,
      });
  }
  return { text: located.text.slice(start, end), pieces };
}

/** The index of the piece that holds `offset`. */
function pieceAt(pieces: readonly Piece[], offset: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle]!.inText <= offset) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}
