/*
 * The claim is right under an assumption that the note does not make. Never said of a claim that is wrong
 * under it, too.
 */
import { oneLine, repairAndEvidence } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const holdsOnlyIf: RuleDefinition = {
  rule: "holds-only-if",
  title: "Holds only under an assumption",
  severity: "information",
  message: (finding) =>
    oneLine(
      finding,
      finding.condition === null
        ? "holds only under an assumption that the note does not make"
        : `holds only if ${finding.condition}, which the note does not say`,
      repairAndEvidence(finding),
    ),
};
