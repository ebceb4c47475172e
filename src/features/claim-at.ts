/*
 * Finds what the report says about a place in the note. Reads the report only; it checks nothing again.
 */
import type { ClaimReport, FileReport, Range } from "../report.ts";
import type { Span } from "../text/span.ts";

export interface ClaimAt {
  readonly index: number;
  readonly claim: ClaimReport;
}

/** The document span of a reported range. */
export function spanOf(range: Range): Span {
  return { start: range.offsets[0], end: range.offsets[1] };
}

/** Whether the spans share a character, or one is empty and lies in or at the edge of the other. */
export function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** The innermost claim at `offset`; a claim proper is preferred to a definition. */
export function claimAt(report: FileReport, offset: number): ClaimAt | null {
  const here = claimsIn(report, { start: offset, end: offset });
  const size = ({ claim }: ClaimAt) => claim.range.offsets[1] - claim.range.offsets[0];
  const rank = (found: ClaimAt) => (found.claim.status === null ? 1 : 0);
  return [...here].sort((a, b) => rank(a) - rank(b) || size(a) - size(b))[0] ?? null;
}

/** The claims that a selection touches, in document order. */
export function claimsIn(report: FileReport, selection: Span): readonly ClaimAt[] {
  return report.claims
    .map((claim, index) => ({ index, claim }))
    .filter(({ claim }) => touches(spanOf(claim.range), selection));
}
