/*
 * `w \cdot x` beside a `w_j` and an `x_j`: the inner product of two vectors, `w^\top x`. Statements go in and come out.
 */
import { type Expression, mapParts, some } from "../algebra/expression.ts";
import { oncePer } from "../text/once.ts";
import { inParts } from "./sides.ts";
import { type Statement, mapSides } from "./statement.ts";

/** Writes inner products of letters that have components, where the value has none. */
export function writeInnerProducts(statements: readonly Statement[]): readonly Statement[] {
  const single = new Set(singleIn(statements));
  if (single.size < 2) return statements;
  const isVector = (part: Expression) => part.type === "symbol" && single.has(part.name);
  const write = (part: Expression): Expression => {
    if (part.type !== "product" || part.sign !== "\\cdot") return mapParts(part, write);
    if (!isVector(part.left) || !isVector(part.right)) return mapParts(part, write);
    return { ...part, left: { type: "transpose", of: part.left, span: part.left.span }, sign: "" };
  };
  return statements.map((statement) => {
    const { left } = statement;
    const subject = left.type === "entry" ? left.of : left;
    return isVector(subject) ? statement : mapSides(statement, (side) => (hasDot(side) ? write(side) : side));
  });
}

/** The letters that stand with one component. */
const singleIn = inParts((part) =>
  part.type === "entry" && part.indices.length === 1 && part.of.type === "symbol" ? [part.of.name] : [],
);

const hasDot = oncePer((side: Expression): boolean =>
  some(side, (part) => part.type === "product" && part.sign === "\\cdot"),
);
