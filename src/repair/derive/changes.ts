/*
 * What the forward derivation is asked for: derivatives by a scalar, where the note's functions of it bring their own
 * derivatives; differentials; and single entries of matrices by single entries.
 */
import { derivativeOf } from "../../algebra/compose.ts";
import {
  type DerivativeExpression,
  type Expression,
  type Index,
  walkExpression,
} from "../../algebra/expression.ts";
import { sameIndex } from "../../algebra/index-arithmetic.ts";
import type { Scope } from "../../scope/scope.ts";
import type { Site } from "../site.ts";
import { stop } from "./adjoint.ts";
import { entry, entryOf, entryTerms } from "./entry.ts";
import { type Term, nowhere, product, unit } from "./form.ts";
import { kindOf } from "./kind.ts";
import { type Route, createDerivation } from "./paths.ts";
import { tangent } from "./tangent.ts";

/** The terms of ∂of/∂by for a scalar `by`. */
export function changeByScalar(site: Site, head: DerivativeExpression, route: Route): readonly Term[] {
  const [by] = head.withRespectTo;
  if (!by || kindOf(site.scope, by) !== "scalar") return [];
  const plain = createDerivation(site, route);
  const moves = (part: Expression) => plain.isVariable(part) || isFunctionOf(site, part, by);
  const changeOf = (part: Expression): Expression | null => {
    if (plain.isVariable(part)) return null;
    return part.type === "call" ? { ...part, order: 1, span: nowhere } : derivativeOf(part, by, nowhere);
  };
  return tangent({ ...createDerivation(site, { ...route, moves }), changeOf }, head.of);
}

/** `U` or `U(t)` where the note says that U is a function and no more. */
function isFunctionOf({ scope }: Site, part: Expression, by: Expression): boolean {
  const isOpen = (name: string) => scope.facts.functions.has(name) && !scope.definitions.has(name);
  if (part.type === "symbol") return isOpen(part.name);
  if (part.type !== "call" || part.function.type !== "symbol" || part.order > 0) return false;
  const [argument, ...more] = part.arguments;
  return (
    more.length === 0 &&
    isOpen(part.function.name) &&
    kindOf(scope, part) !== "scalar" &&
    argument?.type === "symbol" &&
    by.type === "symbol" &&
    argument.name === by.name
  );
}

/** The terms of d(of), in the differentials of what varies. */
export function differentialOf(site: Site, of: Expression, route: Route): readonly Term[] {
  const varied = variedNames(site, of);
  const moves = (part: Expression) => part.type === "symbol" && part !== of && varied.has(part.name);
  const changeOf = (part: Expression): Expression => ({ type: "differential", of: part, span: nowhere });
  return tangent({ ...createDerivation(site, { ...route, moves }), changeOf }, of);
}

/** Symbols whose differential the claim shows, and those that are variables by their letter. */
function variedNames({ scope, claim, parts }: Site, of: Expression): ReadonlySet<string> {
  const names = new Set<string>();
  for (const part of parts)
    if (part.type === "differential" && part.of.type === "symbol") names.add(part.of.name);
  for (const part of walkExpression(claim.head.type === "differential" ? of : claim.head)) {
    if (part.type !== "symbol" || part.time || scope.definitions.has(part.name)) continue;
    const constant = scope.facts.roles.get(part.name)?.has("constant") === true;
    const isVariable = scope.facts.functions.has(part.name) || /^[U-Zu-z](_\{.*\})?$/.test(part.name);
    if (!constant && isVariable) names.add(part.name);
  }
  return names;
}

/** The terms of ∂(Y)_{kl}/∂X_{ij} in index form; none where either is no entry of a matrix. */
export function entryByEntry(site: Site, head: DerivativeExpression, route: Route): readonly Term[] {
  const [by] = head.withRespectTo;
  const { of } = head;
  if (of.type !== "entry" || by?.type !== "entry" || by.indices.length !== 2 || by.of.type !== "symbol")
    return [];
  const change: Expression = { type: "differential", of: by.of, span: nowhere };
  const inner = createDerivation(site, { ...route, variable: by.of, scalarOutput: false });
  const terms = tangent({ ...inner, changeOf: () => change }, of.of);
  return terms.map((term) => oneEntry(site.scope, term, change, of.indices, by.indices));
}

/** L dX R at (k, l), by X at (i, j), is L_{ki} R_{jl}; with dXᵀ, L_{kj} R_{il}. */
function oneEntry(
  scope: Scope,
  term: Term,
  change: Expression,
  [row, column]: readonly Index[],
  [i, j]: readonly Index[],
): Term {
  const at = term.factors.findIndex(
    (one) => one === change || (one.type === "transpose" && one.of === change),
  );
  if (at < 0 || !row || !i || !j || term.sums.length > 0) stop();
  const [up, down] = term.factors[at] === change ? [i, j] : [j, i];
  const left = piece(scope, term.factors.slice(0, at), row, up);
  const after = term.factors.slice(at + 1);
  const right = column
    ? piece(scope, after, down, column)
    : after.length > 0
      ? [entryOf(scope, product(after), [down])]
      : stop();
  return { ...term, scalars: [...term.scalars, ...left, ...right], factors: [] };
}

/** The entry of a product of matrices; δ of an empty one, which is nothing on the diagonal. */
function piece(
  scope: Scope,
  factors: readonly Expression[],
  row: Index,
  column: Index,
): readonly Expression[] {
  const [first, ...more] = factors;
  if (!first)
    return sameIndex(row, column) ? [] : [{ type: "delta", left: row, right: column, span: nowhere }];
  return more.length === 0
    ? entryTerms(scope, [{ ...unit, factors }], [row, column])[0]!.scalars
    : [entry(product(factors), [row, column])];
}
