/*
 * Reviewdog's diagnostic format, one JSON value a line. Its columns count bytes of UTF-8, 1-based.
 */
import type { Position, Range } from "../../report.ts";
import { type CheckedNote, type Format, type Remark, linesAt, placeName, remarksOf } from "./checked-note.ts";

/** One diagnostic a line, with the verified corrections as suggestions. */
export const formatReviewdog: Format = ({ notes }, options) =>
  notes
    .flatMap((note) =>
      remarksOf(note.report, options).map((remark) => `${JSON.stringify(entry(note, remark))}\n`),
    )
    .join("");

function entry(note: CheckedNote, remark: Remark) {
  const fixes = remark.severity === "unchecked" ? [] : (remark.claim?.fixes ?? []);
  return {
    message: remark.message,
    location: { path: placeName(note.report.path, remark.range), range: byteRange(note, remark.range) },
    severity: remark.severity === "warning" ? "WARNING" : "INFO",
    source: { name: "jacobian-lint" },
    code: { value: remark.code, ...(remark.url === null ? {} : { url: remark.url }) },
    // A suggestion is one edit; a fix of several is left to --fix.
    suggestions: fixes.flatMap(({ edits }) =>
      edits.length === 1
        ? edits.map(({ range, newText }) => ({ range: byteRange(note, range), text: newText }))
        : [],
    ),
  };
}

function byteRange(note: CheckedNote, range: Range) {
  const lines = linesAt(note, range);
  const place = ({ line, character }: Position) => ({
    line: line + 1,
    column: new TextEncoder().encode((lines[line] ?? "").slice(0, character)).length + 1,
  });
  return { start: place(range.start), end: place(range.end) };
}
