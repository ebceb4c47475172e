/*
 * `C = S_0 N(d_1) - \dots` beside `\partial C/\partial S = N(d_1)`: a letter that stands in derivatives alone, where all
 * else has its value at the start, is that value. Statements go in and come out.
 */
import {
  type Expression,
  mapParts,
  walkExpression,
  holdsDerivative,
  symbolNames,
} from "../algebra/expression.ts";
import { oncePer } from "../text/once.ts";
import { type Statement, mapSides, sidesOf } from "./statement.ts";

/** Writes S_0 for the S of derivatives by it. */
export function writeStartingValues(statements: readonly Statement[]): readonly Statement[] {
  const by = new Set(statements.flatMap(variablesOf));
  if (by.size === 0) return statements;
  const elsewhere = new Set(statements.filter((one) => !isDerived(one)).flatMap(namesIn));
  const atStart = [...by].filter((name) => !elsewhere.has(name) && elsewhere.has(startOf(name)));
  if (atStart.length === 0) return statements;
  const write = (part: Expression): Expression => {
    if (part.type === "symbol" && !part.time && atStart.includes(part.name))
      return { ...part, name: startOf(part.name) };
    return mapParts(part, write);
  };
  return statements.map((one) => (isDerived(one) ? mapSides(one, write) : one));
}

function startOf(name: string): string {
  return `${name}_{0}`;
}

/** Whether it says something of a derivative. */
const isDerived = oncePer((statement: Statement): boolean => sidesOf(statement).some(holdsDerivative));

/** The capitals, prices rather than coordinates, by which a statement differentiates. */
const variablesOf = oncePer((statement: Statement): readonly string[] =>
  sidesOf(statement)
    .flatMap(walkExpression)
    .flatMap((part) => (part.type === "derivative" ? part.withRespectTo : []))
    .flatMap((one) => (one.type === "symbol" && !one.time && /^[A-Z]$/.test(one.name) ? [one.name] : [])),
);

function namesIn(statement: Statement): readonly string[] {
  return sidesOf(statement).flatMap(symbolNames);
}
