/*
 * Reasons not to call a claim wrong although no admitted reading of it holds: the note does not say how the
 * output depends on the variable, shapes are guesses, a condition is stated, or another definition may be meant.
 */
import { perturbationDoubt } from "./perturbation.ts";
import {
  structureDoubt,
  assumptionDoubt,
  branchDoubt,
  caseDoubt,
  conditionDoubt,
  settingDoubt,
  projectionDoubt,
  promiseDoubt,
} from "./doubts/conditions.ts";
import {
  constancyDoubt,
  partialDoubt,
  pathDoubt,
  stepDoubt,
  boundDoubt,
  memberDoubt,
  hatDoubt,
  angleDoubt,
  operandDoubt,
  productDoubt,
  quotientDoubt,
  entryOrderDoubt,
  definitionDoubt,
  exampleDoubt,
  statisticsDoubt,
  estimateDoubt,
  curveDoubt,
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
  elementDoubt,
  expansionDoubt,
  conventionDoubt,
  variationDoubt,
} from "./doubts/equations.ts";
import {
  spaceDoubt,
  bracketDoubt,
  numberDoubt,
  indexDoubt,
  labelDoubt,
  calledDoubt,
  fontDoubt,
  sumDoubt,
  countDoubt,
  termsDoubt,
  onesDoubt,
  exponentialDoubt,
} from "./doubts/shapes.ts";
import { determinantDoubt } from "./doubts/bars.ts";
import { openDoubt } from "./doubts/functions.ts";
import { productNameDoubt, targetDoubt } from "./doubts/held.ts";
import { formsDoubt, tiesDoubt } from "./doubts/ties.ts";
import { shapeDoubt } from "./doubts/undeclared.ts";
import {
  flowDoubt,
  differentialDoubt,
  strangerDoubt,
  layerDoubt,
  imaginaryDoubt,
  motionDoubt,
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
import type { Doubt, Failed } from "./doubts/doubt.ts";

/** All doubts in the order in which they are asked: what is seen at once first, what is tried by numbers last. */
const doubts: readonly ((failed: Failed) => Doubt | null)[] = [
  independenceDoubt,
  conditionDoubt,
  settingDoubt,
  promiseDoubt,
  productNameDoubt,
  existenceDoubt,
  argumentDoubt,
  orderDoubt,
  elementDoubt,
  expansionDoubt,
  pointDoubt,
  bracketDoubt,
  conventionDoubt,
  variationDoubt,
  functionDoubt,
  flowDoubt,
  differentialDoubt,
  strangerDoubt,
  formsDoubt,
  tiesDoubt,
  layerDoubt,
  imaginaryDoubt,
  motionDoubt,
  namingDoubt,
  openDoubt,
  primeDoubt,
  lawDoubt,
  stateDoubt,
  valueDoubt,
  restatedDoubt,
  lostDoubt,
  rangeDoubt,
  equationDoubt,
  factorDoubt,
  lossDoubt,
  sumDoubt,
  termDoubt,
  constancyDoubt,
  partialDoubt,
  curveDoubt,
  estimateDoubt,
  exampleDoubt,
  pathDoubt,
  stepDoubt,
  boundDoubt,
  memberDoubt,
  hatDoubt,
  angleDoubt,
  determinantDoubt,
  operandDoubt,
  quotientDoubt,
  productDoubt,
  statisticsDoubt,
  countDoubt,
  termsDoubt,
  onesDoubt,
  exponentialDoubt,
  calledDoubt,
  indexDoubt,
  labelDoubt,
  fontDoubt,
  perturbationDoubt,
  structureDoubt,
  targetDoubt,
  shapeDoubt,
  spaceDoubt,
  numberDoubt,
  branchDoubt,
  projectionDoubt,
  caseDoubt,
  assumptionDoubt,
  entryOrderDoubt,
  definitionDoubt,
];

/** What speaks against calling the claim wrong, if anything does. */
export function doubtOf(failed: Omit<Failed, "builder">): Doubt | null {
  const { outcome } = failed;
  const builder = outcome.type === "disagree" ? outcome.example.problem.builder : outcome.builder;
  const known: Failed = { ...failed, builder };
  for (const ask of doubts) {
    const doubt = ask(known);
    if (doubt) return doubt;
  }
  return null;
}
