/*
 * The format for people:
 *
 *     notes/rnn.md:14:3: warning factor-transpose: …
 *       the source line
 *       ^~~~
 *       fix: Remove the transpose: …
 *       line 20: ∂x_t/∂x_{t-1} is used here
 *
 *     31 claims · 18 verified · 9 refuted · 4 not checked · numerator layout
 */
import picocolors from "picocolors";
import type { FileReport, Range, Report } from "../../report.ts";
import {
  type CheckedNote,
  type Format,
  type FormatOptions,
  type Remark,
  linesAt,
  placeName,
  remarksOf,
} from "./checked-note.ts";
import { drawFrame, printable } from "./frame.ts";

type Colors = ReturnType<typeof picocolors.createColors>;

const indent = "  ";

/** Places, source lines with `^~~~`, fixes, and one summary line. */
export const formatText: Format = ({ notes, report }, options) => {
  const colors = picocolors.createColors(options.color);
  const blocks = notes.flatMap((note) =>
    remarksOf(note.report, options).map((remark) => drawRemark(note, remark, options, colors)),
  );
  if (!options.quiet) blocks.push(`${drawSummary(report)}\n`);
  return blocks.join("\n");
};

function drawRemark(note: CheckedNote, remark: Remark, options: FormatOptions, colors: Colors): string {
  const { line, character } = remark.range.start;
  const place = printable(`${placeName(note.report.path, remark.range)}:${line + 1}:${character + 1}`);
  const paint = { warning: colors.yellow, information: colors.blue, hint: colors.dim, unchecked: colors.dim };
  const severity = paint[remark.severity](remark.severity);
  const head = `${colors.bold(place)}: ${severity} ${remark.code}: ${printable(remark.message)}`;
  const underlined = underlinedRanges(remark);
  const source = linesAt(note, remark.range)[underlined[0].start.line] ?? "";
  const frame = drawFrame(source, stretchesOf(underlined, source), options.columns - indent.length);
  const fixes = (remark.severity === "unchecked" ? [] : (remark.claim?.fixes ?? [])).map(
    (fix) => `fix: ${printable(fix.title)}: ${colors.green(printable(oneLine(fix.newText)))}`,
  );
  const also = consequenceLines(remark).map(printable);
  const body = [frame.source, colors.yellow(frame.underline), ...fixes, ...also].map((text) => indent + text);
  return [head, ...body, ""].join("\n");
}

/** What a wrong claim means further on, each thing once with its lines. */
function consequenceLines({ claim }: Remark): readonly string[] {
  const lines = new Map<string, number[]>();
  for (const { message, range } of claim?.consequences ?? [])
    lines.set(message, [...(lines.get(message) ?? []), range.start.line + 1]);
  return [...lines].map(([message, all]) => {
    const distinct = [...new Set(all)];
    return `${distinct.length === 1 ? "line" : "lines"} ${distinct.join(", ")}: ${message}`;
  });
}

/** What to underline: the wrong pieces of the claim on the first line that has any, else the remark's range. */
function underlinedRanges({ range, claim, severity }: Remark): readonly [Range, ...Range[]] {
  const pieces =
    severity === "unchecked" ? [] : (claim?.ranges ?? []).filter(({ cell }) => cell === range.cell);
  const line = Math.min(...pieces.map(({ start }) => start.line));
  const [first, ...others] = pieces.filter(({ start }) => start.line === line);
  return first ? [first, ...others] : [range];
}

function stretchesOf(ranges: readonly Range[], source: string) {
  return ranges.map(({ start, end }) => ({
    start: start.character,
    end: end.line === start.line ? end.character : source.trimEnd().length,
  }));
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}

/** `31 claims · 18 verified · 9 refuted · 4 not checked · numerator layout`. */
export function drawSummary({ files, summary }: Report): string {
  const parts = [
    `${summary.claims} ${summary.claims === 1 ? "claim" : "claims"}`,
    `${summary.verified} verified`,
    `${summary.refuted} refuted`,
    `${summary.unchecked} not checked`,
  ];
  const layout = commonLayout(files);
  return [...parts, ...(layout === null ? [] : [layout])].join(" · ");
}

function commonLayout(files: readonly FileReport[]): string | null {
  const layouts = new Set(files.map((file) => file.layout.inferred).filter((layout) => layout !== null));
  const [only] = layouts;
  if (only === undefined) return null;
  return layouts.size > 1 || only === "mixed" ? "mixed layouts" : `${only} layout`;
}
