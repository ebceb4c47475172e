/*
 * What a sentence, a symbols-only formula or a word to the linter can declare. Subjects are still formula
 * trees; `symbols.ts` says which symbol they are.
 */
import type { LayoutName } from "../report.ts";
import type { Span } from "../text/span.ts";
import type { TexNode } from "../tex/syntax.ts";

/** How a value is restricted beyond its shape. Instances are drawn so. */
export const roles = [
  "symmetric",
  "skew-symmetric",
  "invertible",
  "positive-definite",
  "orthogonal",
  "diagonal",
  "lower-triangular",
  "upper-triangular",
  "one-hot",
  "sums-to-one",
  "unit-norm",
  "positive",
  "nonzero",
  "unit-interval",
  "integer",
  "constant",
] as const;

export type Role = (typeof roles)[number];

/** Sizes are formula trees: `n`, `d_h`, `n_{l}`, `2`, `n^2`. A scalar has none, a vector one, a matrix two; a row vector is 1×n. */
export interface DeclaredShape {
  readonly rank: 0 | 1 | 2;
  readonly sizes: readonly (TexNode | null)[];
  readonly row?: boolean;
}

interface Placed {
  readonly span: Span;
}

export type Declaration = Placed &
  (
    | { readonly type: "shape"; readonly subject: TexNode; readonly shape: DeclaredShape }
    /** `subject` null: every variable the sentence is near ("all matrices are symmetric"). */
    | { readonly type: "role"; readonly subject: TexNode; readonly role: Role }
    | {
        readonly type: "function";
        readonly subject: TexNode;
        /** How it acts: on each entry, on whole arguments, or on each row or column of a matrix. */
        readonly acts: "elementwise" | "whole" | "rows" | "columns";
        /** A name from the operator table (`logistic`, `tanh`, `relu`, `softmax`, …), or null for an unspecified smooth one. */
        readonly named: string | null;
        readonly domain: readonly DeclaredShape[] | null;
        readonly codomain: DeclaredShape | null;
        /** "any differentiable scalar function of z": the arguments it is said to depend on. */
        readonly dependsOn: readonly TexNode[];
      }
    | {
        readonly type: "layout";
        readonly layout: LayoutName;
        /** "throughout", or only the next claim ("in denominator layout"). */
        readonly extent: "scope" | "next";
      }
    /** "holding the gates fixed": null subjects when the sentence names none. */
    | { readonly type: "fixed"; readonly subjects: readonly TexNode[]; readonly group: "gates" | null }
    /** "the factor with the largest i stands on the left". */
    | { readonly type: "product-order"; readonly largest: "left" | "right" }
    /** `throughout, n = 2` fixes; `let n = 3`, `e.g. n = 2` illustrates. */
    | { readonly type: "size"; readonly subject: TexNode; readonly value: number; readonly illustration: boolean }
    /** "W_j is the j-th row of W". */
    | { readonly type: "part"; readonly subject: TexNode; readonly of: TexNode; readonly part: "row" | "column" | "entry" }
    /** What a product sign means here: `⊙`, `*`, `⊗`, `∘`, `·`. */
    | {
        readonly type: "product-sign";
        readonly sign: string;
        readonly means: "hadamard" | "matrix" | "kronecker" | "outer" | "inner" | "scalar";
      }
    /** Range of an index letter: `i = 1, …, n`. */
    | { readonly type: "index-range"; readonly index: TexNode; readonly from: TexNode | null; readonly to: TexNode | null }
    /** A name for a special constant: all-ones vector, identity, commutation matrix, single-entry matrix, basis vector. */
    | {
        readonly type: "constant";
        readonly subject: TexNode;
        readonly constant: "ones" | "zeros" | "identity" | "commutation" | "single-entry" | "basis" | "kronecker-delta";
      }
    /** The prose rejects the next claim, or merely supposes or quotes it. */
    | { readonly type: "attitude"; readonly attitude: "rejects" | "supposes" | "quotes"; readonly extent: "next" | "previous" }
    /** "now", "instead", "redefine": the next equation for a symbol defines it anew. */
    | { readonly type: "redefines" }
  );
