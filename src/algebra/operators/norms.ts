/*
 * Norms. `norm` is the root of the sum of squares, of a vector or a matrix (Frobenius); `norm1` and `normInf` of a
 * matrix are taken over its entries, `induced1` and `inducedInf` as operator norms.
 */
import { dims, isScalar, nodeOf, op, opWith } from "../construct.ts";
import type { Dims, Operator } from "../operator.ts";

const whole = { spellings: [], signature: "m n -> 1 1", analytic: false } as const;

const norm: Operator = {
  ...whole,
  name: "norm",
  spellings: ["norm"],
  kernel: (heap, out, args, dims) => {
    const n = dims[2]! * dims[3]!;
    let top = 0;
    for (let k = args[0]!; k < args[0]! + n; k++) top = Math.max(top, Math.abs(heap[k]!));
    let sum = 0;
    for (let k = args[0]!; k < args[0]! + n; k++) sum += (heap[k]! / top) ** 2;
    heap[out] = top === 0 ? 0 : top * Math.sqrt(sum);
  },
  derivative: (graph, node, _index, g) =>
    op(graph, "hadamard", g, op(graph, "divide", nodeOf(graph, node).args[0] ?? 0, node)),
  simplify: (graph, [a = 0]) => (isScalar(graph, a) ? op(graph, "abs", a) : null),
  reference: (mathjs, [a = 0]) => mathjs.sqrt(mathjs.sum(mathjs.dotMultiply(a, a))),
};

const norm1: Operator = {
  ...whole,
  name: "norm1",
  simplify: (graph, [a = 0]) => op(graph, "sum", op(graph, "abs", a)),
};

const normInf: Operator = {
  ...whole,
  name: "normInf",
  simplify: (graph, [a = 0]) => op(graph, "maxEntry", op(graph, "abs", a)),
};

const pNorm: Operator = {
  ...whole,
  name: "pNorm",
  resultDims: ([a], [p = 0]) => (a && p > 0 ? { rows: 1, cols: 1 } : null),
  simplify: (graph, [a = 0], [p = 2]) => {
    if (p === 2) return op(graph, "norm", a);
    if (p === Infinity) return op(graph, "normInf", a);
    const total = op(graph, "sum", opWith(graph, "power", [p], op(graph, "abs", a)));
    return opWith(graph, "power", [1 / p], total);
  },
};

function isVector({ rows, cols }: Dims): boolean {
  return rows === 1 || cols === 1;
}

const induced1: Operator = {
  ...whole,
  name: "induced1",
  simplify: (graph, [a = 0]) => {
    const sizes = op(graph, "abs", a);
    return isVector(dims(graph, a))
      ? op(graph, "sum", sizes)
      : op(graph, "maxEntry", op(graph, "columnSums", sizes));
  },
};

const inducedInf: Operator = {
  ...whole,
  name: "inducedInf",
  simplify: (graph, [a = 0]) => {
    const sizes = op(graph, "abs", a);
    return op(graph, "maxEntry", isVector(dims(graph, a)) ? sizes : op(graph, "rowSums", sizes));
  },
};

export const norms: readonly Operator[] = [norm, norm1, normInf, pNorm, induced1, inducedInf];
