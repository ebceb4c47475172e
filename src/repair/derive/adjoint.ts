/*
 * Differentiates backwards. For a vector y a term is the matrix M with dy = M dz at the part z that is reached; for
 * a scalar y it is the gradient G with dy = tr(Gᵀ dz). What reaches the variable is collected.
 */
import type { SymbolExpression, Expression } from "../../algebra/expression.ts";
import type { Scope } from "../../scope/scope.ts";
import {
  type Term,
  call,
  hadamard,
  isDiag,
  nowhere,
  number,
  ones,
  power,
  product,
  quotient,
  sum,
  times,
} from "./form.ts";
import { keyOf } from "../../algebra/expression-key.ts";
import { kindOf, multiplication } from "./kind.ts";
import { isElementwise, slopeOf } from "./slope.ts";
import { flatten, transposeAll, transposeOf } from "./transpose.ts";
import { vectorise } from "./vectorise.ts";

/** What a derivation knows: the note, the variable, and how symbols are entered. */
export interface Derivation {
  readonly scope: Scope;
  readonly isVariable: (part: Expression) => boolean;
  /** The body of a symbol's definition at its time, where the derivative goes through it. */
  readonly enter: (symbol: SymbolExpression) => Expression | null;
  /** The body of a function of the note with its arguments put in. */
  readonly apply: (of: Expression & { type: "call" }) => Expression | null;
  readonly reaches: (part: Expression) => boolean;
  readonly scalarOutput: boolean;
  readonly closedSlopes: boolean;
  /** Entries of targets sum to one, as those of a one-hot vector do. */
  readonly unitSums: boolean;
  readonly found: Term[];
  steps: number;
}

/** Parts looked at in one derivation. */
const BUDGET = 400;
const MOST_TERMS = 12;

/** Leaves a derivation that has no answer. */
export class NoDerivation extends Error {}

export function stop(): never {
  throw new NoDerivation();
}

/** Collects what `term`, at `part`, contributes to the derivative; `after` are factors that still follow on the right. */
export function descend(
  d: Derivation,
  part: Expression,
  term: Term,
  after: readonly Expression[] = [],
  value: Expression | null = null,
): void {
  if (++d.steps > BUDGET || d.found.length > MOST_TERMS) stop();
  if (after.length > 0 && kindOf(d.scope, part) === "column") {
    if (
      kindOf(d.scope, product(after)) !== "scalar" &&
      kindOf(d.scope, product([part, ...after])) !== "column"
    )
      stop();
    return descend(d, part, times(term, { scalars: [product(after)] }), [], value);
  }
  if (d.isVariable(part)) {
    if (after.length > 0) stop();
    d.found.push(term);
    return;
  }
  if (!d.reaches(part)) return;
  switch (part.type) {
    case "symbol": {
      const body = d.enter(part) ?? stop();
      return descend(d, body, term, after, part);
    }
    case "sum":
      for (const { sign, of } of part.terms) descend(d, of, times(term, { number: sign }), after);
      return;
    case "product":
      return descendProduct(d, part, term, after);
    case "transpose":
      return descendTranspose(d, part.of, term, after);
    case "inverse": {
      const scope = d.scope;
      if (kindOf(scope, part) === "scalar")
        return descend(
          d,
          part.of,
          times(term, { number: -1, scalars: [quotient(number(1), power(part.of, 2, false))] }),
          after,
        );
      const negative = times(term, { number: -1 });
      if (!d.scalarOutput)
        return descend(d, part.of, times(negative, { factors: [...term.factors, part] }), [part, ...after]);
      const inverse = transposeOf(scope, part);
      return descend(d, part.of, times(negative, { factors: [inverse, ...term.factors, inverse] }));
    }
    case "quotient":
      return descendQuotient(d, part, term, after);
    case "power":
      return descendPower(d, part, term, after);
    case "norm":
      return descendNorm(d, part, term, false);
    case "call":
      return descendCall(d, part, term, after, value);
    case "iterated": {
      if (part.operator !== "sum") stop();
      const whole = vectorise(d.scope, part);
      if (whole) return descend(d, whole, term, after);
      return descend(d, part.body, times(term, { sums: [part] }), after);
    }
    default:
      return stop();
  }
}

/** Of a scalar part: what stands around it becomes a scalar factor. */
function asScalar(d: Derivation, term: Term, more: Partial<Term> = {}): Term {
  if (!d.scalarOutput || term.factors.length === 0) return times(term, more);
  return times(times(term, { scalars: [product(term.factors)], factors: [] }), more);
}

function descendProduct(
  d: Derivation,
  part: Expression & { type: "product" },
  term: Term,
  after: readonly Expression[],
): void {
  const { scope } = d;
  if (multiplication(scope, part) === "hadamard") {
    if (after.length > 0) stop();
    descend(d, part.left, scaledBy(d, part.left, term, part.right));
    descend(d, part.right, scaledBy(d, part.right, term, part.left));
    return;
  }
  if (multiplication(scope, part) === null) stop();
  const items = flatten(scope, part);
  const form = quadraticForm(d, items);
  if (form) return descend(d, form.of, gradientTerm(d, term, form.gradient), after);
  const isScalar = items.map((item) => kindOf(scope, item) === "scalar");
  items.forEach((item, at) => {
    if (!d.reaches(item)) return;
    const scalars = items.filter((_, i) => i !== at && isScalar[i]);
    const left = items.filter((_, i) => i < at && !isScalar[i]);
    const right = items.filter((_, i) => i > at && !isScalar[i]);
    const scaled = times(term, { scalars });
    if (isScalar[at]) return descendScalar(d, item, scaled, [...left, ...right], after);
    if (!d.scalarOutput)
      return descend(d, item, times(scaled, { factors: [...term.factors, ...left] }), [...right, ...after]);
    const factors = [...transposeAll(scope, left), ...term.factors, ...transposeAll(scope, right)];
    return descend(d, item, times(scaled, { factors }));
  });
}

/** `uᵀ M u` of what is more than a letter: its gradient by u, so that u is gone through once. */
function quadraticForm(
  { scope, reaches }: Derivation,
  items: readonly Expression[],
): { readonly of: Expression; readonly gradient: Expression } | null {
  const of = items.at(-1)!;
  const [first, ...middle] = items.slice(0, -1);
  if (first?.type !== "transpose" || of.type === "symbol" || keyOf(first.of) !== keyOf(of)) return null;
  if (kindOf(scope, of) !== "column" || middle.some(reaches)) return null;
  const matrix = middle.length === 0 ? null : product(middle);
  const turned = matrix && transposeOf(scope, matrix);
  if (!matrix || !turned || keyOf(matrix) === keyOf(turned))
    return { of, gradient: product([number(2), ...middle, of]) };
  const both = sum([
    { sign: 1, of: matrix },
    { sign: 1, of: turned },
  ]);
  return { of, gradient: product([both, of]) };
}

/** A scalar that scales `others`. */
function descendScalar(
  d: Derivation,
  item: Expression,
  term: Term,
  others: readonly Expression[],
  after: readonly Expression[],
): void {
  const { scope } = d;
  const whole = others.length > 0 ? product(others) : null;
  if (whole === null || kindOf(scope, whole) === "scalar")
    return descend(d, item, whole ? times(term, { scalars: [whole] }) : term, after);
  if (!d.scalarOutput)
    return descend(d, item, times(term, { factors: [...term.factors, ...others, ...after] }));
  const gradient = [...transposeAll(scope, others), ...term.factors];
  const inner = kindOf(scope, whole) === "column" ? product(gradient) : call("trace", product(gradient));
  return descend(d, item, times(term, { scalars: [inner], factors: [] }));
}

/** Entry by entry times `slope`: diag(slope) of a Jacobian, ⊙ slope of a gradient. */
function scaledBy(d: Derivation, part: Expression, term: Term, slope: Expression): Term {
  const kind = kindOf(d.scope, part);
  if (kind === "scalar") return times(term, { scalars: [slope] });
  if (!d.scalarOutput) {
    if (kind !== "column") stop();
    return times(term, { factors: [...term.factors, call("diag", slope)] });
  }
  if (term.factors.length === 0) stop();
  return times(term, { factors: [hadamard(product(term.factors), slope)] });
}

function descendTranspose(d: Derivation, of: Expression, term: Term, after: readonly Expression[]): void {
  const { scope } = d;
  const kind = kindOf(scope, of);
  if (kind === "scalar") return descend(d, of, term, after);
  if (d.scalarOutput) return descend(d, of, times(term, { factors: transposeAll(scope, term.factors) }));
  if (kind === "column" && after.length > 0)
    return descend(d, of, times(term, { factors: [...term.factors, ...transposeAll(scope, after)] }));
  if (of.type === "product") return descend(d, product(transposeAll(scope, flatten(scope, of))), term, after);
  if (of.type === "sum")
    return of.terms.forEach((one) => descendTranspose(d, one.of, times(term, { number: one.sign }), after));
  if (of.type === "symbol") {
    const body = d.enter(of) ?? stop();
    return descendTranspose(d, body, term, after);
  }
  return stop();
}

function descendQuotient(
  d: Derivation,
  { left, right }: Expression & { type: "quotient" },
  term: Term,
  after: readonly Expression[],
): void {
  const scalar = kindOf(d.scope, right) === "scalar";
  if (d.reaches(left)) {
    if (right.type === "number") descend(d, left, times(term, { number: 1 / right.value }), after);
    else if (scalar) descend(d, left, times(term, { scalars: [quotient(number(1), right)] }), after);
    else descend(d, left, scaledBy(d, left, term, quotient(number(1), right)), after);
  }
  if (!d.reaches(right)) return;
  if (!scalar) {
    const slope = quotient(left, power(right, 2, true));
    return descend(d, right, times(scaledBy(d, right, term, slope), { number: -1 }), after);
  }
  const factor = times(term, { number: -1, scalars: [quotient(number(1), power(right, 2, false))] });
  const plain = left.type === "number" ? times(factor, { number: left.value }) : factor;
  descendScalar(d, right, plain, left.type === "number" ? [] : [left], after);
}

function descendPower(
  d: Derivation,
  part: Expression & { type: "power" },
  term: Term,
  after: readonly Expression[],
): void {
  const { base, exponent } = part;
  if (exponent.type !== "number") stop();
  if (base.type === "norm" && exponent.value === 2) return descendNorm(d, base, term, true);
  const kind = kindOf(d.scope, base);
  if (kind === "matrix" && !part.elementwise) {
    if (!Number.isInteger(exponent.value) || exponent.value < 2 || exponent.value > 5) stop();
    return descend(d, product(Array.from({ length: exponent.value }, () => base)), term, after);
  }
  const lower = exponent.value === 1 ? ones : power(base, exponent.value - 1, part.elementwise);
  descend(d, base, times(scaledBy(d, base, term, lower), { number: exponent.value }), after);
}

function descendNorm(d: Derivation, part: Expression & { type: "norm" }, term: Term, squared: boolean): void {
  if (!/^(|2|F)$/.test(part.kind)) stop();
  const kind = kindOf(d.scope, part.of);
  const more: Partial<Term> = squared ? { number: 2 } : { scalars: [quotient(number(1), part)] };
  if (d.scalarOutput) return descend(d, part.of, times(asScalar(d, term, more), { factors: [part.of] }));
  if (kind !== "column") stop();
  descend(d, part.of, times(term, { ...more, factors: [...term.factors, transposeOf(d.scope, part.of)] }));
}

function descendCall(
  d: Derivation,
  part: Expression & { type: "call" },
  term: Term,
  after: readonly Expression[],
  value: Expression | null,
): void {
  const { scope } = d;
  const [argument] = part.arguments;
  if (!argument) stop();
  if (part.function.type === "symbol") {
    const body = d.apply(part);
    if (body) return descend(d, body, term, after, value);
  }
  const name = part.function.name;
  if (name === "log") {
    const inner = argument.type === "call" ? argument : null;
    const softmax = softmaxIn(d, argument);
    if (softmax) return descendLogSoftmax(d, softmax.argument, term, softmax.value);
    const abs = inner?.function.name === "abs" ? inner.arguments[0]! : inner;
    if (abs?.type === "call" && abs.function.name === "det") return descendLogDet(d, abs.arguments[0]!, term);
    const exponents = exponentsIn(d, argument);
    if (exponents)
      return descend(d, exponents, gradientTerm(d, term, softmaxCall({ ...part, arguments: [exponents] })));
  }
  if (name === "logSoftmax") return descendLogSoftmax(d, argument, term, softmaxCall(part));
  if (name === "logSumExp") return descend(d, argument, gradientTerm(d, term, softmaxCall(part)));
  if (name === "softmax") {
    const s = value ?? part;
    const jacobian = sum([
      { sign: 1, of: call("diag", s) },
      { sign: -1, of: product([s, transposeOf(scope, s)]) },
    ]);
    const factors = d.scalarOutput ? [jacobian, ...term.factors] : [...term.factors, jacobian];
    return descend(d, argument, times(term, { factors }));
  }
  if (name === "trace") {
    if (!d.scalarOutput) stop();
    return descend(d, argument, asScalar(d, term));
  }
  if (name === "det" || name === "logdet") {
    const scaled = name === "det" ? asScalar(d, term, { scalars: [part] }) : term;
    return descendLogDet(d, argument, scaled);
  }
  if (name === "sum") return descend(d, argument, gradientTerm(d, term, ones));
  if (name === "inner")
    return descend(d, product([transposeOf(scope, argument), part.arguments[1]!]), term, after);
  if (isDiag(part)) {
    if (kindOf(scope, argument) !== "column") stop();
    if (d.scalarOutput)
      return descend(d, argument, times(term, { factors: [call("diag", product(term.factors))] }));
    if (after.length === 0) stop();
    return descend(d, argument, times(term, { factors: [...term.factors, call("diag", product(after))] }));
  }
  if (!isElementwise(scope, part) || after.length > 0) stop();
  const slope = slopeOf(scope, part, value, d.closedSlopes);
  descend(d, argument, times(scaledBy(d, argument, term, slope.of), { number: slope.number }));
}

/** Of a scalar function of a column with this gradient. */
function gradientTerm(d: Derivation, term: Term, gradient: Expression): Term {
  if (d.scalarOutput) return times(asScalar(d, term), { factors: [gradient] });
  return times(term, { factors: [...term.factors, transposeOf(d.scope, gradient)] });
}

function descendLogDet(d: Derivation, matrix: Expression, term: Term): void {
  if (!d.scalarOutput) stop();
  const inverse: Expression = { type: "inverse", of: matrix, pseudo: false, span: nowhere };
  descend(d, matrix, times(asScalar(d, term), { factors: [transposeOf(d.scope, inverse)] }));
}

/** z of Σ_i exp(z_i). */
function exponentsIn(d: Derivation, part: Expression): Expression | null {
  const whole = part.type === "iterated" ? vectorise(d.scope, part) : part;
  if (whole?.type !== "call" || whole.function.name !== "sum") return null;
  const [inner] = whole.arguments;
  return inner?.type === "call" && inner.function.name === "exp" ? inner.arguments[0]! : null;
}

function softmaxCall(part: Expression & { type: "call" }): Expression {
  return { ...part, function: { type: "operator", name: "softmax" }, functionSpan: nowhere, span: nowhere };
}

interface Softmax {
  readonly argument: Expression;
  readonly value: Expression;
}

/** `softmax(z)`, or a symbol that the note defines so. */
function softmaxIn(d: Derivation, part: Expression): Softmax | null {
  if (part.type === "symbol" && !d.isVariable(part)) {
    const body = d.enter(part);
    return body?.type === "call" && isSoftmax(d.scope, body)
      ? { argument: body.arguments[0]!, value: part }
      : null;
  }
  return part.type === "call" && isSoftmax(d.scope, part)
    ? { argument: part.arguments[0]!, value: part }
    : null;
}

function isSoftmax(scope: Scope, part: Expression & { type: "call" }): boolean {
  const { name } = part.function;
  return name === "softmax" || scope.facts.functions.get(name)?.[0]?.named === "softmax";
}

/** d log s = dz - 1 sᵀ dz: of a gradient y, y - (1ᵀy) s. */
function descendLogSoftmax(d: Derivation, z: Expression, term: Term, s: Expression): void {
  const { scope } = d;
  descend(d, z, term);
  if (!d.scalarOutput) {
    const factors = [...term.factors, ones, transposeOf(scope, s)];
    return descend(d, z, times(term, { number: -1, factors }));
  }
  const total = product([transposeOf(scope, ones), ...term.factors]);
  const scalars = d.unitSums ? [] : [total];
  descend(d, z, times(term, { number: -1, scalars, factors: [s] }));
}
