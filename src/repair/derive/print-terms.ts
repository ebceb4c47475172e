/*
 * Terms as LaTeX: numbers and scalars before matrices, what divides below a fraction line.
 */
import type { Expression } from "../../algebra/expression.ts";
import type { Site } from "../site.ts";
import { type Term, identity, isNew, number, product } from "./form.ts";
import { kindOf } from "./kind.ts";
import { type Place, print, printChain } from "./print.ts";

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

/** A term without its sign; `square` where an empty product is an identity. */
function printTerm(site: Site, term: Term, square: boolean): string {
  const below = term.scalars.flatMap((scalar) => (isReciprocal(scalar) ? [scalar.right] : []));
  const above = term.scalars.filter((scalar) => !isReciprocal(scalar));
  const factors = term.factors.length === 0 && square ? [identity] : term.factors;
  const inFraction = below.length === 0 || isVector(site, factors);
  const heads = term.sums
    .map((one) => `${site.text.slice(one.headSpan.start, one.headSpan.end).trim()} `)
    .join("");
  const size = Math.abs(term.number);
  const lead = size === 1 ? [] : [number(size)];
  const count = lead.length + above.length + factors.length;
  const chain = (parts: readonly Expression[], place: Place) =>
    parts.map((of) => ({ of, text: print(site, of, place) }));
  const alone = count === 1 && (below.length === 0 || inFraction);
  const scalarTexts = [...chain(lead, "alone"), ...chain(above, count > 1 ? "scalar" : "alone")];
  const factorTexts = chain(factors, alone ? "alone" : "factor");
  const top = printChain(site, inFraction ? [...scalarTexts, ...factorTexts] : scalarTexts) || "1";
  if (below.length === 0) return heads + top;
  const bottom = printChain(site, chain(below, below.length === 1 ? "alone" : "scalar"));
  const fraction = `\\frac{${top}}{${bottom}}`;
  return heads + (inFraction ? fraction : `${fraction} ${printChain(site, factorTexts)}`);
}

/** Vectors and outer products stand above a fraction line; sums and matrices beside it. */
function isVector({ scope }: Site, factors: readonly Expression[]): boolean {
  if (factors.some((factor) => factor.type === "sum")) return false;
  const kinds = factors.map((factor) => kindOf(scope, factor));
  const thin = (kind: string | null) => kind === "column" || kind === "row";
  return kinds.every(thin) || (factors.length > 0 && thin(kindOf(scope, product(factors))));
}

function isReciprocal(scalar: Expression): scalar is Expression & { type: "quotient" } {
  return (
    scalar.type === "quotient" && isNew(scalar) && scalar.left.type === "number" && scalar.left.value === 1
  );
}
