/*
 * Functions of a square matrix as a whole: exponential, square root, logarithm. Their derivatives are exact:
 * f of [[A, E], [0, A]] holds in its corner the derivative of f at A along E, so the pull-back is f once more.
 * Source: Higham, Functions of Matrices, 3.6 (corner), 6.15 (square root), 10.3 and 11.5 (scaling).
 */
import { dims, nodeOf, op, opWith, zeros } from "../construct.ts";
import { factor, invert, multiply, rowNorm, setIdentity, substitute } from "../dense.ts";
import type { Kernel, Operator, Pullback } from "../operator.ts";

const square = { spellings: [], signature: "n n -> n n" } as const;

/** f(Aᵀ) along G, which is the pull-back of G through f(A). */
const byCorner: Pullback = (graph, node, _index, g) => {
  const { operator, args } = nodeOf(graph, node);
  const at = op(graph, "transpose", args[0] ?? 0);
  const shape = dims(graph, at);
  const above = op(graph, "hstack", at, g);
  const below = op(graph, "hstack", zeros(graph, shape), at);
  const blocks = op(graph, operator, op(graph, "vstack", above, below));
  return opWith(graph, "submatrix", [0, shape.rows, shape.rows, shape.rows], blocks);
};

/** Terms of the Taylor series of the exponential of a matrix of norm ½ or less. */
const EXPONENTIAL_TERMS = 18;
/** What is smaller than this beside the I of the series is lost, also after all the squarings. */
const LEAST_TERM = Number.EPSILON ** 2;

/** out = a·b for n×n matrices, past the zeros of a: a corner has a quarter of them, a Kronecker sum is full of them. */
function multiplySparse(heap: Float64Array, out: number, a: number, b: number, n: number): void {
  heap.fill(0, out, out + n * n);
  for (let i = 0; i < n; i++) {
    const row = out + i * n;
    for (let k = 0; k < n; k++) {
      const factor = heap[a + i * n + k]!;
      if (factor === 0) continue;
      const from = b + k * n;
      for (let j = 0; j < n; j++) heap[row + j] = heap[row + j]! + factor * heap[from + j]!;
    }
  }
}

const exponential: Kernel = (heap, out, args, dims) => {
  const n = dims[0]!;
  const size = n * n;
  const scaled = args[1]!;
  const term = scaled + size;
  const next = term + size;
  const halvings = Math.max(0, Math.ceil(Math.log2(rowNorm(heap, args[0]!, n) + Number.MIN_VALUE)) + 1);
  const factor = 2 ** -Math.min(halvings, 100);
  for (let k = 0; k < size; k++) heap[scaled + k] = heap[args[0]! + k]! * factor;
  setIdentity(heap, out, n);
  setIdentity(heap, term, n);
  for (let order = 1; order <= EXPONENTIAL_TERMS; order++) {
    multiplySparse(heap, next, scaled, term, n);
    let largest = 0;
    for (let k = 0; k < size; k++) {
      heap[term + k] = heap[next + k]! / order;
      heap[out + k] = heap[out + k]! + heap[term + k]!;
      largest = Math.max(largest, Math.abs(heap[term + k]!));
    }
    if (largest < LEAST_TERM) break;
  }
  for (let i = 0; i < Math.min(halvings, 100); i++) {
    multiplySparse(heap, next, out, out, n);
    heap.copyWithin(out, next, next + size);
  }
};

const expm: Operator = {
  ...square,
  name: "expm",
  spellings: ["expm"],
  analytic: false,
  scratch: ([n = 0]) => 3 * n * n,
  kernel: exponential,
  derivative: byCorner,
  simplify: (graph, [a = 0], _, { rows }) => (rows === 1 ? op(graph, "exp", a) : null),
  reference: (mathjs, args) => mathjs.expm(...args),
};

const ROOT_STEPS = 40;
/** A last step that changes more than this shows that the iteration has no limit. */
const ROOT_TOLERANCE = 1e-8;

/**
 * out = √a by the iteration of Denman and Beavers; scratch holds 4 n·n + n numbers. NaN where it does not converge, as
 * beside an eigenvalue ≤ 0: there is no principal root.
 */
function squareRoot(heap: Float64Array, out: number, a: number, n: number, scratch: number): void {
  const size = n * n;
  const y = scratch;
  const inverseX = y + size;
  const inverseY = inverseX + size;
  const workspace = inverseY + size;
  heap.copyWithin(out, a, a + size);
  setIdentity(heap, y, n);
  let remaining = Infinity;
  for (let step = 0; step < ROOT_STEPS; step++) {
    invert(heap, inverseX, out, n, workspace);
    invert(heap, inverseY, y, n, workspace);
    let change = 0;
    let largest = 0;
    for (let k = 0; k < size; k++) {
      const x = (heap[out + k]! + heap[inverseY + k]!) / 2;
      change = Math.max(change, Math.abs(x - heap[out + k]!));
      largest = Math.max(largest, Math.abs(x));
      heap[out + k] = x;
      heap[y + k] = (heap[y + k]! + heap[inverseX + k]!) / 2;
    }
    remaining = change / largest;
    if (!(change > 4 * Number.EPSILON * largest)) break;
  }
  if (remaining > ROOT_TOLERANCE) heap.fill(NaN, out, out + size);
}

const sqrtm: Operator = {
  ...square,
  name: "sqrtm",
  spellings: ["sqrtm"],
  analytic: false,
  scratch: ([n = 0]) => 4 * n * n + n,
  kernel: (heap, out, args, dims) => squareRoot(heap, out, args[0]!, dims[0]!, args[1]!),
  derivative: (graph, node, _index, g) => {
    const y = op(graph, "transpose", node);
    return op(graph, "sylvester", y, y, g);
  },
  simplify: (graph, [a = 0], _, { rows }) => (rows === 1 ? op(graph, "sqrt", a) : null),
  reference: (mathjs, args) => mathjs.sqrtm(...args),
};

/** Square roots are taken until the distance to I is below this; the series then ends after the terms below. */
const LOGARITHM_RADIUS = 0.1;
const LOGARITHM_TERMS = 8;
const LOGARITHM_ROOTS = 30;

/** log a = 2ᵏ log a^(1/2ᵏ), and log X = 2 Σ Z^(2i+1)/(2i+1) with Z = (X−I)(X+I)⁻¹. */
const logarithm: Kernel = (heap, out, args, dims) => {
  const n = dims[0]!;
  const size = n * n;
  const root = args[1]!;
  const z = root + size;
  const square = z + size;
  const term = square + size;
  const workspace = term + size;
  heap.copyWithin(root, args[0]!, args[0]! + size);
  let roots = 0;
  for (; roots < LOGARITHM_ROOTS && !(distanceToIdentity(heap, root, term, n) < LOGARITHM_RADIUS); roots++) {
    squareRoot(heap, z, root, n, workspace);
    heap.copyWithin(root, z, z + size);
  }
  heap.copyWithin(z, root, root + size);
  for (let i = 0; i < n; i++) {
    heap[z + i * (n + 1)] = heap[z + i * (n + 1)]! - 1;
    heap[root + i * (n + 1)] = heap[root + i * (n + 1)]! + 1;
  }
  factor(heap, root, workspace, n);
  substitute(heap, root, workspace, n, z, n); // (X+I)⁻¹(X−I): the two commute
  multiply(heap, square, z, z, n, n, n);
  heap.copyWithin(term, z, z + size);
  heap.copyWithin(out, z, z + size);
  for (let i = 1; i <= LOGARITHM_TERMS; i++) {
    multiply(heap, root, term, square, n, n, n);
    heap.copyWithin(term, root, root + size);
    for (let k = 0; k < size; k++) heap[out + k] = heap[out + k]! + heap[term + k]! / (2 * i + 1);
  }
  for (let k = 0; k < size; k++) heap[out + k] = heap[out + k]! * 2 ** (roots + 1);
};

function distanceToIdentity(heap: Float64Array, a: number, scratch: number, n: number): number {
  heap.copyWithin(scratch, a, a + n * n);
  for (let i = 0; i < n; i++) heap[scratch + i * (n + 1)] = heap[scratch + i * (n + 1)]! - 1;
  return rowNorm(heap, scratch, n);
}

const logm: Operator = {
  ...square,
  name: "logm",
  spellings: ["logm"],
  analytic: false,
  scratch: ([n = 0]) => 8 * n * n + n,
  kernel: logarithm,
  derivative: byCorner,
  simplify: (graph, [a = 0], _, { rows }) => (rows === 1 ? op(graph, "log", a) : null),
};

/** exp of [[0, −X], [X, 0]] is [[cos X, −sin X], [sin X, cos X]]; with X for −X, sinh and cosh take their places. */
function fromExponential(name: string, scalarName: string, sign: "negate" | null, row: 0 | 1): Operator {
  return {
    ...square,
    name,
    spellings: [name],
    analytic: false,
    simplify: (graph, [a = 0], _, { rows }) => {
      if (rows === 1) return op(graph, scalarName, a);
      const none = zeros(graph, { rows, cols: rows });
      const above = op(graph, "hstack", none, sign ? op(graph, sign, a) : a);
      const both = op(graph, "expm", op(graph, "vstack", above, op(graph, "hstack", a, none)));
      return opWith(graph, "submatrix", [row * rows, 0, rows, rows], both);
    },
  };
}

export const matrixFunctions: readonly Operator[] = [
  expm,
  sqrtm,
  logm,
  fromExponential("cosm", "cos", "negate", 0),
  fromExponential("sinm", "sin", "negate", 1),
  fromExponential("coshm", "cosh", null, 0),
  fromExponential("sinhm", "sinh", null, 1),
];
