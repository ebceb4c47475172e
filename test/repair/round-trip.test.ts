/*
 * The law of fixes on the notes of the benchmark: with the first fix of a refuted claim applied and the note read
 * again, that claim is verified and no other verdict changes. A step that had to wait for a wrong one is judged for
 * itself once that one is right, so only `follows-from-refuted` may become another verdict.
 * JACOBIAN_LINT_CORPUS names the folder; without it there is nothing to test.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { applyEdits, editsOf } from "../../src/features/edit.ts";
import { lint } from "../../src/lint.ts";
import type { ClaimReport } from "../../src/report.ts";
import { defaultSettings } from "../../src/settings.ts";

const folder = process.env["JACOBIAN_LINT_CORPUS"] ?? "../shared/corpus";
const LIMIT = 300_000;

interface BenchmarkNote {
  readonly id: string;
  readonly markdown: string;
}

function notesIn(file: string): readonly BenchmarkNote[] {
  return readFileSync(join(folder, file), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as BenchmarkNote);
}

const changed = (before: ClaimReport, after: ClaimReport | undefined) =>
  before.reason !== "follows-from-refuted" && before.status !== after?.status;

/** What goes wrong when the first fix of each refuted claim is applied, each by itself. */
async function faultsOf({ id, markdown }: BenchmarkNote): Promise<{ faults: string[]; fixes: number }> {
  const { claims } = await lint(markdown, defaultSettings);
  const faults: string[] = [];
  let fixes = 0;
  for (const [at, claim] of claims.entries()) {
    const [fix] = claim.fixes;
    if (claim.status !== "refuted" || !fix) continue;
    fixes++;
    const after = await lint(applyEdits(markdown, editsOf(fix)), defaultSettings);
    const now = after.claims[at];
    if (now?.status !== "verified") faults.push(`${id}: ${String(now?.status)} after ${fix.newText}`);
    if (after.claims.length !== claims.length) faults.push(`${id}: other claims after ${fix.newText}`);
    for (const [other, before] of claims.entries())
      if (other !== at && changed(before, after.claims[other]))
        faults.push(`${id}: ${before.latex} was ${String(before.status)} before ${fix.newText}`);
  }
  return { faults, fixes };
}

describe("the first fix, applied", () => {
  test.each(["networks-dev.jsonl", "handbook-dev.jsonl"])(
    "makes its claim verified and changes no other verdict in %s",
    { timeout: LIMIT },
    async (file) => {
      if (!existsSync(join(folder, file))) {
        console.warn(`no ${file}: set JACOBIAN_LINT_CORPUS to run this test`);
        return;
      }
      const faults: string[] = [];
      let fixes = 0;
      for (const note of notesIn(file)) {
        const found = await faultsOf(note);
        faults.push(...found.faults);
        fixes += found.fixes;
      }
      expect(faults).toEqual([]);
      expect(fixes).toBeGreaterThan(0);
    },
  );
});
