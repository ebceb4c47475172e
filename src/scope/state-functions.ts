/*
 * Maxwell's relations: beside `dF = -S \, dT - p \, dV`, S and p are partial derivatives of an F(T, V) of which no more
 * is said; and beside the same law, S and V are those of an `F + p V`. In come a claim's two sides, out go definitions
 * of the letters of such a law by one function.
 */
import { derivativeOf } from "../algebra/compose.ts";
import { type DerivativeExpression, type Expression, symbolNames } from "../algebra/expression.ts";
import { oncePer } from "../text/once.ts";
import { type Definition, impliedDefinition } from "./definitions.ts";
import { openValue } from "./open-functions.ts";
import type { Scope } from "./scope.ts";
import type { Section } from "./section.ts";
import { type Statement, isEquality } from "./statement.ts";

/** `dF = -S \, dT - p \, dV`: F, and what stands before the differential of each of its variables. */
interface Law {
  readonly state: string;
  readonly terms: readonly { readonly sign: 1 | -1; readonly factor: string; readonly variable: string }[];
}

/** What the letters of a law are, where a claim relates nothing but those. */
export function stateFunctions(
  scope: Scope,
  head: Expression,
  claimed: Expression,
  section: Section,
): readonly Definition[] {
  const laws = lawsIn(scope.statements);
  const sides = laws.length === 0 ? [] : [head, claimed].map(withoutSign);
  const derivatives = sides.filter((side) => side.type === "derivative");
  const [first] = derivatives;
  if (!first || !sides.every((side) => side.type === "symbol" || isOfSymbol(side))) return [];
  const variables = new Set(
    derivatives.flatMap(({ withRespectTo, held = [] }) => [...withRespectTo, ...held].flatMap(symbolNames)),
  );
  const law = laws
    .map((one) => inVariables(one, variables))
    .findLast(({ state, terms }) => {
      const letters = new Set([state, ...terms.map(({ factor }) => factor)]);
      const isTold = (side: Expression) =>
        letters.has(symbolNames(side.type === "derivative" ? side.of : side)[0]!);
      return (
        sides.every(isTold) && [...variables].every((name) => terms.some(({ variable }) => variable === name))
      );
    });
  return law ? definitionsOf(law, first, section) : [];
}

/** The law of what a Legendre transform makes of the state: `d(F + p V) = -S \, dT + V \, dp`. */
function inVariables({ state, terms }: Law, variables: ReadonlySet<string>): Law {
  const isTurned = ({ factor, variable }: Law["terms"][number]) =>
    variables.has(factor) && !variables.has(variable);
  if (!terms.some(isTurned)) return { state, terms };
  const turned = terms.map((term) =>
    isTurned(term)
      ? { sign: term.sign === 1 ? (-1 as const) : (1 as const), factor: term.variable, variable: term.factor }
      : term,
  );
  return { state: `${state} transformed`, terms: turned };
}

/** `(\partial S/\partial V)_T`, of a letter by letters. */
function isOfSymbol(side: Expression): boolean {
  return (
    side.type === "derivative" &&
    [side.of, ...side.withRespectTo].every((one) => one.type === "symbol" && !one.time)
  );
}

function withoutSign(side: Expression): Expression {
  return side.type === "sum" && side.terms.length === 1 ? side.terms[0]!.of : side;
}

function definitionsOf(
  { state, terms }: Law,
  { span }: DerivativeExpression,
  section: Section,
): readonly Definition[] {
  const symbol = (name: string): Expression => ({ type: "symbol", name, time: null, span });
  const at = terms.map(({ variable }) => symbol(variable));
  const value = openValue(state, at, span);
  const factors = terms.map(({ sign, factor, variable }) => {
    const of = derivativeOf(value, symbol(variable), span);
    return impliedDefinition(factor, { type: "sum", terms: [{ sign, of }], span }, section, span);
  });
  return [impliedDefinition(state, value, section, span), ...factors];
}

const lawsIn = oncePer((statements: readonly Statement[]): readonly Law[] =>
  statements.flatMap(({ left, steps }) => {
    if (left.type !== "differential" || left.of.type !== "symbol") return [];
    const state = left.of.name;
    return steps.flatMap(({ relation, right }) => {
      const terms = isEquality(relation) ? termsOf(right) : null;
      return terms && terms.length > 1 ? [{ state, terms }] : [];
    });
  }),
);

function termsOf(right: Expression): Law["terms"] | null {
  const terms = right.type === "sum" ? right.terms : [];
  const read = terms.flatMap(({ sign, of }) => {
    if (of.type !== "product" || of.left.type !== "symbol" || of.right.type !== "differential") return [];
    const variable = of.right.of;
    return variable.type === "symbol" ? [{ sign, factor: of.left.name, variable: variable.name }] : [];
  });
  const names = new Set(read.flatMap(({ factor, variable }) => [factor, variable]));
  return read.length === terms.length && names.size === 2 * terms.length ? read : null;
}
