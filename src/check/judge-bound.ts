/*
 * The verdict on an inequality: refuted where every admitted reading has an instance that violates it and all it rests
 * on has a definite meaning; otherwise unchecked, with what was tried. It is never verified: sampling proves no bound.
 */
import { walkExpression } from "../algebra/expression.ts";
import type { Claim } from "../claims/claim.ts";
import type { LayoutName, Reason } from "../report.ts";
import type { Scope } from "../scope/scope.ts";
import { isInequality, sidesOf } from "../scope/statement.ts";
import { anyOf } from "../text/any-of.ts";
import { type BoundOutcome, isDefinite, searchViolation } from "./bounds.ts";
import { admittedReadings } from "./readings.ts";
import type { Reading } from "./builder.ts";
import type { Verdict } from "./verdict.ts";

type Violated = BoundOutcome & { type: "violated" };

/** Judges `head ≤ claimed` under all readings that the place admits. */
export function judgeBound(claim: Claim, scope: Scope, declared: LayoutName | null, seed: number): Verdict {
  const unchecked = (reason: Reason, message: string): Verdict => ({
    type: "unchecked",
    reason,
    message,
    span: claim.span,
  });
  const violations: (Violated & { reading: ReturnType<typeof admittedReadings>[number] })[] = [];
  for (const reading of admittedReadings(scope, claim, declared)) {
    const outcome = searchViolation(scope, claim, reading, seed);
    if (outcome.type === "failure") return { type: "unchecked", ...outcome.failure };
    if (outcome.type === "held")
      return outcome.instances === 0
        ? unchecked("outside-domain", "the formula has no finite value at the values tried")
        : unchecked(
            "no-counterexample",
            `no counterexample on ${outcome.instances} instances; that does not prove a bound`,
          );
    violations.push({ ...outcome, reading });
  }
  const [first] = violations;
  if (!first) return unchecked("inconclusive", "no reading of this inequality could be tried");
  const doubt = doubtOf(claim, scope, first) ?? signDoubt(claim, scope, first.reading, seed);
  if (doubt) return unchecked(doubt.reason, doubt.message);
  const { example, statistics, reading } = first;
  return {
    type: "refuted",
    reading,
    example,
    mismatch: null,
    statistics,
    seed,
    used: [...example.problem.builder.used],
    holdsIn: null,
  };
}

/** Words that restrict a bound to cases that were not drawn. */
const restriction = new RegExp(
  anyOf(
    String.raw`\b${anyOf(
      "if|when|whenever|where|provided",
      String.raw`assum\w*|suppos\w*`,
      "unless|under",
      "small|large|sufficiently|near|close",
      String.raw`bound\w*|contract\w*`,
      "as long as|such that|with|given",
      String.raw`condition\w*|constraint\w*`,
      "at most|at least|less than|greater than",
    )}\b`,
    "如果|假设|当|若",
  ),
  "i",
);

/** Why a violated bound is not called wrong all the same. */
function doubtOf(
  claim: Claim,
  scope: Scope,
  { example, loose }: Violated,
): { reason: Reason; message: string } | null {
  const { builder } = example.problem;
  const [constant] = loose;
  if (constant !== undefined)
    return {
      reason: "undefined-symbol",
      message: `whether this holds depends on ${constant}, which no formula of this note defines`,
    };
  if (!isDefinite(builder) || builder.independent.size > 0)
    return {
      reason: "undefined-symbol",
      message: "whether this holds depends on a function that this note leaves open",
    };
  if ([...builder.leaves.values()].some((name) => scope.shapes.guessed.has(name)))
    return { reason: "unknown-shape", message: "shapes that are not declared decide whether this holds" };
  if (isRestricted(claim, scope, new Set(builder.leaves.values())))
    return {
      reason: "prose-only",
      message: "this fails in general; the note seems to state a condition that was not read",
    };
  return null;
}

/** `-\frac{1}{\lambda^2} \sum_i x_i < 0` for counts: what has a sign where all data and parameters are positive. */
function signDoubt(
  claim: Claim,
  scope: Scope,
  reading: Reading,
  seed: number,
): { reason: Reason; message: string } | null {
  if (claim.claimed.type !== "number" || claim.claimed.value !== 0) return null;
  if (searchViolation(scope, claim, reading, seed, true).type !== "held") return null;
  return {
    reason: "readings-disagree",
    message: "this holds where all data and parameters are positive, which the note does not say",
  };
}

/** Whether words around the claim, or another inequality about the same symbols, restrict it. */
function isRestricted(claim: Claim, { note, statements }: Scope, names: ReadonlySet<string>): boolean {
  const { block, words, id } = claim.statement;
  const near = [block - 1, block, block + 1].flatMap((at) =>
    (note.blocks[at]?.content ?? []).map((inline) => (inline.type === "text" ? inline.text : "")),
  );
  if (restriction.test([...near, words].join(" "))) return true;
  return statements.some(
    (other) =>
      other.id !== id &&
      other.steps.some(({ relation }) => isInequality(relation)) &&
      sidesOf(other).some((side) =>
        [...walkExpression(side)].some((part) => part.type === "symbol" && names.has(part.name)),
      ),
  );
}
