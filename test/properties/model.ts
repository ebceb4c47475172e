/*
 * What a generated note is about: symbols, definitions, and claims that are right by construction. Right sides are
 * kept as the Jacobian in the numerator layout, or, of a scalar, as the gradient in the shape of its variable.
 */
import type { SymbolTerm, Term } from "./term.ts";

export interface Leaf {
  readonly name: string;
  readonly rows: string;
  readonly cols: string;
  readonly timed: boolean;
  readonly symmetric?: boolean;
}

export interface Model {
  readonly title: string;
  readonly activation: "tanh" | "logistic" | "any";
  /** What has no definition, and what a recurrence starts from. */
  readonly leaves: readonly Leaf[];
  /** Names that are defined as well, by size: declared like leaves. */
  readonly definitions: readonly { readonly symbol: SymbolTerm; readonly body: Term }[];
}

export interface Claim {
  readonly of: SymbolTerm;
  readonly by: SymbolTerm;
  readonly scalar: boolean;
  /** Entry (j, k) of the derivative, for every j and k. */
  readonly entries: boolean;
  /** Right sides, all equal: more than one make a chain. */
  readonly steps: readonly Term[];
}

export interface Subject {
  readonly model: Model;
  readonly claims: readonly Claim[];
}

export const jacobian = (of: SymbolTerm, by: SymbolTerm, ...steps: readonly Term[]): Claim => ({
  of,
  by,
  scalar: false,
  entries: false,
  steps,
});

export const gradient = (of: SymbolTerm, by: SymbolTerm, ...steps: readonly Term[]): Claim => ({
  ...jacobian(of, by, ...steps),
  scalar: true,
});

export const entries = (of: SymbolTerm, by: SymbolTerm, ...steps: readonly Term[]): Claim => ({
  ...jacobian(of, by, ...steps),
  entries: true,
});
