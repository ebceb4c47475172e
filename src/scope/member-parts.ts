/*
 * Members of families that are parts of a whole: `\lambda_j` and `v_j` below a sum over j are entries and columns of
 * all of them, and an `x_i` that prose calls a row of X is that row. In go statements in which they are members; out
 * come these parts.
 */
import { type Expression, mapParts } from "../algebra/expression.ts";
import { type Statement, mapSides } from "./statement.ts";

/** What one member is of the symbol `of`; a row is written as the vector that it is, a column. */
export interface MemberPart {
  readonly of: string;
  readonly part: "entry" | "row" | "column";
}

/** By the letter of the family. */
export type MemberParts = ReadonlyMap<string, MemberPart>;

/** Statements with the parts in the place of the members. */
export function writeMemberParts(
  statements: readonly Statement[],
  families: MemberParts,
): readonly Statement[] {
  if (families.size === 0) return statements;
  return statements.map((statement) => mapSides(statement, (side) => asMemberParts(side, families)));
}

/** The parts in the place of the members. */
export function asMemberParts(expression: Expression, families: MemberParts): Expression {
  const family = expression.type === "symbol" && expression.time ? families.get(expression.name) : undefined;
  if (expression.type !== "symbol" || !expression.time || family === undefined)
    return mapParts(expression, (part) => asMemberParts(part, families));
  const { time, span } = expression;
  const all: Expression = { type: "symbol", name: family.of, time: null, span };
  if (family.part === "entry") return { type: "entry", of: all, indices: [time], span };
  const rows: Expression = family.part === "row" ? all : { type: "transpose", of: all, span };
  return { type: "transpose", of: { type: "entry", of: rows, indices: [time], span }, span };
}
