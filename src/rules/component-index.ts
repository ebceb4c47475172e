/*
 * A component index names another entry than it should, within the indices that the claim has.
 */
import { oneLine, repairAndEvidence } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const componentIndex: RuleDefinition = {
  rule: "component-index",
  title: "Wrong component",
  severity: "warning",
  message: (finding) =>
    oneLine(finding, "a component index picks the wrong entry", repairAndEvidence(finding)),
};
