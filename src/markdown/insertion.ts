/*
 * Where a comment to the linter may be put: on a line of its own before the block in which a claim stands, so
 * that neither the math nor the list, quote or table around it is broken.
 */
import type { Edit } from "../text/edit.ts";

/** Puts `comment` on a line before the block that holds `offset`. */
export function insertBefore(text: string, offset: number, comment: string): Edit {
  const start = blockStart(text, offset);
  const prefix = /^[ \t]*(?:>[ \t]?)*/.exec(text.slice(start, lineEnd(text, start)))?.[0] ?? "";
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  return { span: { start, end: start }, newText: `${prefix}${comment}${newline}` };
}

/** The start of the first line of the block, display mathematics with blank lines counted as one block. */
function blockStart(text: string, offset: number): number {
  const first = /^\uFEFF?---\r?\n[\s\S]*?\r?\n---[ \t]*\r?\n/.exec(text)?.[0].length ?? 0;
  let start = lineStart(text, offset);
  while (start > first) {
    const above = lineStart(text, start - 1);
    const isBoundary = /^[\s>]*$|^ {0,3}#{1,6}\s/.test(text.slice(above, start));
    if (isBoundary && !insideDisplay(text, start)) break;
    start = above;
  }
  return start;
}

function insideDisplay(text: string, offset: number): boolean {
  return ((text.slice(0, offset).match(/\$\$/g) ?? []).length & 1) === 1;
}

function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end;
}
