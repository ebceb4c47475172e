/*
 * What a derivation is made of: terms, each a number, scalars and matrix factors in order, out of expressions of the
 * note and new ones put around them. New expressions stand nowhere; those of the note keep their place, so that
 * they can be printed as the author wrote them.
 */
import { callOf } from "../../algebra/compose.ts";
import type { Expression } from "../../algebra/expression.ts";
import type { Span } from "../../text/span.ts";

export const nowhere: Span = { start: -1, end: -1 };

export interface Term {
  readonly number: number;
  readonly scalars: readonly Expression[];
  /** The matrix product, left to right; none stands for an identity. */
  readonly factors: readonly Expression[];
  /** Sums of the note around the term, outermost first. */
  readonly sums: readonly (Expression & { type: "iterated" })[];
}

export const unit: Term = { number: 1, scalars: [], factors: [], sums: [] };

export function isNew(expression: Expression): boolean {
  return expression.span.start < 0;
}

export function number(value: number): Expression {
  return { type: "number", value, span: nowhere };
}

export const ones: Expression = { type: "constant", constant: "ones", indices: [], span: nowhere };
export const identity: Expression = { type: "constant", constant: "identity", indices: [], span: nowhere };

export function product(factors: readonly Expression[], sign = ""): Expression {
  const [first, ...rest] = factors;
  return rest.reduce<Expression>(
    (left, right) => ({ type: "product", left, right, sign, span: nowhere }),
    first ?? identity,
  );
}

export function hadamard(left: Expression, right: Expression): Expression {
  if (left.type === "constant" && left.constant === "ones") return right;
  if (right.type === "constant" && right.constant === "ones") return left;
  return product([left, right], "\\odot");
}

export function quotient(left: Expression, right: Expression): Expression {
  return { type: "quotient", left, right, span: nowhere };
}

export function power(base: Expression, exponent: number, elementwise: boolean): Expression {
  return exponent === 1
    ? base
    : { type: "power", base, exponent: number(exponent), elementwise, span: nowhere };
}

export function sum(terms: readonly { readonly sign: 1 | -1; readonly of: Expression }[]): Expression {
  return { type: "sum", terms, span: nowhere };
}

/** A function of the operator table around an argument. */
export function call(name: string, argument: Expression): Expression {
  return callOf(name, argument, nowhere);
}

export function isDiag(expression: Expression): expression is Expression & { type: "call" } {
  return expression.type === "call" && expression.function.name === "diag" && expression.order === 0;
}

export function times(term: Term, more: Partial<Term>): Term {
  return {
    number: term.number * (more.number ?? 1),
    scalars: [...term.scalars, ...(more.scalars ?? [])],
    factors: more.factors ?? term.factors,
    sums: [...term.sums, ...(more.sums ?? [])],
  };
}

/** The terms as one expression; `square` where an empty product is an identity. */
export function expressionOf(terms: readonly Term[], square = false): Expression {
  if (terms.length === 0) return number(0);
  const one = (term: Term): Expression => {
    const size = Math.abs(term.number);
    const matrices = square && term.factors.length === 0 ? [identity] : term.factors;
    const factors = [...(size === 1 ? [] : [number(size)]), ...term.scalars, ...matrices];
    return term.sums.reduceRight<Expression>(
      (body, around) => ({ ...around, body, span: nowhere }),
      factors.length === 0 ? number(1) : product(factors),
    );
  };
  return sum(terms.map((term) => ({ sign: term.number < 0 ? -1 : 1, of: one(term) })));
}
