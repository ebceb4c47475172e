/*
 * Kronecker products with their two contractions (which make the family closed under derivatives), and the
 * products of three-dimensional space.
 */
import { isScalar, nodeOf, op, scalar } from "../construct.ts";
import type { Graph, NodeId, Operator } from "../operator.ts";

function argsOf(graph: Graph, node: NodeId): readonly [NodeId, NodeId] {
  const [a = 0, b = 0] = nodeOf(graph, node).args;
  return [a, b];
}

const bilinear = { spellings: [], multilinear: true, analytic: true } as const;

const kronecker: Operator = {
  ...bilinear,
  name: "kronecker",
  spellings: ["otimes", "kron"],
  signature: "a b; c d -> ? ?",
  resultDims: ([a, b]) => (a && b ? { rows: a.rows * b.rows, cols: a.cols * b.cols } : null),
  kernel: (heap, out, args, dims) => {
    const [, width = 0, a = 0, b = 0, c = 0, d = 0] = dims;
    for (let i = 0; i < a; i++)
      for (let j = 0; j < b; j++) {
        const factor = heap[args[0]! + i * b + j]!;
        for (let k = 0; k < c; k++)
          for (let l = 0; l < d; l++)
            heap[out + (i * c + k) * width + j * d + l] = factor * heap[args[1]! + k * d + l]!;
      }
  },
  derivative: (graph, node, index, g) => {
    const [a, b] = argsOf(graph, node);
    return index === 0 ? op(graph, "kroneckerLeft", g, b) : op(graph, "kroneckerRight", g, a);
  },
  simplify: (graph, [a = 0, b = 0]) =>
    isScalar(graph, a) || isScalar(graph, b) ? op(graph, "hadamard", a, b) : null,
  reference: (mathjs, args) => mathjs.kron(...args),
};

/** a_ij = Σ_kl G_(ic+k)(jd+l) b_kl: the factor on the left that G = a⊗b pulls back to, given b. */
const kroneckerLeft: Operator = {
  ...bilinear,
  name: "kroneckerLeft",
  signature: "p q; c d -> ? ?",
  resultDims: ([g, b]) => (g && b ? { rows: g.rows / b.rows, cols: g.cols / b.cols } : null),
  kernel: (heap, out, args, dims) => {
    const [a = 0, b = 0, , width = 0, c = 0, d = 0] = dims;
    for (let i = 0; i < a; i++)
      for (let j = 0; j < b; j++) {
        let sum = 0;
        for (let k = 0; k < c; k++)
          for (let l = 0; l < d; l++)
            sum += heap[args[0]! + (i * c + k) * width + j * d + l]! * heap[args[1]! + k * d + l]!;
        heap[out + i * b + j] = sum;
      }
  },
  derivative: (graph, node, index, h) => {
    const [g, b] = argsOf(graph, node);
    return index === 0 ? op(graph, "kronecker", h, b) : op(graph, "kroneckerRight", g, h);
  },
};

/** b_kl = Σ_ij G_(ic+k)(jd+l) a_ij: the factor on the right, given the one on the left. */
const kroneckerRight: Operator = {
  ...bilinear,
  name: "kroneckerRight",
  signature: "p q; a b -> ? ?",
  resultDims: ([g, a]) => (g && a ? { rows: g.rows / a.rows, cols: g.cols / a.cols } : null),
  kernel: (heap, out, args, dims) => {
    const [c = 0, d = 0, , width = 0, a = 0, b = 0] = dims;
    for (let k = 0; k < c; k++)
      for (let l = 0; l < d; l++) {
        let sum = 0;
        for (let i = 0; i < a; i++)
          for (let j = 0; j < b; j++)
            sum += heap[args[0]! + (i * c + k) * width + j * d + l]! * heap[args[1]! + i * b + j]!;
        heap[out + k * d + l] = sum;
      }
  },
  derivative: (graph, node, index, h) => {
    const [g, a] = argsOf(graph, node);
    return index === 0 ? op(graph, "kronecker", a, h) : op(graph, "kroneckerLeft", g, h);
  },
};

/** Two vectors as xyᵀ, whatever their orientation. */
const outer: Operator = {
  ...bilinear,
  name: "outer",
  signature: "m ?; n ? -> ? ?",
  resultDims: ([a, b]) =>
    a && b && Math.min(a.rows, a.cols) === 1 && Math.min(b.rows, b.cols) === 1
      ? { rows: a.rows * a.cols, cols: b.rows * b.cols }
      : null,
  simplify: (graph, [a = 0, b = 0]) =>
    op(graph, "matmul", op(graph, "vec", a), op(graph, "transpose", op(graph, "vec", b))),
};

/** Two vectors or matrices of one shape as Σ a_ij b_ij. */
const inner: Operator = {
  ...bilinear,
  name: "inner",
  signature: "m n; m n -> 1 1",
  simplify: (graph, [a = 0, b = 0]) => op(graph, "sum", op(graph, "hadamard", a, b)),
};

const cross: Operator = {
  ...bilinear,
  name: "cross",
  spellings: [],
  signature: "3 1; 3 1 -> 3 1",
  kernel: (heap, out, args) => {
    for (let i = 0; i < 3; i++) {
      const j = (i + 1) % 3;
      const k = (i + 2) % 3;
      heap[out + i] = heap[args[0]! + j]! * heap[args[1]! + k]! - heap[args[0]! + k]! * heap[args[1]! + j]!;
    }
  },
  derivative: (graph, node, index, g) => {
    const [a, b] = argsOf(graph, node);
    return index === 0 ? op(graph, "cross", b, g) : op(graph, "cross", g, a);
  },
};

/** The matrix [a]× with [a]× b = a×b. */
const skew: Operator = {
  ...bilinear,
  name: "skew",
  spellings: ["skew", "hat"],
  signature: "3 1 -> 3 3",
  kernel: (heap, out, args) => {
    for (let i = 0; i < 3; i++) {
      const j = (i + 1) % 3;
      const k = (i + 2) % 3;
      heap[out + 4 * i] = 0;
      heap[out + 3 * k + j] = heap[args[0]! + i]!;
      heap[out + 3 * j + k] = -heap[args[0]! + i]!;
    }
  },
  derivative: (graph, _node, _index, g) => op(graph, "axial", g),
};

/** (G₃₂−G₂₃, G₁₃−G₃₁, G₂₁−G₁₂): twice the vector of the skew part. */
const axial: Operator = {
  ...bilinear,
  name: "axial",
  signature: "3 3 -> 3 1",
  kernel: (heap, out, args) => {
    for (let i = 0; i < 3; i++) {
      const j = (i + 1) % 3;
      const k = (i + 2) % 3;
      heap[out + i] = heap[args[0]! + 3 * k + j]! - heap[args[0]! + 3 * j + k]!;
    }
  },
  derivative: (graph, _node, _index, g) => op(graph, "skew", g),
};

/** The vector of a skew matrix. */
const vee: Operator = {
  ...bilinear,
  name: "vee",
  spellings: ["vee"],
  signature: "3 3 -> 3 1",
  simplify: (graph, [a = 0]) => op(graph, "hadamard", scalar(graph, 0.5), op(graph, "axial", a)),
};

/** [A,B] = AB − BA. */
const commutator: Operator = {
  ...bilinear,
  name: "commutator",
  signature: "n n; n n -> n n",
  simplify: (graph, [a = 0, b = 0]) =>
    op(graph, "subtract", op(graph, "matmul", a, b), op(graph, "matmul", b, a)),
};

export const products: readonly Operator[] = [
  kronecker,
  kroneckerLeft,
  kroneckerRight,
  outer,
  inner,
  cross,
  skew,
  axial,
  vee,
  commutator,
];
