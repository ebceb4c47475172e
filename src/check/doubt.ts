/*
 * Reasons not to call a claim wrong although no admitted reading of it holds: the note does not say how the
 * output depends on the variable, shapes are guesses, a condition is stated, or another definition may be meant.
 */
import type { Claim } from "../claims/claim.ts";
import type { Scope } from "../scope/scope.ts";
import type { Reading } from "./builder.ts";
import type { Outcome } from "./decide.ts";
import { perturbationDoubt } from "./perturbation.ts";
import { structureDoubt, assumptionDoubt, conditionDoubt } from "./doubts/conditions.ts";
import {
  constancyDoubt,
  partialDoubt,
  pathDoubt,
  boundDoubt,
  entryOrderDoubt,
  definitionDoubt,
  statisticsDoubt,
  estimateDoubt,
} from "./doubts/definitions.ts";
import {
  equationDoubt,
  termDoubt,
  factorDoubt,
  lossDoubt,
  pointDoubt,
  existenceDoubt,
  argumentDoubt,
  orderDoubt,
  expansionDoubt,
  conventionDoubt,
} from "./doubts/equations.ts";
import {
  shapeDoubt,
  numberDoubt,
  indexDoubt,
  fontDoubt,
  sumDoubt,
  countDoubt,
  onesDoubt,
} from "./doubts/shapes.ts";
import {
  flowDoubt,
  strangerDoubt,
  namingDoubt,
  primeDoubt,
  lawDoubt,
  stateDoubt,
  valueDoubt,
  restatedDoubt,
  lostDoubt,
  rangeDoubt,
  independenceDoubt,
  functionDoubt,
} from "./doubts/unknowns.ts";
import { type Doubt, quick } from "./doubts/doubt.ts";

/** What speaks against calling the claim wrong, if anything does. */
export function doubtOf(
  scope: Scope,
  claim: Claim,
  readings: readonly Reading[],
  outcome: Outcome & { type: "disagree" | "mismatch" },
  seed: number,
): Doubt | null {
  const builder = outcome.type === "disagree" ? outcome.example.problem.builder : outcome.builder;
  return (
    independenceDoubt(scope, claim, builder) ??
    conditionDoubt(scope, claim) ??
    existenceDoubt(claim) ??
    argumentDoubt(claim) ??
    orderDoubt(claim) ??
    expansionDoubt(scope, claim) ??
    pointDoubt(scope, claim, outcome) ??
    conventionDoubt(scope, claim) ??
    functionDoubt(scope, claim, builder) ??
    flowDoubt(claim, outcome) ??
    strangerDoubt(scope, claim, outcome) ??
    namingDoubt(scope, claim) ??
    primeDoubt(scope, claim) ??
    lawDoubt(scope, claim, builder) ??
    stateDoubt(scope, claim, builder) ??
    valueDoubt(claim, builder) ??
    restatedDoubt(scope, claim, builder) ??
    lostDoubt(scope, claim, builder) ??
    rangeDoubt(claim, builder) ??
    equationDoubt(scope, claim, builder) ??
    factorDoubt(claim, outcome) ??
    lossDoubt(scope, claim, outcome) ??
    sumDoubt(scope, claim) ??
    termDoubt(scope, claim, builder) ??
    constancyDoubt(scope, claim, readings, seed) ??
    partialDoubt(scope, claim, readings, seed) ??
    estimateDoubt(scope, claim, readings, builder, seed) ??
    pathDoubt(scope, claim, readings, seed) ??
    boundDoubt(scope, claim, readings, builder, seed) ??
    statisticsDoubt(scope, claim, readings, builder, seed) ??
    countDoubt(scope, claim, builder) ??
    onesDoubt(scope, claim, readings, seed) ??
    indexDoubt(claim, builder) ??
    fontDoubt(scope, claim, builder) ??
    perturbationDoubt(scope, claim, readings, seed, quick) ??
    structureDoubt(scope, claim, readings, seed) ??
    shapeDoubt(scope, claim, readings, builder, outcome.type, seed) ??
    numberDoubt(scope, claim, readings, builder, seed) ??
    assumptionDoubt(scope, claim, readings, seed) ??
    entryOrderDoubt(scope, claim, readings, builder, seed) ??
    definitionDoubt(scope, claim, readings, builder, seed)
  );
}
