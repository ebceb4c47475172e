/*
 * The claim is right for a neighbouring definition, not for the one in the note.
 */
import { oneLine, repairAndEvidence } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const otherModel: RuleDefinition = {
  rule: "other-model",
  title: "Derivative of a neighbouring model",
  severity: "warning",
  message: (finding) =>
    oneLine(
      finding,
      finding.condition === null
        ? "this is the derivative of another model than the note defines"
        : `this is the derivative of ${finding.condition}, not of what the note defines`,
      repairAndEvidence(finding),
    ),
};
