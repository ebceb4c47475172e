/*
 * Norms: what stands between the bars and below them goes in, a scalar node comes out. An index means another norm
 * of a vector than of a matrix.
 */
import type { Expression } from "../algebra/expression.ts";
import { type NodeId, dims, isScalar, op, opWith, scalar } from "../algebra/graph.ts";
import { build } from "./build.ts";
import { type Builder, fail, letterValue } from "./builder.ts";
import { ORDERS } from "../scope/shapes/infer.ts";

/** Takes the norm that the index and the shape name. */
export function buildNorm(builder: Builder, expression: Expression & { type: "norm" }): NodeId {
  const { graph } = builder;
  const of = build(builder, expression.of);
  const { rows, cols } = dims(graph, of);
  const isVector = rows === 1 || cols === 1;
  const known = norms[expression.kind];
  if (known) {
    const said = expression.kind === "" && builder.scope.facts.meanings.has("frobenius-norm");
    const entrywise = said || (expression.kind !== "*" && builder.reading.entrywiseNorms);
    if (!isVector && expression.kind !== "*" && builder.reading.entrywiseNorms)
      builder.senses.add(senseOf(expression.kind));
    return op(graph, isVector || entrywise ? known[0] : known[1], of);
  }
  const p = Number(expression.kind) || (letterValue(builder, expression.kind) ?? NaN);
  if (isVector && Number.isFinite(p)) return opWith(graph, "pNorm", [p], of);
  if (isVector && ORDERS.test(expression.kind)) return normOfOrder(builder, of, expression);
  return fail(
    "unsupported-operator",
    `the norm with index ${expression.kind} is not understood`,
    expression.span,
  );
}

/** `\|x\|_p` for a number p that is nothing else. */
function normOfOrder(builder: Builder, of: NodeId, { kind, span }: Expression & { type: "norm" }): NodeId {
  const { graph } = builder;
  const order = build(builder, { type: "symbol", name: kind, time: null, span });
  if (!isScalar(graph, order))
    return fail("unknown-shape", `the order ${kind} of this norm is no number`, span);
  const total = op(graph, "sum", op(graph, "pow", op(graph, "abs", of), order));
  return op(graph, "pow", total, op(graph, "divide", scalar(graph, 1), order));
}

function senseOf(kind: string): string {
  return /^[2F]?$/.test(kind) ? "‖·‖ is the Frobenius norm" : "norms of matrices are taken over all entries";
}

/** Names of norms by what stands below the bars: of vectors, then of matrices. */
const norms: Readonly<Record<string, readonly [string, string]>> = {
  "": ["norm", "spectralNorm"],
  "2": ["norm", "spectralNorm"],
  F: ["norm", "norm"],
  "*": ["norm1", "nuclearNorm"],
  "1": ["norm1", "induced1"],
  "\\infty": ["normInf", "inducedInf"],
};
