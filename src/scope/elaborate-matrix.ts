/*
 * Matrices and tuples, cell by cell, with dots where the note leaves cells out.
 */
import { callOf } from "../algebra/compose.ts";
import type { Expression, MatrixCell } from "../algebra/expression.ts";
import type { TexNode } from "../tex/syntax.ts";
import type { Context } from "./context.ts";
import { elaborate } from "./elaborate.ts";
import { withoutDecoration } from "./occurrence.ts";

export function elaborateMatrix(node: TexNode & { type: "matrix" }, context: Context): Expression {
  const rows = node.rows
    .map((row) => row.map((cell) => cellOf(cell, context)))
    .filter((row) => row.some((cell) => cell !== null));
  const matrix: Expression = { type: "matrix", rows, span: node.span };
  return /^(\||\\vert)$/.test(node.open) ? callOf("det", matrix, node.span) : matrix;
}

/** `(x_1, \ldots, x_n)` is a row, `(a; b)` a column. */
export function elaborateTuple(
  node: TexNode,
  body: TexNode & { type: "list" },
  context: Context,
): Expression {
  const cells: MatrixCell[] = body.items.map((item) => cellOf(item, context));
  const column = body.separators.every((separator) => separator === ";");
  return { type: "matrix", rows: column ? cells.map((cell) => [cell]) : [cells], span: node.span };
}

function cellOf(node: TexNode, context: Context): MatrixCell {
  const bare = withoutDecoration(node);
  if (bare.type === "dots") return { type: "dots", kind: bare.kind };
  if (bare.type === "empty") return null;
  return elaborate(node, context);
}
