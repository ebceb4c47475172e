/*
 * Expressions that are written alike, wherever they stand: one text for all of them.
 */
import { oncePer } from "../text/once.ts";
import type { Expression } from "./expression.ts";

/** The expression as text, without its places. */
export const keyOf: (expression: Expression) => string = oncePer((expression) =>
  JSON.stringify(expression, (field, value: unknown) => (/span$|^isTotal$/i.test(field) ? undefined : value)),
);
