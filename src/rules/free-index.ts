/*
 * An index is free on one side of the equality only, so that the claim says nothing definite.
 */
import { oneLine, repairAndEvidence } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const freeIndex: RuleDefinition = {
  rule: "free-index",
  title: "Index free on one side only",
  severity: "warning",
  message: (finding) => oneLine(finding, "an index is free on one side only", repairAndEvidence(finding)),
};
