/*
 * Layouts that a note shows: a derivative written out as the matrix of its partial derivatives, or by one of its entries.
 */
import type { DerivativeExpression, Expression } from "../algebra/expression.ts";
import { onlyLetter } from "../algebra/index-arithmetic.ts";
import type { LayoutName } from "../report.ts";

/** The layout in which derivatives are laid out here, as far as it can be seen. */
export function layoutShown(left: Expression, right: Expression): LayoutName | null {
  return layoutOfPartials(left, right) ?? layoutOfEntries(left, right);
}

/**
 * A derivative set equal to the matrix of its partial derivatives declares the layout: entry (1, n) is
 * ∂y₁/∂xₙ in the numerator layout, ∂yₙ/∂x₁ in the denominator layout.
 */
export function layoutOfPartials(left: Expression, right: Expression): LayoutName | null {
  if (left.type !== "derivative" || right.type !== "matrix" || right.rows.length < 2) return null;
  const cells = right.rows.flat().filter((cell) => cell !== null && cell.type !== "dots");
  if (!cells.every(isPartial)) return null;
  const [first] = right.rows;
  const corner = first?.[0];
  const last = first?.at(-1);
  if (!isPartial(corner) || !isPartial(last) || first!.length < 2) return null;
  const ofMoves = !sameEntry(corner.of, last.of);
  const byMoves = !sameEntry(corner.withRespectTo[0]!, last.withRespectTo[0]!);
  if (ofMoves === byMoves) return null;
  return byMoves ? "numerator" : "denominator";
}

/** `J_{ij} = \partial f_i / \partial x_j` counts the output along rows. */
function layoutOfEntries(left: Expression, right: Expression): LayoutName | null {
  if (left.type !== "entry" || left.indices.length !== 2 || !isPartial(right)) return null;
  const letters = (of: Expression) => (of.type === "entry" ? of.indices.map(onlyLetter) : []);
  const own = letters(left).join();
  const [of, by] = [letters(right.of), letters(right.withRespectTo[0]!)];
  if (of.length !== 1 || by.length !== 1 || of[0] === by[0]) return null;
  if (own === [...of, ...by].join()) return "numerator";
  return own === [...by, ...of].join() ? "denominator" : null;
}

export function isPartial(cell: unknown): cell is DerivativeExpression {
  const one = cell as DerivativeExpression | null | undefined;
  return one?.type === "derivative" && one.withRespectTo.length === 1;
}

function sameEntry(a: Expression, b: Expression): boolean {
  if (a.type === "entry" && b.type === "entry")
    return a.indices.every((index, at) => {
      const other = b.indices[at];
      return (
        other &&
        index.offset === other.offset &&
        index.terms.map((t) => t.letter).join() === other.terms.map((t) => t.letter).join()
      );
    });
  return a.type === "symbol" && b.type === "symbol" && a.name === b.name;
}
