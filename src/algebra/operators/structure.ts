/*
 * Operators that move entries: transposes, vec, diag, blocks, single entries, Kronecker products, cross products.
 */
import { dims, elimination, isScalar, nodeOf, op, opWith, scalar } from "../construct.ts";
import type { Graph, Kernel, NodeId, Operator } from "../operator.ts";

const moving = { spellings: [], multilinear: true, moves: true, analytic: true } as const;

function arg(graph: Graph, node: NodeId, index = 0): NodeId {
  return nodeOf(graph, node).args[index] ?? 0;
}

/** out = the transpose of a[m×n]. */
const transposed: Kernel = (heap, out, args, dims) => {
  const a = args[0]!;
  const m = dims[2]!;
  const n = dims[3]!;
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) heap[out + j * m + i] = heap[a + i * n + j]!;
};

const copied: Kernel = (heap, out, args, dims) => {
  heap.copyWithin(out, args[0]!, args[0]! + dims[0]! * dims[1]!);
};

const transpose: Operator = {
  ...moving,
  name: "transpose",
  signature: "m n -> n m",
  kernel: (heap, out, args, dims, parameters) =>
    (dims[0] === 1 || dims[1] === 1 ? copied : transposed)(heap, out, args, dims, parameters),
  derivative: (graph, _node, _index, g) => op(graph, "transpose", g),
  simplify: (graph, [a = 0]) => {
    const node = nodeOf(graph, a);
    if (node.operator === "transpose") return node.args[0] ?? null;
    return isScalar(graph, a) || node.special === "identity" ? a : null;
  },
  reference: (mathjs, args) => mathjs.transpose(...args),
};

/** Columns stacked: in row order, the transpose laid out flat. */
const vec: Operator = {
  ...moving,
  name: "vec",
  spellings: ["vec"],
  signature: "m n -> ? 1",
  resultDims: ([a]) => (a ? { rows: a.rows * a.cols, cols: 1 } : null),
  kernel: transposed,
  derivative: (graph, node, _index, g) => opWith(graph, "unvec", [dims(graph, arg(graph, node)).rows], g),
  simplify: (graph, [a = 0]) => {
    const { rows, cols } = dims(graph, a);
    if (cols === 1) return a;
    return rows === 1 ? op(graph, "transpose", a) : null;
  },
};

/** The entries on and below the diagonal, column by column. */
const vech: Operator = {
  ...moving,
  name: "vech",
  spellings: ["vech"],
  signature: "n n -> ? 1",
  resultDims: ([a]) => (a && a.rows === a.cols ? { rows: (a.rows * (a.rows + 1)) / 2, cols: 1 } : null),
  simplify: (graph, [a = 0]) =>
    op(graph, "matmul", elimination(graph, dims(graph, a).rows), op(graph, "vec", a)),
};

/** The matrix of a given number of rows with this vec. */
const unvec: Operator = {
  ...moving,
  name: "unvec",
  signature: "k 1 -> ? ?",
  resultDims: ([a], [rows = 1]) => (a && a.rows % rows === 0 ? { rows, cols: a.rows / rows } : null),
  kernel: (heap, out, args, dims) => {
    const rows = dims[0]!;
    const cols = dims[1]!;
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < cols; j++) heap[out + i * cols + j] = heap[args[0]! + j * rows + i]!;
  },
  derivative: (graph, _node, _index, g) => op(graph, "vec", g),
  simplify: (graph, [a = 0], [rows], shape) => {
    if (shape.cols === 1) return a;
    if (shape.rows === 1) return op(graph, "transpose", a);
    const node = nodeOf(graph, a);
    const inner = node.args[0] ?? 0;
    return node.operator === "vec" && dims(graph, inner).rows === rows ? inner : null;
  },
};

const diag: Operator = {
  ...moving,
  name: "diag",
  spellings: ["diag", "Diag"],
  signature: "n 1 -> n n",
  kernel: (heap, out, args, dims) => {
    const n = dims[0]!;
    heap.fill(0, out, out + n * n);
    for (let i = 0; i < n; i++) heap[out + i * (n + 1)] = heap[args[0]! + i]!;
  },
  derivative: (graph, _node, _index, g) => op(graph, "diagonal", g),
  simplify: (graph, [a = 0]) => (isScalar(graph, a) ? a : null),
};

const diagonal: Operator = {
  ...moving,
  name: "diagonal",
  signature: "n n -> n 1",
  kernel: (heap, out, args, dims) => {
    const n = dims[0]!;
    for (let i = 0; i < n; i++) heap[out + i] = heap[args[0]! + i * (n + 1)]!;
  },
  derivative: (graph, _node, _index, g) => op(graph, "diag", g),
  simplify: (graph, [a = 0]) => {
    const node = nodeOf(graph, a);
    return node.operator === "diag" ? (node.args[0] ?? null) : isScalar(graph, a) ? a : null;
  },
};

/** A block of r×c that starts at (i,j), counted from 0. */
const submatrix: Operator = {
  ...moving,
  name: "submatrix",
  signature: "m n -> ? ?",
  resultDims: ([a], [i = 0, j = 0, rows = 0, cols = 0]) =>
    a && i >= 0 && j >= 0 && rows > 0 && cols > 0 && i + rows <= a.rows && j + cols <= a.cols
      ? { rows, cols }
      : null,
  kernel: (heap, out, args, dims, parameters) => {
    const rows = dims[0]!;
    const cols = dims[1]!;
    const width = dims[3]!;
    let from = args[0]! + parameters[0]! * width + parameters[1]!;
    for (let i = 0; i < rows; i++, from += width) heap.copyWithin(out + i * cols, from, from + cols);
  },
  derivative: (graph, node, _index, g) => {
    const [i = 0, j = 0] = nodeOf(graph, node).parameters;
    const { rows, cols } = dims(graph, arg(graph, node));
    return opWith(graph, "place", [i, j, rows, cols], g);
  },
  simplify: (graph, [a = 0], [i = 0, j = 0], shape) => {
    const node = nodeOf(graph, a);
    if (node.rows === shape.rows && node.cols === shape.cols) return a;
    if (shape.rows * shape.cols !== 1) return null;
    if (node.operator === "assemble") return node.args[i * node.cols + j] ?? null;
    return node.operator === "constant" ? scalar(graph, node.parameters[i * node.cols + j] ?? NaN) : null;
  },
};

/** A block at (i,j) of an otherwise zero R×C matrix. */
const place: Operator = {
  ...moving,
  name: "place",
  signature: "m n -> ? ?",
  resultDims: ([a], [i = 0, j = 0, rows = 0, cols = 0]) =>
    a && i >= 0 && j >= 0 && i + a.rows <= rows && j + a.cols <= cols ? { rows, cols } : null,
  kernel: (heap, out, args, dims, parameters) => {
    const width = dims[1]!;
    const cols = dims[3]!;
    heap.fill(0, out, out + dims[0]! * width);
    let to = out + parameters[0]! * width + parameters[1]!;
    let from = args[0]!;
    for (let i = dims[2]!; i > 0; i--, to += width, from += cols) heap.copyWithin(to, from, from + cols);
  },
  derivative: (graph, node, _index, g) => {
    const [i = 0, j = 0] = nodeOf(graph, node).parameters;
    const { rows, cols } = dims(graph, arg(graph, node));
    return opWith(graph, "submatrix", [i, j, rows, cols], g);
  },
  simplify: (graph, [a = 0], _, shape) => {
    const own = dims(graph, a);
    return own.rows === shape.rows && own.cols === shape.cols ? a : null;
  },
};

function part(
  name: string,
  block: (parameters: readonly number[], rows: number, cols: number) => number[],
): Operator {
  return {
    ...moving,
    name,
    signature: "m n -> ? ?",
    resultDims: ([a], parameters) =>
      a ? (submatrix.resultDims?.([a], block(parameters, a.rows, a.cols)) ?? null) : null,
    simplify: (graph, [a = 0], parameters) => {
      const { rows, cols } = dims(graph, a);
      return opWith(graph, "submatrix", block(parameters, rows, cols), a);
    },
  };
}

/** A matrix from 1×1 nodes, row by row. */
const assemble: Operator = {
  ...moving,
  multilinear: false,
  name: "assemble",
  signature: "1 1 ... -> ? ?",
  resultDims: (args, [rows = 0, cols = 0]) => (args.length === rows * cols ? { rows, cols } : null),
  kernel: (heap, out, args, dims) => {
    for (let k = dims[0]! * dims[1]! - 1; k >= 0; k--) heap[out + k] = heap[args[k]!]!;
  },
  derivative: (graph, node, index, g) => {
    const { cols } = dims(graph, node);
    return opWith(graph, "entry", [Math.floor(index / cols), index % cols], g);
  },
  simplify: (_, [a = 0], __, shape) => (shape.rows * shape.cols === 1 ? a : null),
};

function stack(name: string, along: "rows" | "cols"): Operator {
  const across = along === "rows" ? "cols" : "rows";
  return {
    ...moving,
    multilinear: false,
    name,
    signature: along === "rows" ? "? n ... -> ? n" : "m ? ... -> m ?",
    resultDims: (args) => {
      const total = args.reduce((sum, dims) => sum + dims[along], 0);
      const other = args[0]?.[across] ?? 0;
      return along === "rows" ? { rows: total, cols: other } : { rows: other, cols: total };
    },
    kernel: (heap, out, args, dims) => {
      const width = dims[1]!;
      let to = out;
      for (let a = 0; 2 * a + 3 < dims.length; a++) {
        const rows = dims[2 * a + 2]!;
        const cols = dims[2 * a + 3]!;
        const from = args[a]!;
        for (let i = 0; i < rows; i++)
          heap.copyWithin(to + i * width, from + i * cols, from + (i + 1) * cols);
        to += along === "rows" ? rows * width : cols;
      }
    },
    derivative: (graph, node, index, g) => {
      const { args } = nodeOf(graph, node);
      let before = 0;
      for (let k = 0; k < index; k++) before += dims(graph, args[k] ?? 0)[along];
      const { rows, cols } = dims(graph, args[index] ?? 0);
      const block = along === "rows" ? [before, 0, rows, cols] : [0, before, rows, cols];
      return opWith(graph, "submatrix", block, g);
    },
    simplify: (graph, args, _, shape) => {
      if (args.length === 1) return args[0] ?? null;
      if (!args.every((id) => nodeOf(graph, id).special === "zero")) return null;
      return opWith(graph, "fill", [shape.rows, shape.cols], scalar(graph, 0));
    },
  };
}

export const structure: readonly Operator[] = [
  transpose,
  vec,
  vech,
  unvec,
  diag,
  diagonal,
  submatrix,
  place,
  part("entry", ([i = 0, j = 0]) => [i, j, 1, 1]),
  part("row", ([i = 0], _, cols) => [i, 0, 1, cols]),
  part("column", ([j = 0], rows) => [0, j, rows, 1]),
  assemble,
  stack("vstack", "rows"),
  stack("hstack", "cols"),
];
