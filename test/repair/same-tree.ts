/*
 * A derived answer read back from its LaTeX, as trees. The normal form leaves out what LaTeX does not show and no more:
 * - how a chain of products associates: `(A B) C` and `A (B C)` are both `A B C`, each with its signs in order;
 * - where in a term its number and its divisors stand: `\frac{2 x}{n}` and `2 \frac{1}{n} x`;
 * - sums within sums, and at which factor of a term its sign stands;
 * - whether the power of a vector is meant entry by entry, which follows from its shape;
 * - `x^{-1}` as a power or an inverse, and which of transpose and inverse comes first in `X^{-\top}`.
 */
import { type Expression, mapParts } from "../../src/algebra/expression.ts";
import { keyOf } from "../../src/algebra/expression-key.ts";

/** The normal form: the same text for two expressions that LaTeX does not tell apart. */
export function normalForm(part: Expression): string {
  return addends(part)
    .map(({ number, above, below }) => {
      const divisors = below.length > 0 ? ` / ${below.join(" ")}` : "";
      const size = String(Number(number.toPrecision(12)));
      return `${size} ${above.join(" ")}${divisors}`.trim();
    })
    .join(" + ");
}

interface Addend {
  readonly number: number;
  /** Factors in order, with the signs between them. */
  readonly above: readonly string[];
  readonly below: readonly string[];
}

function addends(part: Expression): readonly Addend[] {
  if (part.type !== "sum") return [addend(part)];
  return part.terms.flatMap(({ sign, of }) =>
    addends(of).map((one) => ({ ...one, number: sign * one.number })),
  );
}

function addend(part: Expression): Addend {
  switch (part.type) {
    case "number":
      return { number: part.value, above: [], below: [] };
    case "sum": {
      const [only, ...more] = addends(part);
      return more.length === 0 ? only! : { number: 1, above: [`(${normalForm(part)})`], below: [] };
    }
    case "product": {
      const [left, right] = [addend(part.left), addend(part.right)];
      const isPlain = left.above.length === 0 || right.above.length === 0;
      const sign = part.sign === "" || isPlain ? [] : [part.sign];
      return joined(left, { ...right, above: [...sign, ...right.above] });
    }
    case "quotient": {
      const under = addend(part.right);
      const { number, above, below } = addend(part.left);
      return {
        number: number / under.number,
        above: [...above, ...under.below],
        below: [...below, ...under.above],
      };
    }
    default:
      return { number: 1, above: [factor(part)], below: [] };
  }
}

function joined(a: Addend, b: Addend): Addend {
  return {
    number: a.number * b.number,
    above: [...a.above, ...b.above],
    below: [...a.below, ...b.below],
  };
}

function factor(part: Expression): string {
  if (part.type === "power") {
    const { base, exponent } = part;
    if (exponent.type === "number" && exponent.value === -1) return inverse(normalForm(base));
    return `(${normalForm(base)})^(${normalForm(exponent)})`;
  }
  if (part.type === "inverse") {
    const { of } = part;
    return of.type === "transpose" ? transpose(inverse(normalForm(of.of))) : inverse(normalForm(of));
  }
  if (part.type === "transpose") return transpose(normalForm(part.of));
  const inner = mapParts(part, (one) => ({
    type: "unknown",
    reason: "unsupported-notation",
    message: normalForm(one),
    span: one.span,
  }));
  return keyOf(inner);
}

const inverse = (text: string) => `inverse(${text})`;
const transpose = (text: string) => `transpose(${text})`;
