/* How each output format is written. */
import type { Format } from "./checked-note.ts";
import { formatGithub } from "./github.ts";
import { formatJson, formatJsonLines } from "./json.ts";
import { formatJunit } from "./junit.ts";
import type { FormatName } from "./names.ts";
import { formatReviewdog } from "./rdjsonl.ts";
import { formatSarif } from "./sarif.ts";
import { formatText } from "./text.ts";

export const formats: Readonly<Record<FormatName, Format>> = {
  text: formatText,
  json: formatJson,
  jsonl: formatJsonLines,
  sarif: formatSarif,
  github: formatGithub,
  rdjsonl: formatReviewdog,
  junit: formatJunit,
};
