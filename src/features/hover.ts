/*
 * What a hover says about a claim, as data: the verdict in words, what it rests on, what was written and what
 * would be right, and the numbers. Reads the report; `render-hover.ts` turns the answer into Markdown.
 */
import type { ClaimReport, Evidence, FileReport, Related, Rule } from "../report.ts";
import type { Span } from "../text/span.ts";
import { adviceFor } from "./advice.ts";
import { claimAt, spanOf } from "./claim-at.ts";
import { applyEdits, editsOf } from "./edit.ts";
import { type Matrix, difference } from "./numbers.ts";

export interface Hover {
  readonly span: Span;
  readonly claim: number;
  readonly status: ClaimReport["status"];
  /** "Verified", "Refuted", "Not checked: the shape of a symbol is not known". */
  readonly verdict: string;
  readonly message: string;
  readonly rule: Rule | null;
  readonly ruleUrl: string | null;
  /** "numerator layout", "either layout". */
  readonly layout: string | null;
  readonly reading: readonly string[];
  readonly assumptions: readonly string[];
  readonly restsOn: readonly Related[];
  /** What a wrong claim means for the rest of the note. */
  readonly consequences: readonly Related[];
  /** The claim as it stands in the note, TeX. */
  readonly written: string;
  readonly corrected: { readonly tex: string; readonly title: string } | null;
  readonly evidence: Evidence | null;
  /** Written − numeric at the worst instance. */
  readonly difference: Matrix | null;
  /** What would make an unchecked claim checkable. */
  readonly remedy: string | null;
}

/** What there is to say at `offset`, or null where no claim stands. */
export function hoverAt(report: FileReport, offset: number, text: string): Hover | null {
  const found = claimAt(report, offset);
  if (!found) return null;
  const { claim, index } = found;
  const span = spanOf(claim.range);
  const counterexample = claim.evidence?.counterexample;
  const { claimedMatrix, numericMatrix } = counterexample ?? {};
  return {
    span,
    claim: index,
    status: claim.status,
    verdict: verdictOf(claim),
    message: claim.message,
    rule: claim.rule,
    ruleUrl: report.diagnostics.find((diagnostic) => diagnostic.claim === index)?.url ?? null,
    layout: layoutWords(claim, report),
    reading: claim.reading,
    assumptions: claim.assumptions,
    restsOn: claim.related,
    consequences: claim.consequences,
    written: claim.latex.trim(),
    corrected: correctionOf(claim, text),
    evidence: claim.evidence,
    difference: claimedMatrix && numericMatrix ? difference(claimedMatrix, numericMatrix) : null,
    remedy: claim.reason && adviceFor(claim.reason).remedy,
  };
}

function verdictOf(claim: ClaimReport): string {
  switch (claim.status) {
    case "verified":
      return "Verified";
    case "refuted":
      return claim.rule === "holds-only-if" ? "Holds only under a condition" : "Refuted";
    case "unchecked":
      return claim.reason ? `Not checked: ${adviceFor(claim.reason).why}` : "Not checked";
    case null:
      return "Definition";
  }
}

/** The layout in which a claim holds; for a wrong one, that of the note it stands in. */
function layoutWords(claim: ClaimReport, report: FileReport): string | null {
  const layout = claim.layout ?? (claim.status === "refuted" ? report.layout.inferred : null);
  if (layout === null || layout === "mixed") return null;
  return layout === "both" ? "either layout" : `${layout} layout`;
}

function correctionOf(claim: ClaimReport, text: string): Hover["corrected"] {
  const fix = claim.fixes[0];
  if (!fix) return null;
  const { start, end } = spanOf(claim.range);
  const edits = editsOf(fix).map((edit) => ({
    ...edit,
    span: { start: edit.span.start - start, end: edit.span.end - start },
  }));
  const inside = edits.every(({ span }) => span.start >= 0 && span.end <= end - start);
  const tex = inside ? applyEdits(text.slice(start, end), edits) : fix.newText;
  return { tex: (fix.newText || tex).trim(), title: fix.title };
}
