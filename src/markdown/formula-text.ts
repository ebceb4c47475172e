/*
 * Formulas amid their surroundings: a note's text in which the quote marks and indents inside formulas, and the
 * backslashes that keep `|` from ending a table cell, are blank, so that formulas can be cut out by their places;
 * and the way back, what a change must read there.
 */
import { oncePer } from "../text/once.ts";
import { type Span, contains } from "../text/span.ts";
import type { Note } from "./note.ts";

/** The text with every formula as LaTeX; all places are as in the note. */
export function formulaText(note: Note): string {
  return withoutMarks(note.whole ?? note);
}

const withoutMarks = oncePer(({ text, math }: Note): string => {
  let result = "";
  let at = 0;
  for (const { pieces } of math.map(({ tex }) => tex))
    for (const [k, { inDocument }] of pieces.entries()) {
      const before = pieces[k - 1];
      if (!before) continue;
      const end = before.inDocument + before.length;
      result += text.slice(at, end);
      const gap = text.slice(end, inDocument);
      // Of `\|` the first backslash belongs to the formula: it keeps its bar.
      if (gap === "\\" && result.endsWith("\\")) result = `${result.slice(0, -1)} \\`;
      else result += gap.replaceAll(/[^\r\n]/g, " ");
      at = inDocument;
    }
  return result + text.slice(at);
});

/** LaTeX as it must stand at a place of the note: on one line where lines carry marks, with bars that a table leaves alone. */
export function inSurroundings({ math, blocks }: Note, place: Span, tex: string): string {
  const holds = (one: { readonly span: Span }) => contains(one.span, place);
  const inCell = blocks.some((block) => block.type === "tableCell" && holds(block));
  const marked = inCell || (math.find(holds)?.tex.pieces.length ?? 0) > 1;
  const line = marked ? tex.replaceAll(/\s*\n\s*/g, " ") : tex;
  // With the blanks that stand for backslashes.
  return inCell ? line.replaceAll(/ ?(\\*)\|/g, "$1\\|") : line;
}
