/*
 * Slopes of curves that are given by a parameter: `\frac{dy}{dx}` beside `x = t^2 + 1`, `y = t^3 - t` is dy/dt over dx/dt.
 * A side of a claim goes in and comes out with such derivatives written so.
 */
import {
  type DerivativeExpression,
  type Expression,
  mapParts,
  some,
  walkExpression,
} from "../algebra/expression.ts";
import type { Span } from "../text/span.ts";
import type { Definition } from "./definitions.ts";
import { type Scope, definitionAt } from "./scope.ts";
import type { Section } from "./section.ts";

interface Place {
  readonly scope: Scope;
  readonly section: Section;
  readonly start: number;
}

/** Both sides with the derivatives along curves by their parameter. */
export function alongCurves(
  [left, right]: readonly [Expression, Expression],
  place: Place,
): [Expression, Expression] {
  if ([left, right].some((side) => some(side, differentiatesPrime))) return [left, right];
  return [withParameters(left, place), withParameters(right, place)];
}

/** `\frac{d}{dx}(y')`, `\frac{dy'}{dt}`: there the prime itself may be the slope. */
function differentiatesPrime(part: Expression): boolean {
  return part.type === "derivative" && some(part.of, isPrime);
}

function isPrime(part: Expression): boolean {
  return part.type === "derivative" && !part.isTotal && part.of.type === "symbol";
}

function withParameters(of: Expression, place: Place): Expression {
  const inner = mapParts(of, (part) => withParameters(part, place));
  if (inner.type !== "derivative" || !inner.isTotal || inner.times) return inner;
  const [by, ...more] = inner.withRespectTo;
  if (by?.type !== "symbol" || by.time || more.some((one) => one.type !== "symbol" || one.name !== by.name))
    return inner;
  // `\frac{d}{dx}\left(\frac{dy}{dx}\right)`
  const isSlope = of.type === "derivative" && of.of !== inner.of;
  const parameter = isSlope ? parameterOf(null, by.name, place) : curveOf(inner, by.name, place);
  if (parameter === null) return inner;
  return inner.withRespectTo.reduce<Expression>((value) => slope(value, by, parameter), inner.of);
}

function curveOf({ of }: DerivativeExpression, by: string, place: Place): string | null {
  return of.type === "symbol" && !of.time ? parameterOf(of.name, by, place) : null;
}

/** What both letters are given by, if neither is given by the other. */
function parameterOf(of: string | null, by: string, place: Place): string | null {
  const behindVariable = lettersBehind(by, place);
  if (!behindVariable) return null;
  if (of === null) return chosen(behindVariable.free);
  const behind = lettersBehind(of, place);
  if (!behind || behind.all.has(by) || !areGivenTogether(of, by, place)) return null;
  return chosen([...behindVariable.free].filter((name) => behind.free.has(name)));
}

/** Whether one equation follows the other. */
function areGivenTogether(of: string, by: string, { scope, section, start }: Place): boolean {
  const [one, other] = [of, by].map((name) => definitionAt(scope, name, section, start));
  if (!one || !other || one.section.id !== other.section.id) return false;
  const blockOf = ({ statement }: Definition) => scope.statements[statement]?.block ?? -1;
  return [one, other].every(({ span }) => span.start < start) && Math.abs(blockOf(one) - blockOf(other)) <= 1;
}

/** Names that a parameter has, where there are constants beside it. */
const parameters = ["t", "\\theta", "\\varphi", "\\phi", "s", "u", "\\tau"];

function chosen(letters: Iterable<string>): string | null {
  const [only, ...more] = letters;
  if (only === undefined) return null;
  return more.length === 0 ? only : (parameters.find((name) => name === only || more.includes(name)) ?? null);
}

interface Behind {
  readonly all: ReadonlySet<string>;
  /** Those of which nothing is said. */
  readonly free: ReadonlySet<string>;
}

/** The letters that a value is made of; null of what is not defined, or an array by its entries or in time steps. */
function lettersBehind(name: string, { scope, section, start }: Place): Behind | null {
  const all = new Set<string>();
  const free = new Set<string>();
  const visit = (letter: string): boolean => {
    const own = definitionAt(scope, letter, section, start);
    if (!own || own.isDerivative) {
      free.add(letter);
      return letter !== name;
    }
    if (own.time || own.components.length > 0 || own.parameters.length > 1) return false;
    return walkExpression(own.body).every((part) => {
      if (part.type !== "symbol" || all.has(part.name)) return true;
      all.add(part.name);
      if (part.time) return false;
      return own.parameters.includes(part.name) ? free.add(part.name) !== null : visit(part.name);
    });
  };
  return visit(name) ? { all, free } : null;
}

function slope(of: Expression, by: Expression, parameter: string): Expression {
  const { span } = of;
  return {
    type: "quotient",
    left: rate(of, parameter, span),
    right: rate(by, parameter, span),
    span,
  };
}

function rate(of: Expression, parameter: string, span: Span): DerivativeExpression {
  const by: Expression = { type: "symbol", name: parameter, time: null, span };
  return { type: "derivative", of, withRespectTo: [by], notation: "fraction", isTotal: true, span };
}
