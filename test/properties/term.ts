/*
 * Formulas of the laws: what a note says, apart from how it is spelt. A term can be printed (print-term.ts) and
 * has a value in a world (world.ts); both come from the one tree, so that a claim is right by construction.
 */

/** A symbol of a model; `at` counts steps from t, null where time plays no part. */
export interface SymbolTerm {
  readonly type: "symbol";
  readonly name: string;
  readonly rank: 0 | 1 | 2;
  readonly at: number | null;
}

export type Term =
  | SymbolTerm
  | { readonly type: "number"; readonly value: number; readonly latex: string }
  | { readonly type: "identity"; readonly like: SymbolTerm }
  | { readonly type: "transpose"; readonly of: Term }
  | { readonly type: "product"; readonly factors: readonly Term[] }
  | { readonly type: "sum"; readonly terms: readonly { readonly sign: 1 | -1; readonly term: Term }[] }
  | { readonly type: "hadamard"; readonly left: Term; readonly right: Term }
  | { readonly type: "diag"; readonly of: Term }
  | { readonly type: "apply"; readonly order: 0 | 1; readonly to: Term }
  | { readonly type: "square-norm"; readonly of: Term }
  | { readonly type: "trace"; readonly of: Term }
  /** Entry (row, col) of a matrix or vector at free indices. */
  | { readonly type: "entry"; readonly of: SymbolTerm; readonly indices: readonly ("j" | "k")[] }
  /** f or f' of one entry. */
  | { readonly type: "apply-entry"; readonly to: Term & { readonly type: "entry" } }
  /** ∂of/∂by as part of a formula; its value depends on the layout in which it is read. */
  | {
      readonly type: "derivative";
      readonly of: SymbolTerm;
      readonly by: SymbolTerm;
    };

export const symbol = (name: string, rank: 0 | 1 | 2, at: number | null = null): SymbolTerm => ({
  type: "symbol",
  name,
  rank,
  at,
});
export const number = (value: number, latex = String(value)): Term => ({ type: "number", value, latex });
export const product = (...factors: readonly Term[]): Term => ({ type: "product", factors });
export const plus = (...terms: readonly Term[]): Term => ({
  type: "sum",
  terms: terms.map((term) => ({ sign: 1, term })),
});
export const minus = (left: Term, right: Term): Term => ({
  type: "sum",
  terms: [
    { sign: 1, term: left },
    { sign: -1, term: right },
  ],
});
export const transpose = (of: Term): Term => ({ type: "transpose", of });
export const diag = (of: Term): Term => ({ type: "diag", of });
export const apply = (to: Term): Term => ({ type: "apply", order: 0, to });
export const slope = (to: Term): Term => ({ type: "apply", order: 1, to });
export const squareNorm = (of: Term): Term => ({ type: "square-norm", of });

/** The transposed term, as an author writes it: (AB)ᵀ = BᵀAᵀ. */
export function transposeTerm(term: Term): Term {
  switch (term.type) {
    case "symbol":
      return term.rank === 0 ? term : transpose(term);
    case "transpose":
      return term.of;
    case "product":
      return { ...term, factors: term.factors.map(transposeTerm).reverse() };
    case "sum":
      return {
        ...term,
        terms: term.terms.map(({ sign, term: one }) => ({ sign, term: transposeTerm(one) })),
      };
    case "hadamard":
      return transpose(term);
    case "apply":
      return transpose(term);
    default:
      return term;
  }
}

/** Every term with one of its parts replaced by one of `changes(part)`. */
export function variants(term: Term, changes: (part: Term) => readonly Term[]): readonly Term[] {
  return [...changes(term), ...inside(term, (part) => variants(part, changes))];
}

function inside(term: Term, of: (part: Term) => readonly Term[]): readonly Term[] {
  switch (term.type) {
    case "transpose":
    case "diag":
    case "square-norm":
    case "trace":
      return of(term.of).map((part): Term => ({ ...term, of: part }));
    case "apply":
      return of(term.to).map((part): Term => ({ ...term, to: part }));
    case "product":
      return term.factors.flatMap((factor, k) =>
        of(factor).map((part): Term => ({ ...term, factors: term.factors.with(k, part) })),
      );
    case "sum":
      return term.terms.flatMap(({ sign, term: one }, k) =>
        of(one).map((part): Term => ({ ...term, terms: term.terms.with(k, { sign, term: part }) })),
      );
    case "hadamard":
      return [
        ...of(term.left).map((left): Term => ({ ...term, left })),
        ...of(term.right).map((right): Term => ({ ...term, right })),
      ];
    case "apply-entry":
      return of(term.to).flatMap((to) => (to.type === "entry" ? [{ ...term, to }] : []));
    default:
      return [];
  }
}
