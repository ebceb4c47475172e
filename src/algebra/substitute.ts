/*
 * Puts nodes in place of others: what depends on them is computed again from the new ones. Comes in: a graph and
 * nodes by the nodes they replace, all at once. Goes out: nodes of the same graph; those given stay as they are.
 */
import { apply, cut, nodeOf } from "./construct.ts";
import type { Graph, NodeId } from "./operator.ts";

/** The function that rewrites nodes of `graph`; replacements have the shapes of what they replace. */
export function substitution(
  graph: Graph,
  replacements: ReadonlyMap<NodeId, NodeId>,
): (node: NodeId) => NodeId {
  const rewritten = new Map(replacements);
  const first = Math.min(...replacements.keys());
  return (root) => {
    // Arguments come before what uses them: one pass upwards reaches all that changes.
    const needed = neededFor(graph, root, first);
    for (const id of needed) if (!rewritten.has(id)) rewritten.set(id, rewrite(graph, id, rewritten));
    return rewritten.get(root) ?? root;
  };
}

function rewrite(graph: Graph, id: NodeId, rewritten: ReadonlyMap<NodeId, NodeId>): NodeId {
  const { operator, args, parameters } = nodeOf(graph, id);
  const changed = args.map((arg) => rewritten.get(arg) ?? arg);
  if (changed.every((arg, at) => arg === args[at])) return id;
  if (operator === "variable") return cut(graph, changed[0]!, parameters);
  const node = apply(graph, operator, changed, parameters);
  if (node === null) throw new Error(`${operator} does not take what was put in`);
  return node;
}

/** The nodes from `first` on that `root` needs, in order. */
function neededFor(graph: Graph, root: NodeId, first: NodeId): readonly NodeId[] {
  const needed = new Set([root]);
  for (let id = root; id >= first; id--)
    if (needed.has(id)) for (const arg of nodeOf(graph, id).args) if (arg >= first) needed.add(arg);
  return [...needed].sort((a, b) => a - b);
}
