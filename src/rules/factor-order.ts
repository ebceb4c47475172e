/*
 * Two factors of a matrix product have changed places; matrices do not commute.
 */
import { inDeclaredLayout, oneLine, repairAndEvidence } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const factorOrder: RuleDefinition = {
  rule: "factor-order",
  title: "Factors in the wrong order",
  severity: "warning",
  message: (finding) =>
    oneLine(finding, `factors in the wrong order${inDeclaredLayout(finding)}`, repairAndEvidence(finding)),
};
