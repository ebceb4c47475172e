/*
 * Both sides of a claim at one instance: whether they agree. Finite differences and the exact derivative must agree with
 * each other before either may judge; everything is relative to the claim's own size.
 */
import { type Differences, differences } from "../algebra/differences.ts";
import { dims } from "../algebra/graph.ts";
import { read, run } from "../algebra/tape.ts";
import type { Problem } from "./problem.ts";

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

/** An instance at which the sides differ, with the entry that differs most. */
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
