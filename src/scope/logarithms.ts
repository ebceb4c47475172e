/*
 * Values that a note gives by their logarithm: the L of `\ln L(\beta) = \sum_i …` and of `\ell = \log L(\beta) = \dots`. In
 * comes a statement, out go the definitions that it implies.
 */
import { type Expression, symbolNames, walkExpression } from "../algebra/expression.ts";
import { callOf } from "../algebra/compose.ts";
import { type Definition, definitionsOf } from "./definitions.ts";
import { familyOf } from "./facts.ts";
import type { Section } from "./section.ts";
import { type Statement, sidesOf } from "./statement.ts";

export function definitionsByLogarithm(statement: Statement, section: Section): readonly Definition[] {
  const sides = sidesOf(statement);
  return statement.steps.flatMap((step, at) => {
    const left = inLogarithm(sides[at]!);
    if (!left || isOfItsKind(step.right, left)) return [];
    const implied = {
      ...statement,
      left,
      steps: [{ ...step, right: callOf("exp", step.right, step.right.span) }],
    };
    return definitionsOf(implied, section);
  });
}

function inLogarithm(side: Expression): Expression | null {
  if (side.type !== "call" || side.order > 0 || side.function.name !== "log") return null;
  const [of] = side.arguments;
  return of?.type === "symbol" || (of?.type === "call" && of.function.type === "symbol") ? of : null;
}

/** `\log p(x \mid c) = \log p(x) + \log p(c \mid x) - \log p(c)` relates values of p to each other. */
function isOfItsKind(right: Expression, left: Expression): boolean {
  const kind = (name: string) => familyOf(name).replace(/\(.*$/, "");
  const own = kind(left.type === "symbol" ? left.name : left.type === "call" ? left.function.name : "");
  const called = walkExpression(right).flatMap((part) =>
    part.type === "call" && part.function.type === "symbol" ? [part.function.name] : [],
  );
  return [...symbolNames(right), ...called].some((name) => kind(name) === own);
}
