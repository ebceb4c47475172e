/*
 * Derivatives of one kind stand in two layouts in one note. Each of them is right in its own.
 */
import { change, oneLine } from "./message.ts";
import type { Finding, RuleDefinition } from "./rule.ts";

export const mixedLayout: RuleDefinition = {
  rule: "mixed-layout",
  title: "Two layouts in one note",
  severity: "information",
  message: (finding) => oneLine(finding, statement(finding), [change(finding)]),
};

/** Here `layout` is that of the rest of the note and `holdsIn` that of this claim. */
function statement({ holdsIn, layout }: Finding): string {
  return holdsIn === null || layout === null
    ? "another layout than elsewhere in this note"
    : `${holdsIn} layout here, ${layout} layout elsewhere in this note`;
}
