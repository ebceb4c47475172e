/*
 * The claim, or one term of it, has the wrong sign.
 */
import { oneLine, repairAndEvidence } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const sign: RuleDefinition = {
  rule: "sign",
  title: "Wrong sign",
  severity: "warning",
  message: (finding) => oneLine(finding, "wrong sign", repairAndEvidence(finding)),
};
