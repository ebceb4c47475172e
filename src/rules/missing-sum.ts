/*
 * A sum over paths, time steps or examples is dropped, and one summand stands for all.
 */
import { oneLine, repairAndEvidence } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const missingSum: RuleDefinition = {
  rule: "missing-sum",
  title: "Missing sum",
  severity: "warning",
  message: (finding) =>
    oneLine(finding, "a sum is missing: only one summand is left", repairAndEvidence(finding)),
};
