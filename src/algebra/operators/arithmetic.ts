/*
 * Sums and products: the operators with two operands, of which a 1×1 broadcasts, and the matrix product.
 */
import {
  dims,
  isScalar,
  isZero,
  nodeOf,
  op,
  opWith,
  ones,
  scalar,
  uniformValue,
  zeros,
} from "../construct.ts";
import { multiply } from "../dense.ts";
import type { Graph, Kernel, MathjsFunction, NodeId, Operator } from "../operator.ts";

/** Sums a broadcast cotangent back to the shape of the argument. */
export function fit(graph: Graph, cotangent: NodeId, target: NodeId): NodeId {
  return isScalar(graph, target) && !isScalar(graph, cotangent) ? op(graph, "sum", cotangent) : cotangent;
}

function binary(f: (a: number, b: number) => number): Kernel {
  return (heap, out, args, dims) => {
    const n = dims[0]! * dims[1]!;
    const a = args[0]!;
    const b = args[1]!;
    const stepA = dims[2]! * dims[3]! === 1 ? 0 : 1;
    const stepB = dims[4]! * dims[5]! === 1 ? 0 : 1;
    for (let k = 0; k < n; k++) heap[out + k] = f(heap[a + k * stepA]!, heap[b + k * stepB]!);
  };
}

function sameShape(graph: Graph, id: NodeId, shape: { rows: number; cols: number }): boolean {
  const own = dims(graph, id);
  return own.rows === shape.rows && own.cols === shape.cols;
}

/** Sorts two arguments of a commutative operator, so that a+b and b+a are one node. */
function sorted(graph: Graph, name: string, [a = 0, b = 0]: readonly NodeId[]): NodeId | null {
  return a > b ? op(graph, name, b, a) : null;
}

function argsOf(graph: Graph, node: NodeId): readonly [NodeId, NodeId] {
  const [a = 0, b = 0] = nodeOf(graph, node).args;
  return [a, b];
}

const broadcast = { signature: "* * -> *", elementwise: true } as const;

function viaMathjs(name: MathjsFunction): NonNullable<Operator["reference"]> {
  return (mathjs, args) => mathjs[name](...args);
}

const add: Operator = {
  ...broadcast,
  name: "add",
  spellings: [],
  kernel: binary((a, b) => a + b),
  derivative: (graph, node, index, g) => fit(graph, g, argsOf(graph, node)[index] ?? 0),
  simplify: (graph, [a = 0, b = 0], _, shape) => {
    if (isZero(graph, a) && sameShape(graph, b, shape)) return b;
    if (isZero(graph, b) && sameShape(graph, a, shape)) return a;
    if (a === b) return op(graph, "hadamard", scalar(graph, 2), a);
    return sorted(graph, "add", [a, b]);
  },
  reference: viaMathjs("add"),
  analytic: true,
};

const subtract: Operator = {
  ...broadcast,
  name: "subtract",
  spellings: [],
  kernel: binary((a, b) => a - b),
  derivative: (graph, node, index, g) => {
    const back = fit(graph, g, argsOf(graph, node)[index] ?? 0);
    return index === 0 ? back : op(graph, "negate", back);
  },
  simplify: (graph, [a = 0, b = 0], _, shape) => {
    if (a === b) return zeros(graph, shape);
    if (isZero(graph, b) && sameShape(graph, a, shape)) return a;
    return isZero(graph, a) && sameShape(graph, b, shape) ? op(graph, "negate", b) : null;
  },
  reference: viaMathjs("subtract"),
  analytic: true,
};

const hadamard: Operator = {
  ...broadcast,
  name: "hadamard",
  spellings: ["odot"],
  multilinear: true,
  kernel: binary((a, b) => a * b),
  derivative: (graph, node, index, g) => {
    const args = argsOf(graph, node);
    return fit(graph, op(graph, "hadamard", g, args[1 - index] ?? 0), args[index] ?? 0);
  },
  simplify: (graph, [a = 0, b = 0], _, shape) => {
    if (uniformValue(graph, a) === 1 && sameShape(graph, b, shape)) return b;
    if (uniformValue(graph, b) === 1 && sameShape(graph, a, shape)) return a;
    if (isScalar(graph, a) && uniformValue(graph, a) === -1) return op(graph, "negate", b);
    if (isScalar(graph, b) && uniformValue(graph, b) === -1) return op(graph, "negate", a);
    return mergeFactors(graph, a, b) ?? mergeFactors(graph, b, a) ?? sorted(graph, "hadamard", [a, b]);
  },
  reference: viaMathjs("multiply"),
  analytic: true,
};

/** c₁(c₂x) as (c₁c₂)x, for 1×1 constants. */
function mergeFactors(graph: Graph, factor: NodeId, rest: NodeId): NodeId | null {
  if (!isScalar(graph, factor) || uniformValue(graph, factor) === null) return null;
  const node = nodeOf(graph, rest);
  if (node.operator !== "hadamard") return null;
  const [a = 0, b = 0] = node.args;
  for (const [inner, other] of [
    [a, b],
    [b, a],
  ] as const)
    // prettier-ignore
    if (isScalar(graph, inner) && uniformValue(graph, inner) !== null)
      return op(graph, "hadamard", op(graph, "hadamard", factor, inner), other);
  return null;
}

const scale: Operator = {
  name: "scale",
  spellings: [],
  signature: "1 1; m n -> m n",
  simplify: (graph, [a = 0, b = 0]) => op(graph, "hadamard", a, b),
  analytic: true,
};

const divide: Operator = {
  ...broadcast,
  name: "divide",
  spellings: ["oslash"],
  kernel: binary((a, b) => a / b),
  derivative: (graph, node, index, g) => {
    const [a, b] = argsOf(graph, node);
    const first = op(graph, "divide", g, b);
    if (index === 0) return fit(graph, first, a);
    return fit(graph, op(graph, "negate", op(graph, "hadamard", first, node)), b);
  },
  simplify: (graph, [a = 0, b = 0], _, shape) => {
    if (isZero(graph, a) && !isZero(graph, b)) return zeros(graph, shape);
    return uniformValue(graph, b) === 1 && sameShape(graph, a, shape) ? a : null;
  },
  reference: viaMathjs("divide"),
  analytic: true,
};

const negate: Operator = {
  name: "negate",
  spellings: [],
  signature: "m n -> m n",
  elementwise: true,
  multilinear: true,
  kernel: (heap, out, args, dims) => {
    const a = args[0]!;
    for (let k = dims[0]! * dims[1]! - 1; k >= 0; k--) heap[out + k] = -heap[a + k]!;
  },
  derivative: (graph, _node, _index, g) => op(graph, "negate", g),
  simplify: (graph, [a = 0]) => {
    const node = nodeOf(graph, a);
    return node.operator === "negate" ? (node.args[0] ?? null) : null;
  },
  reference: viaMathjs("unaryMinus"),
  analytic: true,
};

/** a^b entry by entry, both variable; a constant exponent is `power`. */
const pow: Operator = {
  ...broadcast,
  name: "pow",
  spellings: [],
  kernel: binary((a, b) => a ** b),
  derivative: (graph, node, index, g) => {
    const [a, b] = argsOf(graph, node);
    if (index === 1)
      return fit(graph, op(graph, "hadamard", g, op(graph, "hadamard", node, op(graph, "log", a))), b);
    const lower = op(graph, "pow", a, op(graph, "subtract", b, scalar(graph, 1)));
    return fit(graph, op(graph, "hadamard", g, op(graph, "hadamard", b, lower)), a);
  },
  simplify: (graph, [a = 0, b = 0], _, shape) => {
    const exponent = uniformValue(graph, b);
    return exponent !== null && sameShape(graph, a, shape) ? opWith(graph, "power", [exponent], a) : null;
  },
  reference: viaMathjs("pow"),
  analytic: true,
};

function extremum(
  name: "maximum" | "minimum",
  pick: (a: number, b: number) => number,
  sign: 1 | -1,
): Operator {
  return {
    ...broadcast,
    name,
    spellings: [],
    kernel: binary(pick),
    derivative: (graph, node, index, g) => {
      const [a, b] = argsOf(graph, node);
      const first = sign === 1 ? op(graph, "greater", a, b) : op(graph, "less", a, b);
      const mask = index === 0 ? first : op(graph, "subtract", scalar(graph, 1), first);
      return fit(graph, op(graph, "hadamard", g, mask), index === 0 ? a : b);
    },
    reference: viaMathjs(sign === 1 ? "max" : "min"),
    analytic: false,
  };
}

function comparison(name: string, holds: (a: number, b: number) => boolean): Operator {
  return {
    ...broadcast,
    name,
    spellings: [],
    kernel: binary((a, b) => (holds(a, b) ? 1 : 0)),
    derivative: () => null,
    reference: (_, [a, b]) => (holds(a as number, b as number) ? 1 : 0),
    analytic: false,
  };
}

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

export const arithmetic: readonly Operator[] = [
  add,
  subtract,
  hadamard,
  scale,
  divide,
  negate,
  pow,
  extremum("maximum", (a, b) => Math.max(a, b), 1),
  extremum("minimum", (a, b) => Math.min(a, b), -1),
  comparison("greater", (a, b) => a > b),
  comparison("greaterEqual", (a, b) => a >= b),
  comparison("less", (a, b) => a < b),
  comparison("lessEqual", (a, b) => a <= b),
  matmul,
  matrixPower,
  fillDiagonal,
  fill,
];
