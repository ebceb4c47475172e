/*
 * Products and quotients entry by entry, multiplied out and added up: `y ⊙ 1/p ⊙ (p ⊙ (1 - p)) - (1 - y) ⊙ p` is
 * `y - p`. What is no sum, product, quotient or power entry by entry is left whole.
 */
import type { Expression } from "../../algebra/expression.ts";
import { keyOf } from "../../algebra/expression-key.ts";
import { termsOf } from "../../algebra/terms.ts";
import { number, power, product, quotient, sum } from "./form.ts";

interface Power {
  readonly base: Expression;
  readonly exponent: number;
}

interface Monomial {
  readonly number: number;
  readonly powers: ReadonlyMap<string, Power>;
}

/** Monomials that a product may be multiplied out to. */
const MOST = 12;

const one: Monomial = { number: 1, powers: new Map() };

/** The same value with fewer terms, or null where multiplying out does not shorten it. */
export function shortened(part: Expression): Expression | null {
  const terms = expanded(part);
  if (terms === null || terms.length > termsIn(part)) return null;
  const shorter = rebuilt(terms);
  return keyOf(shorter).length < keyOf(part).length ? shorter : null;
}

function termsIn(part: Expression): number {
  return termsOf(part).length;
}

function expanded(part: Expression): readonly Monomial[] | null {
  if (part.type === "sum") {
    const all = part.terms.map(({ sign, of }) => expanded(of)?.map((term) => scaled(term, sign)) ?? null);
    return all.some((terms) => terms === null) ? null : gathered((all as Monomial[][]).flat());
  }
  const factors = new Map<string, Power>();
  const size = factorsOf(part, 1, factors);
  let result: readonly Monomial[] = [{ ...one, number: size }];
  for (const [key, { base, exponent }] of factors) {
    const whole = base.type !== "sum" || exponent < 0 || !Number.isInteger(exponent);
    const terms = whole ? [{ number: 1, powers: new Map([[key, { base, exponent }]]) }] : expanded(base);
    if (terms === null) return null;
    for (let count = whole ? 1 : exponent; count > 0; count--) {
      result = gathered(result.flatMap((a) => terms.map((b) => times(a, b))));
      if (result.length > MOST) return null;
    }
  }
  return result;
}

/** Collects the factors of a product entry by entry; what is left is its number. */
function factorsOf(part: Expression, exponent: number, into: Map<string, Power>): number {
  if (part.type === "number") return part.value ** exponent;
  if (part.type === "constant" && part.constant === "ones") return 1;
  if (part.type === "product" && (/odot/.test(part.sign) || part.left.type === "number"))
    return factorsOf(part.left, exponent, into) * factorsOf(part.right, exponent, into);
  if (part.type === "quotient")
    return factorsOf(part.left, exponent, into) * factorsOf(part.right, -exponent, into);
  if (part.type === "power" && part.elementwise && part.exponent.type === "number")
    return factorsOf(part.base, exponent * part.exponent.value, into);
  if (part.type === "sum" && part.terms.length === 1)
    return part.terms[0]!.sign ** exponent * factorsOf(part.terms[0]!.of, exponent, into);
  const key = keyOf(part);
  const total = (into.get(key)?.exponent ?? 0) + exponent;
  if (total === 0) into.delete(key);
  else into.set(key, { base: part, exponent: total });
  return 1;
}

function scaled(term: Monomial, by: number): Monomial {
  return { ...term, number: term.number * by };
}

function times(a: Monomial, b: Monomial): Monomial {
  const powers = new Map(a.powers);
  for (const [key, { base, exponent }] of b.powers) {
    const total = (powers.get(key)?.exponent ?? 0) + exponent;
    if (total === 0) powers.delete(key);
    else powers.set(key, { base, exponent: total });
  }
  return { number: a.number * b.number, powers };
}

function gathered(terms: readonly Monomial[]): readonly Monomial[] {
  const found = new Map<string, Monomial>();
  for (const term of terms) {
    const key = [...term.powers]
      .map(([name, { exponent }]) => `${name}^${exponent}`)
      .sort()
      .join(" ");
    const same = found.get(key);
    found.set(key, same ? { ...same, number: same.number + term.number } : term);
  }
  return [...found.values()].filter((term) => term.number !== 0);
}

function rebuilt(terms: readonly Monomial[]): Expression {
  const [only, ...more] = terms;
  if (!only) return number(0);
  if (more.length === 0 && only.number > 0) return monomial(only);
  return sum(terms.map((term) => ({ sign: term.number < 0 ? -1 : 1, of: monomial(term) })));
}

function monomial({ number: size, powers }: Monomial): Expression {
  const parts = [...powers.values()].map(({ base, exponent }) =>
    exponent > 0 ? power(base, exponent, true) : quotient(number(1), power(base, -exponent, true)),
  );
  const whole = parts.length === 0 ? null : product(parts, "\\odot");
  const factor = Math.abs(size);
  if (whole === null) return number(factor);
  return factor === 1 ? whole : product([number(factor), whole]);
}
