/*
 * Eigenvalues and eigenvectors that are counted: `\lambda_j` and `v_j` below a sum over j are entries and columns of
 * all of them. In go statements in which they are members of families; out come these parts.
 */
import { type Expression, mapParts } from "../algebra/expression.ts";
import { type Statement, mapSides } from "./statement.ts";

/** What is counted, by its letter: whether one member is an entry, or a column. */
export type SpectralFamilies = ReadonlyMap<string, "eigenvalue" | "eigenvector">;

/** Statements with the parts in the place of the members. */
export function writeSpectralParts(
  statements: readonly Statement[],
  families: SpectralFamilies,
): readonly Statement[] {
  if (families.size === 0) return statements;
  return statements.map((statement) => mapSides(statement, (side) => asSpectralParts(side, families)));
}

/** The parts in the place of the members. */
export function asSpectralParts(expression: Expression, families: SpectralFamilies): Expression {
  const means = expression.type === "symbol" && expression.time ? families.get(expression.name) : undefined;
  if (expression.type !== "symbol" || !expression.time || means === undefined)
    return mapParts(expression, (part) => asSpectralParts(part, families));
  const { time, span } = expression;
  const all: Expression = { ...expression, time: null };
  if (means === "eigenvalue") return { type: "entry", of: all, indices: [time], span };
  const row: Expression = { type: "entry", of: { type: "transpose", of: all, span }, indices: [time], span };
  return { type: "transpose", of: row, span };
}
