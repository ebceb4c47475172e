/*
 * What the rules have before them: judged claims come in, findings with a rule and a place go out.
 */
import type { Verdict } from "../check/verdict.ts";
import type { Claim } from "../claims/claim.ts";
import type { Diagnosis } from "../repair/diagnose.ts";
import type { LayoutName, Range, Related, Rule, Severity } from "../report.ts";
import type { Scope } from "../scope/scope.ts";
import type { Span } from "../text/span.ts";
import type { RangeOf } from "./places.ts";
import type { Finding } from "./rule.ts";

/** One claim with everything that was found out about it. */
export interface Judged {
  readonly claim: Claim;
  readonly verdict: Verdict | null;
  readonly diagnosis: Diagnosis | null;
  readonly declared: LayoutName | null;
}

/** The claims of one passage, in the scope they were judged in. */
export interface JudgedPassage {
  readonly scope: Scope;
  /** Where the passage itself stands in its scope. */
  readonly own: Span;
  readonly judged: readonly Judged[];
  readonly rangeOf: RangeOf;
}

/** What rules may add to a report; the text is final. */
export interface Found {
  readonly rule: Rule;
  readonly claim: number | null;
  readonly range: Range;
  readonly finding: Finding;
  readonly severity?: Severity;
  readonly related: readonly Related[];
}

/** A finding of which nothing is known yet. */
export const emptyFinding: Finding = {
  subject: "",
  written: null,
  corrected: null,
  layout: null,
  holdsIn: null,
  numeratorForm: null,
  denominatorForm: null,
  entry: null,
  condition: null,
  shapes: null,
};
