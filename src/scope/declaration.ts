/*
 * What a sentence, a symbols-only formula or a word to the linter can declare. Subjects are still formula
 * trees; `symbols.ts` says which symbol they are.
 */
import type { NamedConstant } from "./context.ts";
import type { LayoutName } from "../report.ts";
import type { Span } from "../text/span.ts";
import type { TexNode } from "../tex/syntax.ts";

/** How a value is restricted beyond its shape. Instances are drawn so. */
export const roles = [
  "symmetric",
  "skew-symmetric",
  "square",
  "invertible",
  "positive-determinant",
  "full-rank",
  "full-column-rank",
  "full-row-rank",
  "positive-definite",
  "positive-semidefinite",
  "orthogonal",
  "diagonal",
  "lower-triangular",
  "upper-triangular",
  "one-hot",
  "sums-to-one",
  "unit-norm",
  "positive",
  "nonnegative",
  "nonzero",
  "unit-interval",
  "integer",
  "plus-or-minus-one",
  "constant",
] as const;

export type Role = (typeof roles)[number];

/**
 * Sizes are formula trees: `n`, `d_h`, `n_{l}`, `2`, `n^2`. A scalar has none, a vector one, a matrix two. A column
 * n×1 is a vector; one that is said or written to be a column or a row has a side.
 */
export interface DeclaredShape {
  readonly rank: 0 | 1 | 2;
  readonly sizes: readonly (TexNode | null)[];
  readonly side?: "column" | "row";
}

/** What the prose holds fixed by name instead of by symbol. */
export type FixedGroup =
  | "gates"
  | "gates-and-candidate"
  | "candidate"
  | "reset-gate"
  | "update-gate"
  | "forget-gate"
  | "input-gate"
  | "output-gate";

interface Placed {
  readonly span: Span;
}

export type Declaration = Placed &
  /** The subject may be an application, `U(t)`: then the shape is that of its value. */
  (
    | { readonly type: "shape"; readonly subject: TexNode; readonly shape: DeclaredShape }
    /** `extent` next: only for the claim it stands with ("if A is symmetric, then …", `…, \quad x > 0`); else for the scope. */
    | { readonly type: "role"; readonly subject: TexNode; readonly role: Role; readonly extent?: "next" }
    | {
        readonly type: "function";
        readonly subject: TexNode;
        /** How it acts: on each entry, on whole arguments, on each row or column of a matrix; unstated leaves it open. */
        readonly acts: "elementwise" | "whole" | "rows" | "columns" | "unstated";
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
        /** "throughout", only the next claim ("in denominator layout"), or a word to the linter, which outweighs both. */
        readonly extent: "scope" | "next" | "word";
      }
    /** "holding the gates fixed". No subject and no group: "the direct partial derivative". */
    | { readonly type: "fixed"; readonly subjects: readonly TexNode[]; readonly group: FixedGroup | null }
    /** "the factor with the largest i stands on the left". */
    | { readonly type: "product-order"; readonly largest: "left" | "right" }
    /** `throughout, n = 2` fixes; `let n = 3`, `e.g. n = 2` illustrates. */
    | {
        readonly type: "size";
        readonly subject: TexNode;
        readonly value: number;
        readonly illustration: boolean;
      }
    /** "W_j is the j-th row of W". */
    | {
        readonly type: "part";
        readonly subject: TexNode;
        readonly of: TexNode;
        readonly part: "row" | "column" | "entry";
        /** "`x_i^\\top` is the i-th row": what the subject names is a column. */
        readonly transposed: boolean;
      }
    /** What a product sign means here: `⊙`, `*`, `⊗`, `∘`, `·`. */
    | {
        readonly type: "product-sign";
        readonly sign: string;
        readonly means: "hadamard" | "matrix" | "kronecker" | "outer" | "inner" | "scalar";
      }
    /** Range of an index letter: `i = 1, …, n`. */
    | {
        readonly type: "index-range";
        readonly index: TexNode;
        readonly from: TexNode | null;
        readonly to: TexNode | null;
      }
    /** A name for a special constant: all-ones vector, identity, commutation matrix, single-entry matrix, basis vector. */
    | {
        readonly type: "constant";
        readonly subject: TexNode;
        readonly constant: NamedConstant;
      }
    /** "`A` and `B` commute", `AB = BA`. */
    | { readonly type: "commuting"; readonly pair: readonly [TexNode, TexNode] }
    /** "likewise for the other gates": the shapes just declared for `subjects` hold for their siblings. */
    | { readonly type: "likewise"; readonly subjects: readonly TexNode[] }
    /** "σ₁(X) is the largest singular value with unit singular vectors u₁ (left), v₁ (right)"; `of` null when unsaid. */
    | {
        readonly type: "spectral";
        readonly subject: TexNode;
        readonly of: TexNode | null;
        readonly means:
          | "singular-value"
          | "left-vector"
          | "right-vector"
          | "eigenvalue"
          | "eigenvector"
          | "left-eigenvector"
          /** All eigenvalues at once, of which single ones need not be real. */
          | "spectrum";
        readonly simple: boolean;
        /** Whether the left eigenvector is scaled to have the product 1 with the right one. */
        readonly dual?: boolean;
        /** Said by `A v = \lambda v` alone: what the note differentiates by is no such value. */
        readonly byEquation?: boolean;
      }
    /** "J is the Jacobian of `f` (with respect to `x`)", "the matrix of the derivatives of `u`"; `by` null when unsaid. */
    | {
        readonly type: "derivative";
        readonly subject: TexNode;
        readonly of: TexNode;
        readonly by: TexNode | null;
        readonly means: "jacobian" | "gradient" | "hessian";
      }
    /** `X = U\Sigma V^\top` "is the thin singular value decomposition"; `formula` is the equation. */
    | {
        readonly type: "decomposition";
        readonly formula: TexNode;
        readonly means: "svd" | "thin-svd" | "eigen" | "cholesky" | "qr";
      }
    /** What a notation means here: `\|\cdot\|_*`, `X^+`, `e^X`; `subject` null for "the exponential". */
    | {
        readonly type: "notation";
        readonly subject: TexNode | null;
        readonly means:
          | "matrix-exponential"
          | "entrywise-exponential"
          | "matrix-logarithm"
          | "pseudo-inverse"
          | "nuclear-norm"
          | "frobenius-norm"
          | "spectral-norm"
          | "euclidean-norm"
          | "vec-columns"
          | "vec-rows"
          | "indicator"
          | "trace"
          | "determinant";
      }
    /** "squares of vectors are elementwise", "everything applied elementwise". */
    | { readonly type: "entrywise"; readonly operations: readonly ("power" | "absolute" | "sign" | "all")[] }
    /** "the layer l considered below is a hidden one": l is neither the first nor the last. */
    | { readonly type: "inner-index"; readonly index: TexNode }
    /** Of a symmetric matrix: its perturbation is symmetric too (`dX` is symmetric), or symmetry is ignored. */
    | { readonly type: "perturbation"; readonly subject: TexNode | null; readonly symmetric: boolean }
    /** The prose rejects the next claim, or merely supposes or quotes it. */
    | {
        readonly type: "attitude";
        readonly attitude: "rejects" | "supposes" | "quotes";
        readonly extent: "next" | "previous";
      }
    /** "now", "instead", "redefine": the next equation for a symbol defines it anew. */
    | { readonly type: "redefines" }
  );
