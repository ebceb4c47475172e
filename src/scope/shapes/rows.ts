/*
 * Vectors in rows: a note that writes `y = x W + b`, with its weights behind the vectors and never before them, has
 * rows where others have columns. In come the statements, out go the letters that this makes rows.
 */
import { type Expression, type SymbolExpression, some, walkExpression } from "../../algebra/expression.ts";
import type { Facts } from "../facts.ts";
import { type Statement, sidesOf } from "../statement.ts";
import { isWeight } from "./bias.ts";

export interface Rows {
  /** The small letters that stand before weights. */
  readonly vectors: ReadonlySet<string>;
  readonly weights: ReadonlySet<string>;
}

/** None where any weight stands before a small letter. */
export function findRows(statements: readonly Statement[], facts: Facts): Rows {
  const vectors = new Set<string>();
  const weights = new Set<string>();
  const listed = new Set(statements.flatMap(listedName));
  for (const part of statements.flatMap(sidesOf).flatMap(walkExpression)) {
    if (part.type !== "product" || /otimes/.test(part.sign)) continue;
    const { left, right } = part;
    if (isWeight(left) && left.type === "symbol" && isVector(right, facts))
      return { vectors: new Set(), weights: new Set() };
    if (!isWeight(right) || right.type !== "symbol" || !isVector(left, facts) || listed.has(left.name))
      continue;
    vectors.add(left.name);
    weights.add(right.name);
  }
  return { vectors, weights };
}

/** `x = [x_1, x_2]^\top` says itself what x is. */
function listedName({ left, steps }: Statement): readonly string[] {
  const isListed = left.type === "symbol" && steps.some(({ right }) => some(right, isList));
  return isListed ? [left.name] : [];
}

function isList({ type }: Expression): boolean {
  return type === "matrix";
}

/** A small Latin letter of which nothing is said. */
function isVector(factor: Expression, facts: Facts): factor is SymbolExpression {
  return (
    factor.type === "symbol" &&
    /^(bold )?[a-z](?![A-Za-z])/.test(factor.name) &&
    !facts.shapes.has(factor.name)
  );
}
