/*
 * Vectors in rows: a note that writes `y = x W + b`, with its weights behind the vectors and never before them, has
 * rows where others have columns. In come the statements, out go the letters that this makes rows: those of which
 * nothing is said, and those declared as vectors without a side.
 */
import { type Expression, type SymbolExpression, factorsOf, some } from "../../algebra/expression.ts";
import { gather } from "../../text/gather.ts";
import { oncePer } from "../../text/once.ts";
import type { Facts, ShapeFact } from "../facts.ts";
import { inParts } from "../sides.ts";
import type { Statement } from "../statement.ts";
import { isWeight } from "./bias.ts";

export interface Rows {
  /** The small letters that stand before weights. */
  readonly vectors: ReadonlySet<string>;
  readonly weights: ReadonlySet<string>;
  /** Letters that are declared as vectors, and stand nowhere as columns do. */
  readonly declared: ReadonlySet<string>;
}

const none: Rows = { vectors: new Set(), weights: new Set(), declared: new Set() };

/** None where any weight stands before a small letter. */
export function findRows(statements: readonly Statement[], facts: Facts): Rows {
  const vectors = new Set<string>();
  const weights = new Set<string>();
  const listed = new Set(gather(statements, listedName));
  for (const { left, right } of weighed(statements)) {
    if (isWeight(left) && left.type === "symbol" && isVector(right, facts)) return none;
    if (!isWeight(right) || right.type !== "symbol" || !isVector(left, facts) || listed.has(left.name))
      continue;
    vectors.add(left.name);
    weights.add(right.name);
  }
  return vectors.size > 0 ? { vectors, weights, declared: declaredRows(statements, facts) } : none;
}

/** The x of `x \in \mathbb{R}^d`, unless it stands behind a matrix or a row: `A x`, `w^\top x`. */
function declaredRows(statements: readonly Statement[], { shapes }: Facts): ReadonlySet<string> {
  const open = [...shapes].filter(([, facts]) => facts.every(isOpenVector)).map(([name]) => name);
  const rows = new Set(open);
  for (const { left, right } of columns(statements)) {
    if (left.type === "symbol" && shapes.get(left.name)?.[0]?.rank !== 2) continue;
    rows.delete(right);
    if (left.type === "transpose" && left.of.type === "symbol") rows.delete(left.of.name);
  }
  return rows;
}

/** Products with a weight on one side. */
const weighed = inParts((part) => {
  if (part.type !== "product" || /otimes/.test(part.sign)) return [];
  return isWeight(part.left) || isWeight(part.right) ? [part] : [];
});

/** What stands behind a symbol or a row, with that. */
const columns = inParts((part) => {
  if (part.type !== "product" || part.sign !== "" || part.right.type !== "symbol") return [];
  const left = factorsOf(part.left).at(-1)!;
  return left.type === "transpose" || left.type === "symbol" ? [{ left, right: part.right.name }] : [];
});

function isOpenVector({ rank, side }: ShapeFact): boolean {
  return rank === 1 && side === null;
}

/** `x = [x_1, x_2]^\top` says itself what x is. */
function listedName({ left, steps }: Statement): readonly string[] {
  const isListed = left.type === "symbol" && steps.some(({ right }) => holdsList(right));
  return isListed ? [left.name] : [];
}

const holdsList = oncePer((side: Expression): boolean => some(side, ({ type }) => type === "matrix"));

/** A small Latin letter of which nothing is said but that it is a vector. */
function isVector(factor: Expression, facts: Facts): factor is SymbolExpression {
  return (
    factor.type === "symbol" &&
    /^(bold )?[a-z](?![A-Za-z])/.test(factor.name) &&
    (facts.shapes.get(factor.name) ?? []).every(isOpenVector)
  );
}
