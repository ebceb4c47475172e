/*
 * Activation functions of networks. Values are stable for large arguments of either sign.
 */
import { op, opWith, scalar } from "../construct.ts";
import type { Graph, NodeId, Operator } from "../operator.ts";
import { elementwise, minus, plus, product, rewritten, type Row, times } from "./elementwise.ts";

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
  {
    name: "sigmoid",
    spellings: ["sigmoid", "logistic", "sigm", "expit", "logsig"],
    value: sigmoid,
    slope: ({ graph, y }) => product(graph, y, minus(graph, 1, y)),
    reference: (m, x) => m.divide(1, m.add(1, m.exp(m.unaryMinus(x)))),
  },
  {
    name: "softplus",
    spellings: ["softplus"],
    value: softplus,
    slope: ({ graph, x }) => op(graph, "sigmoid", x),
    reference: (m, x) => m.log(m.add(1, m.exp(x))),
  },
  {
    name: "relu",
    spellings: ["relu", "ReLU", "ReLu"],
    value: (x) => (x > 0 ? x : x <= 0 ? 0 : NaN),
    slope: ({ graph, x }) => op(graph, "step", x),
    reference: (m, x) => m.max(x, 0),
    analytic: false,
  },
  {
    name: "leakyRelu",
    spellings: ["leakyrelu", "LeakyReLU", "LReLU"],
    value: (x, [a = 0.01]) => (x > 0 ? x : a * x),
    slope: ({ graph, x, parameters: [a = 0.01] }) =>
      plus(graph, a, times(graph, 1 - a, op(graph, "step", x))),
    reference: (m, x, [a = 0.01]) => m.max(x, m.multiply(a, x)),
    analytic: false,
  },
  {
    name: "elu",
    spellings: ["elu", "ELU"],
    value: (x, [a = 1]) => (x > 0 ? x : a * Math.expm1(x)),
    slope: ({ graph, x, y, parameters: [a = 1] }) => {
      const step = op(graph, "step", x);
      return op(graph, "add", step, product(graph, minus(graph, 1, step), plus(graph, a, y)));
    },
    reference: (m, x, [a = 1]) => (m.sign(x) === 1 ? x : m.multiply(a, m.subtract(m.exp(x), 1))),
    analytic: false,
  },
];

/** Constants for which activations keep mean 0 and variance 1: Klambauer et al. (2017), equation 14. */
const SELU_ALPHA = 1.6732632423543772;
const SELU_SCALE = 1.0507009873554805;

function clip(graph: Graph, x: NodeId, low: number, high: number): NodeId {
  return op(graph, "maximum", scalar(graph, low), op(graph, "minimum", scalar(graph, high), x));
}

const formulas: readonly Operator[] = [
  rewritten("silu", ["silu", "SiLU", "swish", "Swish"], (g, x) => product(g, x, op(g, "sigmoid", x))),
  rewritten("gelu", ["gelu", "GELU"], (g, x) => product(g, x, op(g, "normalCdf", x))),
  rewritten("logSigmoid", ["logsigmoid", "LogSigmoid"], (g, x) =>
    op(g, "negate", op(g, "softplus", op(g, "negate", x))),
  ),
  rewritten("mish", ["mish", "Mish"], (g, x) => product(g, x, op(g, "tanh", op(g, "softplus", x)))),
  rewritten("hardTanh", ["hardtanh", "Hardtanh"], (g, x) => clip(g, x, -1, 1)),
  rewritten("relu6", ["ReLU6"], (g, x) => clip(g, x, 0, 6)),
  rewritten("selu", ["selu", "SELU"], (g, x) => times(g, SELU_SCALE, opWith(g, "elu", [SELU_ALPHA], x))),
  rewritten("softsign", ["softsign"], (g, x) => op(g, "divide", x, plus(g, 1, op(g, "abs", x)))),
];

export const activations: readonly Operator[] = [...rows.map(elementwise), ...formulas];
