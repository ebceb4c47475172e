/*
 * The chain rule as far as the first names: ∂h_t/∂h_{t-1} of a gated unit is a sum over its gates, each with its own
 * derivative. Where everything written out would be too long to read, this is what a person writes.
 */
import { derivativeOf } from "../../algebra/compose.ts";
import { type DerivativeExpression, type Expression, walkExpression } from "../../algebra/expression.ts";
import { keyOf } from "../../algebra/expression-key.ts";
import type { Site } from "../site.ts";
import { descend } from "./adjoint.ts";
import { type Term, nowhere, unit } from "./form.ts";
import { type Route, bodyAt, createDerivation } from "./paths.ts";

/** The terms of the head's derivative by those of the symbols in its definition; none where they are all there is. */
export function chainTerms(site: Site, { of }: DerivativeExpression, route: Route): readonly Term[] {
  const body = of.type === "symbol" ? bodyAt(site, of) : null;
  if (!body) return [];
  const { isVariable, reaches } = createDerivation(site, route);
  const symbols = new Map<string, Expression & { type: "symbol" }>();
  for (const part of walkExpression(body))
    if (part.type === "symbol" && reaches(part)) symbols.set(keyOf(part), { ...part, span: nowhere });
  const names = [...symbols.values()];
  if (names.every(isVariable)) return [];
  return names.flatMap((variable) => {
    const closed = new Set(names.map(({ name }) => name).filter((name) => name !== variable.name));
    const d = createDerivation(site, { ...route, variable, closed });
    descend(d, body, unit, [], of);
    if (isVariable(variable)) return d.found;
    const inner = derivativeOf(variable, route.variable, nowhere);
    return d.found.map((term) => ({ ...term, factors: [...term.factors, inner] }));
  });
}
