/*
 * Examples one after the other: `f(x) = x^2`, `f'(x) = 2x`, then `f(x) = \sin x`, `f'(x) = \cos x`. Statements with
 * what they define go in, those that begin an example anew come out.
 */
import { type Expression, some } from "../algebra/expression.ts";
import type { Definition } from "./definitions.ts";
import type { Notation } from "./notation.ts";
import { variableOf } from "./primed-values.ts";
import type { Statement } from "./statement.ts";

/**
 * Statements that define a function or a value again that has been differentiated since it was defined last, and is so right
 * after: each derivative is then of the form before it. A form that is only written another way has none between.
 */
export function statementsOfExamples(
  statements: readonly Statement[],
  candidates: readonly Definition[],
  notation: Notation,
): ReadonlySet<number> {
  const examples = new Set<number>();
  const isValue = ({ components, time, body }: Definition) =>
    components.length === 0 && time === null && variableOf(body, notation) !== null;
  const functions = candidates.filter((one) => !one.isDerivative && (one.isFunction || isValue(one)));
  const written = ({ name, parameters }: Definition) => `${name}(${parameters.join()})`;
  for (const head of new Set(functions.map(written))) {
    const own = functions.filter((one) => written(one) === head);
    const forms = new Set(own.map(({ statement }) => statement));
    if (forms.size < 2) continue;
    const { name } = own[0]!;
    const told = statements.filter((one) => forms.has(one.id) || differentiates(one.left, name));
    told.forEach((one, at) => {
      const [before, after] = [told[at - 1], told[at + 1]];
      if (!forms.has(one.id) || !before || !after || forms.has(before.id) || forms.has(after.id)) return;
      if (after.block - one.block <= 1) examples.add(one.id);
    });
  }
  return examples;
}

/** `f'(x)`, `\partial L / \partial w`, `\nabla_w L(w)`. */
function differentiates(left: Expression, name: string): boolean {
  const isIt = (of: Expression) => nameOf(of) === name;
  return some(
    left,
    (part) =>
      ((part.type === "derivative" || part.type === "differential") && isIt(part.of)) ||
      (part.type === "call" && part.order > 0 && isIt(part)),
  );
}

function nameOf(expression: Expression): string | null {
  if (expression.type === "call") return expression.function.name;
  return expression.type === "symbol" ? expression.name : null;
}
