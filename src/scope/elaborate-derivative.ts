/*
 * Derivatives in all spellings: `\frac{\partial a}{\partial b}`, `\frac{d}{dx}` before its operand,
 * `\partial a/\partial b`, `\nabla_x f`, `\partial_x f`, orders above one, and `∂⁺` for the direct partial.
 */
import { type DerivativeExpression, type Expression, type Index, some } from "../algebra/expression.ts";
import type { EvaluationNode, FractionNode, ProductNode, TexNode } from "../tex/syntax.ts";
import { someNode } from "../tex/walk.ts";
import { cover } from "../text/span.ts";
import { type Context, unknown } from "./context.ts";
import { evaluationOf } from "./elaborate-evaluation.ts";
import { nablaAt } from "./elaborate-gradient.ts";
import { atPlaces } from "./elaborate-operator.ts";
import { type Factor, type Unit, elaborateFactors, takeUnit } from "./elaborate-product.ts";
import { elaborate } from "./elaborate.ts";
import { readIndex } from "./index-reading.ts";
import { readOccurrence, withoutDecoration } from "./occurrence.ts";
import { spell } from "./prose/spell.ts";

/** `∂`, `∂²`, `d`, `∂⁺` at the start of a numerator or denominator. */
interface Mark {
  readonly order: number;
  /** The n of `d^n`. */
  readonly times: TexNode | null;
  readonly direct: boolean;
  readonly partial: boolean;
}

/** The derivative that starts at a factor, with its operand. */
export function derivativeAt(factors: readonly Factor[], at: number, context: Context): Unit | null {
  const node = withoutDecoration(factors[at]!.node);
  if (node.type === "fraction") {
    const parsed = parseFraction(node, context);
    if (!parsed) return null;
    if (parsed.operand)
      return (
        evaluatedAt(factors, at + 1, parsed, context) ?? {
          value: build(parsed, parsed.operand, node),
          next: at + 1,
        }
      );
    const operand = operandAfter(factors, at, context);
    return operand && { value: atPlace(parsed, operand.value, factors[at]!.node), next: operand.next };
  }
  if (node.type === "evaluation") return barBeforeOperand(node, factors, at, context);
  return nablaAt(factors, at, context) ?? slashAt(factors, at, context);
}

/** `\frac{\partial}{\partial\phi} \left. f(\phi) \right|_{\phi=0}`: the derivative there, and not that of a value. */
function atPlace(parsed: ParsedFraction, operand: Expression, node: TexNode): Expression {
  if (operand.type !== "evaluation") return build(parsed, operand, node);
  const names = parsed.variables.flatMap((one) => (one.type === "symbol" ? [one.name] : []));
  const isBy = operand.places.every(({ symbol }) => symbol.type === "symbol" && names.includes(symbol.name));
  if (!isBy) return build(parsed, operand, node);
  return { ...operand, of: build(parsed, operand.of, node), span: cover(node.span, operand.span) };
}

/** `\left.\frac{d}{dt}\right|_{t=0} f(x + tv)`: the bar stands before what is differentiated. */
function barBeforeOperand(
  node: EvaluationNode,
  factors: readonly Factor[],
  at: number,
  context: Context,
): Unit | null {
  const fraction = withoutDecoration(node.body);
  const parsed = fraction.type === "fraction" ? parseFraction(fraction, context) : null;
  const operand = parsed && !parsed.operand ? operandAfter(factors, at, context) : null;
  if (!parsed || !operand) return null;
  return { value: evaluationOf(node, build(parsed, operand.value, fraction), context), next: operand.next };
}

/** `\frac{df}{dx}(x)` is the derivative itself, `\frac{dF}{du}(u(x))` its value at another place: no products. */
function evaluatedAt(
  factors: readonly Factor[],
  at: number,
  parsed: ParsedFraction,
  context: Context,
): Unit | null {
  const { operand, variables } = parsed;
  const next = factors[at];
  const fenced = next?.sign === "" ? withoutDecoration(next.node) : null;
  if (operand?.type !== "symbol" || fenced?.type !== "fenced" || fenced.open !== "(") return null;
  const body = withoutDecoration(fenced.body);
  const places = (body.type === "list" ? body.items : [body]).map((item) => elaborate(item, context));
  const span = cover(factors[at - 1]!.node.span, fenced.span);
  const own = (place: Expression) =>
    variables.some(
      (variable) => variable.type === "symbol" && place.type === "symbol" && variable.name === place.name,
    );
  if (places.every((place) => place.type === "symbol") && places.some(own)) {
    // `\frac{\partial h}{\partial x}(x, t)` of an h of several letters says what they are.
    const isWhole = places.length > 1 && context.notation.functions.has(operand.name);
    const of: Expression = isWhole
      ? {
          type: "call",
          function: { type: "symbol", name: operand.name },
          arguments: places,
          order: 0,
          functionSpan: operand.span,
          span,
        }
      : operand;
    return { value: { ...build(parsed, of, fenced), span }, next: at + 1 };
  }
  const [place, ...more] = places;
  const listed = context.parameters.get(operand.name) ?? [];
  // `\frac{\partial f}{\partial x}(1, 0)` of an f that is written as `f(x, y)`.
  if (more.length > 0 && listed.length === places.length) {
    const symbols = listed.map((node) => elaborate(node, context));
    return { value: atPlaces({ ...build(parsed, operand, fenced), span }, symbols, places), next: at + 1 };
  }
  if (!place || more.length > 0 || variables.length > 1 || !context.notation.functions.has(operand.name))
    return null;
  // `\partial L/\partial x_i (x_i - \mu)` is a product: a component is no argument.
  if (variables[0]!.type !== "symbol" || !isPlaceOf(variables[0]!.name, place)) return null;
  const functionSpan = factors[at - 1]!.node.span;
  const named = { type: "symbol", name: operand.name } as const;
  return {
    value: { type: "call", function: named, arguments: [place], order: 1, functionSpan, span },
    next: at + 1,
  };
}

/** `(x + h)` and `(x_0)` are places for x, `(a - y)` and `(\frac{dg}{dx})` are factors. */
function isPlaceOf(variable: string, place: Expression): boolean {
  const isOwn = (part: Expression) =>
    (part.type === "symbol" && part.name === variable) ||
    (part.type === "call" && part.order === 0 && part.function.name === variable);
  return /^(number|symbol|entry)$/.test(place.type) || (!hasSlope(place) && some(place, isOwn));
}

function hasSlope(place: Expression): boolean {
  return some(place, (part) => part.type === "derivative" || (part.type === "call" && part.order > 0));
}

/** A derivative fraction that stands alone; without an operand it has none to take. */
export function elaborateDerivativeFraction(
  node: FractionNode,
  operand: Expression | null,
  context: Context,
): Expression | null {
  const parsed = parseFraction(node, context);
  if (!parsed) return null;
  const of = parsed.operand ?? operand;
  return of
    ? build(parsed, of, node)
    : unknown("unsupported-notation", "a derivative without its operand", node.span);
}

/** 1 for the d of a differential, 2 for the `d^2` of a second one, 0 for what is none. */
export function differentialOrder(node: TexNode, context: Context): number {
  const mark = context.ownSymbols.has("d") ? null : markOf(node);
  return mark && !mark.partial && !mark.direct && !mark.times && mark.order <= 2 ? mark.order : 0;
}

interface ParsedFraction {
  readonly operand: Expression | null;
  readonly variables: readonly Expression[];
  readonly times: Index | null;
  readonly direct: boolean;
  readonly total: boolean;
}

function parseFraction(node: FractionNode, context: Context): ParsedFraction | null {
  const deltas = context.ownSymbols.has("\\delta") ? null : splitDeltas(node);
  const top = deltas?.top ?? splitMark(node.numerator) ?? splitSum(node.numerator);
  const bottom = deltas?.bottom ?? splitMark(node.denominator);
  if (!top || !bottom || bottom.rest.length === 0) return null;
  if (!top.mark.partial && context.ownSymbols.has("d")) return null;
  const times = top.mark.times ? readIndex(top.mark.times) : null;
  const variables = top.mark.times
    ? readRepeated(bottom, top.mark.times, context)
    : readVariables(bottom, top.mark.order, context);
  if (!variables) return null;
  const operand = top.rest.length > 0 ? elaborateFactors(top.rest, context) : null;
  return { operand, variables, times, direct: top.mark.direct, total: !top.mark.partial };
}

function build(parsed: ParsedFraction, of: Expression, node: TexNode): DerivativeExpression {
  return {
    type: "derivative",
    of,
    withRespectTo: parsed.variables,
    notation: parsed.direct ? "direct" : "fraction",
    ...(parsed.times ? { times: parsed.times } : {}),
    ...(parsed.total && !isValueOfName(of) ? { isTotal: true } : {}),
    span: cover(node.span, of.span),
  };
}

/** `f(x, y)`: what a derivative of it holds fixed, its arguments say. */
function isValueOfName(of: Expression): boolean {
  return of.type === "call" && of.function.type === "symbol";
}

/** The mark and what follows it, or null where a side does not start with a mark. */
function splitMark(node: TexNode): { mark: Mark; rest: readonly Factor[] } | null {
  const bare = withoutDecoration(node);
  const factors: readonly Factor[] = bare.type === "product" ? bare.factors : [{ sign: "", node: bare }];
  const mark = markOf(factors[0]!.node);
  return mark && { mark, rest: factors.slice(1) };
}

type Split = ReturnType<typeof splitMark>;

/** `\frac{\delta J}{\delta w}` for `\frac{\partial J}{\partial w}`, where δ is nothing else. */
function splitDeltas(node: FractionNode): { readonly top: Split; readonly bottom: Split } | null {
  const split = (side: TexNode): Split => {
    const bare = withoutDecoration(side);
    const [first, ...rest] = bare.type === "product" ? bare.factors : [];
    if (first?.node.type !== "letter" || first.node.name !== "\\delta" || rest[0]?.sign !== "") return null;
    return { mark: { order: 1, times: null, direct: false, partial: true }, rest };
  };
  const [top, bottom] = [split(node.numerator), split(node.denominator)];
  return top && bottom ? { top, bottom } : null;
}

/** `\partial x w + b` above the bar: the sign is before all terms. */
function splitSum(node: TexNode): { mark: Mark; rest: readonly Factor[] } | null {
  const bare = withoutDecoration(node);
  const [first, ...terms] = bare.type === "sum" ? bare.terms : [];
  const split = first && first.sign !== "-" ? splitMark(first.node) : null;
  if (bare.type !== "sum" || !split?.mark.partial || split.rest.length === 0) return null;
  if (terms.length === 0 || terms.some((term) => splitMark(term.node))) return null;
  const span = { start: split.rest[0]!.node.span.start, end: first!.node.span.end };
  const written = withoutDecoration(first!.node) as ProductNode;
  const product: TexNode =
    split.rest.length === 1 ? split.rest[0]!.node : { ...written, factors: written.factors.slice(1), span };
  const whole: TexNode = {
    ...bare,
    terms: [{ ...first!, node: product }, ...terms],
    span: { start: span.start, end: bare.span.end },
  };
  return { mark: split.mark, rest: [{ sign: "", node: whole }] };
}

function markOf(node: TexNode): Mark | null {
  const bare = withoutDecoration(node);
  if (bare.type === "sign" && bare.name === "\\partial")
    return { order: 1, times: null, direct: false, partial: true };
  if (isD(bare)) return { order: 1, times: null, direct: false, partial: false };
  if (bare.type !== "scripts" || bare.sub) return null;
  const inner = markOf(bare.base);
  if (!inner || !bare.sup) return inner;
  const sup = withoutDecoration(bare.sup);
  if (sup.type === "number") return { ...inner, order: sup.value };
  return countsOrder(sup) ? { ...inner, times: sup } : { ...inner, direct: true };
}

/** `n`, `k`, `n+1` above a d. */
function countsOrder(sup: TexNode): boolean {
  const terms = readIndex(sup)?.terms ?? [];
  return terms.length === 1 && /^[kmnpqr]$/.test(terms[0]!.letter);
}

/** The x of `dx^n`, with the order that stands above. */
function readRepeated(
  { rest }: { readonly rest: readonly Factor[] },
  times: TexNode,
  context: Context,
): readonly Expression[] | null {
  const [only, ...more] = rest;
  const scripted = only && more.length === 0 ? withoutDecoration(only.node) : null;
  if (scripted?.type !== "scripts" || !scripted.sup || spell(scripted.sup) !== spell(times)) return null;
  return [elaborate(scripted.sub ? { ...scripted, sup: null, supSpan: null } : scripted.base, context)];
}

function isD(node: TexNode): boolean {
  return (node.type === "letter" && node.name === "d") || (node.type === "word" && node.text === "d") ||
    (node.type === "text" && node.text.trim() === "d"); // prettier-ignore
}

/** `\partial x \partial x^\top`, `d x^2`: one variable for each order. */
function readVariables(
  bottom: { mark: Mark; rest: readonly Factor[] },
  order: number,
  context: Context,
): readonly Expression[] | null {
  const groups: Factor[][] = [[]];
  for (const factor of bottom.rest) {
    const mark = markOf(factor.node);
    if (mark && groups.at(-1)!.length > 0) groups.push([]);
    else groups.at(-1)!.push(factor);
  }
  if (groups.some((group) => group.length === 0)) return null;
  if (groups.length === order) return groups.map((group) => elaborateFactors(group, context));
  if (groups.length !== 1 || order < 1 || order > 3) return null;
  // `∂x²` and `∂(x)^2`: the power counts the order.
  const [only] = groups;
  const scripted = withoutDecoration(only!.at(-1)!.node);
  if (scripted.type !== "scripts" || !scripted.sup) return null;
  const sup = withoutDecoration(scripted.sup);
  if (sup.type !== "number" || sup.value !== order) return null;
  const base: TexNode =
    scripted.sub || scripted.primes > 0 ? { ...scripted, sup: null, supSpan: null } : scripted.base;
  const variable = elaborateFactors([...only!.slice(0, -1), { sign: "", node: base }], context);
  return Array.from({ length: order }, () => variable);
}

export function unitAfter(factors: readonly Factor[], at: number, context: Context): Unit | null {
  return factors[at + 1]?.sign === "" ? takeUnit(factors, at + 1, context) : null;
}

/** `\partial a/\partial b`, `\partial(a\odot b)/\partial b`. */
function slashAt(factors: readonly Factor[], at: number, context: Context): Unit | null {
  const mark = markOf(factors[at]!.node);
  if (!mark || mark.times || (!mark.partial && context.ownSymbols.has("d"))) return null;
  const slash = factors.findIndex((factor, index) => index > at + 1 && factor.sign === "/");
  if (slash < 0 || !markOf(factors[slash]!.node) || slash + 1 >= factors.length) return null;
  const operand = elaborateFactors(factors.slice(at + 1, slash), context);
  let variable = takeUnit(factors, slash + 1, context);
  const variables = [variable.value];
  let end = variable.next;
  while (
    variables.length < mark.order &&
    factors[end]?.sign === "" &&
    markOf(factors[end]!.node) &&
    factors[end + 1]
  ) {
    variable = takeUnit(factors, end + 1, context);
    variables.push(variable.value);
    end = variable.next;
  }
  if (variables.length !== mark.order) return null;
  return {
    value: {
      type: "derivative",
      of: operand,
      withRespectTo: variables,
      notation: mark.direct ? "direct" : "fraction",
      span: { start: factors[at]!.node.span.start, end: factors[end - 1]!.node.span.end },
    },
    next: end,
  };
}

function isLoss(node: TexNode): boolean {
  return /^(C|E|J|L|\\ell)$/.test(readOccurrence(node)?.base ?? "");
}

function holdsNabla(node: TexNode): boolean {
  return someNode(node, (part) => part.type === "sign" && part.name === "\\nabla");
}

/** `y \frac{d}{dx} 3x^2`: a number is differentiated with what it multiplies. */
function takeMonomial(factors: readonly Factor[], at: number, context: Context): Unit {
  let end = at + 1;
  while (factors[end]?.sign === "" && !isOperator(factors[end]!.node)) end++;
  return { value: elaborateFactors(factors.slice(at, end), context), next: end };
}

/** Whether a factor is a derivative, or starts one. */
function isOperator(node: TexNode): boolean {
  const bare = withoutDecoration(node);
  return (bare.type === "fraction" && splitMark(bare.denominator) !== null) || holdsNabla(node);
}

/**
 * What an operator in front applies to. Parentheses end it; otherwise everything that is written next to it
 * without a sign between, and at the start of a formula (nothing before it) products with a sign as well.
 */
export function operandAfter(factors: readonly Factor[], at: number, context: Context): Unit | null {
  const next = factors[at + 1];
  if (!next || next.sign !== "") return null;
  const first = withoutDecoration(next.node);
  if (first.type === "fenced" && /^(\(|\[|\\\{)$/.test(first.open)) return takeUnit(factors, at + 1, context);
  if (at > 0)
    return first.type === "number"
      ? takeMonomial(factors, at + 1, context)
      : takeUnit(factors, at + 1, context);
  // `\nabla_a C \odot \sigma'(z)` is a gradient times something.
  if (isLoss(first)) return takeUnit(factors, at + 1, context);
  let end = at + 2;
  // `\nabla_\theta \pi \, \nabla_a Q` is a product of two gradients.
  while (end < factors.length && factors[end]!.sign !== "/" && !holdsNabla(factors[end]!.node)) end++;
  return { value: elaborateFactors(factors.slice(at + 1, end), context), next: end };
}
