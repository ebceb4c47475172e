/*
 * `W [h_{t-1}, x_t]`: a list of different vectors behind a matrix, and one that a small letter is defined as, stands for
 * these below each other. Statements go in and come out.
 */
import { type Expression, mapParts, some } from "../algebra/expression.ts";
import { type Statement, mapSides, sidesOf } from "./statement.ts";

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
    if (!sidesOf(statement).some((side) => some(side, isList))) return statement;
    const written = mapSides(statement, write);
    const [first, ...rest] = written.steps;
    const list = first && isSmall(written.left) ? stacked(first.right, text) : null;
    return list ? { ...written, steps: [{ ...first!, right: list }, ...rest] } : written;
  });
}

function isList(part: Expression): boolean {
  return part.type === "matrix" && part.rows.length === 1;
}

type Matrix = Expression & { readonly type: "matrix" };

/** A list in brackets of symbols that all go by other letters, as a column; null for anything else. */
function stacked(list: Expression, text: string): Matrix | null {
  if (
    list.type !== "matrix" ||
    list.rows.length !== 1 ||
    !/^(\\left\s*)?[[(]/.test(text.slice(list.span.start))
  )
    return null;
  const cells = list.rows[0]!;
  const names = cells.flatMap((cell) => (cell?.type === "symbol" ? [cell.name] : []));
  const isOfVectors = cells.some(
    (cell) => cell?.type === "symbol" && (cell.time ?? /^bold /.test(cell.name)),
  );
  const isApart = names.length === cells.length && new Set(names).size === names.length && names.length > 1;
  return isOfVectors && isApart ? { ...list, rows: cells.map((cell) => [cell]) } : null;
}

function lastFactor(left: Expression): Expression {
  return left.type === "product" ? lastFactor(left.right) : left;
}

function isCapital(factor: Expression): boolean {
  return factor.type === "symbol" && /^(bold )?[A-Z](?![A-Za-z])/.test(factor.name);
}

function isSmall(left: Expression): boolean {
  return left.type === "symbol" && /^(bold )?[a-z](?![A-Za-z])/.test(left.name);
}
