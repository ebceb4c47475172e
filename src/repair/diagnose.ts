/*
 * What is wrong with a refuted claim: its rule, where to underline, the repairs that were verified, and the facts
 * that its message is made of.
 */
import { some } from "../algebra/expression.ts";
import type { Verdict } from "../check/verdict.ts";
import type { Claim } from "../claims/claim.ts";
import type { CheckProgram, LayoutName, Rule } from "../report.ts";
import type { Scope } from "../scope/scope.ts";
import type { Span } from "../text/span.ts";
import { numeratorLayout } from "../claims/layout.ts";
import { lackingFor } from "./derive/derive.ts";
import { missingAssumption } from "./assumptions.ts";
import { checkProgram } from "./check-program.ts";
import { neighbourModel } from "./neighbour.ts";
import { plainText } from "../tex/plain-text.ts";
import { type Repair, bothForms, findRepairs, workOnClaim } from "./search.ts";
import { createSite } from "./site.ts";

export interface Diagnosis {
  readonly rule: Rule;
  readonly marks: readonly Span[];
  readonly repairs: readonly Repair[];
  readonly written: string | null;
  readonly corrected: string | null;
  readonly numeratorForm: string | null;
  readonly denominatorForm: string | null;
  /** "A is symmetric", where the claim fails in general but holds under an assumption that the note leaves open. */
  readonly assumption: string | null;
  /** The neighbouring model whose derivative this is, or has the form of, with its layout. */
  readonly neighbour: string | null;
  /** What the answer takes that the note has no name for, where that is why there is no repair. */
  readonly lacking: string | null;
  /** The check at the counterexample, for a script. */
  readonly program: CheckProgram | null;
}

export interface DiagnosisInput {
  readonly scope: Scope;
  readonly claim: Claim;
  readonly verdict: Verdict & { type: "refuted" };
  readonly declared: LayoutName | null;
  readonly preferred: LayoutName;
  /** Whether the note's own Jacobians say with one voice that it is this layout. */
  readonly settled: boolean;
}

export function diagnose({ scope, claim, verdict, ...layouts }: DiagnosisInput): Diagnosis {
  if (claim.kind === "inequality") return violated(claim);
  const site = createSite(scope, claim);
  const search = { site, verdict, ...layouts, seed: verdict.seed, work: workOnClaim() };
  const repairs = findRepairs(search);
  const [best] = repairs;
  const neighbour = verdict.holdsIn ? null : neighbourModel(search);
  const rule = neighbour?.exact ? "other-model" : ruleOf(claim, verdict, best);
  const forms =
    best && best.edits.length > 0 && rule !== "other-layout" && claim.kind === "jacobian"
      ? bothForms(search, best)
      : null;
  const { text } = site;
  const [edit] = best?.edits ?? [];
  const small = best?.edits.length === 1 && edit ? edit : null;
  return {
    rule,
    marks: best && best.marks.length > 0 ? nonEmpty(best.marks, claim) : [claim.claimed.span],
    repairs: repairs.filter((repair) => repair.edits.length > 0),
    written: small ? plainText(text.slice(small.span.start, small.span.end)) : null,
    corrected: small ? plainText(small.newText) : best ? plainText(best.right) : null,
    numeratorForm: forms?.numerator ? plainText(forms.numerator) : null,
    denominatorForm: forms?.denominator ? plainText(forms.denominator) : null,
    assumption: neighbour?.exact ? null : missingAssumption(search, best),
    neighbour: neighbour && `${neighbour.text} in ${neighbour.layout} layout`,
    lacking: best ? null : lackingFor(site, numeratorLayout),
    program: verdict.example ? checkProgram(site, verdict.example, best?.right ?? null, verdict.seed) : null,
  };
}

/** A bound that an instance violates: there is no one bound to put in its place. */
function violated(claim: Claim): Diagnosis {
  return {
    rule: "wrong-value",
    marks: [claim.claimed.span],
    repairs: [],
    written: null,
    corrected: null,
    numeratorForm: null,
    denominatorForm: null,
    assumption: null,
    neighbour: null,
    lacking: null,
    program: null,
  };
}

/** A mark must cover something: an insertion underlines the side it belongs to. */
function nonEmpty(marks: readonly Span[], claim: Claim): readonly Span[] {
  const covering = marks.filter((mark) => mark.end > mark.start);
  return covering.length > 0 ? covering : [claim.claimed.span];
}

function ruleOf(claim: Claim, verdict: Verdict & { type: "refuted" }, best: Repair | undefined): Rule {
  if (verdict.holdsIn) return "other-layout";
  if (hasForeignIndex(claim)) return "free-index";
  // What cannot be formed and no small edit repairs is a matter of shapes first.
  if (best && !(verdict.mismatch && best.anew)) return best.rule;
  return verdict.mismatch ? "shape-mismatch" : "wrong-value";
}

/** A component index on the right that the left side does not have and no sum binds. */
function hasForeignIndex(claim: Claim): boolean {
  const left = letters(claim, "head");
  if (left.size === 0) return false;
  return [...letters(claim, "claimed")].some((letter) => !left.has(letter));
}

function letters(claim: Claim, side: "head" | "claimed"): ReadonlySet<string> {
  const found = new Set<string>();
  const bound = new Set<string>();
  some(claim[side], (part) => {
    if (part.type === "iterated") bound.add(part.letter);
    if (part.type === "entry")
      for (const index of part.indices)
        for (const term of index.terms) if (/^[a-z]$/.test(term.letter)) found.add(term.letter);
    return false;
  });
  return new Set([...found].filter((letter) => !bound.has(letter)));
}
