/*
 * The pattern behind dots: two expressions of one form that differ in an index by the same distance everywhere
 * (`x_1` and `x_n`) become one expression in a letter, and the values the letter has in each.
 */
import { type Expression, type Index, indicesOf, mapParts, parts } from "./expression.ts";
import { combine, letterIndex, sameIndex } from "./index-arithmetic.ts";

export interface Pattern {
  readonly pattern: Expression;
  /** What the letter is in the first and in the last expression; null where they are the same. */
  readonly ends: { readonly from: Index; readonly to: Index } | null;
}

/** Replaces the indices in which two expressions differ by a letter. */
export function generalise(first: Expression, last: Expression, letter: string): Pattern | null {
  let ends: Pattern["ends"] = null;
  const pattern = pair(first, last, (a, b) => {
    if (sameIndex(a, b)) return a;
    ends ??= { from: a, to: b };
    const offset = combine(a, ends.from, -1, a.span);
    const distance = combine(b, ends.to, -1, a.span);
    if (!sameIndex(offset, distance)) return null;
    return combine(letterIndex(letter, a.span), offset, 1, a.span);
  });
  return pattern && { pattern, ends };
}

/** Walks two expressions of one form together, joining their indices. */
export function pair(
  a: Expression,
  b: Expression,
  join: (a: Index, b: Index) => Index | null,
): Expression | null {
  if (a.type !== b.type || !sameHead(a, b)) return null;
  const left = parts(a);
  const right = parts(b);
  if (left.length !== right.length) return null;
  const own = indicesOf(a);
  const other = indicesOf(b);
  if (own.length !== other.length) return null;
  const indices = own.map((index, k) => join(index, other[k]!));
  if (!indices.every((index) => index !== null)) return null;
  const joined = left.map((part, at) => pair(part, right[at]!, join));
  if (joined.some((part) => part === null)) return null;
  let at = 0;
  return withIndices(
    mapParts(a, () => joined[at++]!),
    indices,
  );
}

function sameHead(a: Expression, b: Expression): boolean {
  if (a.type === "symbol" && b.type === "symbol") return a.name === b.name && !a.time === !b.time;
  if (a.type === "number" && b.type === "number") return a.value === b.value;
  if (a.type === "call" && b.type === "call")
    return a.function.name === b.function.name && a.order === b.order;
  if (a.type === "product" && b.type === "product") return a.sign === b.sign;
  if (a.type === "sum" && b.type === "sum")
    return a.terms.every(({ sign }, at) => sign === b.terms[at]?.sign);
  return true;
}

function withIndices(expression: Expression, indices: readonly Index[]): Expression {
  switch (expression.type) {
    case "symbol":
      return expression.time ? { ...expression, time: indices[0]! } : expression;
    case "entry":
    case "constant":
      return { ...expression, indices };
    case "delta":
      return { ...expression, left: indices[0]!, right: indices[1]! };
    case "index":
      return { ...expression, index: indices[0]! };
    default:
      return expression;
  }
}
