/*
 * What is said of a claim that holds under no reading: why it is left open or, where nothing speaks for it, the
 * counterexample. A third evaluation has to confirm that.
 */
import { referenceDerivative } from "../algebra/reference.ts";
import type { Claim } from "../claims/claim.ts";
import { denominatorLayout, gradientLayout, numeratorLayout } from "../claims/layout.ts";
import type { LayoutName } from "../report.ts";
import type { Reading } from "./builder.ts";
import type { Disagreement } from "./compare.ts";
import { decide, fullEffort } from "./decide.ts";
import type { Statistics } from "./tally.ts";
import { doubtOf } from "./doubt.ts";
import { agreesWithThird } from "./third-opinion.ts";
import { type Judging, type Tried, type Verdict, unchecked } from "./verdict.ts";

const noStatistics: Statistics = { instances: 0, deviation: 0, errorBound: 0, sizes: [] };

/** The verdict on a claim of which all readings were tried. */
export async function refute(
  claim: Claim,
  judging: Judging,
  tried: readonly Tried[],
  seed: number,
): Promise<Verdict> {
  const outcomes = tried.filter((one) => !isBeyondSigma(one, tried));
  const failed = outcomes.find(({ outcome }) => outcome.type === "failure");
  if (failed?.outcome.type === "failure") {
    const { shapes, ...failure } = failed.outcome.failure;
    return { type: "unchecked", ...failure, ...(shapes ? { reason: "shape-conflict-in-definition" } : {}) };
  }
  const open = outcomes.find(({ outcome }) => outcome.type === "inconclusive");
  if (open?.outcome.type === "inconclusive") {
    if (open.outcome.approximate)
      return unchecked("inconclusive", "holds to about 1e-5 only: an approximation", claim.span);
    if (open.outcome.outside)
      return unchecked("outside-domain", "the formula has no finite value at the values tried", claim.span);
    return unchecked("inconclusive", "the numbers do not decide", claim.span);
  }
  // Two values that differ may be two meanings of one letter; only derivatives are held to their definition.
  if (claim.kind === "equality")
    return unchecked(
      "readings-disagree",
      "the two sides differ: the symbols may mean something else here",
      claim.span,
    );
  if (outcomes.every(({ outcome }) => outcome.type === "agree"))
    return unchecked(
      "readings-disagree",
      "nothing is left of either side where so much is held fixed",
      claim.span,
    );
  const disagreeing = outcomes.find(({ outcome }) => outcome.type === "disagree");
  const first = disagreeing ?? outcomes.find(({ outcome }) => outcome.type !== "agree")!;
  const holdsIn = otherLayout(claim, judging, first.reading, seed);
  if (first.outcome.type === "disagree" || first.outcome.type === "mismatch") {
    const readings = outcomes.map(({ reading }) => reading);
    const doubt = doubtOf({ scope: judging.scope, claim, readings, outcome: first.outcome, seed });
    // What holds in another layout has shapes that fit.
    if (doubt && !(doubt.reason === "unknown-shape" && holdsIn)) return { type: "unchecked", ...doubt };
  }
  if (first.outcome.type === "disagree") {
    const confirmed = await confirm(first.outcome.example, judging);
    if (!confirmed)
      return unchecked("inconclusive", "two independent evaluations of this formula differ", claim.span);
  }
  return {
    type: "refuted",
    reading: first.reading,
    example: first.outcome.type === "disagree" ? first.outcome.example : null,
    mismatch: first.outcome.type === "mismatch" ? first.outcome.failure : null,
    statistics: first.outcome.type === "disagree" ? first.outcome.statistics : noStatistics,
    seed,
    used: first.outcome.type === "disagree" ? [...first.outcome.example.problem.builder.used] : [],
    holdsIn,
  };
}

/** Of `\log\sigma(x)`, σ is no function of any sign: that it is the logistic one says what another reading cannot. */
function isBeyondSigma({ reading, outcome }: Tried, tried: readonly Tried[]): boolean {
  if (reading.logistic || outcome.type !== "inconclusive" || !outcome.outside) return false;
  return tried.some((one) => one.reading.logistic && one.outcome.type === "disagree");
}

/** A layout that is not admitted here, but in which the claim holds. */
function otherLayout(
  claim: Claim,
  { scope, declared }: Judging,
  reading: Reading,
  seed: number,
): LayoutName | null {
  if (claim.kind === "equality") return null;
  // ∇f has the shape of its variable in every layout; its transpose is ∂f/∂x in numerator layout.
  const { head } = claim;
  if (head.type === "derivative" && head.notation === "nabla" && head.withRespectTo.length === 1) {
    const asFraction: Claim = { ...claim, head: { ...head, notation: "fraction" } };
    const holds =
      decide(scope, asFraction, { ...reading, layout: numeratorLayout }, seed, fullEffort).type === "agree";
    return holds ? "numerator" : null;
  }
  if (declared === null) return null;
  for (const layout of [numeratorLayout, denominatorLayout, gradientLayout])
    if (
      layout.name !== declared &&
      decide(scope, claim, { ...reading, layout }, seed, fullEffort).type === "agree"
    )
      return layout.name;
  return null;
}

/** Asks the third opinion for the derivative at the counterexample; without one to ask, our two stand. */
async function confirm(example: Disagreement, { thirdOpinion }: Judging): Promise<boolean> {
  const { problem, values, claimed, numeric } = example;
  const pair = problem.pairs[example.pair]!;
  if (!pair.raw || !thirdOpinion) return true;
  const mathjs = await thirdOpinion();
  const reference = referenceDerivative(
    mathjs,
    problem.builder.graph,
    values,
    pair.raw.output,
    pair.raw.variable,
    pair.raw.frozen,
  );
  if (!reference) return true;
  return agreesWithThird(problem, pair.raw, values, reference.jacobian, Math.abs(claimed - numeric));
}
