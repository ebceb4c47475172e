/*
 * The claim differs from the measured derivative, and no small edit, layout or assumption explains it.
 */
import { change, inDeclaredLayout, oneLine, rightForms } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const wrongValue: RuleDefinition = {
  rule: "wrong-value",
  title: "Wrong derivative",
  severity: "warning",
  message: (finding) =>
    oneLine(finding, `does not match the numerical derivative${inDeclaredLayout(finding)}`, [
      finding.entry,
      change(finding) ?? rightForms(finding),
    ]),
};
