/*
 * One elementwise function with coefficients, with all its derivatives: what stands for an unspecified function.
 */
import { nodeOf, op, opWith } from "../construct.ts";
import type { MathjsValue, Operator } from "../operator.ts";

/** d; a, b, c of the first wave; a, b, c of the second. */
export const SMOOTH_COEFFICIENTS = 7;

/** The n-th derivative of d x + a₁ sin(b₁x + c₁) + a₂ sin(b₂x + c₂), n being the parameter. */
const smooth: Operator = {
  name: "smooth",
  spellings: [],
  signature: "m n; 1 7 -> m n",
  analytic: true,
  kernel: (heap, out, args, dims, parameters) => {
    const order = parameters[0]!;
    const x = args[0]!;
    const at = args[1]!;
    const d = heap[at]!;
    const amplitude1 = heap[at + 1]! * heap[at + 2]! ** order;
    const amplitude2 = heap[at + 4]! * heap[at + 5]! ** order;
    const phase1 = heap[at + 3]! + (order * Math.PI) / 2;
    const phase2 = heap[at + 6]! + (order * Math.PI) / 2;
    const n = dims[0]! * dims[1]!;
    for (let k = 0; k < n; k++) {
      const value = heap[x + k]!;
      const line = order === 0 ? d * value : order === 1 ? d : 0;
      heap[out + k] =
        line +
        amplitude1 * Math.sin(heap[at + 2]! * value + phase1) +
        amplitude2 * Math.sin(heap[at + 5]! * value + phase2);
    }
  },
  derivative: (graph, node, index, g) => {
    if (index !== 0) return null; // coefficients are never differentiated by
    const { args, parameters } = nodeOf(graph, node);
    const slope = opWith(graph, "smooth", [(parameters[0] ?? 0) + 1], args[0] ?? 0, args[1] ?? 0);
    return op(graph, "hadamard", g, slope);
  },
  reference: (m, [x = 0, coefficients = 0], [order = 0]) => {
    const [[d = 0, a1 = 0, b1 = 0, c1 = 0, a2 = 0, b2 = 0, c2 = 0] = []] = coefficients as MathjsValue[][];
    const wave = (a: MathjsValue, b: MathjsValue, c: MathjsValue, value: MathjsValue): MathjsValue =>
      m.multiply(
        a,
        m.multiply(m.pow(b, order), m.sin(m.add(m.multiply(b, value), m.add(c, (order * Math.PI) / 2)))),
      );
    const line = (value: MathjsValue): MathjsValue =>
      order === 0 ? m.multiply(d, value) : order === 1 ? d : 0;
    return (x as MathjsValue[][]).map((row) =>
      row.map((value) => m.add(line(value), m.add(wave(a1, b1, c1, value), wave(a2, b2, c2, value)))),
    );
  },
};

export const smoothOperators: readonly Operator[] = [smooth];
