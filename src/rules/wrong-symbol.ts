/*
 * One symbol stands where another of the note belongs: a matrix, a gate, an error signal.
 */
import { oneLine, repairAndEvidence } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const wrongSymbol: RuleDefinition = {
  rule: "wrong-symbol",
  title: "Another symbol belongs here",
  severity: "warning",
  message: (finding) => oneLine(finding, "another symbol belongs here", repairAndEvidence(finding)),
};
