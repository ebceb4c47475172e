/*
 * The report itself. `json` is the stable interface of `schema/report.schema.json`; `jsonl` is the same for
 * pipes: one file a line, then the summary.
 */
import type { Format } from "./checked-note.ts";

/** The whole report as one JSON value. */
export const formatJson: Format = ({ report }) => `${JSON.stringify(report, null, 2)}\n`;

/** `{"file": …}` a line, and `{"summary": …}` last. */
export const formatJsonLines: Format = ({ report }) =>
  [
    ...report.files.map((file) => JSON.stringify({ version: report.version, file })),
    JSON.stringify({ version: report.version, summary: report.summary }),
    "",
  ].join("\n");
