/*
 * Numbers that have no letter of their own: the step of a directional derivative, the point of an identity between
 * functions, the coordinates that a function is written with.
 */
import type { SymbolExpression } from "../algebra/expression.ts";
import type { Span } from "../text/span.ts";

const MARK = "·";

/** A name that no note writes. */
export function freeName(name: string): string {
  return `${MARK}${name}`;
}

/** A number under such a name. */
export function freeNumber(name: string, span: Span): SymbolExpression {
  return { type: "symbol", name: freeName(name), time: null, span };
}

/** Whether a symbol is such a number. */
export function isFreeNumber(name: string): boolean {
  return name.startsWith(MARK);
}
