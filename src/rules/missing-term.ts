/*
 * A term of a sum is missing, or stands there without belonging.
 */
import { isRemoval, oneLine, repairAndEvidence } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const missingTerm: RuleDefinition = {
  rule: "missing-term",
  title: "Missing or spurious term",
  severity: "warning",
  message: (finding) =>
    oneLine(
      finding,
      isRemoval(finding) ? "one term too many" : "a term is missing",
      repairAndEvidence(finding),
    ),
};
