/*
 * `W [h_{t-1}, x_t]`: a list of different vectors behind a matrix, and one that a small letter is defined as, stands for
 * these below each other. Statements go in and come out.
 */
import {
  type Expression,
  type SymbolExpression,
  mapParts,
  some,
  walkExpression,
} from "../algebra/expression.ts";
import { oncePer } from "../text/once.ts";
import { type Statement, mapSides, sidesOf } from "./statement.ts";
import { isMatrixLetter } from "./shapes/typography.ts";

/** Puts such lists below each other. */
export function writeConcatenations(statements: readonly Statement[], text: string): readonly Statement[] {
  const write = (part: Expression): Expression => {
    const inner = mapParts(part, write);
    if (inner.type !== "product" || !/^(\\cdot|\\times|\*)?$/.test(inner.sign)) return inner;
    return isCapital(lastFactor(inner.left))
      ? { ...inner, right: stacked(inner.right, text) ?? inner.right }
      : inner;
  };
  return statements.map((statement) => {
    if (!sidesOf(statement).some(hasList)) return statement;
    const written = mapSides(statement, write);
    const [first, ...rest] = written.steps;
    const list = first && isSmall(written.left) ? stacked(first.right, text) : null;
    return list ? { ...written, steps: [{ ...first!, right: list }, ...rest] } : written;
  });
}

const hasList = oncePer((side: Expression): boolean => some(side, isList));

function isList(part: Expression): part is Matrix {
  return part.type === "matrix" && part.rows.length === 1;
}

type Matrix = Expression & { readonly type: "matrix" };

/** A list in brackets of vectors that all start with other letters, as a column; null for anything else. */
function stacked(list: Expression, text: string): Matrix | null {
  if (!isList(list) || !/^(\\left\s*)?[[(]/.test(text.slice(list.span.start))) return null;
  const cells = list.rows[0]!;
  const first = cells.flatMap(
    (cell) => (cell && cell.type !== "dots" ? walkExpression(cell).find(isSymbol) : null) ?? [],
  );
  const isOfVectors = first.some(({ name, time }) => time ?? /^bold /.test(name));
  const isApart =
    first.length === cells.length && new Set(first.map(({ name }) => name)).size === cells.length;
  return isOfVectors && isApart && cells.length > 1 ? { ...list, rows: cells.map((cell) => [cell]) } : null;
}

function isSymbol(part: Expression): part is SymbolExpression {
  return part.type === "symbol";
}

function lastFactor(left: Expression): Expression {
  return left.type === "product" ? lastFactor(left.right) : left;
}

function isCapital(factor: Expression): boolean {
  return factor.type === "symbol" && isMatrixLetter(factor.name);
}

function isSmall(left: Expression): boolean {
  return left.type === "symbol" && /^(bold )?[a-z](?![A-Za-z])/.test(left.name);
}
