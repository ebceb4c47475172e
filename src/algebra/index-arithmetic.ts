/*
 * Arithmetic on index expressions: `t - 1` at t = 3 is 2. Nothing here knows what an index counts.
 */
import type { Span } from "../text/span.ts";
import type { Index } from "./expression.ts";

export function constantIndex(value: number, span: Span): Index {
  return { terms: [], offset: value, span };
}

export function letterIndex(letter: string, span: Span): Index {
  return { terms: [{ letter, coefficient: 1 }], offset: 0, span };
}

/** `a + sign·b`, like letters collected. */
export function combine(a: Index, b: Index, sign: 1 | -1, span: Span): Index {
  const coefficients = new Map<string, number>();
  for (const term of a.terms) coefficients.set(term.letter, term.coefficient);
  for (const term of b.terms)
    coefficients.set(term.letter, (coefficients.get(term.letter) ?? 0) + sign * term.coefficient);
  const terms = [...coefficients]
    .filter(([, coefficient]) => coefficient !== 0)
    .map(([letter, coefficient]) => ({ letter, coefficient }));
  return { terms, offset: a.offset + sign * b.offset, span };
}

export function scaleIndex(index: Index, factor: number): Index {
  return {
    terms: index.terms.map((term) => ({ ...term, coefficient: term.coefficient * factor })),
    offset: index.offset * factor,
    span: index.span,
  };
}

/** The number an index stands for, or undefined where a letter has no value. */
export function evaluateIndex(
  index: Index,
  valueOf: (letter: string) => number | undefined,
): number | undefined {
  let total = index.offset;
  for (const { letter, coefficient } of index.terms) {
    const value = valueOf(letter);
    if (value === undefined) return undefined;
    total += coefficient * value;
  }
  return total;
}

/** Replaces letters by index expressions, all at once. */
export function substituteIndex(index: Index, replacements: ReadonlyMap<string, Index>): Index {
  let result: Index = { terms: [], offset: index.offset, span: index.span };
  for (const { letter, coefficient } of index.terms) {
    const replacement = replacements.get(letter) ?? letterIndex(letter, index.span);
    result = combine(result, scaleIndex(replacement, coefficient), 1, index.span);
  }
  return result;
}

/** The letter of an index that is one letter and nothing else. */
export function onlyLetter(index: Index): string | null {
  const [term, ...more] = index.terms;
  return term && more.length === 0 && term.coefficient === 1 && index.offset === 0 ? term.letter : null;
}

export function sameIndex(a: Index, b: Index): boolean {
  if (a.offset !== b.offset || a.terms.length !== b.terms.length) return false;
  return a.terms.every((term) =>
    b.terms.some((other) => other.letter === term.letter && other.coefficient === term.coefficient),
  );
}
