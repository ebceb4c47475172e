/*
 * The two sides differ in shape, or a product cannot be formed, and no small edit repairs it.
 */
import { change, oneLine, rightForms } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const shapeMismatch: RuleDefinition = {
  rule: "shape-mismatch",
  title: "Shapes do not fit",
  severity: "warning",
  message: (finding) =>
    oneLine(
      finding,
      finding.shapes === null ? "shapes do not fit" : `shapes do not fit (${finding.shapes})`,
      [change(finding) ?? rightForms(finding)],
    ),
};
