/*
 * A comment to the linter silences or declares nothing. The subject is the directive; `condition` says
 * why.
 */
import { oneLine, orElse } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const unusedDirective: RuleDefinition = {
  rule: "unused-directive",
  title: "Directive without effect",
  severity: "information",
  message: (finding) => oneLine(finding, orElse(finding.condition, "this directive has no effect"), []),
};
