/*
 * Jacobians from a tape that has been run: by central finite differences, with an estimate of their own error,
 * and exactly, by one reverse pass per output entry. Neither changes any value but that of the pull-back.
 * Sizes: [size(output) × size(wrt)], row by row; output and wrt flattened column by column (numerator layout).
 */
import { nodeOf } from "./construct.ts";
import { pathBetween, type VectorJacobianProduct } from "./derivative.ts";
import type { NodeId } from "./operator.ts";
import { type Instruction, offsetOf, runInstructions, type Tape } from "./tape.ts";

/** Balances truncation O(h²) against round-off O(ε/h) of a central difference. */
const STEP = Number.EPSILON ** (1 / 3);
/** Safety factor on the round-off of a central difference. */
const ROUND_OFF = 8;

export interface Differences {
  /** At step h. */
  readonly jacobian: Float64Array;
  /** At step 2h. */
  readonly wide: Float64Array;
  /** max |f|, at the point. */
  readonly scale: number;
  /** The smallest step taken. */
  readonly step: number;
  /** max |jacobian|. */
  readonly largest: number;
  /** max |jacobian − wide| plus the round-off: the error to expect of any entry. */
  readonly error: number;
}

/** Central differences at h and 2h, h = ε^(1/3)·max(1,|x|), perturbing the slot of `wrt` itself. */
export function differences(
  tape: Tape,
  output: NodeId,
  wrt: NodeId,
  frozen?: ReadonlySet<NodeId>,
): Differences {
  const { heap, saved } = tape;
  const from = nodeOf(tape.graph, wrt);
  const to = nodeOf(tape.graph, output);
  const width = from.rows * from.cols;
  const height = to.rows * to.cols;
  const jacobian = new Float64Array(height * width);
  const wide = new Float64Array(height * width);
  const out = offsetOf(tape, output);
  let scale = 0;
  for (let k = 0; k < height; k++) scale = Math.max(scale, Math.abs(heap[out + k] ?? NaN));
  const plan = planFor(tape, output, wrt, frozen);
  if (!plan) return { jacobian, wide, scale, step: STEP, largest: 0, error: 0 };
  const slot = offsetOf(tape, wrt);
  let step = Infinity;
  saved.set(heap);
  for (let k = 0; k < width; k++) {
    const at = slot + position(k, from);
    const x = saved[at] ?? NaN;
    const h = STEP * Math.max(1, Math.abs(x));
    step = Math.min(step, h);
    for (let reach = 1; reach <= 2; reach++) {
      const target = reach === 1 ? jacobian : wide;
      const above = x + reach * h;
      const below = x - reach * h;
      heap[at] = above;
      runInstructions(tape, plan);
      for (let i = 0; i < height; i++) target[i * width + k] = heap[out + position(i, to)]!;
      heap[at] = below;
      runInstructions(tape, plan);
      for (let i = 0, entry = k; i < height; i++, entry += width)
        target[entry] = (target[entry]! - heap[out + position(i, to)]!) / (above - below);
    }
    heap[at] = x;
  }
  heap.set(saved);
  return { jacobian, wide, scale, step, ...judge(jacobian, wide, scale, step) };
}

/** Place in row order of the entry that comes `k`-th column by column. */
function position(k: number, { rows, cols }: { readonly rows: number; readonly cols: number }): number {
  return cols === 1 ? k : (k % rows) * cols + Math.floor(k / rows);
}

function judge(
  jacobian: Float64Array,
  wide: Float64Array,
  scale: number,
  step: number,
): { largest: number; error: number } {
  let largest = 0;
  let spread = 0;
  for (let k = 0; k < jacobian.length; k++) {
    largest = Math.max(largest, Math.abs(jacobian[k]!));
    spread = Math.max(spread, Math.abs(jacobian[k]! - wide[k]!));
  }
  return { largest, error: spread + (ROUND_OFF * Number.EPSILON * scale) / step };
}

/** The error bar relative to the size of the claim: (max|FD_h − FD_2h| + 8 ε max|f|/h) / max(|FD|, |claimed|). */
export function errorBound({ error, largest }: Differences, claimed: number): number {
  return error === 0 ? 0 : error / Math.max(largest, claimed);
}

/** The exact Jacobian: one run of the pull-back for each entry of the output. */
export function exactJacobian(
  tape: Tape,
  { output, wrt, seed, cotangent }: VectorJacobianProduct,
): Float64Array {
  const { heap } = tape;
  const from = nodeOf(tape.graph, wrt);
  const to = nodeOf(tape.graph, output);
  const width = from.rows * from.cols;
  const height = to.rows * to.cols;
  const jacobian = new Float64Array(height * width);
  const plan = planFor(tape, cotangent, seed);
  if (!plan) return jacobian;
  const start = offsetOf(tape, seed);
  const slot = offsetOf(tape, cotangent);
  heap.fill(0, start, start + height);
  for (let i = 0; i < height; i++) {
    const at = start + position(i, to);
    heap[at] = 1;
    runInstructions(tape, plan);
    for (let k = 0; k < width; k++) jacobian[i * width + k] = heap[slot + position(k, from)]!;
    heap[at] = 0;
  }
  return jacobian;
}

/** The instructions to repeat when `wrt` changes and `output` is wanted; `null` if it does not depend on it. */
function planFor(
  tape: Tape,
  output: NodeId,
  wrt: NodeId,
  frozen?: ReadonlySet<NodeId>,
): readonly Instruction[] | null {
  const key = `${output} ${wrt} ${frozen ? [...frozen].join(" ") : ""}`;
  const known = tape.plans.get(key);
  if (known) return known;
  const path = pathBetween(tape.graph, output, wrt, frozen);
  if (path.length === 0) return null;
  const dependent = new Set(path);
  const plan = tape.instructions.filter(({ node }) => node !== wrt && dependent.has(node));
  tape.plans.set(key, plan);
  return plan;
}
