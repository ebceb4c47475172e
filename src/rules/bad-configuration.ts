/*
 * A setting in the front matter, a comment or a configuration file cannot be understood; the rest is used.
 * The subject is the setting's path; `condition` says what is wrong with it.
 */
import { change, oneLine, orElse } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const badConfiguration: RuleDefinition = {
  rule: "bad-configuration",
  title: "Invalid configuration",
  severity: "warning",
  message: (finding) =>
    oneLine(finding, orElse(finding.condition, "not a valid setting; it is ignored"), [change(finding)]),
};
