/*
 * Entries of vectors and matrices: an expression with one or two indices goes in, the number or row that it picks
 * comes out. Indices are counted from 1; one that lies outside is a misfit.
 */
import type { Expression } from "../algebra/expression.ts";
import { type NodeId, dims, opWith } from "../algebra/graph.ts";
import type { ShapeFact } from "../scope/facts.ts";
import { build } from "./build.ts";
import { definedCell } from "./build-symbol.ts";
import { type Builder, fail, indexValue, misfit } from "./builder.ts";

/** Picks `x_i`, `A_{ij}`, or the row `A_i`. */
export function buildEntry(builder: Builder, expression: Expression & { type: "entry" }): NodeId {
  const of = build(builder, expression.of);
  const { rows, cols } = dims(builder.graph, of);
  const place = expression.indices.map((index) => indexValue(builder, index));
  const [first, second] = place;
  if (first === undefined) return fail("unsupported-notation", "an entry without an index", expression.span);
  const pick = (r: number, c: number): NodeId =>
    r < 1 || r > rows || c < 1 || c > cols
      ? outside(builder, expression, place, `index [${r},${c}] lies outside a ${rows}×${cols} matrix`)
      : opWith(builder.graph, "submatrix", [r - 1, c - 1, 1, 1], of);
  if (second !== undefined) return pick(first, second);
  if (cols === 1) return pick(first, 1);
  if (rows === 1) return pick(1, first);
  if (first < 1 || first > rows)
    return outside(builder, expression, place, `row ${first} lies outside a ${rows}×${cols} matrix`);
  return opWith(builder.graph, "submatrix", [first - 1, 0, 1, cols], of);
}

/**
 * An index outside a declared shape is an error. Outside a shape that was inferred it may count something else, or
 * a definition by components says what stands there.
 */
function outside(
  builder: Builder,
  { of, span }: Expression & { type: "entry" },
  place: readonly number[],
  message: string,
): NodeId {
  const isSaid = ({ rows, cols }: ShapeFact) => rows.type !== "other" && cols.type !== "other";
  if (of.type !== "symbol" || builder.scope.facts.shapes.get(of.name)?.some(isSaid))
    return misfit(message, span);
  return definedCell(builder, of, place) ?? fail("unknown-shape", message, span);
}
