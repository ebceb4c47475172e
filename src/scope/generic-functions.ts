/*
 * Rules for any functions: the u and v of `\frac{d}{dx}(u v) = u \frac{dv}{dx} + v \frac{du}{dx}`, of which the note says
 * nothing, and the f of `\frac{\partial f}{\partial x} = f \frac{\partial \ln f}{\partial x}`. In come a claim's two
 * sides, out go definitions of what the right side differentiates as functions of the variable.
 */
import {
  type DerivativeExpression,
  type Expression,
  type SymbolExpression,
  symbolNames,
  walkExpression,
} from "../algebra/expression.ts";
import { type Definition, impliedDefinition } from "./definitions.ts";
import { openValue } from "./open-functions.ts";
import { isDeclared } from "./facts.ts";
import type { Scope } from "./scope.ts";
import type { Section } from "./section.ts";

/** The functions that a rule is about; none where what is differentiated has a part that may or may not be one. */
export function genericFunctions(
  scope: Scope,
  head: Expression,
  claimed: Expression,
  section: Section,
): readonly Definition[] {
  const [by] = head.type === "derivative" ? head.withRespectTo : [];
  if (head.type !== "derivative" || by?.type !== "symbol" || by.time) return [];
  const isKnown = (name: string) => isDeclared(scope.facts, name) || scope.definitions.has(name);
  const open = (of: Expression) => symbolNames(of).filter((name) => name !== by.name && !isKnown(name));
  const derivatives = walkExpression(claimed).filter((part) => part.type === "derivative");
  // Beside `\frac{\partial f}{\partial u}` it is not only about what u is.
  if (![head, ...derivatives].every((part) => isBy(part, by))) return [];
  const differentiated = derivatives.map(({ of }) => of);
  // `\frac{\partial f}{\partial x} = f \frac{\partial \ln f}{\partial x}` says something of f; an equation for f does not.
  const composed = [head.of, ...differentiated].filter(({ type }) => type !== "symbol");
  const isRule =
    composed.length > 0 && (head.of.type !== "symbol" || composed.every((of) => open(of).length === 1));
  const functions = new Map<string, SymbolExpression>();
  for (const of of [head.of, ...differentiated])
    for (const part of walkExpression(of))
      if (part.type === "symbol" && !part.time && open(part).length > 0) functions.set(part.name, part);
  const within = new Set(open(head.of));
  const outside = new Set(differentiated.flatMap(open));
  const isSame = within.size === outside.size && [...within].every((name) => outside.has(name));
  if (!isRule || !isSame || ![...within].every((name) => functions.has(name))) return [];
  return [...functions.values()].map(({ name, span }) =>
    impliedDefinition(name, openValue(name, [by], span), section, span),
  );
}

/** Whether a derivative is by this letter alone, however often. */
function isBy({ withRespectTo }: DerivativeExpression, by: SymbolExpression): boolean {
  return withRespectTo.every((one) => one.type === "symbol" && !one.time && one.name === by.name);
}
