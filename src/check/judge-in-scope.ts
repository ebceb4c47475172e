/*
 * The verdict on one claim in one scope: verified under the first admitted reading that holds, refuted when none does,
 * and unchecked with its reason otherwise.
 */
import { isZero } from "../algebra/graph.ts";
import type { Claim } from "../claims/claim.ts";
import type { Scope } from "../scope/scope.ts";
import type { Settings } from "../settings.ts";
import { affirm } from "./affirm.ts";
import { spelledReading } from "./left-sides.ts";
import type { Reading } from "./builder.ts";
import { decideByLayout } from "./decide.ts";
import { judgeBound } from "./judge-bound.ts";
import type { Problem } from "./problem.ts";
import { hashText } from "./random.ts";
import { admittedReadings } from "./readings.ts";
import { refute } from "./refute.ts";
import { asStructured, countsStructure } from "./symmetric-variable.ts";
import type { Judging, Tried, Verdict } from "./verdict.ts";

/** The seed of a claim: a hash of its text, of the definitions in force, and of the setting. */
export function seedOf(claim: Claim, scope: Scope, settings: Settings): number {
  const text = scope.note.text;
  return hashText(
    text.slice(claim.statement.leftNode.span.start, claim.statement.leftNode.span.end) +
      text.slice(claim.claimed.span.start, claim.claimed.span.end),
    settings.seed,
  );
}

/** The verdict on a claim as its scope has it. */
export async function judgeIn(written: Claim, judging: Judging): Promise<Verdict> {
  const { scope, settings, declared } = judging;
  const claim = (countsStructure(scope) && asStructured(scope, written)?.claim) || written;
  const seed = seedOf(claim, scope, settings);
  if (claim.kind === "inequality") return judgeBound(claim, scope, declared, seed);
  const readings = admittedReadings(scope, claim, declared);
  const { verdict, outcomes } = tryReadings(claim, judging, readings, seed);
  if (verdict) return verdict;
  const failed = outcomes.at(-1)?.outcome;
  // A guess at a shape that does not fit is given up: letters without a declared shape may be scalars.
  if (failed?.type === "failure" && failed.failure.shapes)
    for (const scalars of scalarReadings(claim, scope)) {
      const again = readings.map((reading): Reading => ({ ...reading, scalars }));
      const { verdict: ofNumbers, outcomes: others } = tryReadings(claim, judging, again, seed);
      if (ofNumbers) return ofNumbers;
      if (isSolved(claim) && others.every(({ outcome }) => outcome.type === "disagree"))
        return refute(claim, judging, others, seed);
    }
  return refute(claim, judging, outcomes, seed);
}

/** Letters whose shape is a guess may be numbers; in an equation that is solved for one of them, all of them are. */
function scalarReadings(claim: Claim, { shapes }: Scope): readonly Reading["scalars"][] {
  const guessed = shapes.guessed.size > 0 ? (["guessed"] as const) : [];
  return isSolved(claim) ? [...guessed, "undeclared"] : guessed;
}

/** Whether what is differentiated is given by an equation. */
function isSolved({ assumed }: Claim): boolean {
  return assumed.some(({ body }) => body.type === "solution");
}

/** The verdict under the first reading that holds, and what became of all before it. */
function tryReadings(
  claim: Claim,
  judging: Judging,
  readings: readonly Reading[],
  seed: number,
): { readonly verdict: Verdict | null; readonly outcomes: readonly Tried[] } {
  const outcomes: Tried[] = [];
  const said = readings.every(({ fixed }) => fixed !== "none");
  for (const reading of readings) {
    const { outcome, isOfLayout } =
      outcomes.find((one) => !one.isOfLayout && isSameButLayout(one.reading, reading)) ??
      decideByLayout(judging.scope, claim, reading, seed);
    if (outcome.type === "agree" && !(reading.fixed !== "none" && isNothing(outcome.problem, claim, said)))
      return { verdict: affirm(claim, judging, reading, outcome, seed), outcomes };
    outcomes.push({ reading, outcome, isOfLayout });
    if (outcome.type === "failure") break;
  }
  return { verdict: null, outcomes };
}

function isSameButLayout(one: Reading, other: Reading): boolean {
  return !one.instead && !other.instead && spelledReading(one) === spelledReading(other);
}

/**
 * Whether what is held fixed leaves nothing of either side: that such a reading holds says nothing. A claimed zero is
 * meant where the note itself says what is held.
 */
function isNothing({ pairs, builder }: Problem, { claimed }: Claim, said: boolean): boolean {
  if (said && (claimed.type === "number" || claimed.type === "constant")) return false;
  return pairs.every((pair) => isZero(builder.graph, pair.exact));
}
