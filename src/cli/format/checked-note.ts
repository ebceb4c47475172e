/*
 * What every format is given: the notes with their text and reports. Formats only render; they decide nothing.
 */
import type { ClaimReport, DiagnosticReport, FileReport, Range, Report } from "../../report.ts";

/** A note that was read and linted; `path` is shown as the user would write it, with forward slashes. */
export interface CheckedNote {
  readonly text: string;
  readonly report: FileReport;
}

export interface Results {
  readonly notes: readonly CheckedNote[];
  readonly report: Report;
}

export interface FormatOptions {
  readonly reportUnchecked: boolean;
  /** Warnings only, no summary. */
  readonly quiet: boolean;
  readonly color: boolean;
  /** The width to crop source lines to. */
  readonly columns: number;
  readonly version: string;
  /** Where the rules are explained; a diagnostic carries its own address, this is the product's. */
  readonly homepage: string;
}

export type Format = (results: Results, options: FormatOptions) => string;

/** One thing to print about a note: a diagnostic, or an undecided claim when those were asked for. */
export interface Remark {
  readonly severity: DiagnosticReport["severity"] | "unchecked";
  /** The rule, or the reason why the claim is unchecked. */
  readonly code: string;
  readonly url: string | null;
  readonly message: string;
  readonly range: Range;
  readonly claim: ClaimReport | null;
  readonly related: DiagnosticReport["related"];
}

/** What there is to print about a note, in document order. */
export function remarksOf(file: FileReport, options: FormatOptions): readonly Remark[] {
  const found: Remark[] = file.diagnostics
    .filter(({ severity }) => !options.quiet || severity === "warning")
    .map((diagnostic) => ({
      severity: diagnostic.severity,
      code: diagnostic.rule,
      url: diagnostic.url,
      message: diagnostic.message,
      range: diagnostic.range,
      claim: diagnostic.claim === null ? null : (file.claims[diagnostic.claim] ?? null),
      related: diagnostic.related,
    }));
  const undecided = options.reportUnchecked ? file.claims.filter(({ status }) => status === "unchecked") : [];
  for (const claim of undecided)
    found.push({
      severity: "unchecked",
      code: claim.reason ?? "unchecked",
      url: null,
      message: claim.message,
      range: claim.range,
      claim,
      related: claim.related,
    });
  return found.sort((a, b) => inDocumentOrder(a.range, b.range));
}

function inDocumentOrder(a: Range, b: Range): number {
  return (
    (a.cell ?? 0) - (b.cell ?? 0) || a.start.line - b.start.line || a.start.character - b.start.character
  );
}

/** The lines that a range's positions count: those of the notebook cell it lies in, else those of the note. */
export function linesAt(note: CheckedNote, range: Range): readonly string[] {
  const text = range.cell === undefined ? note.text : (cellSources(note.text)[range.cell] ?? "");
  return text.split(/\r\n|\r|\n/);
}

/** The source text of each cell of a notebook; empty when it is none. */
export function cellSources(notebook: string): readonly string[] {
  try {
    const { cells } = JSON.parse(notebook) as { cells?: readonly { source?: unknown }[] };
    return (cells ?? []).map(({ source }) =>
      Array.isArray(source) ? source.join("") : typeof source === "string" ? source : "",
    );
  } catch {
    return [];
  }
}

/** The path, and the 1-based cell in a notebook. */
export function placeName(path: string, range: Range): string {
  return range.cell === undefined ? path : `${path}#cell${range.cell + 1}`;
}
