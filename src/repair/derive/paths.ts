/*
 * How a derivation goes through the note's definitions: which symbols it enters, at which time, and which of them
 * reach the variable at all.
 */
import {
  type SymbolExpression,
  type Expression,
  type Index,
  mapIndices,
  parts,
  walkExpression,
} from "../../algebra/expression.ts";
import { combine, sameIndex, substituteIndex } from "../../algebra/index-arithmetic.ts";
import type { Definition } from "../../scope/definitions.ts";
import { isTarget } from "../../scope/targets.ts";
import { isHorizon } from "../../scope/time-letters.ts";
import { indexText } from "../symbol-text.ts";
import type { Site } from "../site.ts";
import type { Derivation } from "./adjoint.ts";
import { substitute } from "./substitute.ts";
import { componentwise } from "./vectorise.ts";

/** Definitions within definitions that are looked into. */
const DEEPEST = 24;

export interface Route {
  readonly variable: Expression;
  /** Symbols that are not entered: what lies behind them is counted elsewhere. */
  readonly closed: ReadonlySet<string>;
  /** Only the first definition is entered: a direct partial derivative. */
  readonly direct: boolean;
  /** What stands at the variable's own time is held fixed: other states of a step are variables of their own. */
  readonly step?: boolean;
  readonly scalarOutput: boolean;
  readonly closedSlopes: boolean;
  readonly unitSums: boolean;
  /** What changes, where that is more than the variable. */
  readonly moves?: (part: Expression) => boolean;
}

export function createDerivation(site: Site, route: Route): Derivation {
  const { scope } = site;
  const { variable } = route;
  const known = new Map<string, boolean>();
  let entered = 0;
  const isVariable = (part: Expression): boolean => {
    if (route.moves) return route.moves(part);
    if (variable.type === "transpose") return false;
    if (variable.type !== "symbol" || part.type !== "symbol") return sameText(site, part, variable);
    return part.name === variable.name && sameTime(part.time, variable.time);
  };
  const body = (symbol: SymbolExpression): Expression | null => {
    if (route.closed.has(symbol.name) || isBefore(symbol, variable, route.step ? 1 : 0)) return null;
    return bodyAt(site, symbol);
  };
  const reachesAt = (part: Expression, depth: number): boolean => {
    if (isVariable(part)) return true;
    if (part.type === "symbol") {
      if (depth > DEEPEST || (route.direct && depth > 0)) return false;
      const key = part.name + (part.time ? `@${indexText(part.time)}` : "");
      const before = known.get(key);
      if (before !== undefined) return before;
      known.set(key, false);
      const inside = body(part);
      const reached = inside !== null && reachesAt(inside, depth + 1);
      known.set(key, reached);
      return reached;
    }
    if (part.type === "call" && part.function.type === "symbol") {
      const inside = functionBody(site, part);
      if (inside && walkSome(inside, (one) => one !== inside && reachesAt(one, depth + 1))) return true;
    }
    return parts(part).some((one) => reachesAt(one, depth));
  };
  return {
    scope,
    isVariable,
    enter: (symbol) => {
      if (route.direct && entered++ > 0) return null;
      return body(symbol);
    },
    apply: (of) => functionBody(site, of),
    reaches: (part) => reachesAt(part, route.direct && entered > 0 ? 1 : 0),
    scalarOutput: route.scalarOutput,
    closedSlopes: route.closedSlopes,
    unitSums: route.unitSums,
    found: [],
    steps: 0,
  };
}

function walkSome(part: Expression, test: (one: Expression) => boolean): boolean {
  return [...walkExpression(part)].some(test);
}

function sameText(site: Site, part: Expression, variable: Expression): boolean {
  if (part.type !== variable.type || part.span.start < 0) return false;
  const text = ({ span }: Expression) => site.text.slice(span.start, span.end).replaceAll(/\s/g, "");
  return text(part) === text(variable);
}

function sameTime(a: Index | null, b: Index | null): boolean {
  return a === null || b === null ? a === b : sameIndex(a, b);
}

/** What lies before the variable in time, or before the steps behind it, cannot depend on it. */
function isBefore(symbol: SymbolExpression, variable: Expression, steps: number): boolean {
  if (variable.type !== "symbol" || !symbol.time || !variable.time) return false;
  const difference = combine(symbol.time, variable.time, -1, symbol.time.span);
  return difference.terms.length === 0 && difference.offset < steps;
}

/** The body of the definition that speaks of a symbol at its time, in that time. */
export function bodyAt(site: Site, symbol: SymbolExpression): Expression | null {
  const start = site.claim.span.start;
  const all = (site.scope.definitions.get(symbol.name) ?? []).filter(
    (one) =>
      !one.isDerivative &&
      (one.section === site.claim.section || !isTarget(site.scope.targets, one.name, site.claim.section)) &&
      (!one.isFunction || symbol.time === null) &&
      one.span.end !== site.claim.span.end,
  );
  const near = [...all].sort((a, b) => distance(a, start) - distance(b, start));
  for (const definition of near) {
    const moved = inTime(definition, symbol.time);
    if (!moved) continue;
    const [component, ...more] = definition.components;
    if (!component) return moved;
    const letter = component.terms[0]?.letter;
    if (letter === undefined || more.length > 0) continue;
    const whole = componentwise(site.scope, moved, letter);
    if (whole) return whole;
  }
  return null;
}

function distance(definition: Definition, start: number): number {
  const gap = definition.span.start - start;
  return gap <= 0 ? -gap : gap + 1e7;
}

function inTime(definition: Definition, time: Index | null): Expression | null {
  if (!definition.time) return time === null ? definition.body : null;
  if (!time) return null;
  if (sameIndex(definition.time, time)) return definition.body;
  const [term, ...more] = definition.time.terms;
  if (!term || more.length > 0 || term.coefficient !== 1 || isHorizon(term.letter)) return null;
  const shift = combine(time, { terms: [], offset: definition.time.offset, span: time.span }, -1, time.span);
  return atIndex(definition.body, term.letter, shift);
}

/** An expression with an index letter set to another index. */
export function atIndex(body: Expression, letter: string, index: Index): Expression {
  return mapIndices(body, (one) =>
    one.terms.some((term) => term.letter === letter) ? substituteIndex(one, new Map([[letter, index]])) : one,
  );
}

function functionBody(site: Site, of: Expression & { type: "call" }): Expression | null {
  if (of.order > 0) return null;
  const { name } = of.function;
  if (site.scope.facts.functions.get(name)?.[0]?.named) return null;
  const definition = site.scope.definitions
    .get(name)
    ?.find((one) => one.isFunction && one.parameters.length === of.arguments.length);
  if (!definition) return null;
  return substitute(
    definition.body,
    new Map(definition.parameters.map((one, at) => [one, of.arguments[at]!])),
  );
}
