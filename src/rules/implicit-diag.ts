/*
 * A vector stands for the diagonal matrix made of it. The claim is right under that reading.
 */
import { change, oneLine } from "./message.ts";
import type { RuleDefinition } from "./rule.ts";

export const implicitDiag: RuleDefinition = {
  rule: "implicit-diag",
  title: "Dropped diag",
  severity: "information",
  message: (finding) => oneLine(finding, "right if the vector is read as diag(vector)", [change(finding)]),
};
