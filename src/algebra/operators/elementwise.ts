/*
 * Functions of one entry. Each row gives spellings, value, derivative f'(x) in terms of x and y = f(x) as nodes,
 * and the mathjs counterpart. Values are stable for large arguments of either sign.
 */
import { dims, nodeOf, op, opWith, scalar, uniform } from "../construct.ts";
import type { Graph, Mathjs, MathjsFunction, MathjsValue, NodeId, Operator } from "../operator.ts";
import { erf, gamma, logGamma, polygamma } from "../special.ts";

interface Row {
  readonly name: string;
  readonly spellings: readonly string[];
  readonly value: (x: number, parameters: readonly number[]) => number;
  /** f'(x), or `null` where it is zero almost everywhere. */
  readonly slope: (e: Expressions) => NodeId | null;
  readonly reference?: (m: Mathjs, x: MathjsValue, parameters: readonly number[]) => MathjsValue;
  /** False: not analytic, or the complex function of mathjs is not accurate enough for a complex step. */
  readonly analytic?: boolean;
}

/** The nodes a slope is written in. */
interface Expressions {
  readonly graph: Graph;
  readonly x: NodeId;
  readonly y: NodeId;
  readonly parameters: readonly number[];
}

function elementwise({ name, spellings, value, slope, reference, analytic }: Row): Operator {
  return {
    name,
    spellings,
    signature: "m n -> m n",
    elementwise: true,
    analytic: analytic ?? true,
    kernel: (heap, out, args, dims, parameters) => {
      const a = args[0]!;
      const n = dims[0]! * dims[1]!;
      for (let k = 0; k < n; k++) heap[out + k] = value(heap[a + k]!, parameters);
    },
    derivative: (graph, node, _index, g) => {
      const { args, parameters } = nodeOf(graph, node);
      const by = slope({ graph, x: args[0] ?? 0, y: node, parameters });
      return by === null ? null : op(graph, "hadamard", g, by);
    },
    ...(reference && { reference: (m, [x = 0], parameters) => reference(m, x, parameters) }),
  };
}

/** A function that is a formula in others: it has no node of its own. */
function rewritten(
  name: string,
  spellings: readonly string[],
  body: (graph: Graph, x: NodeId) => NodeId,
): Operator {
  return {
    name,
    spellings,
    signature: "m n -> m n",
    elementwise: true,
    analytic: true,
    simplify: (graph, [x = 0]) => body(graph, x),
  };
}

const named = (name: MathjsFunction) => (m: Mathjs, x: MathjsValue) => m[name](x);
const times = (g: Graph, a: number, x: NodeId): NodeId => op(g, "hadamard", scalar(g, a), x);
const plus = (g: Graph, a: number, x: NodeId): NodeId => op(g, "add", scalar(g, a), x);
const minus = (g: Graph, a: number, x: NodeId): NodeId => op(g, "subtract", scalar(g, a), x);
const over = (g: Graph, a: number, x: NodeId): NodeId => op(g, "divide", scalar(g, a), x);
const square = (g: Graph, x: NodeId): NodeId => opWith(g, "power", [2], x);
const product = (g: Graph, a: NodeId, b: NodeId): NodeId => op(g, "hadamard", a, b);

/** The logistic function without overflow. */
function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

/** log(1+eˣ) without overflow. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

const rows: readonly Row[] = [
  { name: "exp", spellings: ["exp"], value: Math.exp, slope: ({ y }) => y, reference: named("exp") },
  { name: "expm1", spellings: ["expm1"], value: Math.expm1, slope: ({ graph, x }) => op(graph, "exp", x), reference: (m, x) => m.subtract(m.exp(x), 1) },
  { name: "log", spellings: ["log", "ln"], value: Math.log, slope: ({ graph, x }) => over(graph, 1, x), reference: named("log") },
  { name: "log2", spellings: ["log2"], value: Math.log2, slope: ({ graph, x }) => over(graph, Math.LOG2E, x), reference: (m, x) => m.log(x, 2) },
  { name: "log10", spellings: ["log10", "lg"], value: Math.log10, slope: ({ graph, x }) => over(graph, Math.LOG10E, x), reference: (m, x) => m.log(x, 10) },
  { name: "log1p", spellings: ["log1p"], value: Math.log1p, slope: ({ graph, x }) => over(graph, 1, plus(graph, 1, x)), reference: (m, x) => m.log(m.add(1, x)) },
  { name: "sqrt", spellings: ["sqrt"], value: Math.sqrt, slope: ({ graph, y }) => over(graph, 0.5, y), reference: named("sqrt") },
  { name: "abs", spellings: ["abs"], value: Math.abs, slope: ({ graph, x }) => op(graph, "sign", x), reference: named("abs"), analytic: false },
  { name: "sign", spellings: ["sign", "sgn"], value: Math.sign, slope: () => null, reference: named("sign"), analytic: false },
  { name: "step", spellings: ["step", "heaviside"], value: (x) => (x > 0 ? 1 : 0), slope: () => null, reference: (m, x) => m.max(m.sign(x), 0), analytic: false },
  { name: "stepEqual", spellings: [], value: (x) => (x >= 0 ? 1 : 0), slope: () => null, reference: (m, x) => m.subtract(1, m.max(m.sign(m.unaryMinus(x)), 0)), analytic: false },
  { name: "floor", spellings: ["floor"], value: Math.floor, slope: () => null, analytic: false },
  { name: "round", spellings: ["round"], value: Math.round, slope: () => null, analytic: false },
  { name: "sin", spellings: ["sin"], value: Math.sin, slope: ({ graph, x }) => op(graph, "cos", x), reference: named("sin") },
  { name: "cos", spellings: ["cos"], value: Math.cos, slope: ({ graph, x }) => op(graph, "negate", op(graph, "sin", x)), reference: named("cos") },
  { name: "tan", spellings: ["tan", "tg"], value: Math.tan, slope: ({ graph, y }) => plus(graph, 1, square(graph, y)), reference: named("tan") },
  { name: "asin", spellings: ["asin", "arcsin"], value: Math.asin, slope: ({ graph, x }) => over(graph, 1, op(graph, "sqrt", minus(graph, 1, square(graph, x)))), reference: named("asin"), analytic: false },
  { name: "acos", spellings: ["acos", "arccos"], value: Math.acos, slope: ({ graph, x }) => over(graph, -1, op(graph, "sqrt", minus(graph, 1, square(graph, x)))), reference: named("acos"), analytic: false },
  { name: "atan", spellings: ["atan", "arctan"], value: Math.atan, slope: ({ graph, x }) => over(graph, 1, plus(graph, 1, square(graph, x))), reference: named("atan"), analytic: false },
  { name: "sinh", spellings: ["sinh"], value: Math.sinh, slope: ({ graph, x }) => op(graph, "cosh", x), reference: named("sinh") },
  { name: "cosh", spellings: ["cosh"], value: Math.cosh, slope: ({ graph, x }) => op(graph, "sinh", x), reference: named("cosh") },
  { name: "tanh", spellings: ["tanh"], value: Math.tanh, slope: ({ graph, y }) => minus(graph, 1, square(graph, y)), reference: named("tanh") },
  { name: "asinh", spellings: ["asinh", "arsinh", "arcsinh"], value: Math.asinh, slope: ({ graph, x }) => over(graph, 1, op(graph, "sqrt", plus(graph, 1, square(graph, x)))), reference: named("asinh"), analytic: false },
  { name: "acosh", spellings: ["acosh", "arcosh", "arccosh"], value: Math.acosh, slope: ({ graph, x }) => over(graph, 1, op(graph, "sqrt", plus(graph, -1, square(graph, x)))), reference: named("acosh"), analytic: false },
  { name: "atanh", spellings: ["atanh", "artanh", "arctanh"], value: Math.atanh, slope: ({ graph, x }) => over(graph, 1, minus(graph, 1, square(graph, x))), reference: named("atanh"), analytic: false },
  { name: "sigmoid", spellings: ["sigmoid", "logistic", "sigm", "expit", "logsig"], value: sigmoid, slope: ({ graph, y }) => product(graph, y, minus(graph, 1, y)), reference: (m, x) => m.divide(1, m.add(1, m.exp(m.unaryMinus(x)))) },
  { name: "softplus", spellings: ["softplus"], value: softplus, slope: ({ graph, x }) => op(graph, "sigmoid", x), reference: (m, x) => m.log(m.add(1, m.exp(x))) },
  { name: "relu", spellings: ["relu", "ReLU", "ReLu"], value: (x) => (x > 0 ? x : x <= 0 ? 0 : NaN), slope: ({ graph, x }) => op(graph, "step", x), reference: (m, x) => m.max(x, 0), analytic: false },
  { name: "leakyRelu", spellings: ["leakyrelu", "LeakyReLU", "LReLU"], value: (x, [a = 0.01]) => (x > 0 ? x : a * x), slope: ({ graph, x, parameters: [a = 0.01] }) => plus(graph, a, times(graph, 1 - a, op(graph, "step", x))), reference: (m, x, [a = 0.01]) => m.max(x, m.multiply(a, x)), analytic: false },
  { name: "elu", spellings: ["elu", "ELU"], value: (x, [a = 1]) => (x > 0 ? x : a * Math.expm1(x)), slope: ({ graph, x, y, parameters: [a = 1] }) => { const step = op(graph, "step", x); return op(graph, "add", step, product(graph, minus(graph, 1, step), plus(graph, a, y))); }, reference: (m, x, [a = 1]) => (m.sign(x) === 1 ? x : m.multiply(a, m.subtract(m.exp(x), 1))), analytic: false },
  { name: "erf", spellings: ["erf"], value: erf, slope: ({ graph, x }) => times(graph, 2 / Math.sqrt(Math.PI), op(graph, "exp", op(graph, "negate", square(graph, x)))), reference: named("erf"), analytic: false },
  { name: "lgamma", spellings: ["lgamma", "gammaln"], value: logGamma, slope: ({ graph, x }) => op(graph, "digamma", x), reference: named("lgamma"), analytic: false },
  { name: "gamma", spellings: ["Gamma"], value: gamma, slope: ({ graph, x, y }) => product(graph, y, op(graph, "digamma", x)), reference: named("gamma"), analytic: false },
  { name: "polygamma", spellings: [], value: (x, [n = 0]) => polygamma(x, n), slope: ({ graph, x, parameters: [n = 0] }) => opWith(graph, "polygamma", [n + 1], x), analytic: false },
]; // prettier-ignore

/** Whole powers by multiplication: complex powers go through the angle, which is inaccurate below zero. */
function referencePower(m: Mathjs, x: MathjsValue, [c = 1]: readonly number[]): MathjsValue {
  if (!Number.isInteger(c) || Math.abs(c) > 8) return m.pow(x, c);
  let power: MathjsValue = 1;
  for (let k = 0; k < Math.abs(c); k++) power = m.multiply(power, x);
  return c < 0 ? m.divide(1, power) : power;
}

/** x^c entry by entry, c a number. */
const power: Operator = {
  ...elementwise({
    name: "power",
    spellings: [],
    value: (x, [c = 1]) => (c === 2 ? x * x : x ** c),
    slope: ({ graph, x, parameters: [c = 1] }) => times(graph, c, opWith(graph, "power", [c - 1], x)),
    reference: referencePower,
  }),
  simplify: (graph, [x = 0], [c = 1]) => {
    if (c === 1) return x;
    if (c === 0.5) return op(graph, "sqrt", x);
    return c === 0 ? uniform(graph, dims(graph, x), 1) : null;
  },
};

const formulas: readonly Operator[] = [
  rewritten("digamma", ["digamma"], (g, x) => opWith(g, "polygamma", [0], x)),
  rewritten("silu", ["silu", "SiLU", "swish", "Swish"], (g, x) => product(g, x, op(g, "sigmoid", x))),
  rewritten("gelu", ["gelu", "GELU"], (g, x) => product(g, x, op(g, "normalCdf", x))),
  rewritten("normalCdf", [], (g, x) => times(g, 0.5, plus(g, 1, op(g, "erf", times(g, Math.SQRT1_2, x))))),
  rewritten("normalPdf", [], (g, x) =>
    times(g, 1 / Math.sqrt(2 * Math.PI), op(g, "exp", times(g, -0.5, square(g, x)))),
  ),
  rewritten("logSigmoid", ["logsigmoid", "LogSigmoid"], (g, x) =>
    op(g, "negate", op(g, "softplus", op(g, "negate", x))),
  ),
  rewritten("mish", ["mish", "Mish"], (g, x) => product(g, x, op(g, "tanh", op(g, "softplus", x)))),
  rewritten("softsign", ["softsign"], (g, x) => op(g, "divide", x, plus(g, 1, op(g, "abs", x)))),
  rewritten("logit", ["logit"], (g, x) => op(g, "log", op(g, "divide", x, minus(g, 1, x)))),
  rewritten("sec", ["sec"], (g, x) => over(g, 1, op(g, "cos", x))),
  rewritten("csc", ["csc"], (g, x) => over(g, 1, op(g, "sin", x))),
  rewritten("cot", ["cot", "ctg"], (g, x) => over(g, 1, op(g, "tan", x))),
  rewritten("sech", ["sech"], (g, x) => over(g, 1, op(g, "cosh", x))),
  rewritten("csch", ["csch"], (g, x) => over(g, 1, op(g, "sinh", x))),
  rewritten("coth", ["coth"], (g, x) => over(g, 1, op(g, "tanh", x))),
];

export const elementwiseOperators: readonly Operator[] = [...rows.map(elementwise), power, ...formulas];
