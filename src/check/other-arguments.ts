/*
 * What a partial derivative holds fixed by itself: the y of `f(x, y)` in `\partial f / \partial x`, where the note
 * defines a y as well. A derivative goes in, names come out.
 */
import { type DerivativeExpression, isZeroNumber } from "../algebra/expression.ts";
import type { Scope } from "../scope/scope.ts";
import { wholeOf } from "../scope/unstated.ts";

/** The other arguments of the function that is differentiated, as far as the note defines them. */
export function otherArguments(
  scope: Pick<Scope, "definitions" | "statements">,
  { of, withRespectTo, isTotal }: DerivativeExpression,
): readonly string[] {
  const { definitions } = scope;
  const variable = wholeOf(withRespectTo[0]!)?.name;
  if (variable === undefined || isTotal) return [];
  const written =
    of.type === "call"
      ? of.arguments.flatMap((argument) => (argument.type === "symbol" ? [argument.name] : []))
      : of.type === "symbol" && !of.time
        ? (definitions.get(of.name)?.find((one) => one.isFunction)?.parameters ??
          unknownsOf(scope, of.name, variable))
        : [];
  if (!written.includes(variable)) return [];
  // Of a mixed one, by x and by y, either is held while it is the turn of the other.
  const isMixed = withRespectTo.some((by) => wholeOf(by)?.name !== variable);
  return written.filter((name) => (isMixed || name !== variable) && definitions.has(name));
}

/**
 * `\partial S/\partial a = \dots = 0`, `\partial S/\partial b = \dots = 0`, then `b = \bar y - a \bar x`: what solves the
 * equations says later what b is, which is a variable of S.
 */
function unknownsOf(
  { definitions, statements }: Pick<Scope, "definitions" | "statements">,
  output: string,
  variable: string,
): readonly string[] {
  const set = statements.flatMap(({ left, steps, span }) => {
    if (left.type !== "derivative" || left.isTotal || left.withRespectTo.length > 1) return [];
    const name = wholeOf(left.withRespectTo[0]!)?.name;
    const isSet = steps.some(({ right }) => isZeroNumber(right));
    return isSet && name !== undefined && wholeOf(left.of)?.name === output ? [{ name, span }] : [];
  });
  if (!set.some(({ name }) => name === variable)) return [];
  const isSolved = (name: string) =>
    definitions.get(name)?.every((one) => set.every(({ span }) => span.end <= one.span.start)) ?? false;
  return set.map(({ name }) => name).filter((name) => name === variable || isSolved(name));
}
