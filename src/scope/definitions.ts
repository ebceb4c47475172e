/*
 * Which statements define what. The first equation for a symbol defines it, except that an equation with a
 * derivative (δ := ∂L/∂z) takes precedence; later ones in the same section are claims.
 */
import {
  type Expression,
  type Index,
  mapParts,
  parts,
  some,
  untransposed,
  isZeroNumber,
  holdsDerivative,
} from "../algebra/expression.ts";
import { atAnyMember } from "./member-functions.ts";
import { keyOf } from "../algebra/expression-key.ts";
import { isOpenValue, openFunction } from "./open-functions.ts";
import { sameIndex } from "../algebra/index-arithmetic.ts";
import { oncePer } from "../text/once.ts";
import type { Span } from "../text/span.ts";
import type { Section } from "./section.ts";
import { type Statement, type Step, isEquality } from "./statement.ts";
import { isHorizon } from "./time-letters.ts";

export interface Definition {
  readonly name: string;
  /** The time as written on the left: `t`, `t+1`, `0`. */
  readonly time: Index | null;
  /** Index letters of a definition by components: `x_j = …`. */
  readonly components: readonly Index[];
  /** Names of the parameters of a function; empty for a value. */
  readonly parameters: readonly string[];
  readonly isFunction: boolean;
  /** The letters it is written with, if any: μ and σ of `\ell(\mu, \sigma^2) = …`. */
  readonly written?: readonly string[];
  readonly body: Expression;
  readonly statement: number;
  readonly section: Section;
  readonly span: Span;
  /** A symbol that stands for a derivative is never redefined by a formula. */
  readonly isDerivative: boolean;
}

/** Reads what a statement would define: its left side, and functions within its chain (`y = f(x) = 3x^2`). */
export function definitionsOf(statement: Statement, section: Section): readonly Definition[] {
  const [first] = statement.steps;
  if (!first || !isEquality(first.relation)) return [];
  const whole = define(statement, section, statement.left, firstRead(statement));
  const inChain = holdsDerivative(statement.left)
    ? []
    : statement.steps.slice(1).map((_, at) => {
        const target = statement.steps[at]!.right;
        return target.type === "call" ? define(statement, section, target, at + 1) : null;
      });
  const inCalls = whole ? argumentsWithin(statement, whole.name) : [];
  const implied = inCalls.map(({ left, step, at }) => {
    const steps = statement.steps.map((one, index) => (index === at ? step : one));
    return define({ ...statement, steps }, section, left, at);
  });
  return [whole, ...inChain, ...implied].filter((definition) => definition !== null);
}

/** The σ(wᵀx) of `h(x) = P(y = 1 \mid x) = \sigma(w^\top x)`, of which a step is not read. */
function firstRead({ left, steps }: Statement): number {
  if (left.type !== "call") return 0;
  const at = steps.findIndex(({ right }) => !some(right, ({ type }) => type === "unknown"));
  return at > 0 && steps.slice(0, at + 1).every(({ relation }) => isEquality(relation)) ? at : 0;
}

/** What a chain says of the letters within it: `a = \sigma(z)` in `\hat y = a = \sigma(z)`. */
export function definitionsWithin(statement: Statement, section: Section): readonly Definition[] {
  const { left, steps } = statement;
  if (left.type !== "symbol" || !steps.every(({ relation }) => isEquality(relation))) return [];
  return steps.slice(1).flatMap((_, before) => {
    const target = steps[before]!.right;
    const one = target.type === "symbol" ? define(statement, section, target, before + 1) : null;
    return one && !one.isDerivative ? [one] : [];
  });
}

/** An equation that a step of a chain implies. */
interface Implied {
  readonly left: Expression;
  readonly step: Step;
  readonly at: number;
}

/** `z = W x + b` of `h = \sigma(z) = \sigma(W x + b)`, in either order. */
function argumentsWithin({ steps }: Statement, name: string): readonly Implied[] {
  return steps.slice(1).flatMap((step, before) => {
    const sides = [steps[before]!.right, step.right].map(argumentOf);
    const [one, other] = sides;
    if (!one || one.of !== other?.of) return [];
    const [left, right] = one.value.type === "symbol" ? [one.value, other.value] : [other.value, one.value];
    const isNew = left.type === "symbol" && left.name !== name && !mentions(right, left.name);
    return isNew ? [{ left, step: { ...step, right }, at: before + 1 }] : [];
  });
}

/** The only argument of a call, and of which function. */
function argumentOf(side: Expression): { readonly of: string; readonly value: Expression } | null {
  if (side.type !== "call" || side.order > 0 || side.arguments.length > 1) return null;
  return { of: `${side.function.type} ${side.function.name}`, value: side.arguments[0]! };
}

/** What later sides of a chain say of the same symbol: `L = T - V = \frac12 m v^2 - m g h`. */
export function laterForms(definition: Definition, { steps }: Statement): readonly Definition[] {
  if (definition.body !== steps[0]?.right || definition.isDerivative) return [];
  return steps
    .slice(1)
    .flatMap(({ relation, right, span }) =>
      isEquality(relation) && right.type !== "unknown" ? [{ ...definition, body: right, span }] : [],
    );
}

function define(statement: Statement, section: Section, written: Expression, at: number): Definition | null {
  const step = statement.steps[at]!;
  if (!isEquality(step.relation) || step.right.type === "unknown") return null;
  const [left, right] = atAnyMember(written, step.right);
  const squared = squaredLetter(left);
  const target = targetOf(squared ?? left);
  if (!target || (squared && mentions(right, target.name))) return null;
  if (target.isFunction && mentions(right, target.name)) return null;
  if (isTransposeOf(right, target.name)) return null;
  const body = squared ? rootOf(right) : (ofItself(right, target) ?? withParameters(right, target));
  // `g(x, p) = 0` is a condition.
  if (target.isFunction && isZeroNumber(body)) return null;
  // `n = 3` and `i = 1` say sizes and ranges, not values to compute with.
  const isPlain = target.parameters.length === 0 && target.time === null;
  if (isPlain && isConstantValue(body) && !isMatrixOfNumbers(body)) return null;
  if (target.isFunction && isValueAtNumbers(body, at)) return null;
  return {
    ...target,
    body,
    statement: statement.id,
    section,
    span: step.span,
    isDerivative: isDerivativeValue(body),
  };
}

/** The r of `r^2 = x^2 + y^2`, the `\sigma_i` of `\sigma_i^2 = …`: that says what it is as well as a root does. */
function squaredLetter(left: Expression): Expression | null {
  if (left.type !== "power" || left.exponent.type !== "number" || left.exponent.value !== 2) return null;
  const letter = left.base.type === "entry" ? left.base.of : left.base;
  return letter.type === "symbol" && /^\\?[a-z]/.test(letter.name) ? left.base : null;
}

function rootOf(body: Expression): Expression {
  const { span } = body;
  const exponent: Expression = { type: "number", value: 0.5, span };
  return { type: "power", base: body, exponent, elementwise: false, span };
}

/** `-1`, `\frac{2}{3}`: values without a symbol. */
export function isConstantValue(body: Expression): boolean {
  return !some(body, (part) => parts(part).length === 0 && part.type !== "number");
}

/** `\begin{bmatrix} 0 & -1 \\ 1 & 0 \end{bmatrix}`. */
export function isMatrixOfNumbers(body: Expression): boolean {
  return (
    body.type === "matrix" &&
    body.rows.length > 1 &&
    body.rows.every((row) => row.length > 1 && row.every((cell) => cell !== null && cell.type !== "dots")) &&
    isConstantValue(body)
  );
}

/** `a = \sigma(z) = \frac{1}{1 + e^{-0.3}}` computes with what z is there; `f(x) = 5` is a function. */
function isValueAtNumbers(body: Expression, at: number): boolean {
  const isComputed = (part: Expression) =>
    part.type === "call" || (part.type === "number" && !Number.isInteger(part.value));
  return isConstantValue(body) && (at > 0 || some(body, isComputed));
}

/** `S = S^\top` says that S is symmetric. */
function isTransposeOf(body: Expression, name: string): boolean {
  return body.type === "transpose" && body.of.type === "symbol" && body.of.name === name;
}

/** `L = L(a)`: L is some function of a, which goes by no other name. */
function ofItself(body: Expression, { name, isFunction, components }: Target): Expression | null {
  if (isFunction || components.length > 0 || body.type !== "call" || body.order > 0) return null;
  if (body.function.type !== "symbol" || body.function.name !== name) return null;
  return { ...body, function: { type: "symbol", name: openFunction(name) } };
}

/** `z(s) = s(h) + b`: the s of z, whatever that depends on. */
function withParameters(body: Expression, { parameters }: Target): Expression {
  const isParameter = (part: Expression): part is Expression & { type: "call" } =>
    part.type === "call" && part.order === 0 && parameters.includes(part.function.name);
  if (parameters.length === 0 || !some(body, isParameter)) return body;
  const write = (part: Expression): Expression =>
    isParameter(part)
      ? { type: "symbol", name: part.function.name, time: null, span: part.span }
      : mapParts(part, write);
  return write(body);
}

/** `f(x + h) = f(x) + …` says something of f; it does not define it. */
function mentions(body: Expression, name: string): boolean {
  return some(
    body,
    (part) =>
      (part.type === "symbol" && part.name === name) ||
      // Its derivatives of any order, too: the `f^{(n)}` of a series.
      (part.type === "call" &&
        part.function.type === "symbol" &&
        (part.function.name === name || part.function.name === `${name}@`)),
  );
}

type Target = Pick<Definition, "name" | "time" | "components" | "parameters" | "isFunction" | "written">;

function targetOf(left: Expression): Target | null {
  if (left.type === "symbol")
    return { name: left.name, time: left.time, components: [], parameters: [], isFunction: false };
  if (left.type === "entry" && left.of.type === "symbol")
    return {
      name: left.of.name,
      time: left.of.time,
      components: left.indices,
      parameters: [],
      isFunction: false,
    };
  if (left.type !== "call" || left.order > 0 || left.function.type !== "symbol") return null;
  const parameters = left.arguments.map((argument) =>
    argument.type === "symbol" && !argument.time ? argument.name : null,
  );
  const plain = { name: left.function.name, time: null, components: [] };
  const written = left.arguments.flatMap((argument) => {
    const of = argument.type === "power" ? argument.base : argument;
    return of.type === "symbol" ? [of.name] : [];
  });
  // `\ell(\mu, \sigma^2)`, `L(y, f(x))`: what is meant by another argument than that is not said.
  if (left.arguments.every(isLetterOrValue) && parameters.includes(null))
    return { ...plain, written, parameters: [], isFunction: false };
  if (!parameters.every((name) => name !== null)) return null;
  return { ...plain, written, parameters, isFunction: true };
}

/** `\mu`, `\sigma^2`, and what a model says of a letter: `f(x)`, `h_\theta(x)`. */
function isLetterOrValue(argument: Expression): boolean {
  if (argument.type === "call") return argument.order === 0 && argument.arguments.every(isLetterOrValue);
  const of = argument.type === "power" ? argument.base : argument;
  return of.type === "symbol" && !of.time;
}

/** `x = [x_1, \ldots, x_n]^\top` says how many components x has, not what they are. */
export function listsOwnComponents({ name, body }: Pick<Definition, "name" | "body">): boolean {
  const list = untransposed(body);
  const [first] = list.type === "matrix" ? list.rows[0]! : [];
  return first?.type === "entry" && first.of.type === "symbol" && first.of.name === name;
}

/**
 * Whether it says what a value is by that value: `x_i = z_i - \lambda \operatorname{sign}(x_i)` is to be solved, and
 * `w = w - s` is a step; `h_t = f(h_{t-1})` is neither.
 */
export const isOfItself = oncePer(({ name, time, components, body }: Definition): boolean => {
  const isSame = (part: Expression, indices: readonly Index[]) =>
    part.type === "symbol" && part.name === name && sameTime(part.time, time) && sameAll(indices, components);
  // `w = w - \alpha \, \partial J/\partial w` says what w is next.
  if (!time && components.length === 0)
    return body.type === "sum" && body.terms.some(({ sign, of }) => sign > 0 && isSame(of, []));
  return some(body, (part) => (part.type === "entry" ? isSame(part.of, part.indices) : isSame(part, [])));
});

function sameTime(one: Index | null, other: Index | null): boolean {
  return one && other ? sameIndex(one, other) : one === other;
}

function sameAll(some: readonly Index[], others: readonly Index[]): boolean {
  return some.length === others.length && some.every((index, at) => sameIndex(index, others[at]!));
}

export function isDerivativeValue(body: Expression): boolean {
  if (body.type === "transpose" || body.type === "evaluation") return body.of.type === "derivative";
  return body.type === "derivative";
}

/** Picks from all candidates those that define, in document order; the rest are claims. */
export function chooseDefinitions(
  candidates: readonly Definition[],
  redefining: ReadonlySet<number>,
): readonly Definition[] {
  const chosen: Definition[] = [];
  const derivatives = new Set(candidates.filter((one) => one.isDerivative).map((one) => one.name));
  const outputs = new Set(candidates.filter((one) => !one.isDerivative).map((one) => one.name));
  for (const candidate of candidates) {
    if (derivatives.has(candidate.name) && !candidate.isDerivative) continue;
    const onlySaid = chosen.findIndex((one) => leavesOpen(one, candidate));
    if (onlySaid >= 0) chosen.splice(onlySaid, 1);
    const earlier = chosen.filter((one) => one.name === candidate.name && covers(one, candidate));
    const anew = redefining.has(candidate.statement) && !candidate.isDerivative;
    const sameSection = earlier.some((one) => one.section.id === candidate.section.id);
    const isOther = earlier.every((one) => isOfOther(one, candidate, outputs));
    if (earlier.length === 0 || anew || isOther || (!sameSection && !candidate.isDerivative))
      chosen.push(candidate);
  }
  return chosen;
}

/** `m = \partial V/\partial x` behind `m = \partial U/\partial x`, where U and V are two functions that the note states. */
function isOfOther({ body: one }: Definition, { body: other }: Definition, outputs: ReadonlySet<string>) {
  if (one.type !== "derivative" || other.type !== "derivative") return false;
  const [name, next] = [one, other].map(({ of }) => (of.type === "symbol" ? of.name : null));
  if (!name || !next || name === next || !outputs.has(name) || !outputs.has(next)) return false;
  const variables = [one, other].map(({ withRespectTo }) => withRespectTo.map(keyOf).join());
  return variables[0] === variables[1];
}

/** `x = x(t)` before `x = \cos t` says only what x depends on. */
function leavesOpen(one: Definition, next: Definition): boolean {
  const { name, body, section } = one;
  if (
    body.type !== "call" ||
    !isOpenValue(one) ||
    next.name !== name ||
    next.isDerivative ||
    next.section.id !== section.id
  )
    return false;
  return body.arguments.every((by) => by.type === "symbol" && mentions(next.body, by.name));
}

/** Whether one definition speaks of the same values as another: `h_0 = 0` does not cover `h_t = …`, nor L each L_t. */
export function covers(one: Definition, other: Definition): boolean {
  const concrete = (definition: Definition) =>
    (definition.time !== null && definition.time.terms.every(({ letter }) => isHorizon(letter))) ||
    definition.components.some((index) => index.terms.length === 0);
  if ((one.time === null) !== (other.time === null) || hasOtherArguments(one, other)) return false;
  return concrete(one) === concrete(other) && (!concrete(one) || sameConstants(one, other));
}

/** `f(x, y) = x y` beside `f(u) = u^2` and `f(a, b, c) = …` is another function; `f(a) = b` is a value of the first. */
function hasOtherArguments(one: Definition, { written, body }: Definition): boolean {
  const isOther = one.written && written && written.join() !== one.written.join();
  return isOther === true && written.length > 1 && written.every((name) => mentions(body, name));
}

function sameConstants(one: Definition, other: Definition): boolean {
  const key = (definition: Definition) =>
    [definition.time, ...definition.components]
      .map((index) => (index ? index.offset + index.terms.map((term) => term.letter).join("") : ""))
      .join(",");
  return key(one) === key(other);
}

/** The z of `\delta_j = \partial C / \partial z_j`, of which δ has the shape. */
export function variableByComponents({ isDerivative, components, body }: Definition): Expression | null {
  const [by, ...more] = isDerivative && body.type === "derivative" ? body.withRespectTo : [];
  if (by?.type !== "entry" || by.of.type !== "symbol" || more.length > 0) return null;
  return sameAll(by.indices, components) ? by.of : null;
}

/** The definition of a symbol by what the note says in words, and no statement of it does. */
export function impliedDefinition(name: string, body: Expression, section: Section, span: Span): Definition {
  return {
    name,
    time: null,
    components: [],
    parameters: [],
    isFunction: false,
    body,
    statement: -1,
    section,
    span,
    isDerivative: false,
  };
}
