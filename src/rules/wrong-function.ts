/*
 * The rule of another function is used: tanh for the logistic, or the function for its derivative.
 */
import { oneLine, repairAndEvidence } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const wrongFunction: RuleDefinition = {
  rule: "wrong-function",
  title: "Derivative of another function",
  severity: "warning",
  message: (finding) =>
    oneLine(finding, "this is the derivative rule of another function", repairAndEvidence(finding)),
};
