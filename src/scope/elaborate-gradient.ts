/*
 * Gradients and Hessians by ∇, and ∂ with its variable below. The factors of a product come in; a derivative by what
 * stands below the sign, or by what the function is applied to, goes out.
 */
import { type Expression, some, walkExpression } from "../algebra/expression.ts";
import type { TexNode } from "../tex/syntax.ts";
import { type Span, cover } from "../text/span.ts";
import { type Context, unknown } from "./context.ts";
import { operandAfter, unitAfter } from "./elaborate-derivative.ts";
import { appliedAt, atPlaces, composedAt } from "./elaborate-operator.ts";
import type { Factor, Unit } from "./elaborate-product.ts";
import { elaborate } from "./elaborate.ts";
import { letterName } from "./index-reading.ts";
import { isTranspose, itemsOf, readOccurrence, withoutDecoration } from "./occurrence.ts";

/** `\nabla_x f`, `\nabla^2_x f`, `\partial_x f`. A bare `\nabla f` has no variable and is not decided here. */
export function nablaAt(factors: readonly Factor[], at: number, context: Context): Unit | null {
  const { node } = factors[at]!;
  const bare = withoutDecoration(node);
  const scripted = bare.type === "scripts" ? bare : null;
  const base = scripted ? withoutDecoration(scripted.base) : bare;
  if (base.type !== "sign" || (base.name !== "\\nabla" && !(base.name === "\\partial" && scripted?.sub)))
    return null;
  const composed = scripted?.sub ? null : composedAt(factors, at + 1, context);
  if (composed?.by) {
    const { call, next, by } = composed;
    return { value: gradientOf(call, by, scripted?.sup ? 2 : 1, cover(node.span, call.span)), next };
  }
  const unit = scripted?.sub ? null : unitAfter(factors, at, context);
  // `\nabla \frac12 \|x\|^2` is of no number.
  const operand = unit && !isNumber(unit.value) ? unit : operandAfter(factors, at, context);
  if (!operand) return null;
  const span = cover(node.span, operand.value.span);
  if (!scripted?.sub) return bareNabla(factors, at, operand, scripted?.sup ? 2 : 1, context);
  const sup = scripted.sup ? withoutDecoration(scripted.sup) : null;
  if (sup && sup.type !== "number" && !isTranspose(sup)) return null;
  const order = sup?.type === "number" ? sup.value : null;
  const withRespectTo = variablesBelow(scripted.sub, order, base.name === "\\partial", context);
  return {
    value: { type: "derivative", of: operand.value, withRespectTo, notation: "nabla", span },
    next: operand.next,
  };
}

/** `\nabla f(x)`, `\nabla^2 f`: by what f is applied to, here or elsewhere in the note. */
function bareNabla(
  factors: readonly Factor[],
  at: number,
  { value: of, next }: Unit,
  order: number,
  context: Context,
): Unit {
  const { start } = factors[at]!.node.span;
  const span = { start, end: of.span.end };
  // `\nabla f(x)^\top` is the transposed gradient.
  if (of.type === "transpose" && of.of.type === "call" && of.of.arguments.length === 1) {
    const { of: call } = of;
    const gradient = gradientOf(call, of.of.arguments[0]!, order, { start, end: call.span.end });
    return { value: { type: "transpose", of: gradient, span }, next };
  }
  const there = of.type === "call" ? gradientAtPoint(of, order, context, span) : null;
  if (there) return { value: there, next };
  const isApplied = of.type === "call" && (of.function.type === "symbol" || isBare(of.arguments));
  const known = (isApplied ? differentiatedBy(of, context) : measuredIn(of)) ?? context.gradientBy;
  const applied = known || order > 1 ? null : appliedAt(factors, at + 1, context);
  const variable = applied && differentiatedBy(applied.call, context);
  if (variable) return { value: gradientOf(applied.call, variable, 1, span), next: applied.next };
  const by = known ?? argumentOf(of, context) ?? usualVariable(of);
  const value = by
    ? gradientOf(of, by, order, span)
    : unknown("unsupported-notation", "∇ without its variable", span);
  return { value, next };
}

/** The gradient or, of the second order, the Hessian by one variable. */
function gradientOf(of: Expression, by: Expression, order: number, span: Span): Expression {
  const withRespectTo = Array.from({ length: order }, () => by);
  return { type: "derivative", of, withRespectTo, notation: "nabla", span };
}

/** `x` of `\partial_x` and `\nabla_x^2`, once for each order; `x` and `y` of `\partial_{xy}` and `\nabla_{xy}^2`. */
function variablesBelow(
  sub: TexNode,
  order: number | null,
  partial: boolean,
  context: Context,
): readonly Expression[] {
  const items = itemsOf(sub);
  const listed = items.length > 1 && items.every((item) => readOccurrence(item) !== null);
  // `\nabla_{xy}` by two letters of the note; `\nabla_{x,y}` is one gradient.
  const isMixed =
    withoutDecoration(sub).type === "product" && items.every((item) => isLetterOf(item, context));
  if (listed && items.length === (order ?? (partial || isMixed ? items.length : 1)))
    return items.slice(0, 3).map((item) => elaborate(item, context));
  const variable = elaborate(sub, context);
  return Array.from({ length: Math.min(order ?? 1, 3) }, () => variable);
}

function isLetterOf(node: TexNode, { ownSymbols, variables }: Context): boolean {
  const name = letterName(node);
  return name !== null && (ownSymbols.has(name) || variables.has(name));
}

/** The x of `\nabla f` where f is written as `f(x)`; the r of a potential is a length, and not what ∇ goes by. */
function argumentOf(of: Expression, context: Context): Expression | null {
  const [only, ...more] = (of.type === "symbol" && context.parameters.get(of.name)) || [];
  const by = only && more.length === 0 ? elaborate(only, context) : sharedArgument(of);
  return by?.type === "symbol" && by.name !== "r" ? { ...by, span: of.span } : null;
}

function isNumber(of: Expression): boolean {
  return of.type === "number" || (of.type === "quotient" && isNumber(of.left) && isNumber(of.right));
}

/** `\log x` of a letter, unlike `\log\sum_i e^{x_i}`. */
function isBare([only, ...more]: readonly Expression[]): boolean {
  return more.length === 0 && only?.type === "symbol";
}

/** The x of `\frac12\|A x - b\|^2` and of `\log\sum_i e^{x_i}`: the one letter that usually is a variable. */
function usualVariable(of: Expression): Expression | null {
  if (of.type === "symbol") return null;
  const parts = walkExpression(of);
  const symbols = parts.flatMap((part) => (part.type === "symbol" && !part.time ? [part] : []));
  const usual = symbols.filter(({ name }) => /^(\\mathbf\{)?(x|w|\\theta|\\beta)\}?$/.test(name));
  const [first] = usual;
  const calls = parts.some((part) => part.type === "call" && part.function.type === "symbol");
  return first && !calls && usual.every(({ name }) => name === first.name)
    ? { ...first, span: of.span }
    : null;
}

/** The x of `\|x\|` and `\|x\|^2`. */
function measuredIn(of: Expression): Expression | null {
  if (of.type === "power") return measuredIn(of.base);
  return of.type === "norm" && of.of.type === "symbol" ? of.of : null;
}

/** The x of `f(x) g(x)`: what all functions in it are applied to, where nothing else stands in it. */
function sharedArgument(of: Expression): Expression | null {
  if (/^(symbol|call|entry)$/.test(of.type)) return null;
  const calls = walkExpression(of).flatMap((part) =>
    part.type === "call" && part.function.type === "symbol" ? [part] : [],
  );
  const [first] = calls.flatMap((call) => call.arguments);
  const isShared = calls.every(
    ({ arguments: [only, ...more] }) =>
      more.length === 0 && only?.type === "symbol" && first?.type === "symbol" && only.name === first.name,
  );
  return first && isShared ? first : null;
}

/** The x of `\nabla g(a^\top x)`, as g of a number has no gradient of its own; the whole argument of any other call. */
function differentiatedBy(call: Expression & { type: "call" }, { variables }: Context): Expression | null {
  const [only, ...more] = call.arguments;
  if (!only || more.length > 0 || !isNumberAsWritten(only)) return argumentsAsVariable(call);
  const found = walkExpression(only).filter((part) => part.type === "symbol" && variables.has(part.name));
  return found.length === 1 ? found[0]! : null;
}

/** Whether a value is a number by the way it is written: `a^\top x`, `w^\top x + b`. */
function isNumberAsWritten(value: Expression): boolean {
  if (value.type === "sum") return value.terms.some(({ of }) => isNumberAsWritten(of));
  if (value.type !== "product") return false;
  let first: Expression = value;
  while (first.type === "product") first = first.left;
  if (first.type !== "transpose" || first.of.type !== "symbol") return false;
  return /(^| )\\?[a-z]/.test(first.of.name) && value.right.type === "symbol";
}

/** What `\nabla f(…)` differentiates by: its argument, or the column of its arguments. */
export function argumentsAsVariable({
  arguments: values,
  span,
}: Expression & { type: "call" }): Expression | null {
  const [only, ...more] = values;
  if (only && more.length === 0) return only;
  return values.every(isCoordinate) ? { type: "matrix", rows: values.map((value) => [value]), span } : null;
}

/** `\nabla f(1, 2)` and `\nabla^2 f(0, 0)` of a function that the note writes as `f(x, y)`. */
function gradientAtPoint(
  { function: { type, name }, arguments: values, ...call }: Expression & { type: "call" },
  order: number,
  context: Context,
  span: Span,
): Expression | null {
  const listed = (type === "symbol" && context.parameters.get(name)) || [];
  const isPlace = (value: Expression) => !some(value, (part) => part.type === "symbol");
  if (listed.length !== values.length || !values.some(isPlace)) return null;
  const symbols = listed.map((node) => elaborate(node, context));
  const of: Expression & { type: "call" } = { ...call, function: { type, name }, arguments: symbols };
  const by = argumentsAsVariable(of);
  return by && atPlaces(gradientOf(of, by, order, span), symbols, values);
}

function isCoordinate(value: Expression): boolean {
  return value.type === "symbol" || (value.type === "entry" && value.of.type === "symbol");
}

/** A gradient by a list of arguments, or a curl, that is set equal to a row is a row. */
export function asWritten(left: Expression, right: Expression): Expression {
  const isRow = right.type === "matrix" && right.rows.length === 1;
  if (left.type === "call" && left.function.name === "axial" && isRow)
    return { type: "transpose", of: left, span: left.span };
  if (left.type === "evaluation") return { ...left, of: asWritten(left.of, right) };
  if (left.type !== "derivative" || left.withRespectTo.length !== 1) return left;
  const [list] = left.withRespectTo;
  if (list!.type !== "matrix" || !isRow) return left;
  return { ...left, withRespectTo: [{ ...list!, rows: [list!.rows.flat()] }] };
}
