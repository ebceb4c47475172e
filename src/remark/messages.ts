/*
 * From the report of a note to messages on its virtual file, as unified's reporters print them.
 */
import type { VFile } from "vfile";
import type { DiagnosticReport, FileReport, Range, Severity } from "../report.ts";

const source = "jacobian-lint";

/** Adds the diagnostics of a report to a file. */
export function addMessages(file: VFile, report: FileReport): void {
  for (const diagnostic of report.diagnostics) {
    const message = addMessage[diagnostic.severity](file, diagnostic);
    message.url = diagnostic.url;
    const note = noteOf(diagnostic, report);
    if (note !== "") message.note = note;
    const fixes = diagnostic.claim === null ? [] : (report.claims[diagnostic.claim]?.fixes ?? []);
    if (fixes.length > 0) message.expected = fixes.map(({ newText }) => newText);
  }
}

type AddMessage = (file: VFile, diagnostic: DiagnosticReport) => VFile["messages"][number];

const addWarning: AddMessage = (file, diagnostic) => file.message(diagnostic.message, describe(diagnostic));
const addInformation: AddMessage = (file, diagnostic) => file.info(diagnostic.message, describe(diagnostic));

const addMessage: Readonly<Record<Severity, AddMessage>> = {
  warning: addWarning,
  information: addInformation,
  hint: addInformation,
};

function describe({ rule, range }: DiagnosticReport) {
  return { ruleId: rule, source, place: placeOf(range) };
}

/** unist counts lines and columns from one. */
function placeOf({ start, end, offsets }: Range) {
  return {
    start: { line: start.line + 1, column: start.character + 1, offset: offsets[0] },
    end: { line: end.line + 1, column: end.character + 1, offset: offsets[1] },
  };
}

/** The corrections, and under which reading and assumptions the claim was judged. */
function noteOf({ claim: index }: DiagnosticReport, { claims }: FileReport): string {
  const claim = index === null ? undefined : claims[index];
  if (!claim) return "";
  return [
    ...claim.fixes.map(({ title, newText }) => `${title}: ${newText}`),
    ...claim.reading.map((reading) => `Read so: ${reading}`),
    ...claim.assumptions.map((assumption) => `Holds if: ${assumption}`),
  ].join("\n");
}
