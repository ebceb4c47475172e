/*
 * All rules by name, and the address of each one's page. A rule in the report's closed list that has no
 * words here does not compile. Finds nothing itself.
 */
import { homepage } from "../homepage.ts";
import type { Rule } from "../report.ts";
import { badConfiguration } from "./bad-configuration.ts";
import { componentIndex } from "./component-index.ts";
import { conflictingDefinition } from "./conflicting-definition.ts";
import { derivativeArgument } from "./derivative-argument.ts";
import { factorOrder } from "./factor-order.ts";
import { factorTranspose } from "./factor-transpose.ts";
import { freeIndex } from "./free-index.ts";
import { holdsOnlyIf } from "./holds-only-if.ts";
import { implicitDiag } from "./implicit-diag.ts";
import { matrixIndex } from "./matrix-index.ts";
import { missingFactor } from "./missing-factor.ts";
import { missingSum } from "./missing-sum.ts";
import { missingTerm } from "./missing-term.ts";
import { mixedLayout } from "./mixed-layout.ts";
import { otherLayout } from "./other-layout.ts";
import { otherModel } from "./other-model.ts";
import { productKind } from "./product-kind.ts";
import { productOrder } from "./product-order.ts";
import { rangeBounds } from "./range-bounds.ts";
import { scalarFactor } from "./scalar-factor.ts";
import { shapeMismatch } from "./shape-mismatch.ts";
import { sign } from "./sign.ts";
import { timeIndex } from "./time-index.ts";
import { unusedDirective } from "./unused-directive.ts";
import { wrongFunction } from "./wrong-function.ts";
import { wrongSymbol } from "./wrong-symbol.ts";
import { wrongValue } from "./wrong-value.ts";
import type { RuleDefinition } from "./rule.ts";

export type { Finding, RuleDefinition } from "./rule.ts";

/** What each rule is called, how severe it is by default, and what it says. */
export const ruleDefinitions: Readonly<Record<Rule, RuleDefinition>> = {
  "other-layout": otherLayout,
  "factor-transpose": factorTranspose,
  "factor-order": factorOrder,
  "product-order": productOrder,
  "matrix-index": matrixIndex,
  "component-index": componentIndex,
  "free-index": freeIndex,
  "time-index": timeIndex,
  "range-bounds": rangeBounds,
  "derivative-argument": derivativeArgument,
  "wrong-function": wrongFunction,
  "wrong-symbol": wrongSymbol,
  sign: sign,
  "scalar-factor": scalarFactor,
  "missing-term": missingTerm,
  "missing-factor": missingFactor,
  "missing-sum": missingSum,
  "product-kind": productKind,
  "shape-mismatch": shapeMismatch,
  "holds-only-if": holdsOnlyIf,
  "other-model": otherModel,
  "wrong-value": wrongValue,
  "implicit-diag": implicitDiag,
  "mixed-layout": mixedLayout,
  "conflicting-definition": conflictingDefinition,
  "unused-directive": unusedDirective,
  "bad-configuration": badConfiguration,
};

/** The public address of a rule's page. */
export function ruleUrl(rule: Rule, base: string = homepage): string {
  return `${base}/rules/${rule}.html`;
}
