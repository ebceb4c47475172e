/*
 * Rules for any functions: the u and v of `\frac{d}{dx}(u v) = u \frac{dv}{dx} + v \frac{du}{dx}`, of which the note says
 * nothing. In come a claim's two sides, out go definitions of what the right side differentiates as functions of the
 * variable.
 */
import {
  type Expression,
  type SymbolExpression,
  symbolNames,
  walkExpression,
} from "../algebra/expression.ts";
import { type Definition, impliedDefinition } from "./definitions.ts";
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
  const [by, ...more] = head.type === "derivative" ? head.withRespectTo : [];
  if (head.type !== "derivative" || by?.type !== "symbol" || by.time || more.length > 0) return [];
  const isKnown = (name: string) => isDeclared(scope.facts, name) || scope.definitions.has(name);
  const within = new Set(symbolNames(head.of).filter((name) => name !== by.name && !isKnown(name)));
  const derivatives = walkExpression(claimed).filter(({ type }) => type === "derivative");
  const differentiated = derivatives.map((part) => differentiatedBy(part, by));
  // Beside `\frac{\partial f}{\partial u}` it is not only about what u is.
  if (differentiated.includes(null)) return [];
  const functions = new Map(differentiated.map((symbol) => [symbol!.name, symbol!] as const));
  const isRule =
    functions.size > 0 && head.of.type !== "symbol" && [...within].every((name) => functions.has(name));
  if (!isRule || ![...functions.keys()].every((name) => within.has(name))) return [];
  return [...functions.values()].map(({ name, span }) =>
    impliedDefinition(name, valueAt(name, by, span), section, span),
  );
}

/** The u of `\frac{du}{dx}`; null for any other derivative. */
function differentiatedBy(part: Expression, by: SymbolExpression): SymbolExpression | null {
  if (part.type !== "derivative" || part.of.type !== "symbol" || part.of.time) return null;
  const [variable, ...more] = part.withRespectTo;
  return variable?.type === "symbol" && variable.name === by.name && more.length === 0 ? part.of : null;
}

/** `u = u(x)`: its function goes by no name that a note writes. */
function valueAt(name: string, by: SymbolExpression, span: SymbolExpression["span"]): Expression {
  const called = { type: "symbol", name: `${name}()` } as const;
  return { type: "call", function: called, arguments: [by], order: 0, functionSpan: span, span };
}
