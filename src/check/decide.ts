/*
 * The decision rule: one claim under one reading, on instances of four shapes, until enough of them agree or disagree.
 */
import type { Claim } from "../claims/claim.ts";
import { agreeingInstances } from "../report.ts";
import type { Scope } from "../scope/scope.ts";
import type { Builder, Reading } from "./builder.ts";
import { type Compared, type Disagreement, compareAt } from "./compare.ts";
import { type Domain, nextRange, noteBroken, noteFinite } from "./draw-ranges.ts";
import { admitsSizes, drawInstance, holdInputs } from "./instances.ts";
import { type Built, type Problem, buildProblem } from "./problem.ts";
import { createRandom } from "./random.ts";
import { type Seen, areHingesActive, isWithin, seeSwitches, wentBothWays } from "./switches.ts";
import {
  type Statistics,
  type Tally,
  count,
  createTally,
  isAffirmed,
  isUnclear,
  lateRefutation,
  nextTurn,
  refutation,
  statisticsOf,
} from "./tally.ts";
import { type Work, costs, isSpent, spend } from "./work.ts";

const MOST_DRAWS = 160;
/** Draws beyond those that agree, in search of instances at which a switch stands the other way. */
const SEARCH = 48;

export interface Agreed {
  readonly type: "agree";
  readonly statistics: Statistics;
  readonly problem: Problem;
  /** Whether both sides are zero, up to round-off, wherever they were compared. */
  readonly vanishes: boolean;
}

export type Outcome =
  | Agreed
  | { readonly type: "disagree"; readonly statistics: Statistics; readonly example: Disagreement }
  | Exclude<Built, { type: "problem" }>
  | {
      readonly type: "inconclusive";
      readonly approximate: boolean;
      readonly outside: boolean;
      /** The instance that ended a glance. */
      readonly against: Disagreement | null;
    };

export interface Effort {
  readonly agreeing: number;
  readonly most: number;
  /** Asked only whether it agrees: the first instance that does not ends it. */
  readonly glance?: true;
  /** What it may cost, together with all that shares it; when it is spent, nothing is decided. */
  readonly work?: Work;
}

export const fullEffort: Effort = { agreeing: agreeingInstances, most: MOST_DRAWS };

/** The full rule, asked only whether it agrees. */
export const agreement: Effort = { ...fullEffort, glance: true };

/** The same effort at the cost of shared work. */
export function within(effort: Effort, work: Work | undefined): Effort {
  return work ? { ...effort, work } : effort;
}

/** Tests a claim under a reading, deterministically from the seed. */
export function decide(
  scope: Scope,
  claim: Claim,
  reading: Reading,
  seed: number,
  effort: Effort = fullEffort,
): Outcome {
  return decideByLayout(scope, claim, reading, seed, effort).outcome;
}

/** The same, and whether it may be otherwise under the reading in another layout. */
export function decideByLayout(
  scope: Scope,
  claim: Claim,
  reading: Reading,
  seed: number,
  effort: Effort = fullEffort,
): { readonly outcome: Outcome; readonly isOfLayout: boolean } {
  const built = new Map<number, Built>();
  const outcome = decideOn(built, { scope, claim, reading, seed }, effort);
  const isOfLayout = [...built.values()].some((one) => builderOf(one)?.layout.asked ?? true);
  return { outcome, isOfLayout };
}

interface Question {
  readonly scope: Scope;
  readonly claim: Claim;
  readonly reading: Reading;
  readonly seed: number;
}

/** Decides on problems that are built as they are needed. */
function decideOn(known: Map<number, Built>, question: Question, effort: Effort): Outcome {
  const { work } = effort;
  spend(work, costs.decision);
  const random = createRandom(question.seed);
  const tally = createTally();
  const domain: Domain = { isNarrow: false, inside: null };
  const seen: Seen = [];
  // Once all that were asked for have agreed, more is drawn as long as some switch was not seen to stand both ways.
  let agreed: Agreed | null = null;
  let searchedSince = 0;
  while (tally.drawn < effort.most && !isSpent(work)) {
    const turn = nextTurn(tally);
    if (!turn) continue;
    const built = builtFor(known, question, turn.shape, work);
    if (built.type !== "problem") return built;
    const { problem } = built;
    turn.sizes = problem.sizes;
    turn.idle++;
    tally.drawn++;
    const range = nextRange(domain, tally, problem, agreed !== null);
    const values = drawInstance(problem.tape, problem.builder, random, range);
    const said = compareWithin(problem, question.claim, values, effort);
    if (said.type === "broken") {
      tally.broken++;
      noteBroken(domain, tally);
      continue;
    }
    noteFinite(domain, tally, range);
    if (said.type === "skip") continue;
    // Values of other sizes leave more to round-off: of them, only what speaks clearly counts.
    if (agreed && said.type !== "agree" && said.type !== "disagree") continue;
    seeSwitches(problem.tape, seen);
    count(tally, turn, said);
    if ((effort.glance && said.type !== "agree") || isUnclear(tally)) break;
    const example = refutation(tally);
    if (example) return { type: "disagree", statistics: statisticsOf(tally), example };
    if (!isAffirmed(tally, effort.agreeing)) continue;
    if (!agreed) searchedSince = tally.drawn;
    agreed = agreedOn(tally, problem);
    const isOver = tally.drawn - searchedSince >= SEARCH || wentBothWays(seen);
    if (isOver || !isSearched(question.claim, problem, effort)) return agreed;
  }
  return outcomeAtLast(tally, agreed);
}

/** The problem of a shape, built when it is first asked for. */
function builtFor(
  known: Map<number, Built>,
  { scope, claim, reading }: Question,
  shape: number,
  work: Work | undefined,
): Built {
  const before = known.get(shape);
  if (before) return before;
  const built = buildProblem(scope, claim, reading, shape);
  spend(work, (builderOf(built)?.steps ?? 0) * costs.step);
  known.set(shape, built);
  return built;
}

function builderOf(built: Built): Builder | null {
  if (built.type === "failure") return null;
  return built.type === "problem" ? built.problem.builder : built.builder;
}

/** What an instance says that was drawn: nothing where it lies outside of what the claim is about. */
function compareWithin(
  problem: Problem,
  { conditions }: Claim,
  values: Map<string, readonly number[]>,
  { work, glance }: Effort,
): Compared {
  const { tape, builder, region, held } = problem;
  holdInputs(tape, held, values);
  if (!admitsSizes(tape, builder)) return { type: "broken" };
  const before = tape.done.instructions;
  const compared = compareAt(problem, values, glance);
  spend(work, (tape.done.instructions - before) * costs.instruction);
  if (!isWithin(tape, region)) return { type: "broken" };
  const isMeant = !conditions.active || areHingesActive(tape);
  return isMeant || compared.type === "broken" ? compared : { type: "skip" };
}

function agreedOn(tally: Tally, problem: Problem): Agreed {
  return { type: "agree", statistics: statisticsOf(tally), problem, vanishes: tally.zero === tally.agree };
}

/** Whether instances on both sides of a switch are wanted: for the full rule, where a claim is meant everywhere. */
function isSearched({ conditions }: Claim, { region }: Problem, { agreeing, glance }: Effort): boolean {
  return agreeing >= agreeingInstances && !glance && !conditions.active && region.length === 0;
}

function outcomeAtLast(tally: Tally, agreed: Agreed | null): Outcome {
  const example = lateRefutation(tally);
  if (example) return { type: "disagree", statistics: statisticsOf(tally), example };
  if (agreed && tally.disagree === 0) return agreed;
  return {
    type: "inconclusive",
    approximate: tally.approximate > 0 && tally.disagree === 0,
    outside: tally.broken > tally.drawn / 2,
    against: tally.example,
  };
}
