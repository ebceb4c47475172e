/*
 * The decision rule: one claim under one reading, on instances of four shapes. Finite differences and the exact
 * derivative must agree with each other before either may judge; everything is relative to the claim's own size.
 */
import { type Differences, differences } from "../algebra/differences.ts";
import { dims } from "../algebra/graph.ts";
import { read, run } from "../algebra/tape.ts";
import type { Claim } from "../claims/claim.ts";
import { agreeingInstances } from "../report.ts";
import type { Scope } from "../scope/scope.ts";
import type { Reading } from "./builder.ts";
import { type Range, admitsSizes, drawInstance, holdInputs } from "./instances.ts";
import { type Built, type Problem, buildProblem } from "./problem.ts";
import { createRandom } from "./random.ts";
import { type Seen, areHingesActive, isWithin, seeSwitches, wentBothWays } from "./switches.ts";
import { type Work, costs, isSpent, spend } from "./work.ts";

/** Agreement of a central difference; its own error bar must not be larger. */
const DIFFERENCE_TOLERANCE = 1e-5;
/** Agreement of two exact evaluations: round-off of a few hundred operations. */
const EXACT_TOLERANCE = 1e-8;
/** What differs by less than this could still be an approximation; what differs by more is another value. */
const DISAGREEMENT = 1e-4;
/** Terms that cancel leave no more than their round-off: what is smaller than this has no size of its own. */
const LEAST_SCALE = 1e-7;
/** Both sides are this small in every entry only where nothing is left but round-off: `d(Q^\top Q)/dt = 0`. */
const ROUND_OFF = 1e-12;
const SHAPES = 4;
const DISAGREEING_INSTANCES = 2;
const MOST_DRAWS = 160;
/** After this many non-finite draws, positive values are drawn: logarithms and roots. */
const PATIENCE = 8;
/** After this many, values above one, and some that are much larger than others, in turn: `\operatorname{arcosh} x`, `\log(b - a^\top x)`. */
const BEYOND = 20;
const beyond: readonly Range[] = ["positive", "large", "uneven"];
/** Draws beyond those that agree, in search of instances at which a switch stands the other way. */
const SEARCH = 48;
/** After this many draws of one shape without a finite value, another shape is drawn. */
const IDLE = 10;
/** Shapes that must have finite values where some have none. */
const LEAST_SHAPES = 2;

export interface Disagreement {
  readonly problem: Problem;
  readonly values: ReadonlyMap<string, readonly number[]>;
  readonly pair: number;
  readonly row: number;
  readonly col: number;
  readonly claimed: number;
  readonly numeric: number;
  readonly deviation: number;
  readonly errorBound: number;
  readonly claimedMatrix: readonly (readonly number[])[];
  readonly numericMatrix: readonly (readonly number[])[];
}

export interface Statistics {
  readonly instances: number;
  readonly deviation: number;
  readonly errorBound: number;
  readonly sizes: readonly Readonly<Record<string, number>>[];
}

export type Outcome =
  | {
      readonly type: "agree";
      readonly statistics: Statistics;
      readonly problem: Problem;
      /** Whether both sides are zero, up to round-off, wherever they were compared. */
      readonly vanishes: boolean;
    }
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
  const problems = new Map<number, Problem>();
  const outcome = decideOn(problems, { scope, claim, reading, seed }, effort);
  if (outcome.type === "failure") return { outcome, isOfLayout: true };
  const builders = [...problems.values(), ...(outcome.type === "mismatch" ? [outcome] : [])];
  return { outcome, isOfLayout: builders.some(({ builder }) => builder.layout.asked) };
}

interface Question {
  readonly scope: Scope;
  readonly claim: Claim;
  readonly reading: Reading;
  readonly seed: number;
}

/** Decides on problems that are built as they are needed. */
function decideOn(
  problems: Map<number, Problem>,
  { scope, claim, reading, seed }: Question,
  effort: Effort,
): Outcome {
  const { work } = effort;
  spend(work, costs.decision);
  const random = createRandom(seed);
  const tally = { agree: 0, disagree: 0, odd: 0, broken: 0, drawn: 0, approximate: 0, zero: 0 };
  const agreeing = new Array<number>(SHAPES).fill(0);
  const disagreeing = new Set<number>();
  const sizes: Record<string, number>[] = [];
  // Sizes at which nothing is ever finite lie outside the domain (an inverse of XᵀX needs m ≥ n): others take their place.
  const slots = Array.from({ length: SHAPES }, (_, slot) => slot);
  const idle = new Array<number>(SHAPES).fill(0);
  let deviation = 0;
  let errorBound = 0;
  let example: Disagreement | null = null;
  let positive = false;
  /** The first of the ranges beyond that gave a finite value. */
  let worked: Range | null = null;
  const seen: Seen = [];
  /** When all instances that were asked for had agreed, while some switch had not been seen both ways. */
  let searching: number | null = null;
  let agreed: Outcome | null = null;
  while (tally.drawn < effort.most && !isSpent(work)) {
    const slot = tally.drawn % SHAPES;
    const draw = slots[slot]!;
    if (idle[slot]! >= IDLE) {
      if (draw >= SHAPES && slots.filter((_, at) => idle[at]! < IDLE).length >= LEAST_SHAPES) {
        tally.drawn++;
        tally.broken++;
        continue;
      }
      slots[slot] = draw + SHAPES;
      idle[slot] = 0;
      continue;
    }
    let problem = problems.get(draw);
    if (!problem) {
      const built = buildProblem(scope, claim, reading, draw);
      spend(work, stepsOf(built) * costs.step);
      if (built.type !== "problem") return built;
      problem = built.problem;
      problems.set(draw, problem);
      if (draw < SHAPES) sizes.push(problem.sizes);
      else sizes[slot] = problem.sizes;
    }
    tally.drawn++;
    idle[slot]!++;
    // A region may lie where numbers are negative.
    const ranges: readonly Range[] = problem.region.length > 0 ? ["any", ...beyond] : beyond;
    const inTurn = ranges[Math.floor(tally.drawn / SHAPES) % ranges.length]!;
    const usual = searching === null ? "any" : inTurn;
    const range: Range = positive ? (worked ?? (tally.broken >= BEYOND ? inTurn : ranges[0]!)) : usual;
    const values = drawInstance(problem.tape, problem.builder, random, range);
    holdInputs(problem.tape, problem.held, values);
    const before = problem.tape.done.instructions;
    const admitted = admitsSizes(problem.tape, problem.builder);
    const compared: Compared = admitted ? compareAt(problem, values, effort.glance) : { type: "broken" };
    spend(work, (problem.tape.done.instructions - before) * costs.instruction);
    if (compared.type === "broken" || !isWithin(problem.tape, problem.region)) {
      tally.broken++;
      if (!positive && tally.broken >= PATIENCE && tally.agree + tally.disagree < tally.broken)
        positive = true;
      continue;
    }
    if (positive && tally.broken >= BEYOND) worked ??= range;
    if (compared.type === "skip") continue;
    if (claim.conditions.active && !areHingesActive(problem.tape)) continue;
    // Values of other sizes leave more to round-off: of them, only what speaks clearly counts.
    if (searching !== null && !/agree$/.test(compared.type)) continue;
    seeSwitches(problem.tape, seen);
    idle[slot] = 0;
    deviation = Math.max(deviation, compared.deviation);
    errorBound = Math.max(errorBound, compared.errorBound);
    if (compared.type === "agree") {
      tally.agree++;
      if (compared.vanishes) tally.zero++;
      agreeing[slot]!++;
    } else if (compared.type === "disagree") {
      tally.disagree++;
      disagreeing.add(slot);
      example ??= compared.example;
    } else if (compared.type === "approximate") tally.approximate++;
    else tally.odd++;
    if (effort.glance && compared.type !== "agree") break;
    if (tally.odd > 0 && tally.odd + tally.approximate > 3) break;
    const statistics = { instances: tally.agree + tally.disagree, deviation, errorBound, sizes };
    const enoughShapes = disagreeing.size > 1 || tally.disagree >= SHAPES + 1;
    if (
      example &&
      tally.disagree >= DISAGREEING_INSTANCES &&
      enoughShapes &&
      tally.agree <= tally.disagree * 4
    )
      return { type: "disagree", statistics, example };
    const least = Math.min(...agreeing.filter((_, at) => idle[at]! < IDLE));
    if (
      tally.agree >= effort.agreeing &&
      (least >= 3 || effort.agreeing < 12) &&
      tally.disagree + tally.odd + tally.approximate === 0
    ) {
      searching ??= tally.drawn;
      const isWhole = !claim.conditions.active && problem.region.length === 0;
      const isFull = effort.agreeing >= agreeingInstances && !effort.glance && isWhole;
      agreed = { type: "agree", statistics, problem, vanishes: tally.zero === tally.agree };
      if (isFull && tally.drawn - searching < SEARCH && !wentBothWays(seen)) continue;
      return agreed;
    }
  }
  if (example && tally.disagree >= DISAGREEING_INSTANCES && tally.disagree >= tally.agree / 9)
    return {
      type: "disagree",
      statistics: { instances: tally.agree + tally.disagree, deviation, errorBound, sizes },
      example,
    };
  // The search for further switches may end with the draws.
  if (agreed && tally.disagree === 0) return agreed;
  return {
    type: "inconclusive",
    approximate: tally.approximate > 0 && tally.disagree === 0,
    outside: tally.broken > tally.drawn / 2,
    against: example,
  };
}

function stepsOf(built: Built): number {
  if (built.type === "failure") return 0;
  return (built.type === "problem" ? built.problem : built).builder.steps;
}

/** What one instance says: it has no finite value, decides nothing, or speaks for or against the claim. */
export type Compared =
  | { readonly type: "broken" }
  | { readonly type: "skip" }
  | {
      readonly type: "agree";
      readonly deviation: number;
      readonly errorBound: number;
      readonly vanishes: boolean;
    }
  | { readonly type: "odd" | "approximate"; readonly deviation: number; readonly errorBound: number }
  | {
      readonly type: "disagree";
      readonly deviation: number;
      readonly errorBound: number;
      readonly example: Disagreement;
    };

interface Worst {
  deviation: number;
  pair: number;
  row: number;
  col: number;
  claimed: number;
  numeric: number;
}

/**
 * Compares all pairs on the values now on the tape. At a glance, a side that is far from the exact derivative is not
 * held against differences as well: whichever of the two is right, they do not agree with it both.
 */
export function compareAt(
  problem: Problem,
  values: ReadonlyMap<string, readonly number[]>,
  glance = false,
): Compared {
  const { tape, pairs } = problem;
  run(tape);
  const measured = new Map<number, Differences>();
  let scale = 0;
  const sides = pairs.map((pair) => {
    const exact = read(tape, pair.exact);
    const claimed = read(tape, pair.claimed);
    for (const value of exact) scale = Math.max(scale, Math.abs(value));
    for (const value of claimed) scale = Math.max(scale, Math.abs(value));
    return { exact, claimed };
  });
  if (!Number.isFinite(scale)) return { type: "broken" };
  if (scale === 0) return { type: "agree", deviation: 0, errorBound: 0, vanishes: true };
  const vanishes = scale < ROUND_OFF;
  scale = Math.max(scale, LEAST_SCALE);
  const worst: Worst = { deviation: -1, pair: 0, row: 0, col: 0, claimed: 0, numeric: 0 };
  let exactDeviation = 0;
  let conflict = 0;
  let error = 0;
  const measures = !glance || !sides.some(({ exact, claimed }) => isFar(exact, claimed, scale));
  for (const [at, pair] of pairs.entries()) {
    const { rows, cols } = dims(problem.builder.graph, pair.exact);
    const side = sides[at]!;
    let difference: Differences | null = null;
    if (pair.raw && measures) {
      const key = pair.raw.output * tape.offsets.length + pair.raw.variable;
      difference =
        measured.get(key) ?? differences(tape, pair.raw.output, pair.raw.variable, pair.raw.frozen);
      measured.set(key, difference);
      error = Math.max(error, difference.error);
    }
    for (let row = 0; row < rows; row++)
      for (let col = 0; col < cols; col++) {
        const flat = row * cols + col;
        const exact = side.exact[flat]!;
        const claimed = side.claimed[flat]!;
        const numeric = difference && pair.source ? difference.jacobian[pair.source(row, col)]! : exact;
        exactDeviation = Math.max(exactDeviation, Math.abs(exact - claimed));
        conflict = Math.max(conflict, Math.abs(exact - numeric));
        const gap = Math.abs(numeric - claimed);
        if (gap > worst.deviation || Number.isNaN(gap))
          Object.assign(worst, { deviation: gap, pair: at, row, col, claimed, numeric });
      }
  }
  const deviation = worst.deviation / scale;
  const errorBound = error / scale;
  if (!Number.isFinite(deviation) || !Number.isFinite(conflict)) return { type: "broken" };
  if (vanishes && worst.deviation < LEAST_SCALE)
    return { type: "agree", deviation: 0, errorBound: 0, vanishes: true };
  // A difference that is not sharp enough decides nothing, unless the exact derivative shows why it is small.
  if (errorBound > DIFFERENCE_TOLERANCE) return { type: "skip" };
  const exact = exactDeviation / scale;
  if (deviation <= DIFFERENCE_TOLERANCE && exact <= EXACT_TOLERANCE)
    return { type: "agree", deviation: exact, errorBound, vanishes: false };
  if (conflict / scale > DISAGREEMENT) return { type: "odd", deviation, errorBound };
  if (deviation > DISAGREEMENT && exact > DISAGREEMENT)
    return {
      type: "disagree",
      deviation,
      errorBound,
      example: exampleOf(problem, values, worst, deviation, errorBound, sides),
    };
  if (deviation <= DIFFERENCE_TOLERANCE && exact <= DISAGREEMENT)
    return { type: "approximate", deviation, errorBound };
  return { type: "odd", deviation, errorBound };
}

function isFar(exact: Float64Array, claimed: Float64Array, scale: number): boolean {
  return exact.some((value, at) => Math.abs(value - claimed[at]!) / scale > DISAGREEMENT);
}

function exampleOf(
  problem: Problem,
  values: ReadonlyMap<string, readonly number[]>,
  worst: Worst,
  deviation: number,
  errorBound: number,
  sides: readonly { exact: Float64Array; claimed: Float64Array }[],
): Disagreement {
  const { rows, cols } = dims(problem.builder.graph, problem.pairs[worst.pair]!.exact);
  const side = sides[worst.pair]!;
  const table = (flat: Float64Array) =>
    Array.from({ length: rows }, (_, r) => Array.from({ length: cols }, (_, c) => flat[r * cols + c]!));
  return {
    problem,
    values,
    pair: worst.pair,
    row: worst.row,
    col: worst.col,
    claimed: worst.claimed,
    numeric: worst.numeric,
    deviation,
    errorBound,
    claimedMatrix: table(side.claimed),
    numericMatrix: table(side.exact),
  };
}
