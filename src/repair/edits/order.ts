/*
 * Reorders the factors of a product; the signs and spaces between them stay where they are.
 */
import { type Candidate, type Chain, type Edit, type Site, chainsOf, isScalar, source } from "../site.ts";

/** More factors than this are only reversed and swapped next to each other. */
const LONGEST = 8;

export function orderEdits(site: Site): readonly Candidate[] {
  return matrixChains(site).flatMap((chain) => [
    ...swaps(site, chain),
    ...moves(site, chain),
    ...reversal(site, chain),
  ]);
}

/** Chains without their scalar factors, which may stand anywhere. */
function matrixChains(site: Site): readonly Chain[] {
  return chainsOf(site).map(({ whole, factors }) => ({
    whole,
    factors: factors.filter((factor) => !isScalar(site, factor)),
  }));
}

function swaps(site: Site, chain: Chain): readonly Candidate[] {
  return chain.factors.slice(1).map((_, at) => {
    const order = chain.factors.map((_, index) => index);
    [order[at], order[at + 1]] = [at + 1, at];
    return reorder(site, chain, order, 1.1, "Swap the factors");
  });
}

/** One factor to the front or to the end. */
function moves(site: Site, chain: Chain): readonly Candidate[] {
  const count = chain.factors.length;
  if (count < 3 || count > LONGEST) return [];
  const all = chain.factors.map((_, index) => index);
  return all.flatMap((at) => {
    const others = all.filter((index) => index !== at);
    return [
      reorder(site, chain, [at, ...others], 1.5, "Move the factor"),
      reorder(site, chain, [...others, at], 1.5, "Move the factor"),
    ];
  });
}

function reversal(site: Site, chain: Chain): readonly Candidate[] {
  if (chain.factors.length < 3) return [];
  const order = chain.factors.map((_, index) => index).reverse();
  const pairs = order.map((_, index) => (index % 2 === 0 ? index + 1 : index - 1));
  const whole: Candidate = {
    ...reorder(site, chain, order, 1.05, "Reverse the factors"),
    rule: "product-order",
  };
  return order.length % 2 === 0
    ? [whole, reorder(site, chain, pairs, 1.3, "Swap the factors of each step")]
    : [whole];
}

function reorder(
  site: Site,
  { factors }: Chain,
  order: readonly number[],
  cost: number,
  title: string,
): Candidate {
  const edits: Edit[] = [];
  order.forEach((from, to) => {
    if (from !== to) edits.push({ span: factors[to]!.span, newText: source(site, factors[from]!.span) });
  });
  return { rule: "factor-order", edits, marks: edits.map((edit) => edit.span), cost, title };
}
