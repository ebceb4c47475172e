/*
 * Steps of backpropagation that name no loss: `\delta^l = (W^{l+1})^\top \delta^{l+1} \odot \sigma'(z^l)`. They hold for
 * whatever is differentiated: if δ of the next layer is its derivative by that layer's z, so is δ of this one. In comes
 * a statement, out go the definitions under which it is a claim.
 */
import { derivativeOf } from "../algebra/compose.ts";
import { type Expression, type SymbolExpression, walkExpression } from "../algebra/expression.ts";
import { sameIndex } from "../algebra/index-arithmetic.ts";
import { type Definition, impliedDefinition } from "./definitions.ts";
import type { Scope } from "./scope.ts";
import type { Section } from "./section.ts";
import type { Statement } from "./statement.ts";
import { LOSS, unstated, wholeOf } from "./unstated.ts";

/** What δ and the loss are in a step from one layer to the one before it, or null where a statement is no such step. */
export function errorSignals(statement: Statement, section: Section): readonly Definition[] | null {
  const { left, steps, span } = statement;
  const [first] = steps;
  const own = wholeOf(left);
  if (!own || !first || !isSignal(own) || (first.right.type === "sum" && first.right.terms.length > 1))
    return null;
  const others = walkExpression(first.right).filter(
    (part) => part.type === "symbol" && isSignal(part),
  ) as SymbolExpression[];
  const [next, ...more] = others;
  if (!next || more.length > 0 || isAtSame(own, next)) return null;
  const inner = slopeArgument(first.right, own);
  if (!inner) return null;
  const signal = (of: SymbolExpression, by: Expression): Definition => ({
    ...impliedDefinition(of.name, derivative(by), section, span),
    time: of.time,
    components: left.type === "entry" ? left.indices : [],
    isDerivative: true,
  });
  const outer = { ...inner, name: inner.name.replace(labelOf(own), labelOf(next)), time: next.time };
  const at = (of: Expression): Expression => (left.type === "entry" ? { ...left, of } : of);
  const isNamed = own.name !== next.name;
  return [
    signal(own, at(inner)),
    ...(isNamed ? [signal(next, at(outer))] : []),
    impliedDefinition(LOSS, unstated([outer], outer.span), section, span),
  ];
}

/** The scope in which these hold, whatever else the note says of the letters. */
export function withAssumed(scope: Scope, assumed: readonly Definition[]): Scope {
  const definitions = new Map(scope.definitions);
  for (const { name } of assumed) {
    const own = assumed.filter((one) => one.name === name && !isItself(one));
    if (own.length > 0) definitions.set(name, own);
    else definitions.delete(name);
  }
  return { ...scope, definitions };
}

/** What is assumed to be nothing but itself is free. */
function isItself({ name, body }: Definition): boolean {
  return body.type === "symbol" && body.name === name;
}

function isSignal({ name, time }: SymbolExpression): boolean {
  return /^(bold )?\\[dD]elta/.test(name) && (time !== null || labelOf({ name }) !== "");
}

/** The `_{2}` of `\delta_{2}`. */
function labelOf({ name }: Pick<SymbolExpression, "name">): string {
  return /[_^]\{\d+\}$/.exec(name)?.[0] ?? "";
}

function isAtSame(a: SymbolExpression, b: SymbolExpression): boolean {
  if (a.time && b.time) return a.name !== b.name || sameIndex(a.time, b.time);
  return a.time !== b.time || labelOf(a) === labelOf(b);
}

/** The z of the factor `\sigma'(z^l)` that stands at the same layer. */
function slopeArgument(right: Expression, own: SymbolExpression): SymbolExpression | null {
  const found = walkExpression(right).flatMap((part) => {
    const [argument] = part.type === "call" && part.order === 1 ? part.arguments : [];
    const symbol = argument ? wholeOf(argument) : null;
    const isAtOwn =
      symbol && (own.time && symbol.time ? sameIndex(own.time, symbol.time) : !own.time && !symbol.time);
    return isAtOwn && labelOf(symbol) === labelOf(own) ? [symbol] : [];
  });
  return found.length === 1 ? found[0]! : null;
}

function derivative(by: Expression): Expression {
  const of: Expression = { type: "symbol", name: LOSS, time: null, span: by.span };
  return { ...derivativeOf(of, by, by.span), notation: "nabla" };
}
