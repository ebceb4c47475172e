/*
 * Sums: terms with signs go in, one node comes out. Terms that know their size tell the others theirs; a number
 * may be added to a matrix, a computed scalar may not.
 */
import type { Expression } from "../algebra/expression.ts";
import { type Dims, type NodeId, apply, dims, isScalar, ones, op, uniformValue } from "../algebra/graph.ts";
import { build } from "./build.ts";
import { type Builder, misfit } from "./builder.ts";
import { must, shapeText } from "./fit.ts";

/** Adds and subtracts the terms from left to right. */
export function buildSum(
  builder: Builder,
  expression: Expression & { type: "sum" },
  expected?: Dims,
): NodeId {
  const { graph } = builder;
  // Terms with a size of their own come first: they say how large 0, I and 1 are.
  const order = [...expression.terms.keys()].sort(
    (a, b) => vagueness(expression.terms[a]!.of) - vagueness(expression.terms[b]!.of),
  );
  const built: NodeId[] = [];
  let shape = expected;
  for (const at of order) {
    const node = build(builder, expression.terms[at]!.of, shape);
    built[at] = node;
    if (!isScalar(graph, node)) shape ??= dims(graph, node);
  }
  return expression.terms.reduce<NodeId | null>((total, term, at) => {
    const node = spread(builder, term.of, built[at]!, built);
    if (total === null) return term.sign === 1 ? node : op(graph, "negate", node);
    checkAddition(builder, total, node, term.of);
    return must(apply(graph, term.sign === 1 ? "add" : "subtract", [total, node]), "sum", expression.span);
  }, null)!;
}

/** The vector that a definition adds to each row or column, as a matrix. */
function spread(builder: Builder, term: Expression, node: NodeId, terms: readonly NodeId[]): NodeId {
  const { graph, scope, open } = builder;
  const how = open.size > 0 ? scope.shapes.spread.get(term) : undefined;
  const wide = terms.map((one) => dims(graph, one)).find(({ rows, cols }) => rows > 1 && cols > 1);
  if (how === undefined || !wide) return node;
  if (how === "column") return op(graph, "matmul", node, ones(graph, { rows: 1, cols: wide.cols }));
  const row = how === "turned" ? op(graph, "transpose", node) : node;
  return op(graph, "matmul", ones(graph, { rows: wide.rows, cols: 1 }), row);
}

/** How little a term says of its own size: 0 for all of it, 2 for nothing. */
function vagueness(term: Expression): number {
  if (term.type === "number" || (term.type === "constant" && term.indices.length === 0)) return 2;
  if (term.type === "product") return Math.max(vagueness(term.left), vagueness(term.right)) > 1 ? 1 : 0;
  if (term.type === "transpose") return vagueness(term.of);
  return 0;
}

/** A number may stand for a vector of it (`1 - z`), a computed scalar may not be added to a matrix. */
function checkAddition(builder: Builder, left: NodeId, right: NodeId, term: Expression): void {
  const { graph } = builder;
  const a = dims(graph, left);
  const b = dims(graph, right);
  if (a.rows === b.rows && a.cols === b.cols) return;
  const wide = isScalar(graph, left) ? b : a;
  const square = wide.rows === wide.cols && wide.rows > 1;
  const plain = [left, right].some((node) => isScalar(graph, node) && uniformValue(graph, node) !== null);
  const one = isScalar(graph, left) || isScalar(graph, right);
  if (!one || (square && !builder.elementwise && !plain))
    misfit(`${shapeText(a)} and ${shapeText(b)} cannot be added`, term.span);
}
