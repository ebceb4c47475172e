/*
 * The largest real eigenvalue of a matrix that need not be symmetric, with its right and left eigenvectors of length
 * 1, whose largest entries are positive. Without a real eigenvalue that Newton's method finds there is no value.
 * Sources: Golub and Van Loan, Matrix Computations, 7.2.2 (derivatives of simple eigenvalues) and 7.6.1 (inverse
 * iteration); Meyer and Stewart, Derivatives and perturbations of eigenvectors, 1988 (group inverse).
 */
import { dims, nodeOf, op, opWith } from "../construct.ts";
import { factor, invert, substitute } from "../dense.ts";
import type { Graph, NodeId, Operator } from "../operator.ts";
import { chain } from "./linear-algebra.ts";

/** Newton's method comes from beyond all eigenvalues, slowly at first where many lie close together. */
const NEWTON_STEPS = 300;
const INVERSE_STEPS = 4;
/** Where yᵀx is smaller, the eigenvalue is too nearly a multiple one to be told from others by numbers. */
const SIMPLE = 0.2;
/** Distance from the eigenvalue, beside which the matrix has an inverse. */
const BESIDE = 1e-9;

/** Two vectors behind the workspace of a factored matrix and its inverse. */
const scratch = ([, , n = 0]: readonly number[]): number => 3 * n * n + 3 * n;

/** b = λI − a, or its transpose. */
function shift(heap: Float64Array, b: number, a: number, n: number, value: number, left: boolean): void {
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      heap[b + i * n + j] = (i === j ? value : 0) - heap[a + (left ? j * n + i : i * n + j)]!;
}

/** By Newton's method for det(λI − a), whose logarithm has the derivative tr((λI − a)⁻¹). */
function largestEigenvalue(heap: Float64Array, a: number, n: number, workspace: number): number {
  const inverse = workspace + n * n;
  // The norm of the transpose is the same, and so is the eigenvalue that is found of it.
  let squares = 0;
  for (let k = 0; k < n * n; k++) squares += heap[a + k]! * heap[a + k]!;
  let value = 1.1 * Math.sqrt(squares);
  for (let step = 0; step < NEWTON_STEPS; step++) {
    shift(heap, workspace, a, n, value, false);
    invert(heap, inverse, workspace, n, inverse + n * n);
    let trace = 0;
    for (let i = 0; i < n; i++) trace += heap[inverse + i * (n + 1)]!;
    // Singular as far as numbers can tell: this is an eigenvalue.
    if (Number.isNaN(trace)) return value;
    value -= 1 / trace;
  }
  return NaN;
}

/** An eigenvector by inverse iteration just beside the eigenvalue. */
function iterate(
  heap: Float64Array,
  out: number,
  a: number,
  n: number,
  workspace: number,
  value: number,
  left: boolean,
): void {
  const pivots = workspace + n * n;
  shift(heap, workspace, a, n, value + BESIDE * (Math.abs(value) + 1), left);
  factor(heap, workspace, pivots, n);
  for (let i = 0; i < n; i++) heap[out + i] = 1 + i / n;
  for (let step = 0; step < INVERSE_STEPS; step++) {
    substitute(heap, workspace, pivots, n, out, 1);
    let largest = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const entry = heap[out + i]!;
      squares += entry * entry;
      if (Math.abs(entry) > Math.abs(largest)) largest = entry;
    }
    const unit = Math.sign(largest) / Math.sqrt(squares);
    for (let i = 0; i < n; i++) heap[out + i] = heap[out + i]! * unit;
  }
}

const arg = (graph: Graph, node: NodeId): NodeId => nodeOf(graph, node).args[0] ?? 0;
const transposed = (graph: Graph, a: NodeId): NodeId => op(graph, "transpose", a);

/** x yᵀ / (yᵀ x) of the right and left eigenvectors of a matrix: the projection on its eigenvector. */
function projection(graph: Graph, a: NodeId): NodeId {
  const x = op(graph, "rightEigenvector", a);
  const yt = transposed(graph, op(graph, "leftEigenvector", a));
  return op(graph, "divide", op(graph, "matmul", x, yt), op(graph, "matmul", yt, x));
}

const matrix = { spellings: [], signature: "n n -> n 1", analytic: false, scratch } as const;

const dominantEigenvalue: Operator = {
  ...matrix,
  name: "dominantEigenvalue",
  signature: "n n -> 1 1",
  kernel: (heap, out, args, dims) => {
    const n = dims[2]!;
    const [a, x] = [args[0]!, args[1]!];
    const [y, workspace] = [x + n, x + 2 * n];
    const value = largestEigenvalue(heap, a, n, workspace);
    iterate(heap, x, a, n, workspace, value, false);
    iterate(heap, y, a, n, workspace, value, true);
    let above = 0;
    let below = 0;
    for (let i = 0; i < n; i++) {
      below += heap[y + i]! * heap[x + i]!;
      for (let j = 0; j < n; j++) above += heap[y + i]! * heap[a + i * n + j]! * heap[x + j]!;
    }
    heap[out] = Math.abs(below) > SIMPLE ? above / below : NaN;
  },
  derivative: (graph, node, _index, g) =>
    op(graph, "hadamard", g, transposed(graph, projection(graph, arg(graph, node)))),
};

const rightEigenvector: Operator = {
  ...matrix,
  name: "rightEigenvector",
  kernel: (heap, out, args, dims) => {
    const n = dims[2]!;
    const value = largestEigenvalue(heap, args[0]!, n, args[1]!);
    iterate(heap, out, args[0]!, n, args[1]!, value, false);
  },
  // dx = (I − xxᵀ) (λI − A)^# dA x with the group inverse (λI − A + P)⁻¹ − P for the projection P.
  derivative: (graph, x, _index, g) => {
    const a = arg(graph, x);
    const { rows } = dims(graph, a);
    const p = projection(graph, a);
    const value = opWith(graph, "fillDiagonal", [rows], op(graph, "dominantEigenvalue", a));
    const regular = op(graph, "add", op(graph, "subtract", value, a), p);
    const group = op(graph, "subtract", op(graph, "inverse", regular), p);
    const across = op(graph, "subtract", g, chain(graph, x, transposed(graph, x), g));
    return chain(graph, transposed(graph, group), across, transposed(graph, x));
  },
};

const leftEigenvector: Operator = {
  ...matrix,
  name: "leftEigenvector",
  simplify: (graph, [a = 0]) => op(graph, "rightEigenvector", transposed(graph, a)),
};

/** The left eigenvector whose product with the right one is 1. */
const dualEigenvector: Operator = {
  ...matrix,
  name: "dualEigenvector",
  simplify: (graph, [a = 0]) => {
    const left = op(graph, "leftEigenvector", a);
    const right = op(graph, "rightEigenvector", a);
    return op(graph, "divide", left, op(graph, "matmul", transposed(graph, left), right));
  },
};

export const generalSpectrum: readonly Operator[] = [
  dominantEigenvalue,
  rightEigenvector,
  leftEigenvector,
  dualEigenvector,
];
