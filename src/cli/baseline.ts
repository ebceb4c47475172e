/*
 * A baseline is a file of findings that are known and accepted for now: they are not shown again and do not
 * fail the run. A finding is known by its note, rule and formula, so edits elsewhere do not disturb it.
 */
import { readFile, writeFile } from "node:fs/promises";
import type { DiagnosticReport, FileReport } from "../report.ts";
import { CommandProblem, reasonOf } from "./problem.ts";

interface KnownFinding {
  readonly path: string;
  readonly rule: string;
  readonly latex: string;
}

interface BaselineFile {
  readonly version: 1;
  readonly findings: readonly KnownFinding[];
}

/** Reads a baseline; `shown` is how the user names it. */
export async function readBaseline(file: string, shown: string): Promise<BaselineFile> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw new CommandProblem(`${shown}: ${reasonOf(error)}; --write-baseline makes one`);
  }
  const data = parse(text);
  if (!isBaseline(data)) throw new CommandProblem(`${shown}: not a baseline; --write-baseline makes one`);
  return data;
}

/** Writes the findings of a run as a baseline, sorted so that it reads well in a diff. */
export async function writeBaseline(file: string, files: readonly FileReport[]): Promise<number> {
  const findings = files.flatMap((report) =>
    report.diagnostics.map((diagnostic) => finding(report, diagnostic)),
  );
  const sorted = [...findings].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const data: BaselineFile = { version: 1, findings: sorted };
  try {
    await writeFile(file, `${JSON.stringify(data, null, 2)}\n`);
  } catch (error) {
    throw new CommandProblem(`${file}: ${reasonOf(error)}`);
  }
  return findings.length;
}

/** The reports without the findings that the baseline knows; one that stands there n times hides n. */
export function withoutKnown(files: readonly FileReport[], baseline: BaselineFile): readonly FileReport[] {
  const left = new Map<string, number>();
  for (const known of baseline.findings) left.set(keyOf(known), (left.get(keyOf(known)) ?? 0) + 1);
  return files.map((report) => ({
    ...report,
    diagnostics: report.diagnostics.filter((diagnostic) => {
      const key = keyOf(finding(report, diagnostic));
      const count = left.get(key) ?? 0;
      left.set(key, count - 1);
      return count <= 0;
    }),
  }));
}

function finding(report: FileReport, { claim, rule, message }: DiagnosticReport): KnownFinding {
  const latex = claim === null ? message : (report.claims[claim]?.latex ?? "");
  return { path: report.path, rule, latex: latex.replace(/\s+/g, " ").trim() };
}

function keyOf({ path, rule, latex }: KnownFinding): string {
  return `${path}\n${rule}\n${latex}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isBaseline(data: unknown): data is BaselineFile {
  if (typeof data !== "object" || data === null || !("findings" in data)) return false;
  const { findings } = data;
  return (
    Array.isArray(findings) &&
    findings.every((entry: Partial<KnownFinding> | null) =>
      [entry?.path, entry?.rule, entry?.latex].every((part) => typeof part === "string"),
    )
  );
}
