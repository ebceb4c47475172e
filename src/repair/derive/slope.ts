/*
 * The derivative of a function that acts entry by entry, in the words of the note: `σ'(z)`, or closed where the
 * author writes it so (`1 - h²` for tanh, `s ⊙ (1 - s)` for the logistic function).
 */
import type { CallExpression, Expression } from "../../algebra/expression.ts";
import type { Scope } from "../../scope/scope.ts";
import { call, hadamard, number, power, product, quotient, sum } from "./form.ts";
import { kindOf } from "./kind.ts";

export interface Slope {
  readonly number: number;
  readonly of: Expression;
}

/** Functions whose derivative has no name of its own. */
const elementary: Readonly<Record<string, (of: CallExpression, argument: Expression) => Slope>> = {
  exp: (of) => ({ number: 1, of }),
  log: (_, argument) => ({ number: 1, of: quotient(number(1), argument) }),
  sin: (_, argument) => ({ number: 1, of: call("cos", argument) }),
  cos: (_, argument) => ({ number: -1, of: call("sin", argument) }),
  sinh: (_, argument) => ({ number: 1, of: call("cosh", argument) }),
  cosh: (_, argument) => ({ number: 1, of: call("sinh", argument) }),
  sqrt: (of) => ({ number: 0.5, of: quotient(number(1), of) }),
  abs: (_, argument) => ({ number: 1, of: call("sign", argument) }),
};

/** `value` is the symbol that the note gives the function's value, if any. */
export function slopeOf(scope: Scope, of: CallExpression, value: Expression | null, closed: boolean): Slope {
  const [argument] = of.arguments;
  const name = namedFunction(scope, of);
  const known = of.function.type === "operator" ? elementary[of.function.name] : undefined;
  if (known) return known(of, argument!);
  const plain: Slope = { number: 1, of: { ...of, order: of.order + 1, span: { start: -1, end: -1 } } };
  if (!closed || of.order > 0) return plain;
  const result = value ?? of;
  const scalar = kindOf(scope, argument!) === "scalar";
  if (name === "tanh") return { number: 1, of: difference(number(1), power(result, 2, true)) };
  if (name === "sigmoid") {
    const rest = difference(number(1), result);
    return { number: 1, of: scalar ? product([result, rest]) : hadamard(result, rest) };
  }
  return plain;
}

function difference(left: Expression, right: Expression): Expression {
  return sum([
    { sign: 1, of: left },
    { sign: -1, of: right },
  ]);
}

function namedFunction(scope: Scope, of: CallExpression): string {
  if (of.function.type === "operator") return of.function.name;
  const named = scope.facts.functions.get(of.function.name)?.[0]?.named;
  return named === "logistic" ? "sigmoid" : (named ?? of.function.name);
}

/** Whether a function acts entry by entry on its argument. */
export function isElementwise(scope: Scope, of: CallExpression): boolean {
  if (of.arguments.length !== 1) return false;
  const kind = kindOf(scope, of.arguments[0]!);
  return kind !== null && kindOf(scope, of) === kind && !/softmax/i.test(of.function.name);
}
