/*
 * Annotations for GitHub Actions: workflow commands, one a line, columns 1-based.
 */
import type { Format, Remark } from "./checked-note.ts";
import { placeName, remarksOf } from "./checked-note.ts";

/** `::warning file=…,line=…::message` for each remark. */
export const formatGithub: Format = ({ notes }, options) =>
  notes
    .flatMap(({ report }) => remarksOf(report, options).map((remark) => annotation(report.path, remark)))
    .join("");

function annotation(path: string, remark: Remark): string {
  const { start, end, cell } = remark.range;
  const properties: [string, string | number][] = [["file", path]];
  // Inside a notebook the annotation can only stand at the file; the cell is named in the title.
  if (cell === undefined) {
    properties.push(["line", start.line + 1], ["endLine", end.line + 1]);
    if (start.line === end.line)
      properties.push(["col", start.character + 1], ["endColumn", end.character + 1]);
  }
  const where =
    cell === undefined ? "" : ` (${placeName("", remark.range).slice(1)}, line ${start.line + 1})`;
  properties.push(["title", `jacobian-lint ${remark.code}${where}`]);
  const fix = remark.severity === "unchecked" ? undefined : remark.claim?.fixes[0];
  const message = fix ? `${remark.message}\n${fix.title}: ${fix.newText}` : remark.message;
  const list = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(",");
  return `::${remark.severity === "warning" ? "warning" : "notice"} ${list}::${escapeMessage(message)}\n`;
}

function escapeMessage(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
