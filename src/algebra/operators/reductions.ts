/*
 * Sums, extrema, softmax and the norms that are made of them.
 */
import { dims, isScalar, nodeOf, ones, op, opWith, scalar } from "../construct.ts";
import type { Dims, Graph, Kernel, NodeId, Operator } from "../operator.ts";

function arg(graph: Graph, node: NodeId): NodeId {
  return nodeOf(graph, node).args[0] ?? 0;
}

function onlyVectors([a]: readonly Dims[]): Dims | null {
  return a && (a.rows === 1 || a.cols === 1) ? a : null;
}

const whole = { spellings: [], signature: "m n -> 1 1", analytic: true } as const;

const sum: Operator = {
  ...whole,
  name: "sum",
  spellings: ["sum"],
  multilinear: true,
  kernel: (heap, out, args, dims) => {
    let total = 0;
    const end = args[0]! + dims[2]! * dims[3]!;
    for (let k = args[0]!; k < end; k++) total += heap[k]!;
    heap[out] = total;
  },
  derivative: (graph, node, _index, g) => {
    const { rows, cols } = dims(graph, arg(graph, node));
    return opWith(graph, "fill", [rows, cols], g);
  },
  simplify: (graph, [a = 0]) => {
    if (isScalar(graph, a)) return a;
    return nodeOf(graph, a).operator === "transpose" ? op(graph, "sum", arg(graph, a)) : null;
  },
  reference: (mathjs, args) => mathjs.sum(...args),
};

const trace: Operator = {
  ...whole,
  name: "trace",
  spellings: ["tr", "Tr", "trace", "Trace"],
  signature: "n n -> 1 1",
  multilinear: true,
  kernel: (heap, out, args, dims) => {
    const n = dims[2]!;
    let total = 0;
    for (let i = 0; i < n; i++) total += heap[args[0]! + i * (n + 1)]!;
    heap[out] = total;
  },
  derivative: (graph, node, _index, g) =>
    opWith(graph, "fillDiagonal", [dims(graph, arg(graph, node)).rows], g),
  simplify: (graph, [a = 0]) => (isScalar(graph, a) ? a : null),
  reference: (mathjs, args) => mathjs.trace(...args),
};

const rowSums: Operator = {
  ...whole,
  name: "rowSums",
  signature: "m n -> m 1",
  multilinear: true,
  simplify: (graph, [a = 0]) => op(graph, "matmul", a, ones(graph, { rows: dims(graph, a).cols, cols: 1 })),
};

const columnSums: Operator = {
  ...whole,
  name: "columnSums",
  signature: "m n -> 1 n",
  multilinear: true,
  simplify: (graph, [a = 0]) => op(graph, "matmul", ones(graph, { rows: 1, cols: dims(graph, a).rows }), a),
};

const mean: Operator = {
  ...whole,
  name: "mean",
  spellings: ["mean", "avg"],
  multilinear: true,
  simplify: (graph, [a = 0]) => {
    const { rows, cols } = dims(graph, a);
    return op(graph, "hadamard", scalar(graph, 1 / (rows * cols)), op(graph, "sum", a));
  },
};

const product: Operator = {
  ...whole,
  name: "product",
  spellings: ["prod"],
  kernel: (heap, out, args, dims) => {
    let total = 1;
    const end = args[0]! + dims[2]! * dims[3]!;
    for (let k = args[0]!; k < end; k++) total *= heap[k]!;
    heap[out] = total;
  },
  derivative: (graph, node, _index, g) =>
    op(graph, "divide", op(graph, "hadamard", g, node), arg(graph, node)),
};

/** Offset of the largest (sign 1) or smallest (sign −1) of n entries; the first of several. */
function extremum(heap: Float64Array, from: number, n: number, sign: number): number {
  let best = from;
  for (let k = from + 1; k < from + n; k++) if (sign * heap[k]! > sign * heap[best]!) best = k;
  return best;
}

function extremes(name: string, spelling: string, sign: 1 | -1): readonly Operator[] {
  const mask = `${name}Mask`;
  return [
    {
      ...whole,
      name,
      spellings: [spelling],
      analytic: false,
      kernel: (heap, out, args, dims) => {
        heap[out] = heap[extremum(heap, args[0]!, dims[2]! * dims[3]!, sign)]!;
      },
      derivative: (graph, node, _index, g) => op(graph, "hadamard", g, op(graph, mask, arg(graph, node))),
      simplify: (graph, [a = 0]) => (isScalar(graph, a) ? a : null),
      reference: (mathjs, args) => (sign === 1 ? mathjs.max : mathjs.min)(...args),
    },
    {
      name: mask,
      spellings: [],
      signature: "m n -> m n",
      analytic: false,
      kernel: (heap, out, args, dims) => {
        const n = dims[0]! * dims[1]!;
        heap.fill(0, out, out + n);
        heap[out - args[0]! + extremum(heap, args[0]!, n, sign)] = 1;
      },
      derivative: () => null,
    },
  ];
}

const logSumExp: Operator = {
  ...whole,
  name: "logSumExp",
  spellings: ["logsumexp", "LogSumExp", "LSE", "lse"],
  kernel: (heap, out, args, dims) => {
    const n = dims[2]! * dims[3]!;
    const top = heap[extremum(heap, args[0]!, n, 1)]!;
    let total = 0;
    for (let k = args[0]!; k < args[0]! + n; k++) total += Math.exp(heap[k]! - top);
    heap[out] = top + Math.log(total);
  },
  derivative: (graph, node, _index, g) => {
    const a = arg(graph, node);
    return op(graph, "hadamard", g, op(graph, "exp", op(graph, "subtract", a, node)));
  },
  reference: (mathjs, args) => mathjs.log(mathjs.sum(entries(mathjs.exp, args[0] ?? 0))),
};

type MathjsUnary = (
  value: NonNullable<Parameters<NonNullable<Operator["reference"]>>[1][number]>,
) => Parameters<NonNullable<Operator["reference"]>>[1][number];

function entries(f: MathjsUnary, value: Parameters<MathjsUnary>[0]): Parameters<MathjsUnary>[0] {
  return Array.isArray(value) ? value.map((item) => entries(f, item)) : f(value);
}

/** Softmax along groups of n entries that lie `stride` apart. */
function softmaxGroup(heap: Float64Array, out: number, a: number, n: number, stride: number): void {
  let top = -Infinity;
  for (let k = 0; k < n; k++) top = Math.max(top, heap[a + k * stride]!);
  let total = 0;
  for (let k = 0; k < n; k++) total += heap[out + k * stride] = Math.exp(heap[a + k * stride]! - top);
  for (let k = 0; k < n; k++) heap[out + k * stride] = heap[out + k * stride]! / total;
}

const softmaxOfAll: Kernel = (heap, out, args, dims) =>
  softmaxGroup(heap, out, args[0]!, dims[0]! * dims[1]!, 1);

const softmax: Operator = {
  name: "softmax",
  spellings: ["softmax", "Softmax", "softargmax"],
  signature: "m n -> m n",
  resultDims: onlyVectors,
  kernel: softmaxOfAll,
  derivative: (graph, node, _index, g) => {
    const weighted = op(graph, "sum", op(graph, "hadamard", g, node));
    return op(graph, "hadamard", node, op(graph, "subtract", g, weighted));
  },
  reference: (mathjs, [a = 0]) => {
    const powers = entries(mathjs.exp, a);
    return mathjs.divide(powers, mathjs.sum(powers));
  },
  analytic: true,
};

/** Softmax of each row of a matrix. */
const softmaxRows: Operator = {
  name: "softmaxRows",
  spellings: [],
  signature: "m n -> m n",
  kernel: (heap, out, args, dims) => {
    const n = dims[1]!;
    for (let i = 0; i < dims[0]!; i++) softmaxGroup(heap, out + i * n, args[0]! + i * n, n, 1);
  },
  derivative: (graph, node, _index, g) => {
    const weighted = op(graph, "rowSums", op(graph, "hadamard", g, node));
    const spread = op(graph, "matmul", weighted, ones(graph, { rows: 1, cols: dims(graph, node).cols }));
    return op(graph, "hadamard", node, op(graph, "subtract", g, spread));
  },
  reference: (mathjs, [a = 0]) =>
    (Array.isArray(a) ? a : []).map((row) => {
      const powers = entries(mathjs.exp, row);
      return mathjs.divide(powers, mathjs.sum(powers));
    }),
  analytic: true,
};

const softmaxColumns: Operator = {
  name: "softmaxColumns",
  spellings: [],
  signature: "m n -> m n",
  simplify: (graph, [a = 0]) => op(graph, "transpose", op(graph, "softmaxRows", op(graph, "transpose", a))),
  analytic: true,
};

const logSoftmax: Operator = {
  name: "logSoftmax",
  spellings: ["logsoftmax", "LogSoftmax"],
  signature: "m n -> m n",
  resultDims: onlyVectors,
  simplify: (graph, [a = 0]) => op(graph, "subtract", a, op(graph, "logSumExp", a)),
  analytic: true,
};

export const reductions: readonly Operator[] = [
  sum,
  trace,
  rowSums,
  columnSums,
  mean,
  product,
  ...extremes("maxEntry", "max", 1),
  ...extremes("minEntry", "min", -1),
  logSumExp,
  softmax,
  softmaxRows,
  softmaxColumns,
  logSoftmax,
];
