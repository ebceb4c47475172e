/*
 * `jacobian-lint check`: finds notes, lints them, corrects them when asked, prints one report. Exit status 0:
 * nothing refuted at warning severity; 1: something is; 2: part of the job could not be done.
 */
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type FileReport, summarize } from "../report.ts";
import { applyFixes } from "./apply-fixes.ts";
import { readBaseline, withoutKnown, writeBaseline } from "./baseline.ts";
import { type LoadedNote, forEachNote } from "./check-notes.ts";
import { findNotes } from "./find-notes.ts";
import type { CheckedNote, Results } from "./format/checked-note.ts";
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
  readonly fixed: number;
}

async function checkNote(note: LoadedNote, options: CheckOptions): Promise<Outcome> {
  const first = await note.lint(note.text);
  let current = { text: note.text, report: first, fixed: 0 };
  for (let round = 0; options.fix !== "no" && round < mostRounds; round++) {
    const { text, fixed } = applyFixes(current.text, current.report);
    if (fixed === 0) break;
    current = { text, report: await note.lint(text), fixed: current.fixed + fixed };
  }
  if (options.fix === "write" && note.file !== null && current.fixed > 0)
    await writeFile(note.file, current.text).catch((error: unknown) => {
      throw new CommandProblem(`${note.shown}: ${reasonOf(error)}`);
    });
  // A dry run leaves the note as it is, and so does its report.
  const shown = options.fix === "write" ? current : { text: note.text, report: first };
  const { file, text: before } = note;
  return {
    note: { text: shown.text, report: shown.report },
    file,
    before,
    after: current.text,
    fixed: current.fixed,
  };
}

function print(results: Results, outcomes: readonly Outcome[], options: CheckOptions, host: Host): void {
  if (options.fix === "dry-run") {
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
  const piped = options.fix === "write" ? outcomes.find(({ file }) => file === null) : undefined;
  // Corrected standard input goes to standard output, so the report makes way.
  if (piped) {
    host.out(piped.after);
    host.error(text);
  } else host.out(text);
  const fixed = outcomes.reduce((sum, outcome) => sum + outcome.fixed, 0);
  if (fixed > 0 && !options.quiet) host.error(`${fixed} ${fixed === 1 ? "claim" : "claims"} corrected\n`);
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
