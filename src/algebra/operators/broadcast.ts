/*
 * What operators with two operands share: a 1×1 operand meets every entry of the other.
 */
import { dims, isScalar, nodeOf, op } from "../construct.ts";
import type { Dims, Graph, Kernel, MathjsFunction, NodeId, Operator } from "../operator.ts";

/** How such an operator starts. */
export const broadcast = { signature: "* * -> *", elementwise: true } as const;

/** Sums a broadcast cotangent back to the shape of the argument. */
export function fit(graph: Graph, cotangent: NodeId, target: NodeId): NodeId {
  return isScalar(graph, target) && !isScalar(graph, cotangent) ? op(graph, "sum", cotangent) : cotangent;
}

/** A kernel from a function of two entries. */
export function binary(f: (a: number, b: number) => number): Kernel {
  return (heap, out, args, dims) => {
    const n = dims[0]! * dims[1]!;
    const a = args[0]!;
    const b = args[1]!;
    const stepA = dims[2]! * dims[3]! === 1 ? 0 : 1;
    const stepB = dims[4]! * dims[5]! === 1 ? 0 : 1;
    for (let k = 0; k < n; k++) heap[out + k] = f(heap[a + k * stepA]!, heap[b + k * stepB]!);
  };
}

/** Whether a node has exactly this shape. */
export function sameShape(graph: Graph, id: NodeId, shape: Dims): boolean {
  const own = dims(graph, id);
  return own.rows === shape.rows && own.cols === shape.cols;
}

/** The two arguments of a node. */
export function argsOf(graph: Graph, node: NodeId): readonly [NodeId, NodeId] {
  const [a = 0, b = 0] = nodeOf(graph, node).args;
  return [a, b];
}

/** A reference that is one function of mathjs. */
export function viaMathjs(name: MathjsFunction): NonNullable<Operator["reference"]> {
  return (mathjs, args) => mathjs[name](...args);
}
