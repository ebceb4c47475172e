/*
 * Expressions that are made rather than read: what they are made of comes in, with the place they stand for.
 */
import type { Span } from "../text/span.ts";
import type { DerivativeExpression, Expression } from "./expression.ts";

/** `∂of/∂by`. */
export function derivativeOf(of: Expression, by: Expression, span: Span): DerivativeExpression {
  return { type: "derivative", of, withRespectTo: [by], notation: "fraction", span };
}

/** An operator of the table, applied to one argument. */
export function callOf(name: string, of: Expression, span: Span): Expression & { readonly type: "call" } {
  return {
    type: "call",
    function: { type: "operator", name },
    arguments: [of],
    order: 0,
    functionSpan: span,
    span,
  };
}
