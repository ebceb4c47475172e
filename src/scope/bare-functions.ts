/*
 * Functions without their argument: the f_1' beside an `f_1(x)` is at x, and the tanh of `\frac{d\tanh}{dz}` at z.
 * Statements go in and come out.
 */
import {
  type CallExpression,
  type Expression,
  mapParts,
  some,
  symbolNames,
  walkExpression,
} from "../algebra/expression.ts";
import { keyOf } from "../algebra/expression-key.ts";
import { operatorBySpelling } from "../algebra/spelling.ts";
import { oncePer } from "../text/once.ts";
import { type Statement, mapSides, sidesOf } from "./statement.ts";

/** Writes the arguments of functions that stand without them. */
export function writeBareFunctions(statements: readonly Statement[]): readonly Statement[] {
  return statements.map(atOnePlace).map(atVariable);
}

/** `\frac{d}{dx}(f_1(x) f_2(x)) = f_1' f_2 + f_1 f_2'`: what a statement primes is at its one place everywhere. */
function atOnePlace(statement: Statement): Statement {
  if (!sidesOf(statement).some(hasPrime)) return statement;
  const parts = sidesOf(statement).flatMap(walkExpression);
  const calls = parts.filter((part) => part.type === "call" && part.function.type === "symbol");
  const names = new Set(sidesOf(statement).flatMap(symbolNames));
  const placeOf = new Map<string, CallExpression | null>();
  for (const one of calls as readonly CallExpression[]) {
    const { name } = one.function;
    const before = placeOf.get(name);
    const isElsewhere = before !== undefined && (!before || placeKey(before) !== placeKey(one));
    placeOf.set(name, isElsewhere || placeKey(one) === null ? null : one);
  }
  const primed = [...placeOf].filter(([name, place]) => place && names.has(`${name}'`));
  if (primed.length === 0) return statement;
  const found = new Map(primed);
  const write = (part: Expression): Expression => {
    const [, name = "", primes = ""] =
      part.type === "symbol" && !part.time ? (/^(.*?)('*)$/.exec(part.name) ?? []) : [];
    const place = found.get(name);
    if (place) return { ...place, order: primes.length, functionSpan: part.span, span: part.span };
    return part.type === "derivative" ? part : mapParts(part, write);
  };
  return mapSides(statement, write);
}

const hasPrime = oncePer((side: Expression): boolean => symbolNames(side).some((name) => name.endsWith("'")));

/** The x of `f(x)`; null of a call at anything else. */
function placeKey({ arguments: [only, ...more] }: CallExpression): string | null {
  return only?.type === "symbol" && more.length === 0 ? keyOf(only) : null;
}

/** `\frac{d\tanh}{dz} = 1 - \tanh^2(z)`: a function that everybody knows, by what it is differentiated by. */
function atVariable(statement: Statement): Statement {
  const write = (part: Expression): Expression => {
    if (part.type !== "derivative" || part.notation !== "fraction" || part.of.type !== "symbol")
      return mapParts(part, write);
    const { name, time, span } = part.of;
    const [by] = part.withRespectTo;
    if (time || !isKnown(name) || by?.type !== "symbol") return part;
    const of: CallExpression = {
      type: "call",
      function: { type: "symbol", name },
      arguments: [by],
      order: 0,
      functionSpan: span,
      span,
    };
    return { ...part, of };
  };
  return sidesOf(statement).some(hasBareOperator) ? mapSides(statement, write) : statement;
}

const hasBareOperator = oncePer((side: Expression): boolean =>
  some(side, (part) => part.type === "derivative" && part.of.type === "symbol" && isKnown(part.of.name)),
);

/** Whether a word, and no letter, denotes an operator. */
function isKnown(name: string): boolean {
  return /^[A-Za-z]{3,}$/.test(name) && operatorBySpelling(name) !== undefined;
}
