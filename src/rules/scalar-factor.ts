/*
 * The claim is off by a constant factor: 2, ½, 1/N.
 */
import { oneLine, repairAndEvidence } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const scalarFactor: RuleDefinition = {
  rule: "scalar-factor",
  title: "Wrong constant factor",
  severity: "warning",
  message: (finding) => oneLine(finding, "off by a constant factor", repairAndEvidence(finding)),
};
