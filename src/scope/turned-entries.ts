/*
 * `B^\top_{ij}` and `B^{-1}_{ij}` are entries of the transpose and of the inverse of B. A number has no transpose, so
 * neither has `B_{ij}^\top` another meaning; `B_{ij}^{-1}` may be the inverse of a number, and is left open.
 */
import type { Expression, Index } from "../algebra/expression.ts";
import { sameIndex } from "../algebra/index-arithmetic.ts";
import type { Span } from "../text/span.ts";
import { type Context, unknown } from "./context.ts";
import { applySuperscripts, entryOf } from "./elaborate-scripts.ts";
import type { SuperscriptPart } from "./occurrence.ts";

/** The entry of a turned matrix, or null where what stands above is done to the entry. */
export function entryOfTurned(
  matrix: Expression,
  indices: readonly Index[],
  above: readonly SuperscriptPart[],
  span: Span,
  context: Context,
): Expression | null {
  const [row, column] = indices;
  if (!row || !column || indices.length > 2) return null;
  const turned = applySuperscripts(matrix, above, context);
  if (turned.type !== "transpose" && turned.type !== "inverse") return null;
  const isAboveFirst = above.every((part) => part.span.start < row.span.start);
  if (isAboveFirst || !isInverse(turned)) return entryOf(turned, indices, span);
  // On the diagonal, it is divided by the entry.
  if (sameIndex(row, column)) return null;
  return unknown("unsupported-notation", "an entry of an inverse, or the inverse of an entry", span);
}

function isInverse(turned: Expression): boolean {
  return turned.type === "inverse" || (turned.type === "transpose" && turned.of.type === "inverse");
}
