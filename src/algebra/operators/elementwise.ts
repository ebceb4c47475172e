/*
 * What functions of one entry share: a row of a table becomes an operator. A row gives spellings, value, the slope
 * f'(x) in terms of the nodes x and y = f(x), and the mathjs counterpart.
 */
import { nodeOf, op, opWith, scalar } from "../construct.ts";
import type { Graph, Mathjs, MathjsFunction, MathjsValue, NodeId, Operator } from "../operator.ts";

/** What sets one function apart. */
export interface Row {
  readonly name: string;
  readonly spellings: readonly string[];
  readonly value: (x: number, parameters: readonly number[]) => number;
  /** f'(x), or `null` where it is zero almost everywhere. */
  readonly slope: (e: Expressions) => NodeId | null;
  readonly reference?: (m: Mathjs, x: MathjsValue, parameters: readonly number[]) => MathjsValue;
  /** False: not analytic, or the complex function of mathjs is not accurate enough for a complex step. */
  readonly analytic?: boolean;
}

/** The nodes a slope is written in. */
interface Expressions {
  readonly graph: Graph;
  readonly x: NodeId;
  readonly y: NodeId;
  readonly parameters: readonly number[];
}

/** An operator from its row. */
export function elementwise({ name, spellings, value, slope, reference, analytic }: Row): Operator {
  return {
    name,
    spellings,
    signature: "m n -> m n",
    elementwise: true,
    analytic: analytic ?? true,
    kernel: (heap, out, args, dims, parameters) => {
      const a = args[0]!;
      const n = dims[0]! * dims[1]!;
      for (let k = 0; k < n; k++) heap[out + k] = value(heap[a + k]!, parameters);
    },
    derivative: (graph, node, _index, g) => {
      const { args, parameters } = nodeOf(graph, node);
      const by = slope({ graph, x: args[0] ?? 0, y: node, parameters });
      return by === null ? null : op(graph, "hadamard", g, by);
    },
    ...(reference && { reference: (m, [x = 0], parameters) => reference(m, x, parameters) }),
  };
}

/** A function that is a formula in others: it has no node of its own. */
export function rewritten(
  name: string,
  spellings: readonly string[],
  body: (graph: Graph, x: NodeId) => NodeId,
): Operator {
  return {
    name,
    spellings,
    signature: "m n -> m n",
    elementwise: true,
    analytic: true,
    simplify: (graph, [x = 0]) => body(graph, x),
  };
}

/** A reference that is one function of mathjs. */
export const named = (name: MathjsFunction) => (m: Mathjs, x: MathjsValue) => m[name](x);
/** a x. */
export const times = (g: Graph, a: number, x: NodeId): NodeId => op(g, "hadamard", scalar(g, a), x);
/** a + x. */
export const plus = (g: Graph, a: number, x: NodeId): NodeId => op(g, "add", scalar(g, a), x);
/** a − x. */
export const minus = (g: Graph, a: number, x: NodeId): NodeId => op(g, "subtract", scalar(g, a), x);
/** a / x. */
export const over = (g: Graph, a: number, x: NodeId): NodeId => op(g, "divide", scalar(g, a), x);
/** x². */
export const square = (g: Graph, x: NodeId): NodeId => opWith(g, "power", [2], x);
/** a b, entry by entry. */
export const product = (g: Graph, a: NodeId, b: NodeId): NodeId => op(g, "hadamard", a, b);
