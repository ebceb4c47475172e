/*
 * Moments of the entries of a vector or matrix, densities and divergences of distributions, and the normalisations of networks made
 * of moments (without the ε and the learnt scale that implementations add).
 */
import { dims, isScalar, op, opWith, scalar } from "../construct.ts";
import type { Graph, NodeId, Operator } from "../operator.ts";

type Body = (graph: Graph, x: NodeId) => NodeId;

function formula(name: string, spellings: readonly string[], signature: string, body: Body): Operator {
  return { name, spellings, signature, analytic: true, simplify: (graph, [x = 0]) => body(graph, x) };
}

const square: Body = (graph, x) => opWith(graph, "power", [2], x);
const centred: Body = (graph, x) => op(graph, "subtract", x, op(graph, "mean", x));
/** The mean square, not divided by n − 1. */
const variance: Body = (graph, x) => op(graph, "mean", square(graph, centred(graph, x)));
const deviation: Body = (graph, x) => op(graph, "sqrt", variance(graph, x));
const rootMeanSquare: Body = (graph, x) => op(graph, "sqrt", op(graph, "mean", square(graph, x)));

const toOne = "m n -> 1 1";
const toSame = "m n -> m n";

/** From one discrete distribution to another, each a vector of probabilities. */
const divergence: Operator = {
  name: "divergence",
  spellings: ["KL"],
  signature: "m 1; m 1 -> 1 1",
  analytic: true,
  simplify: (graph, [p = 0, q = 0]) =>
    op(graph, "inner", p, op(graph, "subtract", op(graph, "log", p), op(graph, "log", q))),
};

/** Of a number or a vector, by its mean and a variance, a vector of them or a covariance matrix. */
const normalDensity: Operator = {
  name: "normalDensity",
  spellings: ["normaldensity"],
  signature: "m 1; m 1; * -> 1 1",
  analytic: true,
  resultDims: ([x, mean, spread]) => {
    if (!x || !mean || !spread || x.cols > 1 || x.rows !== mean.rows || mean.cols > 1) return null;
    const isFitting = spread.rows === x.rows && (spread.cols === x.rows || spread.cols === 1);
    return isFitting || spread.rows * spread.cols === 1 ? { rows: 1, cols: 1 } : null;
  },
  simplify: (graph, [x = 0, mean = 0, spread = 0]) => {
    const from = op(graph, "subtract", x, mean);
    const { rows } = dims(graph, from);
    const scaled = op(graph, "hadamard", scalar(graph, 2 * Math.PI), spread);
    const [distance, size] =
      dims(graph, spread).cols > 1
        ? [op(graph, "matmul", op(graph, "inverse", spread), from), op(graph, "logDet", scaled)]
        : [op(graph, "divide", from, spread), op(graph, "sum", op(graph, "log", scaled))];
    const repeated = isScalar(graph, spread) ? op(graph, "hadamard", scalar(graph, rows), size) : size;
    const total = op(graph, "add", op(graph, "inner", from, distance), repeated);
    return op(graph, "exp", op(graph, "hadamard", scalar(graph, -0.5), total));
  },
};

export const normalisations: readonly Operator[] = [
  divergence,
  normalDensity,
  formula("variance", ["var", "Var"], toOne, variance),
  formula("standardDeviation", ["std"], toOne, deviation),
  formula("rootMeanSquare", ["rms", "RMS"], toOne, rootMeanSquare),
  formula("centre", [], toSame, centred),
  formula("normalize", ["normalize"], toSame, (graph, x) => op(graph, "divide", x, op(graph, "norm", x))),
  formula("rmsNorm", ["RMSNorm", "rmsnorm"], toSame, (graph, x) =>
    op(graph, "divide", x, rootMeanSquare(graph, x)),
  ),
  formula("layerNorm", ["LayerNorm", "layernorm", "LN"], toSame, (graph, x) =>
    op(graph, "divide", centred(graph, x), deviation(graph, x)),
  ),
];
