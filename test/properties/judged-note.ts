/*
 * Generated notes, linted: which verdict each stated step received.
 */
import fc from "fast-check";
import { lint } from "../../src/lint.ts";
import type { ClaimReport, FileReport } from "../../src/report.ts";
import { type Settings, defaultSettings } from "../../src/settings.ts";
import { subjects } from "./subjects.ts";
import type { Claim, Subject } from "./model.ts";
import { type Style, styles } from "./style.ts";
import { inLayout, writeNote } from "./write-note.ts";
import { type World, agreement, createWorld } from "./world.ts";

export interface Generated {
  readonly subject: Subject;
  readonly style: Style;
  readonly seed: number;
}

export const generated: fc.Arbitrary<Generated> = fc.record({
  subject: subjects,
  style: styles,
  seed: fc.nat(),
});

export interface JudgedNote {
  readonly text: string;
  readonly report: FileReport;
  /** For each claim of the subject, the reports of its steps. */
  readonly verdicts: readonly { readonly claim: Claim; readonly steps: readonly ClaimReport[] }[];
}

export async function judgeNote(
  subject: Subject,
  style: Style,
  settings: Settings = defaultSettings,
): Promise<JudgedNote> {
  const { text, claims } = writeNote(subject, style);
  const report = await lint(text, settings);
  const verdicts = claims.map(({ claim, lines: [first, last] }) => ({
    claim,
    steps: report.claims.filter(
      ({ status, range }) => status !== null && range.start.line >= first && range.end.line <= last,
    ),
  }));
  return { text, report, verdicts };
}

/** A generator of numbers in [0, 1) for worlds: a linear congruence is random enough here. */
export function numbers(seed: number): () => number {
  let state = (seed >>> 0) + 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export const worldOf = ({ subject, seed }: Generated): World => createWorld(subject.model, numbers(seed));

/** Whether a step says what it should: the generator's own check of itself. */
export function isRight(world: World, claim: Claim, step: number, style: Style): boolean {
  const right = inLayout(claim, claim.steps[step]!, style);
  const { numerator, denominator } = agreement(world, claim, right);
  if (claim.scalar)
    return style.layout === "numerator" && style.gradients === "fraction" ? numerator : denominator;
  return style.layout === "denominator" ? denominator : numerator;
}
