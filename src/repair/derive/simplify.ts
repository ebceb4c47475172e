/*
 * Terms as a person would write them: numbers gathered, identities left out, like terms added, common factors taken
 * together.
 */
import type { Expression } from "../../algebra/expression.ts";
import { keyOf } from "../../algebra/expression-key.ts";
import { termsOf } from "../../algebra/terms.ts";
import type { Site } from "../site.ts";
import { abbreviated } from "./abbreviate.ts";
import { shortened } from "./entrywise.ts";
import { type Term, number, ones, product, sum } from "./form.ts";
import { kindOf } from "./kind.ts";
import { monomial } from "./monomial.ts";
import { print } from "./print.ts";

export function simplify(site: Site, terms: readonly Term[]): readonly Term[] {
  const merged = new Map<string, Term>();
  for (const term of terms.map((one) => tidy(site, one))) {
    const key = keyOfTerm(term);
    const same = merged.get(key);
    merged.set(key, same ? { ...same, number: same.number + term.number } : term);
  }
  const rest = gathered(
    site,
    [...merged.values()].filter((term) => term.number !== 0),
  );
  // A sum starts with a term that needs no sign, where one does.
  const first = rest.findIndex((term) => term.number > 0);
  return first > 0 ? [rest[first]!, ...rest.filter((_, at) => at !== first)] : rest;
}

/** Terms that share all but a last column, as one: `Xᵀ(y ⊙ (1 - p)) - Xᵀ((1 - y) ⊙ p)` is `Xᵀ(y - p)`. */
function gathered(site: Site, terms: readonly Term[]): readonly Term[] {
  const groups = new Map<string, Term[]>();
  for (const term of terms) {
    const last = term.factors.at(-1);
    const key = last && kindOf(site.scope, last) === "column" ? groupKey(term) : keyOfTerm(term);
    groups.set(key, [...(groups.get(key) ?? []), term]);
  }
  return [...groups.values()].flatMap((group): readonly Term[] => {
    const [first] = group;
    const last = first?.factors.at(-1);
    if (!first || !last || kindOf(site.scope, last) !== "column") return group;
    const lead = Math.abs(first.number);
    const columns = group.map((term) => {
      const size = Math.abs(term.number) / lead;
      const column = term.factors.at(-1)!;
      const sign: 1 | -1 = term.number < 0 ? -1 : 1;
      return { sign, of: size === 1 ? column : product([number(size), column]) };
    });
    const shorter = shortened(sum(columns));
    if (!shorter) return group;
    const numbered = shorter.type === "product" && shorter.left.type === "number" ? shorter : null;
    const column = numbered ? [numbered.left, numbered.right] : [shorter];
    return [tidy(site, { ...first, number: lead, factors: [...first.factors.slice(0, -1), ...column] })];
  });
}

function groupKey(term: Term): string {
  return keyOfTerm({ ...term, factors: [...term.factors.slice(0, -1), ones] });
}

function keyOfTerm({ sums, scalars, factors }: Term): string {
  return [sums, scalars, factors].map((all) => all.map(keyOf).join(" ")).join("|");
}

function tidy(site: Site, term: Term): Term {
  const { number: size, scalars } = monomial(site.scope, term.scalars);
  let amount = term.number * size;
  const factors = term.factors.flatMap((factor): readonly Expression[] => {
    if (factor.type === "constant" && factor.constant === "identity") return [];
    if (factor.type === "number") {
      amount *= factor.value;
      return [];
    }
    if (factor.type === "sum" && factor.terms.length === 1) {
      amount *= factor.terms[0]!.sign;
      return [factor.terms[0]!.of];
    }
    return [factor];
  });
  const short = abbreviated(site, { ...term, scalars, factors: withoutInverses(site, factors) });
  // What has a name now may be multiplied by that name already.
  const gathered = monomial(site.scope, short.scalars);
  return { ...short, number: amount * gathered.number, scalars: gathered.scalars };
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

/** `A x + Aᵀ x` as `(A + Aᵀ) x`: terms that share all but their first or their last factor; null where none do. */
export function collected(terms: readonly Term[]): readonly Term[] | null {
  for (const [at, a] of terms.entries())
    for (const b of terms.slice(at + 1)) {
      const both = together(a, b);
      if (!both) continue;
      const rest = terms.flatMap((term) => (term === b ? [] : [term === a ? both : term]));
      return collected(rest) ?? rest;
    }
  return null;
}

function together(a: Term, b: Term): Term | null {
  const keys = (all: readonly Expression[]) => all.map(keyOf).join(" ");
  const alike = a.number === b.number && keys(a.scalars) === keys(b.scalars) && keys(a.sums) === keys(b.sums);
  if (!alike || a.factors.length !== 2 || b.factors.length !== 2) return null;
  const [first, last] = a.factors as [Expression, Expression];
  const [otherFirst, otherLast] = b.factors as [Expression, Expression];
  const both = (x: Expression, y: Expression) => sum([...termsOf(x), { sign: 1, of: y }]);
  if (keyOf(last) === keyOf(otherLast)) return { ...a, factors: [both(first, otherFirst), last] };
  return keyOf(first) === keyOf(otherFirst) ? { ...a, factors: [first, both(last, otherLast)] } : null;
}
