/*
 * From an expression to a concrete computation: symbols are looked up and unrolled, products become what their
 * shapes make them, derivatives are taken through the graph. Sizes are numbers here; what does not fit fails.
 * Each kind of expression has a file of its own beside this one.
 */
import type { Expression } from "../algebra/expression.ts";
import { type Dims, type NodeId, apply, scalar } from "../algebra/graph.ts";
import { buildCases, buildCondition } from "./build-cases.ts";
import { buildConstant } from "./build-constant.ts";
import { buildDerivative } from "./build-derivative.ts";
import { buildDifferential } from "./build-differential.ts";
import { buildEntry } from "./build-entry.ts";
import { buildEvaluation } from "./build-evaluation.ts";
import { buildIntegral } from "./build-integral.ts";
import { buildIterated } from "./build-iterated.ts";
import { buildLimit } from "./build-limit.ts";
import { buildMatrix } from "./build-matrix.ts";
import { buildNorm } from "./build-norm.ts";
import { buildCall } from "./build-operator.ts";
import { buildInverse, buildPower, buildQuotient } from "./build-power.ts";
import { buildProduct } from "./build-product.ts";
import { buildSolution } from "./build-solution.ts";
import { buildSum } from "./build-sum.ts";
import { buildSymbol } from "./build-symbol.ts";
import { type Builder, fail, indexValue, spend } from "./builder.ts";
import { must } from "./fit.ts";

/** Builds an expression; `expected` gives constants such as 0 and I their size. */
export function build(builder: Builder, expression: Expression, expected?: Dims): NodeId {
  spend(builder, expression.span);
  builder.depth++;
  try {
    return buildPart(builder, expression, expected);
  } finally {
    builder.depth--;
  }
}

function buildPart(builder: Builder, expression: Expression, expected?: Dims): NodeId {
  const { graph } = builder;
  switch (expression.type) {
    case "number":
      return scalar(graph, expression.value);
    case "index":
      return scalar(graph, indexValue(builder, expression.index));
    case "symbol":
      return buildSymbol(builder, expression);
    case "entry":
      return buildEntry(builder, expression);
    case "sum":
      return buildSum(builder, expression, expected);
    case "product":
      return buildProduct(builder, expression, expected);
    case "quotient":
      return buildQuotient(builder, expression, expected);
    case "power":
      return buildPower(builder, expression);
    case "transpose": {
      const of = build(builder, expression.of, expected && { rows: expected.cols, cols: expected.rows });
      return must(apply(graph, "transpose", [of]), "transpose", expression.span);
    }
    case "inverse":
      return buildInverse(builder, expression, expected);
    case "norm":
      return buildNorm(builder, expression);
    case "call":
      return buildCall(builder, expression);
    case "iterated":
      return buildIterated(builder, expression, expected);
    case "matrix":
      return buildMatrix(builder, expression, expected);
    case "derivative":
      return buildDerivative(builder, expression);
    case "limit":
      return buildLimit(builder, expression);
    case "solution":
      return buildSolution(builder, expression);
    case "integral":
      return buildIntegral(builder, expression, expected);
    case "evaluation":
      return buildEvaluation(builder, expression);
    case "differential":
      return buildDifferential(builder, expression);
    case "delta":
      return scalar(
        graph,
        indexValue(builder, expression.left) === indexValue(builder, expression.right) ? 1 : 0,
      );
    case "indicator":
      return buildCondition(builder, expression);
    case "cases":
      return buildCases(builder, expression);
    case "constant":
      return buildConstant(builder, expression, expected);
    case "unknown":
      return fail(expression.reason, expression.message, expression.span);
  }
}
