/*
 * Sums over the members of a set, `\sum_{(x, y) \in D} (w^\top x - y)^2`: a few members, others for each set. What a note
 * makes of x, it makes of each of them. Statements go in and come out.
 */
import { type Expression, type IteratedExpression, mapParts, parts } from "../algebra/expression.ts";
import { constantIndex, letterIndex } from "../algebra/index-arithmetic.ts";
import type { Span } from "../text/span.ts";
import { inParts } from "./sides.ts";
import { type Statement, mapSides } from "./statement.ts";

/** How many members a set has, where they have no index. */
const MEMBERS = 3;

/** Writes sums over sets as sums over the members of a family. */
export function writeSetSums(statements: readonly Statement[]): readonly Statement[] {
  const sets = setsIn(statements);
  if (sets.length === 0) return statements;
  const named = [...new Set(sets.flatMap(({ names, set }) => (names.length > 0 ? [set] : [])))];
  const sized = new Set(sizesIn(statements));
  const known = new Set(sets.map(({ set }) => set));
  const made = madeOf(statements);
  const write = (part: Expression): Expression => {
    if (part.type === "iterated" && part.over) {
      const { names, set } = part.over;
      if (names.length === 0) return mapParts(sized.has(set) ? counted(part, set) : part, write);
      return mapParts(overMembers(part, reach(names, made), named.indexOf(set)), write);
    }
    const set = sizeOf(part);
    return set !== null && known.has(set) ? sizeIn(set, named, part.span) : mapParts(part, write);
  };
  return statements.map((one) => mapSides(one, write));
}

const setsIn = inParts((part) => (part.type === "iterated" && part.over ? [part.over] : []));

const sizesIn = inParts((part) => {
  const set = sizeOf(part);
  return set === null ? [] : [set];
});

/** The D of `|D|`. */
function sizeOf(part: Expression): string | null {
  const [of] = part.type === "call" && part.function.name === "abs" ? part.arguments : [];
  return of?.type === "symbol" && !of.time ? of.name : null;
}

/** `|D|`, as what counts its members. */
function sizeIn(set: string, named: readonly string[], span: Span): Expression {
  return named.includes(set)
    ? { type: "number", value: MEMBERS, span }
    : { type: "symbol", name: `|${set}|`, time: null, span };
}

/** The sum over an index that runs from 1 to `|S|`. */
function counted(sum: IteratedExpression, set: string): IteratedExpression {
  const { headSpan } = sum;
  return { ...sum, from: constantIndex(1, headSpan), to: letterIndex(`|${set}|`, headSpan) };
}

/** The sum with the members of the set, others for each set, in place of what takes them as its values. */
function overMembers(sum: IteratedExpression, own: ReadonlySet<string>, at: number): IteratedExpression {
  const { headSpan } = sum;
  const letter = `‹${sum.letter}›`;
  const atMember = (part: Expression): Expression =>
    part.type === "symbol" && !part.time && own.has(part.name)
      ? { ...part, time: letterIndex(letter, part.span) }
      : mapParts(part, atMember);
  return {
    ...sum,
    letter,
    from: constantIndex(at * MEMBERS + 1, headSpan),
    to: constantIndex((at + 1) * MEMBERS, headSpan),
    body: atMember(sum.body),
  };
}

/** What the note computes from each symbol at once. */
function madeOf(statements: readonly Statement[]): ReadonlyMap<string, ReadonlySet<string>> {
  const made = new Map<string, Set<string>>();
  for (const { left, steps } of statements) {
    if (left.type !== "symbol") continue;
    for (const name of steps.flatMap(({ right }) => freeNames(right)))
      made.set(name, (made.get(name) ?? new Set()).add(left.name));
  }
  return made;
}

/** The names, and those of what is computed from them. */
function reach(
  names: readonly string[],
  made: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const own = new Set(names);
  // What is added on the way is visited as well.
  for (const name of own) for (const next of made.get(name) ?? []) own.add(next);
  return own;
}

/** The names of symbols that take no values in a sum. */
function freeNames(part: Expression): readonly string[] {
  if (part.type === "symbol") return [part.name];
  const names = parts(part).flatMap(freeNames);
  const { over } = part.type === "iterated" ? part : {};
  return over ? names.filter((name) => !over.names.includes(name)) : names;
}
