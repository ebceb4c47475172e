/*
 * The claim differs from the measured derivative, and no small edit, layout or assumption explains it; or an
 * instance violates a claimed inequality.
 */
import { change, inDeclaredLayout, oneLine, rightForms } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const wrongValue: RuleDefinition = {
  rule: "wrong-value",
  title: "Wrong derivative",
  severity: "warning",
  message: (finding) =>
    oneLine(
      finding,
      finding.condition ?? `does not match the numerical derivative${inDeclaredLayout(finding)}`,
      [finding.entry, change(finding) ?? rightForms(finding)],
    ),
};
