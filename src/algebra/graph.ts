/*
 * A concrete computation: matrices of known size and the operators between them. Every value is a matrix;
 * a column vector is n×1, a row vector 1×n, a scalar 1×1. The graph is hash-consed: what is written twice is
 * computed once. It knows nothing of notes, names of symbols or layouts.
 */

/** Index of a node in its graph; arguments always come before what uses them. */
export type NodeId = number;

export interface Dims {
  readonly rows: number;
  readonly cols: number;
}
