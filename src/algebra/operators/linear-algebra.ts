/*
 * Inverses, determinants and solutions of linear equations.
 */
import { isScalar, nodeOf, op, scalar } from "../construct.ts";
import { factor, invert, substitute } from "../dense.ts";
import type { Graph, NodeId, Operator } from "../operator.ts";

function arg(graph: Graph, node: NodeId, index = 0): NodeId {
  return nodeOf(graph, node).args[index] ?? 0;
}

const square = { spellings: [], signature: "n n -> n n", analytic: true } as const;
const transposed = (graph: Graph, a: NodeId): NodeId => op(graph, "transpose", a);
const negated = (graph: Graph, a: NodeId): NodeId => op(graph, "negate", a);

/** A product of matrices from left to right. */
export function chain(graph: Graph, first: NodeId, ...rest: readonly NodeId[]): NodeId {
  return rest.reduce((product, next) => op(graph, "matmul", product, next), first);
}

/** Scratch for one factored copy and its pivots. */
const factored = (dims: readonly number[]): number => dims[2]! * dims[2]! + dims[2]!;

const inverse: Operator = {
  ...square,
  name: "inverse",
  spellings: ["inv"],
  scratch: factored,
  kernel: (heap, out, args, dims) => invert(heap, out, args[0]!, dims[0]!, args[1]!),
  derivative: (graph, node, _index, g) => {
    const y = transposed(graph, node);
    return negated(graph, chain(graph, y, g, y));
  },
  simplify: (graph, [a = 0]) => {
    const node = nodeOf(graph, a);
    if (isScalar(graph, a)) return op(graph, "divide", scalar(graph, 1), a);
    if (node.operator === "inverse") return node.args[0] ?? null;
    if (node.operator === "transpose") return transposed(graph, op(graph, "inverse", arg(graph, a)));
    return node.special === "identity" ? a : null;
  },
  reference: (mathjs, args) => mathjs.inv(...args),
};

function determinant(heap: Float64Array, args: readonly number[], dims: readonly number[]): number {
  const n = dims[2]!;
  heap.copyWithin(args[1]!, args[0]!, args[0]! + n * n);
  return factor(heap, args[1]!, args[1]! + n * n, n);
}

const det: Operator = {
  ...square,
  name: "det",
  spellings: ["det"],
  signature: "n n -> 1 1",
  scratch: factored,
  kernel: (heap, out, args, dims) => {
    heap[out] = determinant(heap, args, dims);
  },
  derivative: (graph, node, _index, g) =>
    op(graph, "hadamard", g, transposed(graph, op(graph, "adjugate", arg(graph, node)))),
  simplify: (graph, [a = 0]) => (isScalar(graph, a) ? a : null),
  reference: (mathjs, args) => mathjs.det(...args),
};

/** log det, defined where the determinant is positive; `logAbsDet` takes its size. */
function logarithmic(name: string, spellings: readonly string[], absolute: boolean): Operator {
  return {
    ...square,
    name,
    spellings,
    signature: "n n -> 1 1",
    scratch: factored,
    kernel: (heap, out, args, dims) => {
      const value = determinant(heap, args, dims);
      heap[out] = Math.log(absolute ? Math.abs(value) : value);
    },
    derivative: (graph, node, _index, g) =>
      op(graph, "hadamard", g, transposed(graph, op(graph, "inverse", arg(graph, node)))),
    reference: (mathjs, args) => {
      const value = mathjs.det(...args);
      return mathjs.log(absolute && real(value) < 0 ? mathjs.unaryMinus(value) : value);
    },
  };
}

function real(value: unknown): number {
  return typeof value === "number" ? value : (value as { readonly re: number }).re;
}

/** The transposed matrix of cofactors, by minors, so that singular matrices have one too. */
const adjugate: Operator = {
  ...square,
  name: "adjugate",
  spellings: ["adj"],
  scratch: factored,
  kernel: (heap, out, args, dims) => {
    const n = dims[0]!;
    const minor = args[1]!;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        let to = minor;
        for (let r = 0; r < n; r++)
          for (let c = 0; c < n; c++) if (r !== i && c !== j) heap[to++] = heap[args[0]! + r * n + c]!;
        const cofactor = factor(heap, minor, minor + (n - 1) * (n - 1), n - 1);
        heap[out + j * n + i] = (i + j) % 2 === 0 ? cofactor : -cofactor;
      }
  },
  derivative: (graph, node, _index, g) => {
    const inverted = op(graph, "inverse", arg(graph, node));
    const y = transposed(graph, node);
    const along = op(graph, "hadamard", op(graph, "sum", op(graph, "hadamard", g, inverted)), y);
    return op(graph, "subtract", along, chain(graph, transposed(graph, inverted), g, y));
  },
  reference: (mathjs, args) => mathjs.multiply(mathjs.det(...args), mathjs.inv(...args)),
};

/** A⁻¹B. */
/** The matrix of cofactors: the transposed adjugate. */
const cofactors: Operator = {
  ...square,
  name: "cofactors",
  spellings: ["cof", "cofactor", "Cof"],
  analytic: false,
  simplify: (graph, [a = 0]) => transposed(graph, op(graph, "adjugate", a)),
};

const solve: Operator = {
  ...square,
  name: "solve",
  signature: "n n; n p -> n p",
  scratch: factored,
  kernel: (heap, out, args, dims) => {
    const n = dims[2]!;
    const p = dims[1]!;
    const scratch = args[2]!;
    heap.copyWithin(scratch, args[0]!, args[0]! + n * n);
    heap.copyWithin(out, args[1]!, args[1]! + n * p);
    factor(heap, scratch, scratch + n * n, n);
    substitute(heap, scratch, scratch + n * n, n, out, p);
  },
  derivative: (graph, node, index, g) => {
    const back = op(graph, "solve", transposed(graph, arg(graph, node)), g);
    return index === 1 ? back : negated(graph, op(graph, "matmul", back, transposed(graph, node)));
  },
  reference: (mathjs, [a = 0, b = 0]) => mathjs.multiply(mathjs.inv(a), b),
};

/** The X with AX + XB = C. */
const sylvester: Operator = {
  ...square,
  name: "sylvester",
  signature: "n n; p p; n p -> n p",
  scratch: ([n = 0, p = 0]) => n * p * n * p + n * p,
  kernel: (heap, out, args, dims) => {
    const n = dims[0]!;
    const p = dims[1]!;
    const size = n * p;
    const system = args[3]!;
    heap.fill(0, system, system + size * size);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < p; j++) {
        const row = system + (i * p + j) * size;
        for (let k = 0; k < n; k++)
          heap[row + k * p + j] = heap[row + k * p + j]! + heap[args[0]! + i * n + k]!;
        for (let k = 0; k < p; k++)
          heap[row + i * p + k] = heap[row + i * p + k]! + heap[args[1]! + k * p + j]!;
      }
    heap.copyWithin(out, args[2]!, args[2]! + size);
    factor(heap, system, system + size * size, size);
    substitute(heap, system, system + size * size, size, out, 1);
  },
  derivative: (graph, node, index, g) => {
    const [a = 0, b = 0] = nodeOf(graph, node).args;
    const z = op(graph, "sylvester", transposed(graph, a), transposed(graph, b), g);
    if (index === 2) return z;
    const x = transposed(graph, node);
    return negated(graph, index === 0 ? op(graph, "matmul", z, x) : op(graph, "matmul", x, z));
  },
};

/** (A + Aᵀ)/2. */
const symmetricPart: Operator = {
  ...square,
  name: "symmetricPart",
  spellings: ["sym"],
  multilinear: true,
  simplify: (graph, [a = 0]) =>
    op(graph, "hadamard", scalar(graph, 0.5), op(graph, "add", a, transposed(graph, a))),
};

/** (A − Aᵀ)/2. */
const skewPart: Operator = {
  ...square,
  name: "skewPart",
  multilinear: true,
  simplify: (graph, [a = 0]) =>
    op(graph, "hadamard", scalar(graph, 0.5), op(graph, "subtract", a, transposed(graph, a))),
};

export const linearAlgebra: readonly Operator[] = [
  inverse,
  det,
  logarithmic("logDet", ["logdet"], false),
  logarithmic("logAbsDet", ["logabsdet", "slogdet"], true),
  adjugate,
  cofactors,
  solve,
  sylvester,
  symmetricPart,
  skewPart,
];
