/*
 * The derivative of a function is right, but evaluated somewhere else than the function was.
 */
import { oneLine, repairAndEvidence } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const derivativeArgument: RuleDefinition = {
  rule: "derivative-argument",
  title: "Derivative at the wrong point",
  severity: "warning",
  message: (finding) =>
    oneLine(finding, "the derivative is evaluated at the wrong point", repairAndEvidence(finding)),
};
