/*
 * Derivatives that prose gives a letter: "where `J` is the Jacobian of `f`". Comes in: declarations. Goes out:
 * definitions of the letters as the derivatives they stand for.
 */
import type { Expression } from "../algebra/expression.ts";
import type { NoteContext } from "./context.ts";
import { type Definition, impliedDefinition } from "./definitions.ts";
import { elaborate } from "./elaborate.ts";
import { argumentsOf, readSubject } from "./declared-subject.ts";
import type { PlacedDeclaration } from "./facts.ts";
import { withoutDecoration } from "./occurrence.ts";

/** The definitions of all letters that are said to be derivatives. */
export function namedDerivatives(
  declared: readonly PlacedDeclaration[],
  context: NoteContext,
): readonly Definition[] {
  return declared.flatMap(({ declaration, section }) => {
    if (declaration.type !== "derivative") return [];
    const { subject, of, by, means, span } = declaration;
    const name = readSubject(subject, context.notation)?.name;
    const output = readSubject(of, context.notation)?.name ?? "";
    const variable = by ?? argumentsOf(of)[0] ?? context.parameters.get(output)?.[0];
    if (name === undefined || name === output || !variable) return [];
    const bare = withoutDecoration(of);
    const head = by && bare.type === "product" ? bare.factors[0]!.node : of;
    const wrt = elaborate(variable, context);
    const body: Expression = {
      type: "derivative",
      of: elaborate(head, context),
      withRespectTo: means === "hessian" ? [wrt, wrt] : [wrt],
      notation: means === "jacobian" ? "fraction" : "nabla",
      span,
    };
    return [{ ...impliedDefinition(name, body, section, span), isDerivative: true }];
  });
}
