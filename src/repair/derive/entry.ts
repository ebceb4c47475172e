/*
 * One entry of a derived matrix or vector in index form: `diag(s) W` at (j, k) is s_j W_{jk}, an identity is δ_{jk}.
 */
import type { Expression, Index } from "../../algebra/expression.ts";
import type { Scope } from "../../scope/scope.ts";
import { stop } from "./adjoint.ts";
import { type Term, isDiag, nowhere, number, product, sum } from "./form.ts";
import { kindOf } from "./kind.ts";
import { isElementwise } from "./slope.ts";

/** The terms' entry at these indices: one for a column, two for a matrix. */
export function entryTerms(scope: Scope, terms: readonly Term[], at: readonly Index[]): readonly Term[] {
  return terms.map((term) => ({
    ...term,
    scalars: [...term.scalars, ...entriesOf(scope, term.factors, at)],
    factors: [],
  }));
}

function entriesOf(
  scope: Scope,
  factors: readonly Expression[],
  at: readonly Index[],
): readonly Expression[] {
  const [row, column] = at;
  const [first, ...rest] = factors;
  const last = factors.at(-1);
  if (!row) stop();
  if (!column) {
    if (!first) stop();
    if (isDiag(first)) return [...entriesOf(scope, rest, at), entryOf(scope, first.arguments[0]!, [row])];
    return rest.length === 0 ? [entryOf(scope, first, [row])] : stop();
  }
  if (!first) return [{ type: "delta", left: row, right: column, span: nowhere }];
  if (isDiag(first)) return [entryOf(scope, first.arguments[0]!, [row]), ...entriesOf(scope, rest, at)];
  if (isDiag(last!))
    return [...entriesOf(scope, factors.slice(0, -1), at), entryOf(scope, last.arguments[0]!, [column])];
  if (rest.length === 0) return [entryOf(scope, first, [row, column])];
  if (factors.length === 2 && kindOf(scope, first) === "column")
    return [entryOf(scope, first, [row]), entryOf(scope, rest[0]!, [column])];
  return stop();
}

/** An entry of an expression: into functions, products entry by entry and sums it goes by itself. */
export function entryOf(scope: Scope, part: Expression, at: readonly Index[]): Expression {
  const inside = (one: Expression) => entryOf(scope, one, at);
  switch (part.type) {
    case "number":
      return part;
    case "transpose":
      return entryOf(scope, part.of, [...at].reverse());
    case "constant":
      return part.constant === "ones" ? number(1) : stop();
    case "sum":
      return sum(part.terms.map(({ sign, of }) => ({ sign, of: inside(of) })));
    case "power":
      return { ...part, base: inside(part.base), span: nowhere };
    case "product":
      return /odot/.test(part.sign) ? product([inside(part.left), inside(part.right)]) : stop();
    case "call":
      return isElementwise(scope, part)
        ? { ...part, arguments: [inside(part.arguments[0]!)], span: nowhere }
        : entry(part, at);
    case "symbol":
      return entry(part, at);
    default:
      return stop();
  }
}

/** An expression with indices on it. */
export function entry(of: Expression, indices: readonly Index[]): Expression {
  return { type: "entry", of, indices, span: nowhere };
}
