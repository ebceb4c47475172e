/*
 * `\operatorname{diag}(\tanh'(\cdot))`, `\sigma'(\dots)`: an argument that a derivative leaves out is that of the one
 * call in the equation of what is differentiated; and the `f_1'` beside an `f_1(x)` is at x. Statements go in and come
 * out.
 */
import {
  type CallExpression,
  type Expression,
  type Index,
  type SymbolExpression,
  mapIndices,
  mapParts,
  some,
  symbolNames,
  walkExpression,
} from "../algebra/expression.ts";
import { keyOf } from "../algebra/expression-key.ts";
import { operatorBySpelling } from "../algebra/spelling.ts";
import { combine, letterIndex, substituteIndex } from "../algebra/index-arithmetic.ts";
import { oncePer } from "../text/once.ts";
import { type Statement, isEquality, mapSides, sidesOf } from "./statement.ts";

/** What is said of an argument that is left out. */
export const ELIDED = "which argument is left out here is not clear";

/** Writes the arguments out, where one is known. */
export function writeElidedArguments(statements: readonly Statement[]): readonly Statement[] {
  return statements
    .map(writeBareFunctions)
    .map(writeBareOperators)
    .map((statement) => {
      const { left } = statement;
      if (left.type !== "derivative" || left.of.type !== "symbol") return statement;
      const mayLeaveOut = (part: Expression) => part.type === "call" && part.order > 0;
      if (!sidesOf(statement).some((side) => some(side, mayLeaveOut))) return statement;
      const isLeftOut = (part: Expression, output: SymbolExpression): part is CallExpression =>
        isOpen(part) || isUnsaid(part, output, statements);
      const write = (part: Expression, output: SymbolExpression): Expression => {
        if (part.type === "iterated" && part.operator === "product") {
          const inside = atFactor(output, part);
          return inside ? mapParts(part, (inner) => write(inner, inside)) : part;
        }
        if (!isLeftOut(part, output)) return mapParts(part, (inner) => write(inner, output));
        const argument = argumentIn(statements, output, part);
        // One letter needs no other to go by.
        const isKnown = argument !== null && (isOpen(part) || argument.type !== "symbol");
        return isKnown ? { ...part, arguments: [argument] } : part;
      };
      const output = left.of;
      return mapSides(statement, (side) => write(side, output));
    });
}

/**
 * The output of the step that a factor of `\prod_{k=2}^{T}` is of, where the product ends in the step of the output:
 * h_k for h_T, h_{k+1} where it ends in `T-1`; null where the steps are not those of the output.
 */
function atFactor(
  output: SymbolExpression,
  product: Expression & { type: "iterated" },
): SymbolExpression | null {
  const last = product.descending ? product.from : product.to;
  if (!output.time || !last) return null;
  const { span } = output.time;
  const ahead = combine(output.time, last, -1, span);
  if (ahead.terms.length > 0) return null;
  return { ...output, time: combine(letterIndex(product.letter, span), ahead, 1, span) };
}

/** The `\tanh'(z_t)` of a z that stands nowhere else: what is called there goes by that letter. */
function isUnsaid(
  part: Expression,
  output: SymbolExpression,
  statements: readonly Statement[],
): part is CallExpression {
  const [only] = part.type === "call" && part.order > 0 ? part.arguments : [];
  if (part.type !== "call" || only?.type !== "symbol") return false;
  const isAtItsTime = keyOf({ ...only, name: output.name }) === keyOf(output);
  return isAtItsTime && statements.flatMap(sidesOf).every((side) => isOnlyCalledWith(side, only.name));
}

/** Whether a letter stands in an expression as the argument of functions alone. */
function isOnlyCalledWith(side: Expression, name: string): boolean {
  const parts = walkExpression(side);
  const arguments_ = new Set(parts.flatMap((part) => (part.type === "call" ? part.arguments : [])));
  return parts.every((part) => part.type !== "symbol" || part.name !== name || arguments_.has(part));
}

/** `\frac{d\tanh}{dz} = 1 - \tanh^2(z)`: a function that everybody knows, by what it is differentiated by. */
function writeBareOperators(statement: Statement): Statement {
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

/** `\frac{d}{dx}(f_1(x) f_2(x)) = f_1' f_2 + f_1 f_2'`: functions that a statement primes are at its one place everywhere. */
function writeBareFunctions(statement: Statement): Statement {
  if (!sidesOf(statement).some(hasPrime)) return statement;
  const parts = sidesOf(statement).flatMap(walkExpression);
  const calls = parts.filter((part) => part.type === "call" && part.function.type === "symbol");
  const names = new Set(parts.flatMap((part) => (part.type === "symbol" ? [part.name] : [])));
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

function isOpen(part: Expression): part is CallExpression {
  const [only] = part.type === "call" && part.order > 0 ? part.arguments : [];
  return only?.type === "unknown" && only.message === ELIDED;
}

/** What the function is called with in the one equation that calls it, for the symbol at the time of the claim. */
function argumentIn(
  statements: readonly Statement[],
  { name, time }: SymbolExpression,
  { function: called }: CallExpression,
): Expression | null {
  const found = statements.flatMap(({ left, steps: [first] }) => {
    if (left.type !== "symbol" || left.name !== name || !first || !isEquality(first.relation)) return [];
    return walkExpression(first.right)
      .filter((part) => part.type === "call" && part.order === 0 && part.function.name === called.name)
      .map((part) => ({ argument: (part as CallExpression).arguments[0] ?? null, at: left.time }));
  });
  const [only, ...more] = found;
  if (!only?.argument || more.length > 0) return null;
  return time && only.at ? atTime(only.argument, only.at, time) : only.argument;
}

/** An expression that is written for one time, at another. */
function atTime(argument: Expression, written: Index, time: Index): Expression | null {
  const [term, ...more] = written.terms;
  if (term?.coefficient !== 1 || more.length > 0) return null;
  const offset: Index = { terms: [], offset: written.offset, span: time.span };
  const replacements = new Map([[term.letter, combine(time, offset, -1, time.span)]]);
  return mapIndices(argument, (index) => substituteIndex(index, replacements));
}
