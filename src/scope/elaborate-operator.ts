/*
 * Derivatives in operator notation: `Df(x)`, `D_v f(x)`, `Df(X)[H]`, `J_f(x)`, `H_f(x)`, and partial derivatives by
 * subscripts, `f_{xy}`, or by a prime alone, `f'`. The factors of a product go in; the derivative that starts at one
 * of them comes out, or null where it is none.
 */
import type { CallExpression, Expression, SymbolExpression } from "../algebra/expression.ts";
import { type Span, cover } from "../text/span.ts";
import type { TexNode } from "../tex/syntax.ts";
import { lettersIn } from "../tex/walk.ts";
import type { Context } from "./context.ts";
import { type Factor, type Unit, takeUnit } from "./elaborate-product.ts";
import { powerOf } from "./elaborate-power.ts";
import { applySuperscripts } from "./elaborate-scripts.ts";
import { elaborate } from "./elaborate.ts";
import { freeNumber } from "./free-number.ts";
import { readSymbol } from "./symbol-reading.ts";
import { type Occurrence, isTranspose, readOccurrence, withoutDecoration } from "./occurrence.ts";

/** A function of the note at its arguments, or at the ones it is usually written with. */
interface Applied {
  readonly call: CallExpression;
  /** What it is differentiated by, where that is not what stands behind the outermost function. */
  readonly by?: Expression | null;
  readonly next: number;
}

/** The derivative in operator notation that starts at a factor. */
export function operatorDerivativeAt(factors: readonly Factor[], at: number, context: Context): Unit | null {
  const { node } = factors[at]!;
  const occurrence = readOccurrence(node);
  if (!occurrence) return null;
  const read = (all: readonly Factor[]) =>
    differentialOperator(all, at, occurrence, context) ??
    namedMatrix(all, at, occurrence, context) ??
    primedAlong(all, at, occurrence, context) ??
    subscripted(all, at, occurrence, context);
  const unit = raisedMatrix(factors, at, read, context) ?? read(factors);
  return (
    unit && { ...unit, value: { ...unit.value, span: cover(node.span, factors[unit.next - 1]!.node.span) } }
  );
}

/** `J_g(x)^\top`, `Dg(x)^{-1}`: what stands above the argument is meant of the matrix. */
function raisedMatrix(
  factors: readonly Factor[],
  at: number,
  read: (factors: readonly Factor[]) => Unit | null,
  context: Context,
): Unit | null {
  for (const place of [at + 1, at + 2]) {
    const factor = factors[place];
    const bare = factor?.sign === "" ? withoutDecoration(factor.node) : null;
    if (!factor || bare?.type !== "scripts" || !bare.sup || bare.sub || bare.primes > 0 || !isArgument(bare))
      continue;
    // What follows is no direction: it is multiplied by the matrix that is turned.
    const plain = [...factors.slice(0, place), { ...factor, node: bare.base }];
    const unit = read(plain);
    if (unit?.next !== place + 1 || unit.value.type !== "derivative" || unit.value.notation !== "operator")
      return null;
    return {
      ...unit,
      value: raised(unit.value, bare.sup, cover(factors[at]!.node.span, bare.span), context),
    };
  }
  return null;
}

function raised(of: Expression, sup: TexNode, span: Span, context: Context): Expression {
  return isTranspose(sup) ? { type: "transpose", of, span } : powerOf(of, sup, span, context);
}

/** `Df(x)` is the Jacobian, `Df(x)[v]` and `D_v f(x)` its product with v, `D_x f` the part that belongs to x. */
function differentialOperator(
  factors: readonly Factor[],
  at: number,
  { base, subscripts, superscripts }: Occurrence,
  context: Context,
): Unit | null {
  if (base !== "D" || context.ownSymbols.has("D")) return null;
  const order = orderOf(superscripts);
  const applied =
    order === null
      ? null
      : (composedAt(factors, at + 1, context) ??
        appliedAt(factors, at + 1, context) ??
        namedAt(factors, at + 1, context));
  if (order === null || !applied) return null;
  const { call, next } = applied;
  if (applied.by && subscripts.length === 0 && order === 1 && !directionsAt(factors, next, context))
    return jacobian(applied);
  const by = subscripts.flatMap(({ items }) => items);
  if (by.length > 0) {
    if (by.length > 1 || order > 1) return null;
    const place = placeOf(by[0]!, call, context);
    if (!place) return null;
    if (isAmong(place, call)) return { value: derivativeBy(call, [place], "operator"), next };
    return call.arguments.length === 1 ? { value: along(call, [[place]]), next } : null;
  }
  const directions = directionsAt(factors, next, context);
  if (!directions) return order === 1 ? jacobian(applied) : null;
  const { values } = directions;
  const count = call.arguments.length;
  if (values.length !== (order === 1 ? count : order)) return null;
  if (order > 1 && count > 1) return null;
  const value = along(call, order === 1 ? [values] : values.map((direction) => [direction]));
  return { value, next: directions.next };
}

/** `\exp(A)[H]`: a function of the table at a letter, with a direction behind it. */
function namedAt(factors: readonly Factor[], at: number, context: Context): Applied | null {
  const factor = factors[at];
  if (factor?.sign !== "" || withoutDecoration(factor.node).type !== "word") return null;
  const { value, next } = takeUnit(factors, at, context);
  const direction = factors[next];
  if (value.type !== "call" || value.order > 0 || !direction || !isBracket(direction.node)) return null;
  return value.arguments.every(({ type }) => type === "symbol") ? { call: value, next } : null;
}

/** `D_x` and `D_1`: by name, or by its number among the arguments. */
function placeOf(node: TexNode, call: CallExpression, context: Context): Expression | null {
  return node.type === "number" ? (call.arguments[node.value - 1] ?? null) : elaborate(node, context);
}

/** 1 for `D`, 2 for `D^2`; null where something else stands above it. */
function orderOf(superscripts: Occurrence["superscripts"]): number | null {
  const [power, ...more] = superscripts;
  if (!power) return 1;
  const number = power.type === "bare" && power.node.type === "number" ? power.node.value : 0;
  return more.length === 0 && (number === 2 || number === 3) ? number : null;
}

/** `[v]`, `(H)`, `[u, v]`, `[u][v]` behind a function with its arguments. */
function directionsAt(
  factors: readonly Factor[],
  at: number,
  context: Context,
): { readonly values: readonly Expression[]; readonly next: number } | null {
  const values: Expression[] = [];
  let next = at;
  for (; factors[next]?.sign === ""; next++) {
    const bare = withoutDecoration(factors[next]!.node);
    if (bare.type !== "fenced" || !/^[([]$/.test(bare.open)) break;
    const body = withoutDecoration(bare.body);
    values.push(...(body.type === "list" ? body.items : [body]).map((item) => elaborate(item, context)));
  }
  return values.length > 0 ? { values, next } : null;
}

/** `J_f(x)`, `\mathbf J_{\mathbf f}`, `H_f(x)`: the Jacobian and the Hessian of the function below. */
function namedMatrix(
  factors: readonly Factor[],
  at: number,
  { base, subscripts, superscripts }: Occurrence,
  context: Context,
): Unit | null {
  if (!/^[JH]$/.test(base) || superscripts.length > 0) return null;
  const composed = composedBelow(factors, at, context);
  if (composed) return namedDerivative(base, composed);
  const [only, ...more] = subscripts.flatMap(({ items }) => items);
  if (!only && base === "J") return jacobianBefore(factors, at, context);
  if (!only || more.length > 0 || !isFunction(only, context)) return null;
  const name: Factor = { sign: "", node: only };
  const argument = factors[at + 1];
  const atPoint = argument?.sign === "" ? matrixAtPoint(base, name, argument, context) : null;
  if (atPoint) return { value: atPoint, next: at + 2 };
  const applied =
    argument && argument.sign === "" && isArgument(argument.node)
      ? appliedAt([name, argument], 0, context)
      : appliedAt([name], 0, context);
  return applied && namedDerivative(base, { ...applied, next: at + applied.next });
}

/** `Jf(x)`, written in one, of a J that is nothing else. */
function jacobianBefore(factors: readonly Factor[], at: number, context: Context): Unit | null {
  const isOther =
    context.ownSymbols.has("J") ||
    context.ownFunctions.has("J") ||
    factors[at]!.node.span.end !== factors[at + 1]?.node.span.start;
  const argument = factors[at + 2]?.sign === "" ? factors[at + 2] : undefined;
  const applied =
    !isOther && argument && isArgument(argument.node) ? appliedAt(factors, at + 1, context) : null;
  return applied && jacobian(applied);
}

/** `J_f(1, 2)` of an f that is written as `f(x, y)`. */
function matrixAtPoint(base: string, name: Factor, argument: Factor, context: Context): Expression | null {
  const listed = context.parameters.get(readOccurrence(name.node)?.base ?? "") ?? [];
  const fence = withoutDecoration(argument.node);
  if (listed.length < 2 || fence.type !== "fenced" || fence.open !== "(") return null;
  const body = withoutDecoration(fence.body);
  const items = body.type === "list" ? body.items : [];
  const isNumber = (item: TexNode) =>
    /^(number|fraction|sum)$/.test(item.type) && lettersIn(item).length === 0;
  if (items.length !== listed.length || !items.every(isNumber)) return null;
  const whole = appliedAt([name], 0, context);
  const matrix = whole && namedDerivative(base, whole);
  const symbols = listed.map((node) => elaborate(node, context));
  return (
    matrix &&
    atPlaces(
      matrix.value,
      symbols,
      items.map((item) => elaborate(item, context)),
    )
  );
}

/** What J and H are of a function at its arguments. */
function namedDerivative(base: string, applied: Applied): Unit | null {
  if (base === "J") return jacobian(applied);
  const { call, next, by = columnOf(call.arguments, call.span) } = applied;
  return by && { value: derivativeBy(call, [by, by], "nabla"), next };
}

/** `(f \circ g)(x)`: f at the g of x. */
export function composedAt(factors: readonly Factor[], at: number, context: Context): Applied | null {
  const [of, argument] = [factors[at], factors[at + 1]];
  const fence = of && withoutDecoration(of.node);
  if (fence?.type !== "fenced" || fence.open !== "(" || argument?.sign !== "") return null;
  return composed(fence.body, argument, at + 2, context);
}

/** The `f \circ g` of `J_{f \circ g}(x)`. */
function composedBelow(factors: readonly Factor[], at: number, context: Context): Applied | null {
  const bare = withoutDecoration(factors[at]!.node);
  const argument = factors[at + 1];
  if (bare.type !== "scripts" || !bare.sub || argument?.sign !== "") return null;
  return composed(bare.sub, argument, at + 2, context);
}

function composed(body: TexNode, argument: Factor, next: number, context: Context): Applied | null {
  const ring = withoutDecoration(body);
  if (ring.type !== "product" || ring.factors.length < 2 || !isArgument(argument.node)) return null;
  const isRing = ring.factors.every(({ sign }, place) => place === 0 || sign === "\\circ");
  if (!isRing || !ring.factors.every(({ node }) => isFunction(node, context))) return null;
  const [outer, ...inner] = ring.factors.map(({ node }): Factor => ({ sign: "", node })).reverse();
  const first = appliedAt([outer!, argument], 0, context)?.call;
  if (!first) return null;
  const call = inner.reduce<CallExpression>((of, { node }) => {
    const { name } = readSymbol(readOccurrence(node)!, context.notation);
    const called = { type: "symbol", name } as const;
    return { ...of, function: called, arguments: [of] };
  }, first);
  return { call, next, by: columnOf(first.arguments, first.span) };
}

/** `f'(x)[v]`, `f''(x)[u, v]`: as many directions as there are primes. */
function primedAlong(
  factors: readonly Factor[],
  at: number,
  { primes }: Occurrence,
  context: Context,
): Unit | null {
  const [argument, first] = [factors[at + 1], factors[at + 2]];
  if (primes === 0 || !argument || argument.sign !== "" || !first || !isBracket(first.node)) return null;
  const applied = appliedAt([{ sign: "", node: letterOf(factors[at]!.node) }, argument], 0, context);
  const directions = directionsAt(factors, at + 2, context);
  if (!applied || applied.call.arguments.length !== 1 || directions?.values.length !== primes) return null;
  const value = along(
    applied.call,
    directions.values.map((direction) => [direction]),
  );
  return { value, next: directions.next };
}

function isBracket(node: TexNode): boolean {
  const bare = withoutDecoration(node);
  return bare.type === "fenced" && bare.open === "[";
}

/** `f_x`, `f_{xy}(a, b)`: partial derivatives by arguments; `f'` alone, at the argument f is written with. */
function subscripted(
  factors: readonly Factor[],
  at: number,
  occurrence: Occurrence,
  context: Context,
): Unit | null {
  const { base, subscripts, superscripts, primes } = occurrence;
  const parameters = context.parameters.get(base);
  const isTurned = superscripts.every(({ type }) => /^(transpose|inverse|pseudo-inverse)$/.test(type));
  if (!parameters || !isTurned || occurrence.font === "bold") return null;
  const names = parameters.map((node) => readOccurrence(node)?.base ?? "");
  const items = subscripts.flatMap((subscript) => subscript.items);
  const argument = factors[at + 1]?.sign === "" ? factors[at + 1] : undefined;
  const fenced = argument !== undefined && isArgument(argument.node);
  if (items.length === 0) {
    if (superscripts.length > 0 || primes === 0 || primes > 3 || fenced || parameters.length > 1) return null;
    const call = callOf(base, parameters, factors[at]!.node.span, context);
    return { value: { ...call, order: primes }, next: at + 1 };
  }
  if (primes > 0 || items.length > 3 || !context.partials.has(base)) return null;
  const by = items.map((item) => (item.type === "letter" ? names.indexOf(item.name) : -1));
  if (by.includes(-1)) return null;
  const call = callOf(base, parameters, factors[at]!.node.span, context);
  // `f_{xy}` differentiates by x first.
  const variables = by.map((place) => call.arguments[place]!).reverse();
  const value = derivativeBy(call, variables, "fraction");
  const turned = (of: Expression) => applySuperscripts(of, superscripts, context);
  if (!fenced) return { value: turned(value), next: at + 1 };
  const places = takeUnit([{ sign: "", node: letterOf(factors[at]!.node) }, argument], 0, context).value;
  if (places.type !== "call" || places.arguments.length !== call.arguments.length) return null;
  return { value: turned(atPlaces(value, call.arguments, places.arguments)), next: at + 2 };
}

/** The letter under its scripts. */
function letterOf(node: TexNode): TexNode {
  const bare = withoutDecoration(node);
  return bare.type === "scripts" ? letterOf(bare.base) : bare;
}

/** A derivative at the values of the arguments, of which those that are the arguments themselves change nothing. */
export function atPlaces(
  of: Expression,
  symbols: readonly Expression[],
  values: readonly Expression[],
): Expression {
  const places = symbols.flatMap((symbol, at) => {
    const value = values[at]!;
    const same = value.type === "symbol" && symbol.type === "symbol" && value.name === symbol.name;
    return same || symbol.type !== "symbol" ? [] : [{ symbol, value, implied: false }];
  });
  return places.length === 0 ? of : { type: "evaluation", of, places, span: of.span };
}

/** The function at a factor with the arguments that follow, or with those it is written with elsewhere. */
export function appliedAt(factors: readonly Factor[], at: number, context: Context): Applied | null {
  const factor = factors[at];
  if (!factor || factor.sign !== "" || !isFunction(factor.node, context)) return null;
  const unit = takeUnit(factors, at, context);
  if (unit.value.type === "call" && unit.value.function.type === "symbol" && unit.value.order === 0)
    return { call: unit.value, next: unit.next };
  const base = readOccurrence(factor.node)?.base ?? "";
  const parameters = context.parameters.get(base);
  return unit.next === at + 1 && parameters
    ? { call: callOf(base, parameters, factor.node.span, context), next: at + 1 }
    : null;
}

function isFunction(node: TexNode, context: Context): boolean {
  const occurrence = readOccurrence(node);
  if (!occurrence || occurrence.primes > 0 || occurrence.superscripts.length > 0) return false;
  const { name } = readSymbol(occurrence, context.notation);
  return (
    context.ownFunctions.has(name) ||
    (context.notation.functions.has(occurrence.base) && occurrence.subscripts.length === 0)
  );
}

/** `(x)`, and the `(x)^2` behind a function. */
function isArgument(node: TexNode): boolean {
  const bare = withoutDecoration(node);
  const fenced = bare.type === "scripts" ? withoutDecoration(bare.base) : bare;
  return fenced.type === "fenced" && fenced.open === "(";
}

function callOf(name: string, parameters: readonly TexNode[], span: Span, context: Context): CallExpression {
  const values = parameters.map((node) => ({ ...elaborate(node, context), span }));
  const named = { type: "symbol", name } as const;
  return { type: "call", function: named, arguments: values, order: 0, functionSpan: span, span };
}

function isAmong(place: Expression, { arguments: values }: CallExpression): boolean {
  return values.some(
    (value) =>
      value === place || (value.type === "symbol" && place.type === "symbol" && value.name === place.name),
  );
}

/** The matrix of all partial derivatives, a row for each component of the function. */
function jacobian({ call, next, by = columnOf(call.arguments, call.span) }: Applied): Unit | null {
  return by && { value: derivativeBy(call, [by], "operator"), next };
}

function columnOf(values: readonly Expression[], span: Span): Expression | null {
  const [only, ...more] = values;
  if (only && more.length === 0) return only;
  return values.every(({ type }) => type === "symbol")
    ? { type: "matrix", rows: values.map((value) => [value]), span }
    : null;
}

function derivativeBy(
  of: Expression,
  withRespectTo: readonly Expression[],
  notation: "fraction" | "nabla" | "operator",
): Expression {
  return { type: "derivative", of, withRespectTo, notation, span: of.span };
}

/**
 * The derivative along directions, one list for each order: of f(x + ε v) by ε at 0. It has the shape of f, whatever
 * the layout of Jacobians.
 */
function along(call: CallExpression, directions: readonly (readonly Expression[])[]): Expression {
  const steps = directions.map((_, at): SymbolExpression => freeNumber(`step ${at + 1}`, call.span));
  const moved = call.arguments.map((value, place): Expression => {
    const terms = steps.flatMap((step, at) => {
      const right = directions[at]![place];
      const { span } = call;
      return right ? [{ sign: 1, of: { type: "product", left: step, right, sign: "", span } } as const] : [];
    });
    return { type: "sum", terms: [{ sign: 1, of: value }, ...terms], span: value.span };
  });
  const of = steps.reduce<Expression>((inner, step) => derivativeBy(inner, [step], "operator"), {
    ...call,
    arguments: moved,
  });
  const zero: Expression = { type: "number", value: 0, span: call.span };
  return {
    type: "evaluation",
    of,
    places: steps.map((symbol) => ({ symbol, value: zero, implied: false })),
    span: call.span,
  };
}
