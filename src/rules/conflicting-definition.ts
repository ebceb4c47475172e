/*
 * A symbol is declared in two ways that exclude each other, within one section. The subject is the symbol;
 * `condition` says how the two differ.
 */
import { oneLine, orElse } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const conflictingDefinition: RuleDefinition = {
  rule: "conflicting-definition",
  title: "Conflicting definitions",
  severity: "information",
  message: (finding) =>
    oneLine(
      finding,
      orElse(finding.condition ?? finding.shapes, "declared in two ways that exclude each other"),
      [],
    ),
};
