/*
 * Laws of fixes on the notes of the benchmark.
 * - With the first fix of a refuted claim applied and the note read again, that claim is verified and no other
 *   verdict changes. A step that had to wait for a wrong one is judged for itself once that one is right, so only
 *   `follows-from-refuted` may become another verdict.
 * - A fix has only letters and fonts of its note.
 * - All fixes applied leave none to apply, and nothing that was fixed is refuted again.
 * - In a quote, a list or a table, with either kind of line ends, a fix makes the same change as in the plain note,
 *   byte for byte.
 */
import { describe, expect, test } from "vitest";
import { applyFixes } from "../../src/cli/apply-fixes.ts";
import { applyEdits, editsOf } from "../../src/features/edit.ts";
import type { ClaimReport, FileReport } from "../../src/report.ts";
import { answersIn, misread } from "./answers-in.ts";
import { type BenchmarkNote, benchmarks, linted, notesIn } from "./corpus.ts";
import { foreignLetters } from "./letters.ts";

const LIMIT = 300_000;

const changed = (before: ClaimReport, after: ClaimReport | undefined) =>
  before.reason !== "follows-from-refuted" && before.status !== after?.status;

const isRefutedWithFix = ({ status, fixes }: ClaimReport) => status === "refuted" && fixes.length > 0;
const isMended = ({ status, fixes }: ClaimReport) => status === "refuted" && fixes[0]?.unique === true;

/** What goes wrong when the first fix of each refuted claim is applied, each by itself. */
async function faultsOf({ id, markdown }: BenchmarkNote): Promise<{ faults: string[]; fixes: number }> {
  const { claims } = await linted(markdown);
  const faults: string[] = [];
  let fixes = 0;
  for (const [at, claim] of claims.entries()) {
    const [fix] = claim.fixes;
    if (claim.status !== "refuted" || !fix) continue;
    fixes++;
    const after = await linted(applyEdits(markdown, editsOf(fix)));
    const now = after.claims[at];
    if (now?.status !== "verified") faults.push(`${id}: ${String(now?.status)} after ${fix.newText}`);
    if (after.claims.length !== claims.length) faults.push(`${id}: other claims after ${fix.newText}`);
    for (const [other, before] of claims.entries())
      if (other !== at && changed(before, after.claims[other]))
        faults.push(`${id}: ${before.latex} was ${String(before.status)} before ${fix.newText}`);
  }
  return { faults, fixes };
}

/** Rounds of `--fix`: what waits for a wrong step comes after it. */
const MOST_ROUNDS = 4;

/** What is left to apply, or refuted after all, once all fixes are applied. */
async function leftAfterAll({ id, markdown }: BenchmarkNote): Promise<readonly string[]> {
  let text = markdown;
  const fixed = new Set<number>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const report = await linted(text);
    const again = report.claims.flatMap(({ status, latex }, at) =>
      status === "refuted" && fixed.has(at) ? [`${id}: ${latex} is refuted again`] : [],
    );
    if (again.length > 0) return again;
    const { text: after, fixed: count } = applyFixes(text, report);
    if (count === 0) return [];
    for (const [at, claim] of report.claims.entries()) if (isMended(claim)) fixed.add(at);
    text = after;
  }
  return [`${id}: fixes come back`];
}

type Change = (text: string) => string;

const windows: Change = (text) => text.replaceAll("\n", "\r\n");
const quoted: Change = (text) => text.replaceAll(/^/gm, "> ");
const listed: Change = (text) => `- ${text.replaceAll(/\n(?!\n|$)/g, "\n  ")}`;

/** One-line formulas as cells of tables, where bars are escaped. */
const tabled: Change = (text) =>
  text.replaceAll(/(?<=\n\n|^)\$\$([^$\n&]+)\$\$(?=\n\n|\n?$)/g, (whole, formula: string) =>
    formula.includes("\\begin")
      ? whole
      : `| law | formula |\n|---|---|\n| one | $${formula.trim().replaceAll("|", "\\|")}$ |`,
  );

const surroundings: readonly Change[] = [
  windows,
  quoted,
  listed,
  tabled,
  (text) => windows(quoted(listed(text))),
  (text) => quoted(tabled(text)),
];

/** A blank before a bar is not told from the backslash that it has in a table. */
const comparable = (text: string) => text.replaceAll(/ ?(\\*)\|/g, "$1|");

const statuses = ({ claims }: FileReport) => claims.map(({ status }) => status).join(" ");

/** Whether all fixes make the same change in these surroundings; null where something else is refuted there. */
async function isSameIn(change: Change, { markdown }: BenchmarkNote): Promise<boolean | null> {
  const text = change(markdown);
  const [plain, report] = [await linted(markdown), await linted(text)];
  if (statuses(report) !== statuses(plain)) return null;
  const wanted = change(applyFixes(markdown, plain).text);
  return comparable(applyFixes(text, report).text) === comparable(wanted);
}

/** Notes of which one is taken, to save time. */
const EVERY = 3;

describe.each(benchmarks)("fixes in %s", (file) => {
  const notes = notesIn(file);

  test.skipIf(notes.length === 0)(
    "the first, applied, makes its claim verified and changes no other verdict",
    { timeout: LIMIT },
    async () => {
      const faults: string[] = [];
      let fixes = 0;
      for (const note of notes) {
        const found = await faultsOf(note);
        faults.push(...found.faults);
        fixes += found.fixes;
      }
      expect(faults).toEqual([]);
      expect(fixes).toBeGreaterThan(0);
    },
  );

  test.skipIf(notes.length === 0)("derived anew are read back as derived", { timeout: LIMIT }, async () => {
    let answers = 0;
    for (const { id, markdown } of notes.filter((_, at) => at % EVERY === 0)) {
      const found = await answersIn(markdown);
      answers += found.length;
      expect(misread(found), id).toEqual([]);
    }
    expect(answers).toBeGreaterThan(0);
  });

  test.skipIf(notes.length === 0)("use letters and fonts of the note", { timeout: LIMIT }, async () => {
    for (const { id, markdown } of notes)
      for (const { fixes } of (await linted(markdown)).claims)
        for (const { newText } of fixes.flatMap(({ edits }) => edits))
          expect(foreignLetters(markdown, newText), `${id}: ${newText}`).toEqual([]);
  });

  test.skipIf(notes.length === 0)("all, applied, leave none to apply", { timeout: LIMIT }, async () => {
    const left: string[] = [];
    for (const note of notes) left.push(...(await leftAfterAll(note)));
    expect(left).toEqual([]);
  });

  test.skipIf(notes.length === 0)(
    "make the same change in quotes, lists and tables, and keep line ends",
    { timeout: LIMIT },
    async () => {
      const others: string[] = [];
      let same = 0;
      let notAlike = 0;
      let at = 0;
      for (const note of notes) {
        if (!(await linted(note.markdown)).claims.some(isRefutedWithFix)) continue;
        const is = await isSameIn(surroundings[at++ % surroundings.length]!, note);
        if (is === null) notAlike++;
        else if (is) same++;
        else others.push(note.id);
      }
      expect(others).toEqual([]);
      expect(same).toBeGreaterThan(0);
      // In a cell a formula is no longer a paragraph of its own, which may take its conditions from it.
      expect(notAlike).toBeLessThanOrEqual(same * 0.02);
    },
  );
});
