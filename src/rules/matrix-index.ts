/*
 * The two indices of a matrix entry are swapped: W_kj where W_jk belongs.
 */
import { oneLine, repairAndEvidence } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const matrixIndex: RuleDefinition = {
  rule: "matrix-index",
  title: "Row and column index swapped",
  severity: "warning",
  message: (finding) =>
    oneLine(finding, "row and column index of a matrix entry are swapped", repairAndEvidence(finding)),
};
