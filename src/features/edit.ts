/*
 * Edits of a note by offset, as features propose them; shells turn them into their protocol's.
 */
import type { Fix } from "../report.ts";
import type { Span } from "../text/span.ts";
import { spanOf } from "./claim-at.ts";

export interface Edit {
  readonly span: Span;
  readonly newText: string;
}

/** The edits of a reported fix. */
export function editsOf(fix: Fix): readonly Edit[] {
  return fix.edits.map(({ range, newText }) => ({ span: spanOf(range), newText }));
}

/** The text after edits that do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const backwards = [...edits].sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end);
  return backwards.reduce(
    (result, { span, newText }) => result.slice(0, span.start) + newText + result.slice(span.end),
    text,
  );
}
