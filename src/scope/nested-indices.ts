/*
 * An index on an index: `v_{o_1}, \ldots, v_{o_{2m}}` are members of one family. Formula trees go in; they come out
 * with the outer letter and the name of its index as one letter, which the inner index counts.
 */
import type { ScriptsNode, TexNode } from "../tex/syntax.ts";
import { mapTree, rewritten, walk } from "../tex/walk.ts";
import { oncePer } from "../text/once.ts";
import { withoutDecoration } from "./occurrence.ts";

/** Writes `v_{o_i}` as a letter with the index i. */
export function writeNestedIndices(formula: TexNode): TexNode {
  return isNested(formula) ? rewritten(formula, "nested", () => mapTree(formula, unnested)) : formula;
}

const isNested: (formula: TexNode) => boolean = oncePer((formula) => {
  let found = false;
  walk(formula, (node) => void (found ||= innerOf(node) !== null));
  return found;
});

/** The `o_i` of `v_{o_i}`. */
function innerOf(node: TexNode): (ScriptsNode & { readonly sub: TexNode }) | null {
  if (node.type !== "scripts" || node.base.type !== "letter" || !node.sub) return null;
  const inner = withoutDecoration(node.sub);
  if (inner.type !== "scripts" || inner.base.type !== "letter" || !inner.sub || inner.sup) return null;
  return inner.primes === 0 ? { ...inner, sub: inner.sub } : null;
}

function unnested(node: TexNode): TexNode {
  const inner = innerOf(node);
  if (!inner || node.type !== "scripts" || node.base.type !== "letter" || inner.base.type !== "letter")
    return node;
  const base = { ...node.base, name: `${node.base.name}_${inner.base.name}` };
  return { ...node, base, sub: asOneIndex(inner.sub), subSpan: inner.subSpan };
}

/** `2m` is one index here, not row 2 and column m. */
function asOneIndex(sub: TexNode): TexNode {
  const bare = withoutDecoration(sub);
  if (bare.type !== "product" || bare.factors.length !== 2 || bare.factors[0]!.node.type !== "number")
    return sub;
  const [number, letter] = bare.factors;
  return { ...bare, factors: [number!, { ...letter!, sign: "\\cdot" }] };
}
