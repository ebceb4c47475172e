/*
 * Exact derivatives in reverse mode, as nodes of the same graph: they nest to any order. Comes in: an output and
 * the node to differentiate by. Goes out: a node, or `null` where an operator on the path has no rule. It never
 * looks below `wrt`, nor through a frozen node.
 */
import { constant, cut, identity, input, nodeOf, op, scalar, size, zeros } from "./construct.ts";
import { oncePer } from "../text/once.ts";
import type { Graph, NodeId } from "./operator.ts";

/** From this many entries on, two passes cost less than one for each. */
const MANY = 32;

/**
 * The Jacobian by a scalar in two passes: what is pulled back is linear in its seed, wherever that is, and its own
 * derivative by the seed is the column of all derivatives.
 */
function forward(graph: Graph, path: readonly NodeId[], output: NodeId, wrt: NodeId): NodeId | null {
  const seed = cut(graph, zeros(graph, nodeOf(graph, output)), [output]);
  const back = pull(graph, path, output, wrt, seed);
  const there =
    back === null ? null : pull(graph, pathBetween(graph, back, seed), back, seed, scalar(graph, 1));
  return there === null ? null : op(graph, "vec", there);
}

/**
 * The Jacobian of `output` by `wrt`: [size(output) × size(wrt)], both flattened column by column, numerator
 * layout. `null` if some operator on the path has no derivative rule.
 */
export function derivative(
  graph: Graph,
  output: NodeId,
  wrt: NodeId,
  frozen?: ReadonlySet<NodeId>,
): NodeId | null {
  // A name that is given later changes what nodes are called, so that it asks for another derivative.
  const key = `${output} ${wrt} ${graph.names.size} ${frozen ? [...frozen].join() : ""}`;
  const known = derivativesOf(graph);
  let found = known.get(key);
  if (found === undefined) known.set(key, (found = newDerivative(graph, output, wrt, frozen)));
  return found;
}

/** What has been derived in a graph: entries of one Jacobian ask for it again and again. */
const derivativesOf = oncePer((_: Graph) => new Map<string, NodeId | null>());

function newDerivative(
  graph: Graph,
  output: NodeId,
  wrt: NodeId,
  frozen?: ReadonlySet<NodeId>,
): NodeId | null {
  if (output === wrt) return identity(graph, size(graph, wrt));
  const path = pathBetween(graph, output, wrt, frozen);
  const shape = nodeOf(graph, output);
  const count = size(graph, output);
  if (path.length === 0) return zeros(graph, { rows: count, cols: size(graph, wrt) });
  if (size(graph, wrt) === 1 && count >= MANY) {
    const along = forward(graph, path, output, wrt);
    if (along !== null) return along;
  }
  const rows: NodeId[] = [];
  for (let k = 0; k < count; k++) {
    const entry = (k % shape.rows) * shape.cols + Math.floor(k / shape.rows);
    const seed = constant(graph, shape, unit(count, entry));
    const cotangent = pull(graph, path, output, wrt, seed);
    if (cotangent === null) return null;
    rows.push(op(graph, "transpose", op(graph, "vec", cotangent)));
  }
  return op(graph, "vstack", ...rows);
}

/** A vector-Jacobian product: `cotangent` has the shape of `wrt` and is linear in the input `seed`. */
export interface VectorJacobianProduct {
  readonly output: NodeId;
  readonly wrt: NodeId;
  readonly seed: NodeId;
  readonly cotangent: NodeId;
}

/** One reverse pass with a seed to be chosen at run time; see `exactJacobian`. */
export function vectorJacobianProduct(
  graph: Graph,
  output: NodeId,
  wrt: NodeId,
  frozen?: ReadonlySet<NodeId>,
): VectorJacobianProduct | null {
  const seed = input(graph, `seed ${output}`, nodeOf(graph, output));
  const cotangent = pull(graph, pathBetween(graph, output, wrt, frozen), output, wrt, seed);
  return cotangent === null ? null : { output, wrt, seed, cotangent };
}

/** Pulls `cotangent`, in the shape of `output`, back to `wrt`; `null` if some operator has no derivative rule. */
export function pullBack(graph: Graph, output: NodeId, wrt: NodeId, cotangent: NodeId): NodeId | null {
  return pull(graph, pathBetween(graph, output, wrt), output, wrt, cotangent);
}

function unit(length: number, index: number): number[] {
  const values = new Array<number>(length).fill(0);
  values[index] = 1;
  return values;
}

/** The nodes that `output` needs and that depend on `wrt`, latest first; empty if there are none. */
export function pathBetween(
  graph: Graph,
  output: NodeId,
  wrt: NodeId,
  frozen?: ReadonlySet<NodeId>,
): NodeId[] {
  const path: NodeId[] = [];
  if (output === wrt) return [wrt];
  if (output < wrt) return path;
  const depends = new Uint8Array(output - wrt + 1);
  depends[0] = 1;
  for (let id = wrt + 1; id <= output; id++) {
    if (frozen?.has(id)) continue;
    for (const arg of nodeOf(graph, id).args) if (arg >= wrt && depends[arg - wrt]) depends[id - wrt] = 1;
  }
  if (!depends[output - wrt]) return path;
  const needed = new Uint8Array(output - wrt + 1);
  needed[output - wrt] = 1;
  for (let id = output; id >= wrt; id--) {
    if (!needed[id - wrt]) continue;
    path.push(id);
    if (id > wrt)
      for (const arg of nodeOf(graph, id).args) if (arg >= wrt && depends[arg - wrt]) needed[arg - wrt] = 1;
  }
  return path;
}

function pull(
  graph: Graph,
  path: readonly NodeId[],
  output: NodeId,
  wrt: NodeId,
  seed: NodeId,
): NodeId | null {
  const none = (): NodeId => zeros(graph, nodeOf(graph, wrt));
  if (path.length === 0) return none();
  const onPath = new Set(path);
  const cotangents = new Map<NodeId, NodeId>([[output, seed]]);
  for (const id of path) {
    const cotangent = cotangents.get(id);
    if (id === wrt || cotangent === undefined) continue;
    const node = nodeOf(graph, id);
    const rule = graph.operators.get(node.operator)?.derivative;
    if (!rule && node.operator !== "variable") return null;
    for (let index = 0; index < node.args.length; index++) {
      const arg = node.args[index];
      if (arg === undefined || !onPath.has(arg)) continue;
      const flow = rule ? rule(graph, id, index, cotangent) : cotangent;
      if (flow === null) continue;
      const before = cotangents.get(arg);
      cotangents.set(arg, before === undefined ? flow : op(graph, "add", before, flow));
    }
  }
  return cotangents.get(wrt) ?? none();
}
