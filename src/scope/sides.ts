/*
 * What is found in the statements of a scope, found once for each side: a side stands in many views of a note, and most
 * questions have no answer in it.
 */
import { type Expression, walkExpression } from "../algebra/expression.ts";
import { gather } from "../text/gather.ts";
import { oncePer } from "../text/once.ts";
import { type Statement, sidesOf } from "./statement.ts";

type FindIn<Of, V> = (of: Of) => readonly V[];

/** All sides of the statements, in order. */
export const allSides = oncePer((statements: readonly Statement[]): readonly Expression[] =>
  gather(statements, sidesOf),
);

/** What is found in all sides of statements. */
export function inSides<V>(find: FindIn<Expression, V>): FindIn<readonly Statement[], V> {
  const findOnce = oncePer(find);
  return (statements) => gather(allSides(statements), findOnce);
}

/** What is found in all parts of their sides. */
export function inParts<V>(find: FindIn<Expression, V>): FindIn<readonly Statement[], V> {
  return inSides((side) => gather(walkExpression(side), find));
}

/** The symbols that statements differentiate by. */
export const variablesIn = inParts((part) =>
  part.type === "derivative"
    ? gather(part.withRespectTo, (by) => (by.type === "symbol" ? [by.name] : []))
    : [],
);
