/*
 * What is least or largest: `\arg\min_x f(x)` as a call of its variable and of what is taken of it, and its name.
 */
import type { Expression } from "../algebra/expression.ts";

const OVER = " over";

/** The name of the operator that a `\min`, `\max`, `\argmin` or `\argmax` with a variable below it is. */
export function optimumName(operator: string): string {
  return operator + OVER;
}

export function isOptimum({ function: { name } }: Expression & { type: "call" }): boolean {
  return name.endsWith(OVER);
}
