/*
 * Edits of a text by offsets, applied all at once: every span counts in the text before the edits.
 * Never guesses: edits that overlap or lie outside are a bug of the caller and are refused.
 */
import type { Span } from "./span.ts";

export interface Edit {
  readonly span: Span;
  readonly newText: string;
}

/** The text after all `edits`, given in any order; two insertions at one place keep the order they were given in. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { span, newText } of sortEdits(edits)) {
    if (span.start < done || span.end < span.start || span.end > text.length)
      throw new RangeError(`edit [${span.start}, ${span.end}) overlaps another or lies outside the text`);
    parts.push(text.slice(done, span.start), newText);
    done = span.end;
  }
  parts.push(text.slice(done));
  return parts.join("");
}

/** Whether all edits can be applied together. */
export function areDisjoint(edits: readonly Edit[]): boolean {
  let done = 0;
  for (const { span } of sortEdits(edits)) {
    if (span.start < done || span.end < span.start) return false;
    done = span.end;
  }
  return true;
}

function sortEdits(edits: readonly Edit[]): readonly Edit[] {
  return [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
