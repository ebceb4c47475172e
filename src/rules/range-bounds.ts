/*
 * A sum or product starts or stops in the wrong place; its summand or factor is right.
 */
import { oneLine, repairAndEvidence } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const rangeBounds: RuleDefinition = {
  rule: "range-bounds",
  title: "Wrong range of a sum or product",
  severity: "warning",
  message: (finding) =>
    oneLine(finding, "the sum or product runs over the wrong range", repairAndEvidence(finding)),
};
