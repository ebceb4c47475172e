/*
 * One factor is transposed that should not be, or the reverse, and no layout makes the claim right.
 */
import { oneLine, repairAndEvidence, rightForms } from "./message.ts";
import type { Finding, RuleDefinition } from "./rule.ts";

export const factorTranspose: RuleDefinition = {
  rule: "factor-transpose",
  title: "Spurious or missing transpose",
  severity: "warning",
  message: (finding) => oneLine(finding, statement(finding), repairAndEvidence(finding)),
};

/** Where both layouts have a right form, the author sees at once that this is not a matter of layout. */
function statement(finding: Finding): string {
  const { layout, numeratorForm, denominatorForm, condition } = finding;
  const form = condition === null ? "" : `; it has the form of ${condition}`;
  if (layout !== null) return `wrong transpose in ${layout} layout${form}`;
  const forms = numeratorForm !== null && denominatorForm !== null ? `; ${rightForms(finding) ?? ""}` : "";
  return `transpose matches neither layout${forms}${form}`;
}
