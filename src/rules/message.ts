/*
 * How rules put a finding into one line: what is wrong first, then those details that still fit.
 * In: a finding and words. Out: plain text without line breaks. It never decides what is wrong.
 */
import type { Finding } from "./rule.ts";

/** A problem list and a line of Error Lens show about this much without cutting it off. */
const longestMessage = 140;

/** Long left sides are cut here, so that what is wrong with them stays in view. */
const longestSubject = 48;

/** "subject: statement; detail; detail", leaving out details that are unknown or would not fit. */
export function oneLine(finding: Finding, statement: string, details: readonly (string | null)[]): string {
  const subject = shorten(plain(finding.subject));
  let line = subject === "" ? plain(statement) : `${subject}: ${plain(statement)}`;
  for (const detail of details) {
    if (detail === null) continue;
    const longer = `${line}; ${plain(detail)}`;
    if (longer.length <= longestMessage) line = longer;
  }
  return line.replace(/[.;:\s]+$/, "");
}

/** The text where it says something, else the other words. */
export function orElse(text: string | null, otherwise: string): string {
  return text !== null && /[\p{L}\p{N}]/u.test(text) ? text : otherwise;
}

/** What the author should do: "write W, not Wᵀ", "remove − 1" or "add I"; null when no repair is known. */
export function change({ written, corrected }: Finding): string | null {
  if (corrected === null) return null;
  if (corrected === "") return written ? `remove ${written}` : null;
  if (written === null) return `write ${corrected}`;
  return written === "" ? `add ${corrected}` : `write ${corrected}, not ${written}`;
}

/** Whether the repair only takes something away. */
export function isRemoval({ corrected }: Finding): boolean {
  return corrected === "";
}

/** The right answer in each layout, for claims that match neither. */
export function rightForms({ numeratorForm, denominatorForm }: Finding): string | null {
  const forms = [
    numeratorForm === null ? null : `${numeratorForm} in numerator layout`,
    denominatorForm === null ? null : `${denominatorForm} in denominator layout`,
  ].filter((form) => form !== null);
  return forms.length === 0 ? null : `right is ${forms.join(", ")}`;
}

/** The details that most rules give: the change, else the right answer, and the entry that shows it. */
export function repairAndEvidence(finding: Finding): readonly (string | null)[] {
  return [change(finding) ?? rightForms(finding), finding.entry];
}

/** " in numerator layout" where the note declares one, else nothing. */
export function inDeclaredLayout({ layout }: Finding): string {
  return layout === null ? "" : ` in ${layout} layout`;
}

function plain(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** Cuts by characters, never through one. */
function shorten(text: string): string {
  const characters = Array.from(text);
  return characters.length <= longestSubject ? text : `${characters.slice(0, longestSubject - 1).join("")}…`;
}
