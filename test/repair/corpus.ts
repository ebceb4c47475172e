/*
 * The generated notes of the benchmark for laws of fixes, each text linted once however many laws ask for it.
 * JACOBIAN_LINT_CORPUS names the folder; without it there is nothing to test.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lint } from "../../src/lint.ts";
import type { FileReport } from "../../src/report.ts";
import { defaultSettings } from "../../src/settings.ts";

const folder = process.env["JACOBIAN_LINT_CORPUS"] ?? "../shared/corpus";

export interface BenchmarkNote {
  readonly id: string;
  readonly markdown: string;
}

export const benchmarks = ["networks-dev.jsonl", "handbook-dev.jsonl"];

/** The notes of a file; none, with a message, where it is absent. */
export function notesIn(file: string): readonly BenchmarkNote[] {
  if (!existsSync(join(folder, file))) {
    console.warn(`no ${file}: set JACOBIAN_LINT_CORPUS to run this test`);
    return [];
  }
  return readFileSync(join(folder, file), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as BenchmarkNote);
}

const reports = new Map<string, Promise<FileReport>>();

/** The report of a text. */
export function linted(text: string): Promise<FileReport> {
  const before = reports.get(text);
  if (before) return before;
  const report = lint(text, defaultSettings);
  reports.set(text, report);
  return report;
}
