/*
 * Einstein's convention: in a note that says so, an index that stands twice in a product is summed over. Statements go
 * in; they come out with these sums written. An index that stands more often, or under a power, is left alone.
 */
import { type Expression, factorsOf, indexLettersOf, mapParts, parts } from "../algebra/expression.ts";
import { type Note, wordsOf } from "../markdown/note.ts";
import { type Statement, mapSides } from "./statement.ts";

/** Words that say so; tensors are written with no sums. */
export const speaksOfSums =
  /\beinstein\b|\bsummation convention\b|\btensor(?:ial)? notation\b|\brepeated (?:index|indices) (?:is|are|being|get) (?:implicitly )?summed|\bsum(?:s|med|mation)? over repeated (?:index|indices)/i;

/** Whether the note leaves out the signs of its sums. */
export function sumsRepeated(note: Note): boolean {
  return speaksOfSums.test(wordsOf(note)) || note.math.some(({ tex }) => raisesIndex(tex.text));
}

/**
 * `\frac{\partial E}{\partial y_i} \delta_k^i \frac{\partial u_k}{\partial x_j}`: only tensors have one index of a
 * Kronecker δ above. The signal of a layer has no index there that counts components as well.
 */
function raisesIndex(tex: string): boolean {
  const [, below, above] =
    /\\delta\s*_\{?([i-kmnp-s])\}?\s*\^\{?([i-kmnp-s])\b/.exec(tex) ??
    /\\delta\s*\^\{?([i-kmnp-s])\}?\s*_\{?([i-kmnp-s])\b/.exec(tex) ??
    [];
  if (!below || !above || below === above || !/\\partial/.test(tex)) return false;
  const isComponent = (letter: string) =>
    new RegExp(`[A-Za-z']\\s*_\\{?${letter}\\b`).test(tex.replaceAll("\\delta", ""));
  return isComponent(below) && isComponent(above);
}

/** Writes out the sums that the convention leaves out. */
export function writeSums(statements: readonly Statement[], note: Note): readonly Statement[] {
  if (!sumsRepeated(note)) return statements;
  return statements.map((statement) => {
    const left = summed(statement.left, []);
    const free = freeLetters(left);
    return mapSides(statement, (side) => (side === statement.left ? left : summed(side, free)));
  });
}

/** The expression with its sums, but over no letter that is free on the left or that a written sum runs over. */
function summed(expression: Expression, bound: readonly string[]): Expression {
  const inside = expression.type === "iterated" ? [...bound, expression.letter] : bound;
  const within = (part: Expression) => summed(part, inside);
  const write = (whole: Expression, letters: readonly string[]) =>
    over(
      repeated(letters).filter((letter) => !bound.includes(letter)),
      whole,
    );
  if (expression.type === "product") {
    const whole = mapFactors(expression, within);
    return write(whole, factorsOf(whole).flatMap(freeLetters));
  }
  const inner = mapParts(expression, within);
  return inner.type === "entry" || inner.type === "derivative" ? write(inner, freeLetters(inner)) : inner;
}

/** The expression summed over each of these letters. */
function over(letters: readonly string[], body: Expression): Expression {
  const open = { from: null, to: null, descending: false, except: null };
  const { span } = body;
  return letters.reduce<Expression>(
    (of, letter) => ({ type: "iterated", operator: "sum", letter, ...open, body: of, headSpan: span, span }),
    body,
  );
}

/** Letters that stand exactly twice. */
function repeated(letters: readonly string[]): readonly string[] {
  const count = (letter: string) => letters.filter((one) => one === letter).length;
  return [...new Set(letters)].filter((letter) => count(letter) === 2);
}

type Product = Expression & { readonly type: "product" };

function mapFactors(product: Product, change: (factor: Expression) => Expression): Product {
  const side = (factor: Expression) =>
    factor.type === "product" ? mapFactors(factor, change) : change(factor);
  return { ...product, left: side(product.left), right: side(product.right) };
}

/** The index letters that are not summed over within; of the terms of a sum, each has the same. */
function freeLetters(expression: Expression): readonly string[] {
  if (expression.type === "sum") return expression.terms[0] ? freeLetters(expression.terms[0].of) : [];
  if (expression.type === "iterated")
    return freeLetters(expression.body).filter((letter) => letter !== expression.letter);
  return [...indexLettersOf(expression), ...parts(expression).flatMap(freeLetters)];
}

/** Whether an index of an expression, with its sums written, may still be one that is summed over. */
export function leavesRepeated(expression: Expression): boolean {
  if (expression.type === "sum") return expression.terms.some(({ of }) => leavesRepeated(of));
  const letters = freeLetters(expression);
  const isMany = letters.some((letter) => letters.filter((one) => one === letter).length > 1);
  return isMany || hasIndexedPower(expression);
}

/** `x_i^2` may be a sum, and may not. */
function hasIndexedPower(expression: Expression): boolean {
  if (expression.type === "power" && freeLetters(expression.base).length > 0) return true;
  return parts(expression).some(hasIndexedPower);
}
