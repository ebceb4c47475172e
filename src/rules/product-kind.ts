/*
 * An elementwise product stands where a matrix product belongs, or the reverse.
 */
import { oneLine, repairAndEvidence } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const productKind: RuleDefinition = {
  rule: "product-kind",
  title: "Wrong kind of product",
  severity: "warning",
  message: (finding) =>
    oneLine(finding, "wrong kind of product (elementwise or matrix)", repairAndEvidence(finding)),
};
