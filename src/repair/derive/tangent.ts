/*
 * Differentiates forwards: what an infinitesimal change of the variables makes of an expression, as terms. This is
 * how derivatives by a scalar, differentials and single entries are written; gradients and Jacobians of vectors
 * go backwards (adjoint.ts).
 */
import type { CallExpression, Expression } from "../../algebra/expression.ts";
import { type Derivation, stop } from "./adjoint.ts";
import {
  type Term,
  call,
  hadamard,
  nowhere,
  number,
  ones,
  power,
  product,
  quotient,
  sum,
  times,
  unit,
} from "./form.ts";
import { kindOf, multiplication } from "./kind.ts";
import { isElementwise, slopeOf } from "./slope.ts";
import { flatten, transposeAll, transposeOf } from "./transpose.ts";
import { vectorise } from "./vectorise.ts";

/** A derivation in which each variable brings its own change; null for a variable that changes by one. */
export interface Motion extends Derivation {
  readonly changeOf: (variable: Expression) => Expression | null;
}

/** Expressions looked at in one derivation. */
const BUDGET = 300;

/** The change of an expression; no terms where it does not change. */
export function tangent(m: Motion, part: Expression): readonly Term[] {
  if (++m.steps > BUDGET) stop();
  if (m.isVariable(part)) {
    const change = m.changeOf(part);
    return [change === null ? unit : factorOf(m, part, change)];
  }
  if (!m.reaches(part)) return [];
  const scalar = kindOf(m.scope, part) === "scalar";
  switch (part.type) {
    case "symbol":
      return tangent(m, m.enter(part) ?? stop());
    case "sum":
      return part.terms.flatMap(({ sign, of }) =>
        tangent(m, of).map((term) => times(term, { number: sign })),
      );
    case "product":
      return ofProduct(m, part);
    case "transpose":
      return scaled(tangent(m, part.of), (term) => ({ factors: transposeAll(m.scope, term.factors) }));
    case "inverse":
      if (part.pseudo) stop();
      if (scalar) return ofPower(m, part.of, -1);
      return scaled(tangent(m, part.of), (term) => ({ number: -1, factors: [part, ...term.factors, part] }));
    case "quotient":
      return ofQuotient(m, part);
    case "power":
      return ofNumberedPower(m, part);
    case "norm":
      return ofNorm(m, part, false);
    case "call":
      return ofCall(m, part);
    case "iterated": {
      if (part.operator !== "sum") stop();
      const whole = vectorise(m.scope, part);
      return whole ? tangent(m, whole) : scaled(tangent(m, part.body), () => ({ sums: [part] }));
    }
    default:
      return stop();
  }
}

/** With scalars before those that a term has: the outer slope stands before the inner. */
function ahead(terms: readonly Term[], scalars: readonly Expression[]): readonly Term[] {
  return terms.map((term) => ({ ...term, scalars: [...scalars, ...term.scalars] }));
}

function factorOf(m: Motion, part: Expression, factor: Expression): Term {
  return kindOf(m.scope, part) === "scalar"
    ? times(unit, { scalars: [factor] })
    : times(unit, { factors: [factor] });
}

function scaled(terms: readonly Term[], more: (term: Term) => Partial<Term>): readonly Term[] {
  return terms.map((term) => times(term, more(term)));
}

/** A scalar function of a matrix or vector: its factors become one scalar. */
function asScalar(terms: readonly Term[], value: (of: Expression) => Expression): readonly Term[] {
  return scaled(terms, (term) => ({ scalars: [value(product(term.factors))], factors: [] }));
}

/** Each factor changes in turn, where it stands. */
function ofProduct(m: Motion, part: Expression & { type: "product" }): readonly Term[] {
  const { scope } = m;
  const { left, right, sign } = part;
  if (multiplication(scope, part) === "hadamard" || sign === "\\otimes") {
    const beside = (terms: readonly Term[], put: (of: Expression) => readonly Expression[]) =>
      scaled(terms, (term) => ({ factors: [product(put(product(term.factors)), sign)] }));
    return [
      ...beside(tangent(m, left), (of) => [of, right]),
      ...beside(tangent(m, right), (of) => [left, of]),
    ];
  }
  if (multiplication(scope, part) === null) stop();
  const items = flatten(scope, part);
  const isScalar = items.map((item) => kindOf(scope, item) === "scalar");
  const whole = kindOf(scope, part) === "scalar";
  return items.flatMap((item, at) => {
    const scalarsBefore = items.filter((_, i) => i < at && isScalar[i]);
    const scalarsAfter = items.filter((_, i) => i > at && isScalar[i]);
    const before = items.filter((_, i) => i < at && !isScalar[i]);
    const after = items.filter((_, i) => i > at && !isScalar[i]);
    const terms = scaled(ahead(tangent(m, item), scalarsBefore), (term) => ({
      scalars: scalarsAfter,
      factors: [...before, ...term.factors, ...after],
    }));
    return whole ? scaled(terms, scalarFactors) : terms;
  });
}

/** `uᵀ A v` is one scalar, not three factors. */
function scalarFactors(term: Term): Partial<Term> {
  return term.factors.length === 0 ? {} : { scalars: [product(term.factors)], factors: [] };
}

function ofQuotient(m: Motion, { left, right }: Expression & { type: "quotient" }): readonly Term[] {
  if (kindOf(m.scope, right) !== "scalar") stop();
  const above = scaled(tangent(m, left), () =>
    right.type === "number" ? { number: 1 / right.value } : { scalars: [quotient(number(1), right)] },
  );
  const below = scaled(tangent(m, right), (term) => ({
    number: -1,
    ...(kindOf(m.scope, left) === "scalar"
      ? { scalars: [left, quotient(number(1), power(right, 2, false))] }
      : {
          scalars: [quotient(number(1), power(right, 2, false))],
          factors: [left, ...term.factors],
        }),
  }));
  return [...above, ...below];
}

/** n aⁿ⁻¹ da. */
function ofPower(m: Motion, base: Expression, exponent: number): readonly Term[] {
  const slope =
    exponent < 0
      ? quotient(number(1), power(base, 1 - exponent, false))
      : exponent === 1
        ? number(1)
        : power(base, exponent - 1, true);
  return sloped(m, base, { number: exponent, of: slope });
}

function ofNumberedPower(m: Motion, part: Expression & { type: "power" }): readonly Term[] {
  const { base, exponent } = part;
  if (exponent.type !== "number") stop();
  if (base.type === "norm" && exponent.value === 2) return ofNorm(m, base, true);
  if (kindOf(m.scope, base) !== "matrix" || part.elementwise) return ofPower(m, base, exponent.value);
  if (!Number.isInteger(exponent.value) || exponent.value < 2 || exponent.value > 5) stop();
  return tangent(m, product(Array.from({ length: exponent.value }, () => base)));
}

/** Entry by entry times a slope. */
function sloped(
  m: Motion,
  argument: Expression,
  slope: { readonly number: number; readonly of: Expression },
): readonly Term[] {
  if (kindOf(m.scope, argument) === "scalar")
    return scaled(ahead(tangent(m, argument), [slope.of]), () => ({ number: slope.number }));
  return scaled(tangent(m, argument), (term) => ({
    number: slope.number,
    factors: [term.factors.length > 0 ? hadamard(slope.of, product(term.factors)) : slope.of],
  }));
}

function ofNorm(m: Motion, part: Expression & { type: "norm" }, squared: boolean): readonly Term[] {
  if (!/^(|2|F)$/.test(part.kind)) stop();
  const kind = kindOf(m.scope, part.of);
  const turned = transposeOf(m.scope, part.of);
  const terms = asScalar(tangent(m, part.of), (of) =>
    kind === "column" ? product([turned, of]) : call("trace", product([turned, of])),
  );
  return scaled(terms, () => (squared ? { number: 2 } : { scalars: [quotient(number(1), part)] }));
}

/** Functions of the operator table that are linear: they act on the change as on the value. */
const linear = /^(diag|vec|vech)$/;

function ofCall(m: Motion, part: CallExpression): readonly Term[] {
  const { scope } = m;
  const [argument, second] = part.arguments;
  if (!argument) stop();
  const body = part.function.type === "symbol" ? m.apply(part) : null;
  if (body) return tangent(m, body);
  const { name } = part.function;
  const determinant = determinantIn(part);
  if (determinant) {
    const inverse: Expression = { type: "inverse", of: determinant.of, pseudo: false, span: nowhere };
    const terms = asScalar(tangent(m, determinant.of), (of) => call("trace", product([inverse, of])));
    return determinant.logarithm ? terms : scaled(terms, () => ({ scalars: [part] }));
  }
  if (name === "trace") return asScalar(tangent(m, argument), (of) => call("trace", of));
  if (name === "sum") return asScalar(tangent(m, argument), (of) => product([transposeOf(scope, ones), of]));
  if (name === "inner") return tangent(m, product([transposeOf(scope, argument), second!]));
  if (linear.test(name))
    return scaled(tangent(m, argument), (term) => ({
      factors: [{ ...part, arguments: [product(term.factors)], span: nowhere }],
    }));
  if (name === "softmax")
    return scaled(tangent(m, argument), (term) => ({
      factors: [softmaxJacobian(scope, part), ...term.factors],
    }));
  if (/^(exp|expm)$/.test(name) && kindOf(scope, argument) === "matrix")
    return ofExponential(m, part, argument);
  if (!isElementwise(scope, part)) stop();
  return sloped(m, argument, slopeOf(scope, part, null, m.closedSlopes));
}

function softmaxJacobian(scope: Motion["scope"], s: Expression): Expression {
  return sum([
    { sign: 1, of: call("diag", s) },
    { sign: -1, of: product([s, transposeOf(scope, s)]) },
  ]);
}

/** `det A`, `log det A`, `log |det A|`. */
function determinantIn(
  part: CallExpression,
): { readonly of: Expression; readonly logarithm: boolean } | null {
  const [argument] = part.arguments;
  if (part.function.name === "det") return { of: argument!, logarithm: false };
  if (part.function.name === "logdet") return { of: argument!, logarithm: true };
  if (part.function.name !== "log" || argument?.type !== "call") return null;
  const inner = argument.function.name === "abs" ? argument.arguments[0] : argument;
  return inner?.type === "call" && inner.function.name === "det"
    ? { of: inner.arguments[0]!, logarithm: true }
    : null;
}

/** d e^{sA} = ds A e^{sA}, where only the scalar s changes. */
function ofExponential(m: Motion, part: CallExpression, argument: Expression): readonly Term[] {
  const items = flatten(m.scope, argument);
  const moving = items.filter((item) => m.reaches(item));
  if (!moving.every((item) => kindOf(m.scope, item) === "scalar")) stop();
  const fixed = items.filter((item) => kindOf(m.scope, item) !== "scalar");
  return scaled(tangent(m, argument), () => ({ factors: [...fixed, part] }));
}
