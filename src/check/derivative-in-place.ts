/*
 * `\partial f/\partial z` beside `z^* = f(z^*, \theta)` or `\dot z = f(z, \theta)`, `\partial F/\partial\theta` beside
 * `h_t = F(h_{t-1}, \theta)`: derivatives of a function by one of its arguments, all others held, where the note calls
 * it. In comes such a derivative, out its node; null for others.
 */
import {
  type CallExpression,
  type DerivativeExpression,
  type Expression,
  walkExpression,
  holdsDerivative,
} from "../algebra/expression.ts";
import { evaluateIndex, onlyLetter } from "../algebra/index-arithmetic.ts";
import { type NodeId, variable } from "../algebra/graph.ts";
import { freeNumber } from "../scope/free-number.ts";
import type { Scope } from "../scope/scope.ts";
import { withoutStar } from "../scope/symbol-name.ts";
import { isSame } from "../scope/unstated.ts";
import { oncePer } from "../text/once.ts";
import { build } from "./build.ts";
import { type Builder, indexValue, letterValue } from "./builder.ts";

/** Builds the derivative with a node of its own for each argument; `derive` takes it by those. */
export function derivativeInPlace(
  builder: Builder,
  expression: DerivativeExpression,
  derive: (expression: DerivativeExpression) => NodeId,
): NodeId | null {
  if (expression.isTotal || expression.notation === "direct") return null;
  const place = placeOf(builder, expression);
  if (!place) return null;
  const { call, slots, letters } = place;
  const outer = { letters: builder.letters, parameters: builder.parameters };
  builder.letters = letters;
  try {
    const symbols = call.arguments.map((argument, at) => freeNumber(`place ${at + 1}`, argument.span));
    const nodes = call.arguments.map((argument, at) =>
      variable(builder.graph, `${call.function.name}${symbols[at]!.name}`, build(builder, argument)),
    );
    builder.parameters = new Map([
      ...outer.parameters,
      ...symbols.map(({ name }, at) => [name, nodes[at]!] as const),
    ]);
    const of = { ...call, arguments: symbols };
    return derive({ ...expression, of, withRespectTo: slots.map((slot) => symbols[slot]!) });
  } finally {
    builder.letters = outer.letters;
    builder.parameters = outer.parameters;
  }
}

interface InPlace {
  readonly call: CallExpression;
  /** Which arguments it is differentiated by, one after the other. */
  readonly slots: readonly number[];
  readonly letters: ReadonlyMap<string, number>;
}

/** The first call of the function by the note's equations that has what it is differentiated by among its arguments. */
function placeOf(builder: Builder, { of, withRespectTo }: DerivativeExpression): InPlace | null {
  const { scope } = builder;
  const own = of.type === "call" && of.order === 0 && of.function.type === "symbol" ? of : null;
  const name = own ? own.function.name : of.type === "symbol" && !of.time ? of.name : null;
  if (name === null) return null;
  for (const { call, letter } of callsAtRest(scope).get(name) ?? []) {
    if (own && !own.arguments.every((value, at) => isSameSymbol(value, call.arguments[at]))) continue;
    const letters = lettersAt(builder, call, letter, withRespectTo);
    const slots = letters && withRespectTo.map((by) => slotOf(builder, call, by, letters));
    if (slots?.every((slot) => slot >= 0)) return { call, slots, letters: letters! };
  }
  return null;
}

/** Whether two arguments are the same letter, `x^*` or `x^*(\theta)`. */
function isSameSymbol(one: Expression, other: Expression | undefined): boolean {
  if (one.type === "symbol" && other?.type === "symbol") return isSame(one, other);
  return other !== undefined && nameOf(one) !== null && nameOf(one) === nameOf(other);
}

/** The letters of a step at which a time-indexed argument is the variable: t + 1 for the `h_t` of `h_t = F(h_{t-1})`. */
function lettersAt(
  builder: Builder,
  call: CallExpression,
  letter: string | null,
  variables: readonly Expression[],
): ReadonlyMap<string, number> | null {
  if (letter === null) return builder.letters;
  for (const argument of call.arguments)
    for (const by of variables)
      if (
        argument.type === "symbol" &&
        by.type === "symbol" &&
        argument.name === by.name &&
        argument.time &&
        by.time
      ) {
        if (onlyLetter({ ...argument.time, offset: 0 }) !== letter) return null;
        const at = indexValue(builder, by.time) - argument.time.offset;
        return new Map([...builder.letters, [letter, at]]);
      }
  return letterValue(builder, letter) === undefined ? null : builder.letters;
}

/** Which argument is meant by a variable: it itself, or the z of a `z^*` or `z_k`, where z stands for nothing else. */
function slotOf(
  builder: Builder,
  { arguments: values }: CallExpression,
  by: Expression,
  letters: ReadonlyMap<string, number>,
): number {
  if (by.type !== "symbol") return -1;
  const exact = values.findIndex((value) => value.type === "symbol" && isAt(builder, value, by, letters));
  const isOther = (builder.scope.definitions.get(by.name) ?? []).some(({ time }) => !time);
  if (exact >= 0 || by.time || isOther) return exact;
  return values.findIndex((value) => letterOf(value) === by.name);
}

function isAt(
  builder: Builder,
  value: Expression & { type: "symbol" },
  by: Expression & { type: "symbol" },
  letters: ReadonlyMap<string, number>,
): boolean {
  if (value.name !== by.name || (value.time === null) !== (by.time === null)) return false;
  if (!value.time || !by.time) return true;
  const valueOf = (letter: string) => letters.get(letter) ?? letterValue(builder, letter);
  return evaluateIndex(value.time, valueOf) === indexValue(builder, by.time);
}

/** The z of `z^*`, `z^\star(\theta)`, `z_k` and `z(t)`. */
function letterOf(value: Expression): string | null {
  const name = nameOf(value);
  return name && (withoutStar(name) ?? name);
}

function nameOf(value: Expression): string | null {
  if (value.type === "symbol") return value.name;
  return value.type === "call" && value.function.type === "symbol" && value.order === 0
    ? value.function.name
    : null;
}

interface AtRest {
  readonly call: CallExpression;
  /** The letter of its step, if it is one. */
  readonly letter: string | null;
}

/** The calls of functions in equations that say what one of their arguments is, or how it moves: fixed points, steps and laws. */
const callsAtRest = oncePer((scope: Scope): ReadonlyMap<string, readonly AtRest[]> => {
  const found = new Map<string, AtRest[]>();
  const all = [...scope.definitions.values()].flat();
  const solved = new Set<string | null>(
    all.flatMap(({ name, body }) => (body.type === "solution" ? [name] : [])),
  );
  for (const { name, time, body, isDerivative } of all) {
    const differentiates = body.type !== "solution" && holdsDerivative(body);
    if (isDerivative || differentiates) continue;
    const [term, ...more] = time?.terms ?? [];
    const isStep = term !== undefined && more.length === 0 && term.coefficient === 1;
    if (time && !isStep) continue;
    for (const part of walkExpression(body)) {
      if (part.type !== "call" || part.order > 0 || part.function.type !== "symbol") continue;
      const rests = part.arguments
        .map(nameOf)
        .some((one) => one === name || solved.has(one) || (one !== null && scope.flows.get(one) === name));
      if (body.type !== "solution" && !rests) continue;
      const called = part.function.name;
      const call = body.type === "solution" ? atSolution(part, body, name) : part;
      found.set(called, [...(found.get(called) ?? []), { call, letter: isStep ? term.letter : null }]);
    }
  }
  return found;
});

/** The `f(x, \theta)` that is least at `x^*`, taken there. */
function atSolution(
  call: CallExpression,
  { unknowns }: Expression & { type: "solution" },
  name: string,
): CallExpression {
  const put = (value: Expression): Expression =>
    value.type === "symbol" && unknowns.some((one) => one.name === value.name) ? { ...value, name } : value;
  return { ...call, arguments: call.arguments.map(put) };
}
