/*
 * Equations whose letters change together: `A X + X B = C` beside `dA\,X + A\,dX + dX\,B + X\,dB = dC`. In come a claim's
 * two sides, out goes the definition of one of its letters, by that equation, as what the others make it.
 */
import {
  type Expression,
  symbolNames,
  untransposed,
  walkExpression,
  holdsDerivative,
  isZeroNumber,
} from "../algebra/expression.ts";
import { addends, type Term } from "../algebra/terms.ts";
import { type Definition, impliedDefinition } from "./definitions.ts";
import { equationsWith } from "./implicit.ts";
import type { Scope } from "./scope.ts";
import type { Section } from "./section.ts";
import type { Statement } from "./statement.ts";

/** The letter that stands alone in the equation between all letters that a claim about differentials moves. */
export function constrainedLetter(
  scope: Scope,
  { id }: Statement,
  sides: readonly Expression[],
  section: Section,
): readonly Definition[] {
  const moved = sides.flatMap(walkExpression).flatMap((part) => {
    const of = part.type === "differential" ? untransposed(part.of) : null;
    return of ? [of.type === "symbol" && !of.time ? of.name : null] : [];
  });
  const names = [...new Set(moved)].filter((name) => name !== null);
  if (names.length === 0 || moved.includes(null)) return [];
  if (sides.some(holdsDerivative)) return [];
  const [equation] = equationsWith(scope, names, section)
    .filter((one) => one.id < id)
    .slice(-1);
  const [step] = equation?.steps ?? [];
  if (!equation || !step) return [];
  const both = [...addends(equation.left), ...addends(step.right, -1)];
  const terms = both.filter(({ of }) => !isZeroNumber(of));
  const all = terms.flatMap(({ of }) => symbolNames(of));
  // The factors of a decomposition change as that says.
  if (all.some((name) => scope.definitions.has(name))) return [];
  const alone = terms.find(
    ({ of }) =>
      of.type === "symbol" && names.includes(of.name) && all.filter((name) => name === of.name).length === 1,
  );
  if (alone?.of.type !== "symbol") return [];
  // Where more than what is sought changes, so may each matrix: that one is left out is no mistake, nor right.
  const own = alone.of.name;
  const isConstant = (name: string) => scope.facts.roles.get(name)?.has("constant") ?? false;
  const given = all.filter((name) => /^[A-T](?![A-Za-z])/.test(name) && name !== own && !isConstant(name));
  const isMoved = (name: string) => names.includes(name);
  if (names.length > 2 && given.some(isMoved) && !given.every(isMoved)) return [];
  const rest = terms
    .filter((term) => term !== alone)
    .map(({ sign, of }): Term => ({ sign: sign === alone.sign ? -1 : 1, of }));
  const body: Expression = { type: "sum", terms: rest, span: equation.span };
  return [impliedDefinition(own, body, section, alone.of.span)];
}
