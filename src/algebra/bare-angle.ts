/*
 * `\sin x y`: without parentheses, the argument may be x alone. In comes an expression, out goes the same with all
 * such arguments cut short behind their first letter.
 */
import { type Expression, factorsOf, mapParts } from "./expression.ts";

/** Functions that take all letters behind them. */
export const splitsBehind: ReadonlySet<string> = new Set([
  "sin",
  "cos",
  "tan",
  "cot",
  "sec",
  "csc",
  "sinh",
  "cosh",
]);

/** The other reading; the same expression where there is none. */
export function withShortAngles(expression: Expression): Expression {
  const inner = mapParts(expression, withShortAngles);
  if (inner.type !== "call" || !splitsBehind.has(inner.function.name)) return inner;
  const [argument, ...more] = inner.arguments;
  // Parentheses leave a place between an argument and the end of the call.
  if (!argument || more.length > 0 || argument.span.end !== inner.span.end) return inner;
  const factors = factorsOf(argument);
  const count = factors[0]!.type === "number" ? 2 : 1;
  if (factors.length <= count) return inner;
  const times = (left: Expression, right: Expression): Expression => ({
    type: "product",
    sign: "",
    left,
    right,
    span: inner.span,
  });
  const short: Expression = { ...inner, arguments: [factors.slice(0, count).reduce(times)] };
  return factors.slice(count).reduce(times, short);
}
