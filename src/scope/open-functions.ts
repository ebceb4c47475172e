/*
 * Functions of which a note says no more than what they depend on: the y of `y = y(x)`. In comes the name of a value,
 * out go the value of its function at some place and the name of that function, which no note writes.
 */
import type { CallExpression, Expression } from "../algebra/expression.ts";
import type { Span } from "../text/span.ts";

/** The name of the function that a value is of what it depends on. */
export function openFunction(name: string): string {
  return `${name}()`;
}

/** `y(x)` of a y of which nothing else is known. */
export function openValue(name: string, at: readonly Expression[], span: Span): CallExpression {
  const called = { type: "symbol", name: openFunction(name) } as const;
  return { type: "call", function: called, arguments: at, order: 0, functionSpan: span, span };
}

/** Whether a definition says no more of a value than that: `y = y(x)`. */
export function isOpenValue({ name, body }: { readonly name: string; readonly body: Expression }): boolean {
  return body.type === "call" && body.function.name === openFunction(name);
}
