/*
 * The factors of a product over time or layers run in the wrong direction.
 */
import { oneLine, repairAndEvidence } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const productOrder: RuleDefinition = {
  rule: "product-order",
  title: "Product runs backwards",
  severity: "warning",
  message: (finding) =>
    oneLine(finding, "the factors of the product run in the wrong direction", repairAndEvidence(finding)),
};
