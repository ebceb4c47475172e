/*
 * Eigenvalues and eigenvectors of symmetric matrices, singular values and vectors, pseudo-inverses. A matrix that
 * is not symmetric is replaced by its symmetric part. Values are sorted, largest first, and numbered from 0;
 * derivatives hold where the value in question is simple.
 */
import { dims, nodeOf, op, opWith } from "../construct.ts";
import { singularValues, symmetricEigen } from "../decompositions.ts";
import type { Dims, Graph, NodeId, Operator } from "../operator.ts";
import { chain } from "./linear-algebra.ts";

/** Singular values below this fraction of the largest count as zero. */
const RANK_TOLERANCE = 1e-11;

function arg(graph: Graph, node: NodeId): NodeId {
  return nodeOf(graph, node).args[0] ?? 0;
}

const matrix = { spellings: [], signature: "m n -> m n", analytic: false } as const;
const transposed = (graph: Graph, a: NodeId): NodeId => op(graph, "transpose", a);

function within(limit: (a: Dims) => number, result: (a: Dims) => Dims): NonNullable<Operator["resultDims"]> {
  return ([a], [k = 0]) => (a && k >= 0 && k < limit(a) ? result(a) : null);
}

/** The k-th eigenvalue of a symmetric matrix. */
const eigenvalue: Operator = {
  ...matrix,
  name: "eigenvalue",
  signature: "n n -> 1 1",
  resultDims: within(
    ({ rows }) => rows,
    () => ({ rows: 1, cols: 1 }),
  ),
  scratch: ([, , n = 0]) => 2 * n * n,
  kernel: (heap, out, args, dims, [k = 0]) => {
    const n = dims[2]!;
    heap.copyWithin(args[1]!, args[0]!, args[0]! + n * n);
    symmetricEigen(heap, args[1]!, args[1]! + n * n, n);
    heap[out] = heap[args[1]! + k * (n + 1)]!;
  },
  derivative: (graph, node, _index, g) => {
    const v = opWith(graph, "eigenvector", nodeOf(graph, node).parameters, arg(graph, node));
    return op(graph, "hadamard", g, op(graph, "matmul", v, transposed(graph, v)));
  },
};

/** Its eigenvector, of length 1, with its largest entry positive. */
const eigenvector: Operator = {
  ...matrix,
  name: "eigenvector",
  signature: "n n -> n 1",
  resultDims: within(
    ({ rows }) => rows,
    ({ rows }) => ({ rows, cols: 1 }),
  ),
  scratch: ([, , n = 0]) => 2 * n * n,
  kernel: (heap, out, args, dims, [k = 0]) => {
    const n = dims[2]!;
    const vectors = args[1]! + n * n;
    heap.copyWithin(args[1]!, args[0]!, args[0]! + n * n);
    symmetricEigen(heap, args[1]!, vectors, n);
    for (let i = 0; i < n; i++) heap[out + i] = heap[vectors + i * n + k]!;
  },
  derivative: (graph, node, _index, g) => {
    const a = op(graph, "symmetricPart", arg(graph, node));
    const flow = eigenvectorFlow(graph, a, nodeOf(graph, node).parameters, node, g);
    return op(graph, "symmetricPart", flow);
  },
};

/** (λI − A)⁺ g vᵀ: the pull-back of g through an eigenvector v of the symmetric A. */
function eigenvectorFlow(
  graph: Graph,
  a: NodeId,
  parameters: readonly number[],
  v: NodeId,
  g: NodeId,
): NodeId {
  const shift = opWith(
    graph,
    "fillDiagonal",
    [dims(graph, a).rows],
    opWith(graph, "eigenvalue", parameters, a),
  );
  return chain(graph, op(graph, "pinv", op(graph, "subtract", shift, a)), g, transposed(graph, v));
}

const thin = (dims: readonly number[]): number => {
  const m = Math.max(dims[2]!, dims[3]!);
  const n = Math.min(dims[2]!, dims[3]!);
  return m * n + n + n * n;
};

interface Parts {
  readonly tall: boolean;
  readonly m: number;
  readonly n: number;
  readonly u: number;
  readonly s: number;
  readonly v: number;
}

const parts = { tall: true, m: 0, n: 0, u: 0, s: 0, v: 0 };

/** Decomposes the argument, or its transpose if that is taller; the result is one record, reused. */
function decompose(heap: Float64Array, a: number, scratch: number, rows: number, cols: number): Parts {
  parts.tall = rows >= cols;
  parts.m = Math.max(rows, cols);
  parts.n = Math.min(rows, cols);
  parts.u = scratch;
  parts.s = scratch + parts.m * parts.n;
  parts.v = parts.s + parts.n;
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < cols; j++)
      heap[parts.u + (parts.tall ? i * cols + j : j * rows + i)] = heap[a + i * cols + j]!;
  singularValues(heap, parts.u, parts.s, parts.v, parts.m, parts.n);
  return parts;
}

const least = ({ rows, cols }: Dims): number => Math.min(rows, cols);

const singularValue: Operator = {
  ...matrix,
  name: "singularValue",
  signature: "m n -> 1 1",
  resultDims: within(least, () => ({ rows: 1, cols: 1 })),
  scratch: thin,
  kernel: (heap, out, args, dims, [k = 0]) => {
    const { s } = decompose(heap, args[0]!, args[1]!, dims[2]!, dims[3]!);
    heap[out] = heap[s + k]!;
  },
  derivative: (graph, node, _index, g) => {
    const { parameters } = nodeOf(graph, node);
    const u = opWith(graph, "leftSingular", parameters, arg(graph, node));
    const v = opWith(graph, "rightSingular", parameters, arg(graph, node));
    return op(graph, "hadamard", g, op(graph, "matmul", u, transposed(graph, v)));
  },
};

function singularVector(side: "left" | "right"): Operator {
  return {
    ...matrix,
    name: side === "left" ? "leftSingular" : "rightSingular",
    signature: side === "left" ? "m n -> m 1" : "m n -> n 1",
    resultDims: within(least, ({ rows, cols }) => ({ rows: side === "left" ? rows : cols, cols: 1 })),
    scratch: thin,
    kernel: (heap, out, args, dims, [k = 0]) => {
      const { tall, m, n, u, v } = decompose(heap, args[0]!, args[1]!, dims[2]!, dims[3]!);
      const long = tall === (side === "left");
      const from = long ? u : v;
      for (let i = 0; i < (long ? m : n); i++) heap[out + i] = heap[from + i * n + k]!;
    },
    derivative: (graph, node, _index, g) => {
      const a = arg(graph, node);
      const at = transposed(graph, a);
      const gram = side === "left" ? op(graph, "matmul", a, at) : op(graph, "matmul", at, a);
      const flow = eigenvectorFlow(graph, gram, nodeOf(graph, node).parameters, node, g);
      const both = op(graph, "add", flow, transposed(graph, flow));
      return side === "left" ? op(graph, "matmul", both, a) : op(graph, "matmul", a, both);
    },
  };
}

/** A value or vector for each k, side by side or one below the other. */
function listed(name: string, single: string, stack: "vstack" | "hstack", signature: string): Operator {
  return {
    ...matrix,
    name,
    signature,
    resultDims: ([a]) => {
      if (!a) return null;
      const count = least(a);
      if (stack === "vstack") return { rows: count, cols: 1 };
      return { rows: single === "rightSingular" ? a.cols : a.rows, cols: count };
    },
    simplify: (graph, [a = 0]) => {
      const each = Array.from({ length: least(dims(graph, a)) }, (_, k) => opWith(graph, single, [k], a));
      return op(graph, stack, ...each);
    },
  };
}

/** All eigenvalues of any square matrix: they need not be real, and only what is made of all of them has a value. */
const eig: Operator = {
  ...matrix,
  name: "eig",
  spellings: ["eig"],
  signature: "n n -> n 1",
  resultDims: () => null,
};

const nuclearNorm: Operator = {
  ...matrix,
  name: "nuclearNorm",
  signature: "m n -> 1 1",
  simplify: (graph, [a = 0]) => op(graph, "sum", op(graph, "singularValues", a)),
};

const spectralNorm: Operator = {
  ...matrix,
  name: "spectralNorm",
  signature: "m n -> 1 1",
  simplify: (graph, [a = 0]) => {
    const { rows, cols } = dims(graph, a);
    return rows === 1 || cols === 1 ? op(graph, "norm", a) : opWith(graph, "singularValue", [0], a);
  },
};

/** The Moore–Penrose inverse. */
const pinv: Operator = {
  ...matrix,
  name: "pinv",
  spellings: ["pinv"],
  signature: "m n -> n m",
  scratch: thin,
  kernel: (heap, out, args, dims) => {
    const { tall, m, n, u, s, v } = decompose(heap, args[0]!, args[1]!, dims[2]!, dims[3]!);
    const smallest = RANK_TOLERANCE * heap[s]!;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < m; j++) {
        let sum = 0;
        for (let k = 0; k < n; k++)
          if (heap[s + k]! > smallest) sum += (heap[v + i * n + k]! * heap[u + j * n + k]!) / heap[s + k]!;
        heap[out + (tall ? i * m + j : j * n + i)] = sum;
      }
  },
  // Golub and Pereyra (1973), The differentiation of pseudo-inverses, (4.12), transposed.
  derivative: (graph, y, _index, g) => {
    const a = arg(graph, y);
    const [yt, gt] = [transposed(graph, y), transposed(graph, g)];
    const direct = chain(graph, yt, g, yt);
    const left = op(graph, "subtract", gt, chain(graph, a, y, gt));
    const onLeft = chain(graph, left, y, yt);
    const right = chain(graph, yt, y, gt);
    const onRight = op(graph, "subtract", right, chain(graph, right, y, a));
    return op(graph, "subtract", op(graph, "add", onLeft, onRight), direct);
  },
  reference: (mathjs, args) => mathjs.pinv(...args),
};

export const spectral: readonly Operator[] = [
  eigenvalue,
  eigenvector,
  listed("eigenvalues", "eigenvalue", "vstack", "n n -> n 1"),
  listed("eigenvectors", "eigenvector", "hstack", "n n -> n n"),
  singularValue,
  singularVector("left"),
  singularVector("right"),
  listed("singularValues", "singularValue", "vstack", "m n -> ? 1"),
  listed("svdLeft", "leftSingular", "hstack", "m n -> m ?"),
  listed("svdRight", "rightSingular", "hstack", "m n -> n ?"),
  eig,
  nuclearNorm,
  spectralNorm,
  pinv,
];
