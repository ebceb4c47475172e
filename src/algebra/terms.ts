/*
 * Sums as lists of terms with their signs; anything else is its own only term.
 */
import type { Expression } from "./expression.ts";

export interface Term {
  readonly sign: 1 | -1;
  readonly of: Expression;
}

/** The terms of a sum as it is written. */
export function termsOf(expression: Expression): readonly Term[] {
  return expression.type === "sum" ? expression.terms : [{ sign: 1, of: expression }];
}

/** The terms of a sum, those of sums within it included, with this sign before all of them. */
export function addends(expression: Expression, sign: 1 | -1 = 1): readonly Term[] {
  if (expression.type !== "sum") return [{ sign, of: expression }];
  return expression.terms.flatMap((term) => addends(term.of, term.sign === sign ? 1 : -1));
}
