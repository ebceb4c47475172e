/*
 * `jacobian-lint check`: finds notes, lints them, corrects them when asked, prints one report. Exit status 0:
 * nothing refuted at warning severity; 1: something is; 2: part of the job could not be done.
 */
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type FileReport, type Related, summarize } from "../report.ts";
import { applyFixes, applyTextEdits } from "./apply-fixes.ts";
import { claimsWithChoice } from "../features/fix-all.ts";
import { readBaseline, withoutKnown, writeBaseline } from "./baseline.ts";
import { type LoadedNote, forEachNote } from "./check-notes.ts";
import { findNotes } from "./find-notes.ts";
import { type CheckedNote, type Results, placeName } from "./format/checked-note.ts";
import { printable } from "./format/frame.ts";
import { formats } from "./format/table.ts";
import type { Host } from "./host.ts";
import type { CheckOptions } from "./options.ts";
import { CommandProblem, reasonOf } from "./problem.ts";
import { type ReportCache, cacheFileName, openReportCache } from "./report-cache.ts";
import { unifiedDiff } from "./unified-diff.ts";

export type ExitStatus = 0 | 1 | 2;

/** A correction can uncover the next one; no note needs more rounds than this. */
const mostRounds = 10;

/** The width source lines are cropped to where there is no terminal to ask. */
const plainColumns = 120;

/** Runs one check; `cache` lives longer than a run in watch mode. */
export async function check(options: CheckOptions, host: Host, cache?: ReportCache): Promise<ExitStatus> {
  const started = host.now();
  const reports = cache ?? (await openReportCache(options.cache ? resolve(host.cwd, cacheFileName) : null));
  const baselineFile = resolve(host.cwd, options.baseline ?? "");
  const baseline =
    options.baseline === null || options.writeBaseline
      ? null
      : await readBaseline(baselineFile, options.baseline);

  const found = await findNotes(
    options.patterns.filter((pattern) => pattern !== "-"),
    host.cwd,
  );
  const notes = [...found.notes, ...(options.patterns.includes("-") ? (["-"] as const) : [])];
  const outcomes: Outcome[] = [];
  const progress = createProgress(host, notes.length);
  const failures = await forEachNote(notes, options, host, reports, async (note, index) => {
    progress.show(index, note.shown);
    outcomes.push(await checkNote(note, options));
  });
  progress.clear();
  await reports.save();

  const checked = outcomes.map(({ note }) => note);
  const problems = [...found.problems, ...failures];
  if (options.writeBaseline) {
    const count = await writeBaseline(
      baselineFile,
      checked.map(({ report }) => report),
    );
    host.error(`${options.baseline}: ${count} ${count === 1 ? "finding" : "findings"} accepted\n`);
  } else if (checked.length > 0) {
    const files = checked.map(({ report }) => report);
    const shown = baseline ? withoutKnown(files, baseline) : files;
    const results = {
      notes: checked.map(({ text }, index) => ({ text, report: shown[index]! })),
      report: summarize(shown, Math.round(host.now() - started)),
    };
    print(results, outcomes, options, host);
    if (problems.length === 0) return shown.some(hasRefuted) ? 1 : 0;
  }
  for (const problem of problems) host.error(`jacobian-lint: ${problem}\n`);
  return problems.length > 0 ? 2 : 0;
}

interface Outcome {
  readonly note: CheckedNote;
  readonly file: string | null;
  readonly before: string;
  readonly after: string;
  /** How many claims were changed. */
  readonly changed: number;
  /** What could not be changed, and why. */
  readonly left: readonly Related[];
}

async function checkNote(note: LoadedNote, { change }: CheckOptions): Promise<Outcome> {
  const { file, text: before } = note;
  const first = await note.lint(before);
  const changed = await changeNote(note, first, change);
  const { text: after } = changed;
  // A dry run leaves the note as it is, and so does its report.
  if (!change?.write) return { ...changed, note: { text: before, report: first }, file, before, after };
  if (file !== null && after !== before)
    await writeFile(file, after).catch((error: unknown) => {
      throw new CommandProblem(`${note.shown}: ${reasonOf(error)}`);
    });
  return { ...changed, note: { text: after, report: changed.report }, file, before, after };
}

interface Changed {
  readonly text: string;
  readonly report: FileReport;
  readonly changed: number;
  readonly left: readonly Related[];
}

/** The note as the options want it changed. */
async function changeNote(
  note: LoadedNote,
  report: FileReport,
  change: CheckOptions["change"],
): Promise<Changed> {
  if (change && change.by !== "fixes") {
    const { path, edits, converted, left } = await note.convert(change.by);
    const text = applyTextEdits(note.text, path, edits);
    return { text, report: await note.lint(text), changed: converted, left };
  }
  let current: Changed = { text: note.text, report, changed: 0, left: [] };
  for (let round = 0; change && round < mostRounds; round++) {
    const { text, fixed } = applyFixes(current.text, current.report);
    if (fixed === 0) break;
    current = { ...current, text, report: await note.lint(text), changed: current.changed + fixed };
  }
  return current;
}

function print(results: Results, outcomes: readonly Outcome[], options: CheckOptions, host: Host): void {
  for (const { note, left } of outcomes)
    for (const one of left) host.error(`${leftLine(note.report.path, one)}\n`);
  if (options.change?.write === false) {
    for (const { note, before, after } of outcomes) host.out(unifiedDiff(note.report.path, before, after));
    return;
  }
  const text = formats[options.format](results, {
    reportUnchecked: options.reportUnchecked,
    quiet: options.quiet,
    color: usesColor(options, host),
    columns: host.terminal.out ? Math.max(host.terminal.columns, 40) : plainColumns,
    version: host.version,
    homepage: host.homepage,
  });
  const piped = options.change?.write ? outcomes.find(({ file }) => file === null) : undefined;
  // Corrected standard input goes to standard output, so the report makes way.
  if (piped) {
    host.out(piped.after);
    host.error(text);
  } else host.out(text);
  const count = outcomes.reduce((sum, { changed }) => sum + changed, 0);
  const done = options.change?.by === "fixes" ? "corrected" : `written in ${options.change?.by} layout`;
  if (options.quiet) return;
  if (count > 0) host.error(`${claims(count)} ${done}\n`);
  const open = outcomes.reduce((sum, { note }) => sum + claimsWithChoice(note.report), 0);
  if (options.change?.by === "fixes" && open > 0)
    host.error(`${claims(open)} left as written: their corrections differ; choose one\n`);
}

function claims(count: number): string {
  return `${count} ${count === 1 ? "claim" : "claims"}`;
}

/** A line for what a conversion could not change. */
function leftLine(path: string, { range, message }: Related): string {
  const { line, character } = range.start;
  return printable(`${placeName(path, range)}:${line + 1}:${character + 1}: left as it is: ${message}`);
}

function usesColor({ color }: CheckOptions, { environment, terminal }: Host): boolean {
  if (color !== null) return color;
  if (environment.NO_COLOR) return false;
  return environment.FORCE_COLOR ? environment.FORCE_COLOR !== "0" : terminal.out;
}

/** Whether the note holds a claim that is refuted at warning severity. */
function hasRefuted({ claims, diagnostics }: FileReport): boolean {
  return diagnostics.some(
    ({ claim, severity }) => severity === "warning" && claim !== null && claims[claim]?.status === "refuted",
  );
}

/** A line on standard error while there is much to do, and only on a terminal. */
function createProgress(host: Host, count: number) {
  const shows = host.terminal.error && count > 1;
  return {
    show: (index: number, name: string) => {
      if (shows) host.error(`\r\u001B[K${index + 1}/${count} ${name.slice(-60)}`);
    },
    clear: () => {
      if (shows) host.error("\r\u001B[K");
    },
  };
}
