/*
 * Derivatives of a function that acts entry by entry, such as σ' and σ'': entry by entry again, by pulling ones
 * back through it. Comes in: how to apply the function. Goes out: a node in the shape of the argument.
 */
import { cut, nodeOf, ones, zeros } from "./construct.ts";
import { pullBack } from "./derivative.ts";
import type { Graph, NodeId } from "./operator.ts";

/** Applies a function entry by entry to a node. */
export type ElementwiseFunction = (graph: Graph, x: NodeId) => NodeId;

/** Nodes that no function simplifies together with itself, so that the path back to them stays whole. */
const OPAQUE: ReadonlySet<string> = new Set(["input", "variable", "matmul"]);

/**
 * The derivative of `f` of the given order at each entry of `x`; order 0 is `f(x)` itself. Throws if an operator
 * in `f` has no derivative rule.
 */
export function derivativeFunction(graph: Graph, f: ElementwiseFunction, x: NodeId, order: number): NodeId {
  if (order === 0) return f(graph, x);
  const at = OPAQUE.has(nodeOf(graph, x).operator) ? x : cut(graph, x);
  let value = f(graph, at);
  for (let k = 0; k < order; k++) {
    const shape = nodeOf(graph, value);
    const next = value < at ? zeros(graph, shape) : pullBack(graph, value, at, ones(graph, shape));
    if (next === null) throw new Error("an operator without a derivative rule");
    value = next;
  }
  return value;
}
