/*
 * Laws of fixes: the first fix of a wrong claim makes it verified and changes no other verdict; applying all fixes
 * twice is applying them once; nothing outside the edited ranges changes.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lint } from "../../src/lint.ts";
import type { ClaimReport, Fix } from "../../src/report.ts";
import { defaultSettings } from "../../src/settings.ts";
import { generated, worldOf } from "./judged-note.ts";
import { mutantsOf } from "./mutants.ts";
import { runs } from "./seed.ts";
import { agreement } from "./world.ts";
import { inLayout, writeNote } from "./write-note.ts";

const LIMIT = 120_000;

/** Notes with one wrong step, in every container and with both kinds of line ends. */
const wrongNotes = fc.tuple(generated, fc.nat(), fc.nat()).map(([example, which, slip]) => {
  const { subject, style } = example;
  const at = which % subject.claims.length;
  const claim = subject.claims[at]!;
  const step = which % claim.steps.length;
  const world = worldOf(example);
  const mutants = mutantsOf(claim, step, subject.model).filter(({ right }) => {
    const { numerator, denominator } = agreement(world, claim, inLayout(claim, right, style));
    return !numerator && !denominator;
  });
  const mutant = mutants[slip % Math.max(1, mutants.length)];
  const steps = mutant ? claim.steps.with(step, mutant.right) : claim.steps;
  return writeNote({ ...subject, claims: subject.claims.with(at, { ...claim, steps }) }, style).text;
});

/** The text with the edits of a fix made; and that everything around them is kept is how it is made. */
function applied(text: string, { edits }: Fix): string {
  const ordered = edits.toSorted((a, b) => b.range.offsets[0] - a.range.offsets[0]);
  return ordered.reduce(
    (now, { range, newText }) => now.slice(0, range.offsets[0]) + newText + now.slice(range.offsets[1]),
    text,
  );
}

const refutedWithFix = (claims: readonly ClaimReport[]) =>
  claims.findIndex(({ status, fixes }) => status === "refuted" && fixes.length > 0);

async function applyAll(text: string): Promise<string> {
  const { claims } = await lint(text, defaultSettings);
  const at = refutedWithFix(claims);
  return at < 0 ? text : applyAll(applied(text, claims[at]!.fixes[0]!));
}

/** What follows from a wrong step is judged for itself once that step is right. */
const kept = (before: ClaimReport, after: ClaimReport | undefined): boolean =>
  before.reason === "follows-from-refuted" || before.status === after?.status;

describe("fixes", () => {
  test("make their claim verified, and leave the others as they are", { timeout: LIMIT }, async () => {
    let fixed = 0;
    await fc.assert(
      fc.asyncProperty(wrongNotes, async (text) => {
        const { claims } = await lint(text, defaultSettings);
        const at = refutedWithFix(claims);
        if (at < 0) return;
        fixed++;
        const after = await lint(applied(text, claims[at]!.fixes[0]!), defaultSettings);
        expect(after.claims[at]?.status, text).toBe("verified");
        expect(after.claims.length).toBe(claims.length);
        expect(
          claims.filter((claim, k) => k !== at && !kept(claim, after.claims[k])),
          text,
        ).toEqual([]);
      }),
      runs(40),
    );
    console.log(`fixes applied: ${fixed}`);
    expect(fixed).toBeGreaterThan(0);
  });

  test("stay within lines that hold a claim, and keep line ends and marks", { timeout: LIMIT }, async () => {
    await fc.assert(
      fc.asyncProperty(wrongNotes, async (text) => {
        for (const { fixes, range } of (await lint(text, defaultSettings)).claims)
          for (const { edits } of fixes)
            for (const edit of edits) {
              const [start, end] = edit.range.offsets;
              expect(range.offsets[0] <= start && end <= range.offsets[1], text).toBe(true);
              expect(text.slice(start, end) + edit.newText).not.toMatch(/[\r\n]/);
            }
      }),
      runs(25),
    );
  });

  test("all applied leave none to apply", { timeout: LIMIT }, async () => {
    await fc.assert(
      fc.asyncProperty(wrongNotes, async (text) => {
        const once = await applyAll(text);
        expect(await applyAll(once)).toBe(once);
      }),
      runs(15),
    );
  });
});
