/*
 * What is said of a claim that holds: in which layouts and under which senses it does. A claim that holds for want of
 * anything to compare stays unchecked.
 */
import { some } from "../algebra/expression.ts";
import { isZero } from "../algebra/graph.ts";
import type { Claim } from "../claims/claim.ts";
import { denominatorLayout, numeratorLayout } from "../claims/layout.ts";
import type { LayoutName } from "../report.ts";
import type { Scope } from "../scope/scope.ts";
import { sayUnstated } from "../scope/unstated.ts";
import type { Reading } from "./builder.ts";
import { type Outcome, decide } from "./decide.ts";
import { independenceDoubt } from "./doubts/unknowns.ts";
import type { Problem } from "./problem.ts";
import { isSeparate } from "./zero-partials.ts";
import { type Judging, type Verdict, unchecked } from "./verdict.ts";

/** The verdict on a claim that agrees under a reading. */
export function affirm(
  claim: Claim,
  { scope }: Judging,
  reading: Reading,
  outcome: Outcome & { type: "agree" },
  seed: number,
): Verdict {
  // Zero equals zero where the note does not say what depends on what: nothing was compared.
  const vacuous =
    (isVacuous(outcome.problem) || leavesOut(claim, outcome.problem)) &&
    !isConstant(claim, scope) &&
    !isSeparate(scope, claim, outcome.problem.builder) &&
    independenceDoubt({ scope, claim, builder: outcome.problem.builder });
  if (vacuous) return { type: "unchecked", ...vacuous };
  if (isStill(outcome.problem, claim))
    return unchecked("undefined-symbol", "nothing in this note says what varies here", claim.span);
  return {
    type: "verified",
    layout: layoutOf(claim, scope, reading, seed),
    reading,
    senses: [...outcome.problem.builder.senses, ...claim.assumed.flatMap((one) => sayUnstated(one) ?? [])],
    implicitDiag: outcome.problem.builder.senses.has("a vector stands for its diagonal matrix"),
    ofScalar: isOfScalar(outcome.problem),
    statistics: outcome.statistics,
    vanishes: outcome.vanishes,
    seed,
    used: [...outcome.problem.builder.used],
  };
}

/** Whether a function's derivative within the right side is zero for want of any dependence: the note does not mean that. */
function leavesOut({ claimed }: Claim, { builder }: Problem): boolean {
  const places = new Set([...builder.independent].map(({ span }) => span.start));
  return some(
    claimed,
    (part) =>
      part !== claimed &&
      part.type === "derivative" &&
      part.of.type === "call" &&
      places.has(part.span.start),
  );
}

/** What is said to be constant has the derivative zero. */
function isConstant({ head }: Claim, { facts }: Scope): boolean {
  return (
    head.type === "derivative" &&
    head.of.type === "symbol" &&
    (facts.roles.get(head.of.name)?.has("constant") ?? false)
  );
}

/** Whether the claimed derivative is zero for want of any dependence. */
function isVacuous({ pairs, builder }: Problem): boolean {
  return builder.independent.size > 0 && pairs.every((pair) => isZero(builder.graph, pair.exact));
}

/** Whether a differential vanishes since nothing that varies is in it: that the other one does so too says nothing. */
function isStill({ pairs, builder }: Problem, { head, claimed }: Claim): boolean {
  if (head.type !== "differential" || claimed.type === "number" || claimed.type === "constant") return false;
  return pairs.every((pair) => isZero(builder.graph, pair.exact));
}

function isOfScalar({ pairs }: Problem): boolean {
  const form = pairs[0]?.raw?.form.of;
  return form?.rows === 1 && form.cols === 1;
}

/** The layouts in which a claim that holds in one holds. */
function layoutOf(claim: Claim, scope: Scope, reading: Reading, seed: number): LayoutName | "both" | null {
  if (claim.kind === "equality") return null;
  const other = reading.layout.name === "denominator" ? numeratorLayout : denominatorLayout;
  const quick = { agreeing: 2, most: 4, glance: true } as const;
  const holds = (layout: typeof other) =>
    decide(scope, claim, { ...reading, layout }, seed, quick).type === "agree";
  const inOther = holds(other);
  if (reading.layout.name === "numerator" || reading.layout.name === "denominator")
    return inOther ? "both" : reading.layout.name;
  const inNumerator = holds(numeratorLayout);
  if (inOther && inNumerator) return "both";
  return inNumerator ? "numerator" : inOther ? "denominator" : "gradient";
}
