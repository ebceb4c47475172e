/*
 * Doubts whether a value is one of its own: a target that is held fixed while parameters are learnt, as is `V_w(s')` in
 * `(r + \gamma V_w(s') - V_w(s))^2`, or a product that an equation names. In comes a claim that fails, out goes why not
 * to blame it.
 */
import { type CallExpression, type Expression, mapParts, walkExpression } from "../../algebra/expression.ts";
import { scalarShape } from "../../algebra/shape.ts";
import { keyOf } from "../../algebra/expression-key.ts";
import type { Scope } from "../../scope/scope.ts";
import { plainName } from "../../scope/symbol-name.ts";
import { type Doubt, type Failed, holdsUnder } from "./doubt.ts";

/** What holds where one of several values of a function with parameters is a number may be meant so. */
export function targetDoubt({ scope, claim, readings, builder: { used }, seed }: Failed): Doubt | null {
  const [by, ...more] = claim.head.type === "derivative" ? claim.head.withRespectTo : [];
  if (by?.type !== "symbol" || more.length > 0) return null;
  const sides = [claim.head, ...[...used].map(({ body }) => body)];
  const calls = sides.flatMap(walkExpression).filter((part) => isCallOf(part, by.name));
  const distinct = new Map(calls.map((call) => [keyOf(call), call]));
  for (const [key, call] of distinct) {
    const others = [...distinct].filter(
      ([other, one]) => other !== key && one.function.name === call.function.name,
    );
    if (others.length === 0) continue;
    const hold = (part: Expression): Expression =>
      keyOf(part) === key ? asNumber(call, part) : mapParts(part, hold);
    const held = { ...claim, head: hold(claim.head), claimed: hold(claim.claimed) };
    if (!holdsUnder(withNumber(scope, call, hold), held, readings, {}, seed)) continue;
    const message = `this holds if one value of ${plainName(call.function.name)} is held fixed; say so`;
    return { reason: "readings-disagree", message, span: claim.span };
  }
  return null;
}

/** A product such as the `L_f h` of Lie derivatives, of which an equation of the note says what it is, is one name. */
export function productNameDoubt({
  scope: { statements },
  claim: { head, statement, span },
}: Failed): Doubt | null {
  const of = head.type === "derivative" ? head.of : null;
  if (of?.type !== "product") return null;
  const key = keyOf(of);
  const isNamed = statements.some(({ id, left }) => id !== statement.id && keyOf(left) === key);
  const message = "another equation of this note says what this product is";
  return isNamed ? { reason: "readings-disagree", message, span } : null;
}

function isCallOf(part: Expression, variable: string): part is CallExpression {
  if (part.type !== "call" || part.function.type !== "symbol" || part.order > 0) return false;
  return part.arguments.some((argument) => argument.type === "symbol" && argument.name === variable);
}

/** The number that a value is held at. */
function heldName({ function: { name } }: CallExpression): string {
  return `${name} held`;
}

function asNumber(call: CallExpression, { span }: Expression): Expression {
  return { type: "symbol", name: heldName(call), time: null, span };
}

function withNumber(scope: Scope, call: CallExpression, hold: (body: Expression) => Expression): Scope {
  const definitions = [...scope.definitions].map(
    ([name, all]) => [name, all.map((one) => ({ ...one, body: hold(one.body) }))] as const,
  );
  const symbols = new Map([...scope.shapes.symbols, [heldName(call), scalarShape]]);
  return { ...scope, definitions: new Map(definitions), shapes: { ...scope.shapes, symbols } };
}
