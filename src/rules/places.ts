/*
 * From offsets to places people and protocols understand; in a notebook, within the cell.
 */
import type { Range } from "../report.ts";
import { createLineIndex, positionAt } from "../text/line-index.ts";
import type { Span } from "../text/span.ts";

export type RangeOf = (span: Span) => Range;

/** Ranges in one text; `base` is where it starts in what was read. */
export function rangesIn(text: string, base = 0): RangeOf {
  const index = createLineIndex(text);
  return (span) => {
    const start = Math.max(0, span.start - base);
    const end = Math.max(start, span.end - base);
    return { start: positionAt(index, start), end: positionAt(index, end), offsets: [start, end] };
  };
}
