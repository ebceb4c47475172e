/*
 * What may be repaired without asking: claims whose first fix was verified and leaves no choice. Quoted and silenced
 * errors stay as they are, and of two fixes that overlap only the first is taken.
 */
import type { ClaimReport, FileReport, Fix } from "../report.ts";
import { type Edit, editsOf } from "./edit.ts";

export interface FixAll {
  readonly edits: readonly Edit[];
  /** How many claims they repair. */
  readonly claims: number;
}

/** The safe fixes of a note, in document order. */
export function fixAll(report: FileReport): FixAll {
  const taken: Edit[] = [];
  let claims = 0;
  for (const fix of safeFixes(report)) {
    const edits = editsOf(fix);
    if (edits.length === 0 || edits.some((edit) => taken.some((other) => collide(edit, other)))) continue;
    taken.push(...edits);
    claims += 1;
  }
  return { edits: taken.sort((a, b) => a.span.start - b.span.start), claims };
}

/** Fixes that may be made without asking. */
export function safeFixes(report: FileReport): readonly Fix[] {
  return wrongInEarnest(report).flatMap(({ fixes: [first] }) => (first?.unique ? [first] : []));
}

/** How many claims have fixes that say different things, so that someone must choose. */
export function claimsWithChoice(report: FileReport): number {
  return wrongInEarnest(report).filter(({ fixes: [first] }) => first?.unique === false).length;
}

/** Refuted claims that the note neither quotes nor silences. */
function wrongInEarnest({ claims, diagnostics }: FileReport): readonly ClaimReport[] {
  const shown = new Set(diagnostics.map(({ claim }) => claim));
  return claims.filter(
    ({ status, severity }, at) => status === "refuted" && severity === "warning" && shown.has(at),
  );
}

/** Two insertions at one place collide as well: their order would be a guess. */
function collide(a: Edit, b: Edit): boolean {
  if (a.span.start === b.span.start) return true;
  return a.span.start < b.span.end && b.span.start < a.span.end;
}
