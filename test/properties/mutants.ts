/*
 * Right sides with one slip in them. Whether the value changes is for the world to say.
 */
import { type SymbolTerm, type Term, product, transpose, variants } from "./term.ts";
import type { Claim, Model } from "./model.ts";
import { number } from "./term.ts";

export interface Mutant {
  readonly slip: string;
  readonly right: Term;
}

type Slip = (part: Term, model: Model) => readonly Term[];

const negative = (term: Term): Term => ({ type: "sum", terms: [{ sign: -1, term }] });

/** One row a kind of slip: what may stand in place of one part. */
const slips: Readonly<Record<string, Slip>> = {
  sign: (part) =>
    part.type === "sum"
      ? part.terms.map(({ sign, term }, k): Term => ({
          ...part,
          terms: part.terms.with(k, { sign: sign > 0 ? -1 : 1, term }),
        }))
      : [],
  transpose: (part) =>
    part.type === "transpose"
      ? [part.of]
      : part.type === "symbol" && part.rank === 2
        ? [transpose(part)]
        : [],
  order: (part) =>
    part.type !== "product"
      ? []
      : part.factors
          .slice(1)
          .map((factor, k) =>
            product(...part.factors.slice(0, k), factor, part.factors[k]!, ...part.factors.slice(k + 2)),
          ),
  time: (part) =>
    part.type === "symbol" && part.at !== null ? [-1, 1].flatMap((step) => moved(part, step)) : [],
  function: (part) => (part.type === "apply" && part.order === 1 ? [{ ...part, order: 0 }] : []),
  argument: (part, model) =>
    part.type === "apply" && part.to.type === "symbol"
      ? vectors(model, part.to).map((to): Term => ({ ...part, to }))
      : [],
  symbol: (part, model) =>
    part.type === "symbol" && part.rank === 2 && part.at === null
      ? model.leaves
          .filter((leaf) => leaf.cols !== "1" && leaf.name !== part.name)
          .map(({ name }) => ({ ...part, name }))
      : [],
  index: (part) =>
    part.type === "entry"
      ? [
          {
            ...part,
            indices:
              part.indices.length === 2 ? [...part.indices].reverse() : [part.indices[0] === "j" ? "k" : "j"],
          },
        ]
      : [],
};

function moved(part: SymbolTerm, step: number): readonly Term[] {
  const at = part.at! + step;
  return at <= 0 && at >= -3 ? [{ ...part, at }] : [];
}

function vectors(model: Model, like: SymbolTerm): readonly SymbolTerm[] {
  return model.definitions.flatMap(({ symbol }) =>
    symbol.rank === like.rank && symbol.name !== like.name && (symbol.at === null) === (like.at === null)
      ? [{ ...symbol, at: like.at }]
      : [],
  );
}

/** All slips in one step of a claim. */
export function mutantsOf(claim: Claim, step: number, model: Model): readonly Mutant[] {
  const right = claim.steps[step]!;
  const made = Object.entries(slips).flatMap(([slip, change]) =>
    variants(right, (part) => change(part, model)).map((mutant) => ({ slip, right: mutant })),
  );
  return [
    ...made,
    { slip: "sign", right: negative(right) },
    { slip: "factor", right: product(number(2), right) },
    { slip: "factor", right: product(number(0.5, "\\frac{1}{2}"), right) },
  ];
}
