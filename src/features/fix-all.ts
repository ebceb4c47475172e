/*
 * What may be repaired without asking: claims with exactly one fix, which was itself verified. Quoted errors
 * stay as they are, and of two fixes that overlap only the first is taken.
 */
import type { ClaimReport, FileReport } from "../report.ts";
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
  for (const claim of report.claims) {
    const edits = safeEdits(claim);
    if (edits.length === 0 || edits.some((edit) => taken.some((other) => collide(edit, other)))) continue;
    taken.push(...edits);
    claims += 1;
  }
  return { edits: taken.sort((a, b) => a.span.start - b.span.start), claims };
}

function safeEdits(claim: ClaimReport): readonly Edit[] {
  const [fix, ...others] = claim.fixes;
  if (claim.status !== "refuted" || claim.severity === "hint" || !fix?.verified || others.length > 0)
    return [];
  return editsOf(fix);
}

/** Two insertions at one place collide as well: their order would be a guess. */
function collide(a: Edit, b: Edit): boolean {
  if (a.span.start === b.span.start) return true;
  return a.span.start < b.span.end && b.span.start < a.span.end;
}
