/*
 * A factor of a product is missing, or stands there without belonging: a broken chain rule.
 */
import { isRemoval, oneLine, repairAndEvidence } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const missingFactor: RuleDefinition = {
  rule: "missing-factor",
  title: "Missing or spurious factor",
  severity: "warning",
  message: (finding) =>
    oneLine(
      finding,
      isRemoval(finding) ? "one factor too many" : "a factor of the chain rule is missing",
      repairAndEvidence(finding),
    ),
};
