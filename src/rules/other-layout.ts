/*
 * The claim is right in a layout that the note does not use. Never a wrong value: that is another rule's.
 */
import { change, oneLine } from "./message.ts";
import type { Finding, RuleDefinition } from "./rule.ts";

export const otherLayout: RuleDefinition = {
  rule: "other-layout",
  title: "Derivative in the other layout",
  severity: "warning",
  message: (finding) => oneLine(finding, statement(finding), [change(finding), finding.entry]),
};

function statement({ holdsIn, layout }: Finding): string {
  if (holdsIn === null) return "right only in a layout that this note does not use";
  return layout === null
    ? `right in ${holdsIn} layout, transposed with respect to the rest of this note`
    : `right in ${holdsIn} layout, but this note uses ${layout} layout`;
}
