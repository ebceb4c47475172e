/*
 * Limits of quotients: what 0/0 is when the derivatives of both sides are at hand, and a check of a limit against
 * values near the place. Where no limit is, the value is NaN: such an instance decides nothing.
 */
import type { Operator } from "../operator.ts";

/** Round-off of a numerator or denominator that vanishes at the place. */
const VANISHES = 1e-11;
/** How far a value next to the place may lie from the limit: its step is 1e-4. */
const NEARBY = 0.02;

/** N/D; where both vanish, the third argument, which is the quotient of their derivatives. */
const limitQuotient: Operator = {
  name: "limitQuotient",
  spellings: [],
  analytic: false,
  signature: "m n; 1 1; m n -> m n",
  kernel: (heap, out, args, dims) => {
    const [rows = 0, cols = 0] = dims;
    const divisor = heap[args[1]!]!;
    for (let k = 0; k < rows * cols; k++) {
      const above = heap[args[0]! + k]!;
      const ratio = Math.abs(divisor) > VANISHES ? above / divisor : NaN;
      heap[out + k] =
        Math.abs(divisor) <= VANISHES && Math.abs(above) <= VANISHES ? heap[args[2]! + k]! : ratio;
    }
  },
};

/** The second argument, where the first vanishes. */
const whereZero: Operator = {
  name: "whereZero",
  spellings: [],
  analytic: false,
  signature: "m n; p q -> p q",
  kernel: (heap, out, args, dims) => {
    const [rows = 0, cols = 0, height = 0, width = 0] = dims;
    let zero = true;
    for (let k = 0; k < height * width; k++) zero &&= Math.abs(heap[args[0]! + k]!) <= VANISHES;
    for (let k = 0; k < rows * cols; k++) heap[out + k] = zero ? heap[args[1]! + k]! : NaN;
  },
  derivative: (_graph, _node, index, g) => (index === 1 ? g : null),
};

/** A limit, where values on both sides of the place are near it. */
const limit: Operator = {
  name: "limit",
  spellings: [],
  analytic: false,
  signature: "m n; m n; m n -> m n",
  kernel: (heap, out, args, dims) => {
    const [rows = 0, cols = 0] = dims;
    for (let k = 0; k < rows * cols; k++) {
      const value = heap[args[0]! + k]!;
      const reach = NEARBY * (1 + Math.abs(value));
      const near = [args[1]!, args[2]!].every((side) => Math.abs(heap[side + k]! - value) <= reach);
      heap[out + k] = near ? value : NaN;
    }
  },
};

export const limits: readonly Operator[] = [limitQuotient, whereZero, limit];
