/*
 * One factor is transposed that should not be, or the reverse, and no layout makes the claim right.
 */
import { oneLine, repairAndEvidence } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const factorTranspose: RuleDefinition = {
  rule: "factor-transpose",
  title: "Spurious or missing transpose",
  severity: "warning",
  message: (finding) =>
    oneLine(
      finding,
      finding.layout === null
        ? "transpose matches neither layout"
        : `wrong transpose in ${finding.layout} layout`,
      repairAndEvidence(finding),
    ),
};
