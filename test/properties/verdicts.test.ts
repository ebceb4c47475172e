/*
 * The first two laws, on notes made at random: what was derived is never called wrong, and what was mutated so
 * that its value changes is never called right.
 */
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { generated, isRight, judgeNote, worldOf } from "./judged-note.ts";
import { mutantsOf } from "./mutants.ts";
import { runs } from "./seed.ts";
import { agreement } from "./world.ts";
import { inLayout } from "./write-note.ts";

const LEAST_VERIFIED = 0.95;
const LIMIT = 120_000;

const figures: string[] = [];
afterAll(() => console.log(figures.join("\n")));

const percent = (part: number, all: number): string =>
  `${part} of ${all} (${((100 * part) / all).toFixed(1)} %)`;

test("a derived derivative is never refuted", { timeout: LIMIT }, async () => {
  let verified = 0;
  let all = 0;
  await fc.assert(
    fc.asyncProperty(generated, async (example) => {
      const world = worldOf(example);
      const { verdicts, text } = await judgeNote(example.subject, example.style);
      for (const { claim, steps } of verdicts) {
        for (const step of claim.steps.keys())
          expect(isRight(world, claim, step, example.style), text).toBe(true);
        expect(
          steps.filter(({ status }) => status === "refuted"),
          text,
        ).toEqual([]);
        all += claim.steps.length;
        verified += steps.filter(({ status }) => status === "verified").length;
      }
    }),
    runs(60),
  );
  figures.push(`derived: verified ${percent(verified, all)}`);
  expect(verified / all).toBeGreaterThanOrEqual(LEAST_VERIFIED);
});

test("a mutant whose value changes is never verified", { timeout: LIMIT }, async () => {
  let refuted = 0;
  let all = 0;
  await fc.assert(
    fc.asyncProperty(generated, fc.nat(), fc.nat(), async (example, which, slip) => {
      const { subject, style } = example;
      const at = which % subject.claims.length;
      const claim = subject.claims[at]!;
      const step = which % claim.steps.length;
      const world = worldOf(example);
      const mutants = mutantsOf(claim, step, subject.model).filter(({ right }) => {
        const { numerator, denominator } = agreement(world, claim, inLayout(claim, right, style));
        return !numerator && !denominator;
      });
      const mutant = mutants[slip % mutants.length];
      if (!mutant) return;
      const wrong = { ...claim, steps: claim.steps.with(step, mutant.right) };
      const note = await judgeNote({ ...subject, claims: subject.claims.with(at, wrong) }, style);
      for (const [k, verdict] of note.verdicts.entries())
        for (const [one, { status }] of verdict.steps.entries())
          expect(status, note.text).not.toBe(k === at && one === step ? "verified" : "refuted");
      all++;
      if (note.verdicts[at]?.steps[step]?.status === "refuted") refuted++;
    }),
    runs(60),
  );
  figures.push(`mutants: refuted ${percent(refuted, all)}`);
});
