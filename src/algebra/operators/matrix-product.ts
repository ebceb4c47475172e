/*
 * The matrix product, whole powers, and the matrices made of one number.
 */
import { isScalar, nodeOf, ones, op, opWith, scalar, uniformValue } from "../construct.ts";
import { multiply } from "../dense.ts";
import type { Operator } from "../operator.ts";
import { argsOf, viaMathjs } from "./broadcast.ts";

const matmul: Operator = {
  name: "matmul",
  spellings: [],
  signature: "m n; n p -> m p",
  multilinear: true,
  kernel: (heap, out, args, dims) => multiply(heap, out, args[0]!, args[1]!, dims[0]!, dims[3]!, dims[1]!),
  derivative: (graph, node, index, g) => {
    const [a, b] = argsOf(graph, node);
    return index === 0
      ? op(graph, "matmul", g, op(graph, "transpose", b))
      : op(graph, "matmul", op(graph, "transpose", a), g);
  },
  simplify: (graph, [a = 0, b = 0]) => {
    if (nodeOf(graph, a).special === "identity") return b;
    if (nodeOf(graph, b).special === "identity") return a;
    return isScalar(graph, a) || isScalar(graph, b) ? op(graph, "hadamard", a, b) : null;
  },
  reference: viaMathjs("multiply"),
  analytic: true,
};

/** A whole power of a square matrix, as products that share their factors; negative powers invert first. */
const matrixPower: Operator = {
  name: "matrixPower",
  spellings: [],
  signature: "n n -> n n",
  resultDims: ([a], [k = NaN]) => (a && Number.isInteger(k) ? a : null),
  simplify: (graph, [a = 0], [k = 1], { rows }) => {
    if (k < 0) return opWith(graph, "matrixPower", [-k], op(graph, "inverse", a));
    if (k === 0) return opWith(graph, "fillDiagonal", [rows], scalar(graph, 1));
    return k === 1 ? a : op(graph, "matmul", opWith(graph, "matrixPower", [k - 1], a), a);
  },
  analytic: true,
};

/** A scalar times the identity. */
const fillDiagonal: Operator = {
  name: "fillDiagonal",
  spellings: [],
  signature: "1 1 -> ? ?",
  resultDims: (_, [n = 0]) => ({ rows: n, cols: n }),
  multilinear: true,
  moves: true,
  kernel: (heap, out, args, dims) => {
    const n = dims[0]!;
    heap.fill(0, out, out + n * n);
    for (let i = 0; i < n; i++) heap[out + i * (n + 1)] = heap[args[0]!]!;
  },
  derivative: (graph, _node, _index, g) => op(graph, "trace", g),
  simplify: (graph, [a = 0], [n = 0]) => (n === 1 ? a : null),
  analytic: true,
};

/** One 1×1 in every entry. */
const fill: Operator = {
  name: "fill",
  spellings: [],
  signature: "1 1 -> ? ?",
  resultDims: (_, [rows = 0, cols = 0]) => ({ rows, cols }),
  multilinear: true,
  moves: true,
  kernel: (heap, out, args, dims) => {
    heap.fill(heap[args[0]!]!, out, out + dims[0]! * dims[1]!);
  },
  derivative: (graph, _node, _index, g) => op(graph, "sum", g),
  simplify: (graph, [a = 0], _, shape) => {
    if (shape.rows * shape.cols === 1) return a;
    return uniformValue(graph, a) === 1 ? ones(graph, shape) : null;
  },
  analytic: true,
};

export const matrixProduct: readonly Operator[] = [matmul, matrixPower, fillDiagonal, fill];
