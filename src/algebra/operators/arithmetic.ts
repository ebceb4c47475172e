/*
 * Sums, products, quotients and powers entry by entry. Simplifications keep zeros, ones and signs visible and give
 * a+b and b+a one node.
 */
import { intern, isScalar, isZero, nodeOf, op, opWith, scalar, uniformValue, zeros } from "../construct.ts";
import type { Graph, Kernel, NodeId, Operator } from "../operator.ts";
import { argsOf, binary, broadcast, fit, sameShape, viaMathjs } from "./broadcast.ts";

// These three are most of every tape: each has a loop of its own, which the compiler can specialise.

const sum: Kernel = (heap, out, args, dims) => {
  const n = dims[0]! * dims[1]!;
  const [stepA, stepB] = [dims[2]! * dims[3]! === 1 ? 0 : 1, dims[4]! * dims[5]! === 1 ? 0 : 1];
  for (let k = 0, a = args[0]!, b = args[1]!; k < n; k++, a += stepA, b += stepB)
    heap[out + k] = heap[a]! + heap[b]!;
};

const difference: Kernel = (heap, out, args, dims) => {
  const n = dims[0]! * dims[1]!;
  const [stepA, stepB] = [dims[2]! * dims[3]! === 1 ? 0 : 1, dims[4]! * dims[5]! === 1 ? 0 : 1];
  for (let k = 0, a = args[0]!, b = args[1]!; k < n; k++, a += stepA, b += stepB)
    heap[out + k] = heap[a]! - heap[b]!;
};

const product: Kernel = (heap, out, args, dims) => {
  const n = dims[0]! * dims[1]!;
  const [stepA, stepB] = [dims[2]! * dims[3]! === 1 ? 0 : 1, dims[4]! * dims[5]! === 1 ? 0 : 1];
  for (let k = 0, a = args[0]!, b = args[1]!; k < n; k++, a += stepA, b += stepB)
    heap[out + k] = heap[a]! * heap[b]!;
};

/** Sorts two arguments of a commutative operator, so that a+b and b+a are one node. */
function sorted(graph: Graph, name: string, [a = 0, b = 0]: readonly NodeId[]): NodeId | null {
  return a > b ? op(graph, name, b, a) : null;
}

/** Longer sums stay as they are written. */
const MOST_TERMS = 6;

/** A short sum with its terms in one order, so that Wh + Ux + b is one node however it is written. */
function inOrder(graph: Graph, a: NodeId, b: NodeId): NodeId | null {
  const terms: NodeId[] = [];
  if (![a, b].every((side) => collectTerms(graph, side, terms))) return null;
  terms.sort((x, y) => x - y);
  return terms.reduce((sum, term) => {
    const { rows, cols } = nodeOf(graph, isScalar(graph, sum) ? term : sum);
    return intern(graph, "add", [sum, term], [], rows, cols, null);
  });
}

/** Adds the terms of a sum to the list; false where that would be too many. */
function collectTerms(graph: Graph, id: NodeId, terms: NodeId[]): boolean {
  const { operator, args } = nodeOf(graph, id);
  if (operator === "add") return args.every((arg) => collectTerms(graph, arg, terms));
  return terms.push(id) <= MOST_TERMS;
}

const add: Operator = {
  ...broadcast,
  name: "add",
  spellings: [],
  kernel: sum,
  derivative: (graph, node, index, g) => fit(graph, g, argsOf(graph, node)[index] ?? 0),
  simplify: (graph, [a = 0, b = 0], _, shape) => {
    if (isZero(graph, a) && sameShape(graph, b, shape)) return b;
    if (isZero(graph, b) && sameShape(graph, a, shape)) return a;
    if (a === b) return op(graph, "hadamard", scalar(graph, 2), a);
    return inOrder(graph, a, b);
  },
  reference: viaMathjs("add"),
  analytic: true,
};

const subtract: Operator = {
  ...broadcast,
  name: "subtract",
  spellings: [],
  kernel: difference,
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
  kernel: product,
  derivative: (graph, node, index, g) => {
    const args = argsOf(graph, node);
    return fit(graph, op(graph, "hadamard", g, args[1 - index] ?? 0), args[index] ?? 0);
  },
  simplify: (graph, [a = 0, b = 0], _, shape) => {
    if (uniformValue(graph, a) === 1 && sameShape(graph, b, shape)) return b;
    if (uniformValue(graph, b) === 1 && sameShape(graph, a, shape)) return a;
    if (a === b) return opWith(graph, "power", [2], a);
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

export const arithmetic: readonly Operator[] = [add, subtract, hadamard, scale, divide, negate, pow];
