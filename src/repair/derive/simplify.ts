/*
 * Terms as a person would write them: numbers gathered, identities left out, like terms added, common factors taken
 * together.
 */
import type { Expression } from "../../algebra/expression.ts";
import type { Site } from "../site.ts";
import { abbreviated } from "./abbreviate.ts";
import { type Term, quotient, sum } from "./form.ts";
import { print, printTerm } from "./print.ts";

export function simplify(site: Site, terms: readonly Term[]): readonly Term[] {
  const merged = new Map<string, Term>();
  for (const term of terms.map((one) => tidy(site, one))) {
    const key = printTerm(site, { ...term, number: 1 }, true);
    const same = merged.get(key);
    merged.set(key, same ? { ...same, number: same.number + term.number } : term);
  }
  return [...merged.values()].filter((term) => term.number !== 0);
}

function tidy(site: Site, term: Term): Term {
  let { number } = term;
  const scalars: Expression[] = [];
  for (const scalar of term.scalars) {
    const value = numberOf(scalar);
    if (value === null) scalars.push(scalar);
    else number *= value;
  }
  const factors = term.factors.flatMap((factor): readonly Expression[] => {
    if (factor.type === "constant" && factor.constant === "identity") return [];
    if (factor.type === "number") {
      number *= factor.value;
      return [];
    }
    if (factor.type === "sum" && factor.terms.length === 1) {
      number *= factor.terms[0]!.sign;
      return [factor.terms[0]!.of];
    }
    return [factor];
  });
  return abbreviated(site, {
    ...term,
    number,
    scalars: cancelled(site, scalars),
    factors: withoutInverses(site, factors),
  });
}

function numberOf(part: Expression): number | null {
  if (part.type === "number") return part.value;
  if (part.type === "constant" && part.constant === "ones") return 1;
  if (part.type !== "quotient") return null;
  const above = numberOf(part.left);
  const below = numberOf(part.right);
  return above === null || below === null ? null : above / below;
}

/** s · 1/s² as 1/s, s · 1/s as nothing. */
function cancelled(site: Site, scalars: readonly Expression[]): readonly Expression[] {
  const left = [...scalars];
  for (const [at, scalar] of left.entries()) {
    if (scalar.type !== "quotient" || scalar.span.start >= 0) continue;
    const below = scalar.right;
    const base = below.type === "power" && below.exponent.type === "number" ? below.base : below;
    const degree = below === base ? 1 : 2;
    const other = left.findIndex((one, i) => i !== at && print(site, one) === print(site, base));
    if (other < 0) continue;
    const rest = left.filter((_, i) => i !== at && i !== other);
    return cancelled(site, degree === 2 ? [...rest, quotient(scalar.left, base)] : rest);
  }
  return left;
}

/** A⁻¹A is nothing. */
function withoutInverses(site: Site, factors: readonly Expression[]): readonly Expression[] {
  const bare = (part: Expression): readonly [string, boolean] =>
    part.type === "inverse"
      ? [print(site, part.of), true]
      : part.type === "transpose" && part.of.type === "inverse"
        ? [`${print(site, part.of.of)}ᵀ`, true]
        : part.type === "transpose"
          ? [`${print(site, part.of)}ᵀ`, false]
          : [print(site, part), false];
  for (let at = 0; at + 1 < factors.length; at++) {
    const [left, inverted] = bare(factors[at]!);
    const [right, other] = bare(factors[at + 1]!);
    if (left === right && inverted !== other)
      return withoutInverses(site, [...factors.slice(0, at), ...factors.slice(at + 2)]);
  }
  return factors;
}

/** `A x + Aᵀ x` as `(A + Aᵀ) x`: two terms that share all but their first or their last factor. */
export function collected(site: Site, terms: readonly Term[]): readonly Term[] | null {
  const [a, b, ...more] = terms;
  if (!a || !b || more.length > 0 || a.sums.length + b.sums.length > 0 || a.number !== b.number) return null;
  if (a.factors.length !== 2 || b.factors.length !== 2 || a.scalars.length + b.scalars.length > 0)
    return null;
  const same = (x: Expression, y: Expression) => print(site, x) === print(site, y);
  const both = (x: Expression, y: Expression) =>
    sum([
      { sign: 1, of: x },
      { sign: 1, of: y },
    ]);
  if (same(a.factors[1]!, b.factors[1]!))
    return [{ ...a, factors: [both(a.factors[0]!, b.factors[0]!), a.factors[1]!] }];
  if (same(a.factors[0]!, b.factors[0]!))
    return [{ ...a, factors: [a.factors[0]!, both(a.factors[1]!, b.factors[1]!)] }];
  return null;
}

/** A sum of terms as LaTeX; `square` where an empty product is an identity. */
export function printTerms(site: Site, terms: readonly Term[], square: boolean): string {
  if (terms.length === 0) return "0";
  return terms
    .map((term, at) => {
      const sign = term.number < 0 ? (at === 0 ? "-" : " - ") : at === 0 ? "" : " + ";
      return sign + printTerm(site, term, square);
    })
    .join("");
}
