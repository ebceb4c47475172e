/*
 * Triangular factors: Cholesky's of a positive definite matrix, and Q and R of a matrix of full column rank, with a
 * positive diagonal of R. A matrix that is not symmetric is replaced by its symmetric part before A = LLᵀ.
 * Source: Murray, Differentiation of the Cholesky decomposition, 2016, (8) and (9).
 */
import { op } from "../construct.ts";
import type { Operator } from "../operator.ts";
import { chain } from "./linear-algebra.ts";

const square = { spellings: [], signature: "n n -> n n", analytic: false } as const;

const cholesky: Operator = {
  ...square,
  name: "cholesky",
  spellings: ["chol", "cholesky"],
  kernel: (heap, out, args, dims) => {
    const n = dims[0]!;
    const a = args[0]!;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        let rest = (heap[a + i * n + j]! + heap[a + j * n + i]!) / 2;
        for (let k = 0; k < Math.min(i, j); k++) rest -= heap[out + i * n + k]! * heap[out + j * n + k]!;
        const pivot = heap[out + j * (n + 1)]!;
        // No root of a number below zero: a matrix that is not positive definite has no factor.
        heap[out + i * n + j] = i < j ? 0 : i === j ? Math.sqrt(rest) : rest / pivot;
      }
  },
  derivative: (graph, l, _index, g) => {
    const inverse = op(graph, "inverse", l);
    const half = op(graph, "lowerHalf", op(graph, "matmul", op(graph, "transpose", l), g));
    return op(graph, "symmetricPart", chain(graph, op(graph, "transpose", inverse), half, inverse));
  },
};

/** Φ: the entries below the diagonal, and half of those on it. */
const lowerHalf: Operator = {
  ...square,
  name: "lowerHalf",
  multilinear: true,
  kernel: (heap, out, args, dims) => {
    const n = dims[0]!;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++)
        heap[out + i * n + j] = (i < j ? 0 : i === j ? 0.5 : 1) * heap[args[0]! + i * n + j]!;
  },
  derivative: (graph, _node, _index, g) => op(graph, "lowerHalf", g),
};

/** AᵀA = RᵀR. */
const triangularFactor: Operator = {
  ...square,
  name: "qrTriangular",
  signature: "m n -> n n",
  simplify: (graph, [a = 0]) =>
    op(graph, "transpose", op(graph, "cholesky", op(graph, "matmul", op(graph, "transpose", a), a))),
};

const orthogonalFactor: Operator = {
  ...square,
  name: "qrOrthogonal",
  signature: "m n -> m n",
  simplify: (graph, [a = 0]) => op(graph, "matmul", a, op(graph, "inverse", op(graph, "qrTriangular", a))),
};

export const factorisations: readonly Operator[] = [cholesky, lowerHalf, triangularFactor, orthogonalFactor];
