/*
 * A run of factors: finds calls (`\tanh(x)`, `\log\det X`), derivatives (`\partial a/\partial b`,
 * `\nabla_x f`, `\frac{d}{dx} f`) and differentials in it, and multiplies what remains from left to right.
 */
import { callOf } from "../algebra/compose.ts";
import type { Expression, Index } from "../algebra/expression.ts";
import { sameIndex } from "../algebra/index-arithmetic.ts";
import { operatorBySpelling } from "../algebra/spelling.ts";
import { type Span, cover } from "../text/span.ts";
import type { ProductNode, TexNode } from "../tex/syntax.ts";
import { type Context, unknown } from "./context.ts";
import { isOfAngle, takeAngle, takeArgument, takeMatrices } from "./bare-arguments.ts";
import { holds, isElided } from "./application.ts";
import { listedDiagonal } from "./diagonals.ts";
import { derivativeAt, differentialOrder } from "./elaborate-derivative.ts";
import { operatorDerivativeAt } from "./elaborate-operator.ts";
import { enclosedDerivativeAt } from "./enclosed-derivatives.ts";
import { isCross, withScripts } from "./elaborate-scripts.ts";
import { elaborate } from "./elaborate.ts";
import { ELIDED } from "./elided-arguments.ts";
import { listedVector, overDots } from "./ellipsis.ts";
import { indicatorAt } from "./indicators.ts";
import { letterName, readIndex } from "./index-reading.ts";
import { readSymbol } from "./symbol-reading.ts";
import { isTranspose, readOccurrence, withoutDecoration } from "./occurrence.ts";
import { vectorCalculusAt } from "./vector-calculus.ts";
import { withoutStar } from "./symbol-name.ts";

export interface Factor {
  readonly sign: string;
  readonly node: TexNode;
}

/** A piece of a product that stands for one value, and where the next begins. */
export interface Unit {
  readonly value: Expression;
  readonly next: number;
}

export function elaborateProduct(node: ProductNode, context: Context): Expression {
  return elaborateFactors(node.factors, context);
}

/** A product of more is no formula a person wrote, and nests as deeply as it is long. */
const MOST_FACTORS = 250;

/** Multiplies a run of factors; the first factor's sign is not looked at. */
export function elaborateFactors(all: readonly Factor[], context: Context): Expression {
  const factors = all.filter(({ node, sign }) => sign !== "" || !isSilent(node));
  if (factors.length > MOST_FACTORS)
    return unknown(
      "over-budget",
      "too many factors",
      cover(factors[0]!.node.span, factors.at(-1)!.node.span),
    );
  const units: Signed[] = [];
  let at = 0;
  while (at < factors.length) {
    const { sign, node } = factors[at]!;
    if (isDots(node) && units.length > 0 && at + 1 < factors.length) {
      const last = takeUnit(factors, at + 1, context);
      units.push(dottedFactor(units, { sign: factors[at + 1]!.sign, value: last.value }, node));
      at = last.next;
    } else {
      const unit = takeUnit(factors, at, context);
      const place = unit.value.type === "derivative" ? listBehind(factors[unit.next]) : null;
      const value =
        place &&
        unknown("unsupported-notation", "where this derivative is taken is not understood", place.span);
      units.push({ sign, value: value ?? unit.value });
      at = unit.next + (place ? 1 : 0);
    }
  }
  const [first, ...rest] = withNumbers(units);
  if (!first)
    return unknown("syntax-error", "something is missing here", all[0]?.node.span ?? { start: 0, end: 0 });
  return rest.reduce((result, { sign, value }) => multiply(result, sign, value), first.value);
}

/** The `(t_0, y_0)` of `\frac{\partial F}{\partial t}(t_0, y_0)`: a place of F, and no row to multiply by. */
function listBehind(factor: Factor | undefined): TexNode | null {
  const fence = factor?.sign === "" ? withoutDecoration(factor.node) : null;
  const isPlace = fence?.type === "fenced" && fence.open === "(" && fence.close === ")";
  return isPlace && withoutDecoration(fence.body).type === "list" ? fence : null;
}

interface Signed {
  readonly sign: string;
  readonly value: Expression;
}

/** `A \odot 2B`: a number behind the sign belongs to the factor that follows it. */
function withNumbers(units: readonly Signed[]): readonly Signed[] {
  const joined: Signed[] = [];
  for (const unit of units) {
    const last = joined.at(-1);
    if (last?.sign === "\\odot" && last.value.type === "number" && unit.sign === "")
      joined[joined.length - 1] = { sign: last.sign, value: multiply(last.value, "", unit.value) };
    else joined.push(unit);
  }
  return joined;
}

function isDots(node: TexNode): boolean {
  return withoutDecoration(node).type === "dots";
}

/** `W_1 W_2 \cdots W_n`: takes back the factor before the dots, and gives the product from it to the one behind. */
function dottedFactor(before: Signed[], last: Signed, dots: TexNode): Signed {
  const first = before.pop()!;
  const plain = [first, last].every(({ sign }) => /^(\\cdot|\\times)?$/.test(sign));
  const product =
    plain &&
    overDots(
      "product",
      [...before.slice(-1), first].map(({ value }) => value),
      last.value,
    );
  const value =
    product || unknown("unsupported-notation", "the pattern behind these dots is not clear", dots.span);
  return { sign: first.sign, value };
}

function isSilent(node: TexNode): boolean {
  return node.type === "empty" || (node.type === "text" && node.text.trim() === "");
}

export function multiply(left: Expression, sign: string, right: Expression): Expression {
  const span = cover(left.span, right.span);
  if (sign === "/" || sign === "\\div" || sign === "\\oslash") return { type: "quotient", left, right, span };
  if (sign === "\\odot")
    return { type: "product", left: entrywise(left), right: entrywise(right), sign, span };
  return { type: "product", left, right, sign, span };
}

/** `1 - A^2` beside ⊙: what is subtracted from a number goes entry by entry. */
function entrywise(factor: Expression): Expression {
  if (factor.type !== "sum" || !factor.terms.some(({ of }) => of.type === "number")) return factor;
  const powers = factor.terms.map(({ sign, of }) => ({
    sign,
    of: of.type === "power" ? { ...of, elementwise: true } : of,
  }));
  return { ...factor, terms: powers };
}

/** The unit that starts at a factor, with the signs of factorials behind it. */
export function takeUnit(factors: readonly Factor[], at: number, context: Context): Unit {
  let { value, next } = unitAt(factors, at, context);
  for (; isFactorial(factors[next]); next++)
    value = factorial(value, cover(value.span, factors[next]!.node.span));
  return { value, next };
}

function isFactorial(factor: Factor | undefined): boolean {
  return factor?.sign === "" && factor.node.type === "sign" && factor.node.name === "!";
}

/** `x!` of a number that need not be whole. */
function factorial(of: Expression, span: Span): Expression {
  const one: Expression = { type: "number", value: 1, span };
  const next: Expression = {
    type: "sum",
    terms: [
      { sign: 1, of },
      { sign: 1, of: one },
    ],
    span,
  };
  return callOf("gamma", next, span);
}

/** The unit itself: a call, a derivative, a differential, or the factor. */
function unitAt(factors: readonly Factor[], at: number, context: Context): Unit {
  const derivative =
    vectorCalculusAt(factors, at, context) ??
    derivativeAt(factors, at, context) ??
    operatorDerivativeAt(factors, at, context) ??
    enclosedDerivativeAt(factors, at, context);
  if (derivative) return derivative;
  const indicator = indicatorAt(factors, at, context);
  if (indicator) return indicator;
  const call = callAt(factors, at, context);
  if (call) return call;
  const { node } = factors[at]!;
  const order = context.differentials ? differentialOrder(node, context) : 0;
  if (order > 0 && factors[at + 1]?.sign === "") {
    const { value: of, next } = takeUnit(factors, at + 1, context);
    const span = cover(node.span, of.span);
    const first: Expression = { type: "differential", of, span };
    return { value: order === 1 ? first : { type: "differential", of: first, span }, next };
  }
  return { value: elaborate(node, context), next: at + 1 };
}

/** What a function name in front of an argument is. */
interface Head {
  readonly name: { readonly type: "operator" | "symbol"; readonly name: string };
  readonly order: number;
  /** `\tanh^2 x` is a power of the value; `\sin^{-1}` another function. */
  readonly power: TexNode | null;
  readonly node: TexNode;
  /** The l of `F_l`. */
  readonly at?: Index;
  /** Scripts of the name that make it a function of their own: `\sigma_1`. */
  readonly needsFences: boolean;
  /** `x^*(\theta)`: what is solved for depends on letters; nothing else says that it is a function. */
  readonly isSolved?: boolean;
}

function callAt(factors: readonly Factor[], at: number, context: Context): Unit | null {
  const head = readHead(factors[at]!.node, context);
  if (!head) return null;
  const next = factors[at + 1];
  if (!next || next.sign !== "") return null;
  const fenced = argumentFences(next.node);
  if (head.needsFences && !fenced) return null;
  const letter = fenced && head.name.type === "symbol" ? readOccurrence(factors[at]!.node) : null;
  if (letter && holds(fenced!, letter)) return null;
  if (fenced) {
    const values = fencedArguments(fenced, context);
    // `X(dX)` is a product, and so is the `R(a \times b)` of an R(t).
    if (head.name.type === "symbol" && values.some(({ type }) => type === "differential")) return null;
    if (isFunctionOfTime(head, context) && values.some(isCrossProduct)) return null;
    if (head.isSolved && !values.every(({ type }) => type === "symbol")) return null;
    // `\nabla_x f [\nabla^2 f]^{-1}` is a product.
    if (head.name.type === "symbol" && fenced.open !== "(" && values.some(isGradient)) return null;
    const span = cover(head.node.span, fenced.span);
    const diagonal = head.name.name === "diag" ? dottedDiagonal(fenced, values) : null;
    const value = diagonal ? { ...diagonal, span } : call(asMember(head, values), values, span, context);
    const scripted = withoutDecoration(next.node);
    const whole = scripted.type === "scripts" ? withScripts(value, scripted, context) : value;
    return { value: { ...whole, span: cover(head.node.span, next.node.span) }, next: at + 2 };
  }
  const { name } = head.name;
  const take = /^(trace|vec)$/.test(name) ? takeMatrices : isOfAngle(name) ? takeAngle : takeArgument;
  const argument = take(factors, at + 1, context);
  return {
    value: call(head, [argument.value], cover(head.node.span, argument.value.span), context),
    next: argument.next,
  };
}

/** `\operatorname{diag}(a_1, \ldots, a_n)` where the entries are no plain components. */
function dottedDiagonal(
  fenced: TexNode & { type: "fenced" },
  values: readonly Expression[],
): Expression | null {
  const body = withoutDecoration(fenced.body);
  const dots = body.type === "list" ? body.items.findIndex(isDots) : -1;
  return dots > 0 && dots === values.length - 2
    ? listedDiagonal(values.slice(0, dots), values.at(-1)!)
    : null;
}

function isFunctionOfTime({ name }: Head, { parameters }: Context): boolean {
  const [only, ...more] = parameters.get(name.name) ?? [];
  return more.length === 0 && only?.type === "letter" && only.name === "t";
}

function isCrossProduct(value: Expression): boolean {
  return value.type === "product" && value.sign === "\\times";
}

function isGradient(value: Expression): boolean {
  return value.type === "derivative" && value.notation === "nabla";
}

/** `(x)`, and the fences under the scripts of `(x)_i` and `(x)^2`. */
function argumentFences(node: TexNode): (TexNode & { type: "fenced" }) | null {
  const bare = withoutDecoration(node);
  // `R[a]_\times` is a product with the matrix of a cross product.
  if (bare.type === "scripts" && bare.sub && isCross(bare.sub)) return null;
  const inner = bare.type === "scripts" ? withoutDecoration(bare.base) : bare;
  return inner.type === "fenced" && /^(\(|\[|\\\{|\\lbrace|\\lbrack)$/.test(inner.open) ? inner : null;
}

function fencedArguments(fenced: TexNode & { type: "fenced" }, context: Context): readonly Expression[] {
  const body = withoutDecoration(fenced.body);
  if (isElided(body)) return [unknown("unsupported-notation", ELIDED, body.span)];
  if (body.type === "list") return listedArguments(body.items, context);
  if (body.type === "relation" && body.operands.length === 2 && /mid|\|/.test(body.relations[0]!.name))
    return body.operands.map((item) => elaborate(item, context));
  return [elaborate(fenced.body, context)];
}

/** `f(x_1, \ldots, x_n)` has one argument, x. */
function listedArguments(items: readonly TexNode[], context: Context): readonly Expression[] {
  const values = items.map((item) => elaborate(item, context));
  const vector = items.some(isDots) ? listedVector(values[0]!, values.at(-1)!) : null;
  return vector ? [vector] : values;
}

function call(
  head: Head,
  values: readonly Expression[],
  span: { start: number; end: number },
  context: Context,
): Expression {
  const inverse = head.power && inverseFunction(head);
  const value: Expression = {
    type: "call",
    function: inverse ? { type: "operator", name: inverse } : head.name,
    arguments: values,
    order: head.order,
    functionSpan: head.node.span,
    span,
    ...(head.at ? { at: head.at } : {}),
  };
  if (!head.power || inverse) return value;
  return { type: "power", base: value, exponent: elaborate(head.power, context), elementwise: false, span };
}

function inverseFunction(head: Head): string | null {
  const power = head.power;
  const isMinusOne =
    power?.type === "sum" &&
    power.terms.length === 1 &&
    power.terms[0]!.sign === "-" &&
    power.terms[0]!.node.type === "number" &&
    power.terms[0]!.node.value === 1;
  const name = `a${head.name.name}`;
  return isMinusOne && operatorBySpelling(name) ? operatorBySpelling(name)!.name : null;
}

/** `\log_2`, `\log_{10}`. */
function logarithmBase(node: TexNode): string | null {
  if (node.type !== "scripts" || !node.sub) return null;
  const word = withoutDecoration(node.base);
  const base = withoutDecoration(node.sub);
  if (word.type !== "word" || word.text !== "log" || base.type !== "number") return null;
  return base.value === 2 || base.value === 10 ? `log${base.value}` : null;
}

function readHead(node: TexNode, context: Context): Head | null {
  const bare = withoutDecoration(node);
  const word = bare.type === "scripts" ? withoutDecoration(bare.base) : bare;
  const base = logarithmBase(bare);
  if (bare.type === "scripts" && base !== null)
    return { name: { type: "operator", name: base }, order: 0, power: bare.sup, node, needsFences: false };
  if (word.type === "word" && !(bare.type === "scripts" && bare.sub)) {
    const own = context.ownFunctions.has(word.text);
    const operator = own ? undefined : operatorBySpelling(word.text);
    if (!operator && !own) return null;
    return {
      name: operator ? { type: "operator", name: operator.name } : { type: "symbol", name: word.text },
      order: bare.type === "scripts" ? bare.primes : 0,
      power: bare.type === "scripts" ? bare.sup : null,
      node,
      needsFences: !operator,
    };
  }
  const occurrence = readOccurrence(node);
  if (!occurrence) return null;
  const read = readSymbol(occurrence, context.notation);
  const isFunction = context.notation.functions.has(occurrence.base) || context.ownFunctions.has(read.name);
  const isSolved = !isFunction && withoutStar(read.name) !== null && !read.time;
  if (!(isFunction || isSolved) || read.entries.length > 0 || read.operations.length > 1) return null;
  const power = read.operations[0];
  if (power && (power.type !== "bare" || isTransposedInverse(power.node))) return null;
  return {
    name: { type: "symbol", name: read.time ? memberNamed(read.name, node) : read.name },
    ...(read.time ? { at: read.time } : {}),
    order: read.primes,
    power: power ? power.node : null,
    node,
    needsFences: true,
    isSolved,
  };
}

/** The function of layer l in `\sigma^l(z^l)`, which is no power. */
function asMember(head: Head, [only, ...more]: readonly Expression[]): Head {
  const at = head.power && head.name.type === "symbol" ? readIndex(head.power) : null;
  const layer = only?.type === "symbol" && more.length === 0 ? only.time : null;
  if (!at || !layer || at.terms.length === 0 || !sameIndex(at, layer)) return head;
  const name = { type: "symbol", name: memberNamed(head.name.name, head.node) } as const;
  return { ...head, name, at, power: null };
}

/** The name of a member of a family of functions, without the primes that count its derivatives. */
function memberNamed(family: string, node: TexNode): string {
  return `${family}@${(letterName(node) ?? "").replace(/'+$/, "")}`;
}

/** `U^{-\top}(V + W)` is a product, as with any transpose. */
function isTransposedInverse(exponent: TexNode): boolean {
  return exponent.type === "sum" && isTranspose(exponent.terms.at(-1)!.node);
}
