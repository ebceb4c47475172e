/*
 * A concrete computation: matrices of known size and the operators between them. Every value is a matrix;
 * a column vector is n×1, a row vector 1×n, a scalar 1×1. The graph is hash-consed: what is written twice is
 * computed once. It knows nothing of notes, names of symbols or layouts.
 */
import type { Graph } from "./operator.ts";
import { operators } from "./operators/all.ts";

export type { Dims, Graph, NodeId } from "./operator.ts";
export {
  apply,
  commutation,
  duplication,
  elimination,
  constant,
  cut,
  dims,
  identity,
  input,
  isScalar,
  isZero,
  nodeOf,
  ones,
  op,
  opWith,
  scalar,
  size,
  uniform,
  uniformValue,
  variable,
  zeros,
} from "./construct.ts";

/** An empty graph over all operators. */
export function createGraph(): Graph {
  return { operators, nodes: [], newest: new Map(), older: [], names: new Map(), aliases: new Map() };
}

/** A graph with the same nodes, to which others are added. */
export function copyGraph({ operators, nodes, newest, older, names, aliases }: Graph): Graph {
  return {
    operators,
    nodes: nodes.slice(),
    newest: new Map(newest),
    older: older.slice(),
    names: new Map(names),
    aliases: new Map(aliases),
  };
}
