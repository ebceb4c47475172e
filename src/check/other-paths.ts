/*
 * Why a claim about a loss that is never stated is not called right although it holds for any loss of what it names:
 * the note differentiates the loss by more, and the variable reaches that as well, as x does y in `y = x + f(z)`.
 */
import { type SymbolExpression, walkExpression } from "../algebra/expression.ts";
import type { Claim } from "../claims/claim.ts";
import type { Scope } from "../scope/scope.ts";
import type { Section } from "../scope/section.ts";
import { allSides } from "../scope/sides.ts";
import { plainName } from "../scope/symbol-name.ts";
import { inputsOfUnstated, letterOf, restsOn, variablesOf } from "../scope/unstated.ts";
import type { Doubt } from "./doubts/doubt.ts";

/** The doubt about a claim that leaves a path to the loss out. */
export function otherPathDoubt(whole: Scope, claim: Claim): Doubt | null {
  const { head, assumed, section, span } = claim;
  const scope = { ...whole, definitions: inForce(whole.definitions, section) };
  const [loss] = assumed;
  const inputs = loss ? inputsOfUnstated(loss) : [];
  const [by] = head.type === "derivative" ? head.withRespectTo.map(letterOf) : [];
  if (!loss || !by || inputs.length === 0) return null;
  const other = otherOutput(scope, loss.name, by.name, inputs) ?? otherStep(scope, by, inputs, claim);
  if (other === null) return null;
  const message = `${plainName(by.name)} reaches ${plainName(loss.name)} by ${other} as well, which this leaves out`;
  return { reason: "readings-disagree", message, span };
}

/** What sections around this one define, and what others define of letters that those leave open. */
function inForce(definitions: Scope["definitions"], { path }: Section): Scope["definitions"] {
  return new Map(
    [...definitions].map(([name, all]) => {
      const around = all.filter(({ section }) => path.includes(section.id));
      return [name, around.length > 0 ? around : all];
    }),
  );
}

/** What else the loss may rest on, where the variable reaches that past the inputs: what the note differentiates it by, or makes of the inputs. */
function otherOutput(
  scope: Scope,
  loss: string,
  by: string,
  inputs: readonly SymbolExpression[],
): string | null {
  const through = inputs.map(({ name }) => name);
  const sides = [
    ...allSides(scope.statements),
    ...[...scope.definitions.values()].flatMap((all) => all.map(({ body }) => body)),
  ];
  const differentiated = new Set(sides.flatMap((side) => variablesOf(loss, side).map(({ name }) => name)));
  // What only leads to the inputs opens no other path.
  const isBehind = (name: string) => through.some((one) => restsOn(scope, name, one, []));
  const other = [...new Set([...differentiated, ...scope.definitions.keys()])].find(
    (name) =>
      name !== by &&
      !through.includes(name) &&
      restsOn(scope, name, by, through) &&
      (isBehind(name) || (differentiated.has(name) && !through.some((one) => restsOn(scope, one, name, [])))),
  );
  return other === undefined ? null : plainName(other);
}

/** Other steps: the next state rests on this one, and all steps on one weight. */
function otherStep(
  scope: Scope,
  by: SymbolExpression,
  inputs: readonly SymbolExpression[],
  { claimed }: Claim,
): string | null {
  const through = inputs.map(({ name }) => name);
  if (by.time)
    return !through.includes(by.name) && restsOn(scope, by.name, by.name, through) ? "its next step" : null;
  const bound = new Set(
    walkExpression(claimed).flatMap((part) => (part.type === "iterated" ? [part.letter] : [])),
  );
  const isOfOneStep = ({ name, time }: SymbolExpression) =>
    time?.terms.some(({ letter }) => !bound.has(letter)) && restsOn(scope, name, by.name, []);
  return inputs.some(isOfOneStep) ? "all other steps" : null;
}
