/*
 * A quantity is taken at a neighbouring time step or layer.
 */
import { oneLine, repairAndEvidence } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const timeIndex: RuleDefinition = {
  rule: "time-index",
  title: "Wrong time or layer index",
  severity: "warning",
  message: (finding) => oneLine(finding, "a time or layer index is off", repairAndEvidence(finding)),
};
