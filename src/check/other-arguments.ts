/*
 * What a partial derivative holds fixed by itself: the y of `f(x, y)` in `\partial f / \partial x`, where the note
 * defines a y as well. A derivative goes in, names come out.
 */
import type { DerivativeExpression } from "../algebra/expression.ts";
import type { Scope } from "../scope/scope.ts";
import { wholeOf } from "../scope/unstated.ts";

/** The other arguments of the function that is differentiated, as far as the note defines them. */
export function otherArguments(
  { definitions }: Pick<Scope, "definitions">,
  { of, withRespectTo, isTotal }: DerivativeExpression,
): readonly string[] {
  const variable = wholeOf(withRespectTo[0]!)?.name;
  if (variable === undefined || isTotal) return [];
  const written =
    of.type === "call"
      ? of.arguments.flatMap((argument) => (argument.type === "symbol" ? [argument.name] : []))
      : of.type === "symbol" && !of.time
        ? (definitions.get(of.name)?.find((one) => one.isFunction)?.parameters ?? [])
        : [];
  if (!written.includes(variable)) return [];
  // Of a mixed one, by x and by y, either is held while it is the turn of the other.
  const isMixed = withRespectTo.some((by) => wholeOf(by)?.name !== variable);
  return written.filter((name) => (isMixed || name !== variable) && definitions.has(name));
}
