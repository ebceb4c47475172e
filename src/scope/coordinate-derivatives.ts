/*
 * `\partial_k` for the derivative by the k-th coordinate, in a note that says so: `\partial_k = \partial/\partial x_k`.
 * Formula trees go in; they come out with the coordinate written, `\partial_{x_k}`.
 */
import type { TexNode } from "../tex/syntax.ts";
import { mapTree, rewritten, walk } from "../tex/walk.ts";
import { gather } from "../text/gather.ts";
import { oncePer } from "../text/once.ts";
import { letterName } from "./index-reading.ts";
import { itemsOf, withoutDecoration } from "./occurrence.ts";
import { spell } from "./prose/spell.ts";

/** The x of `\partial_k = \frac{\partial}{\partial x_k}`, or null; where a note says so of several letters, none is meant. */
export function findCoordinates(formulas: readonly TexNode[]): TexNode | null {
  const found = gather(formulas, coordinatesIn);
  const [first] = found;
  return first && found.every((one) => spell(one) === spell(first)) ? first : null;
}

const coordinatesIn = oncePer((formula: TexNode): readonly TexNode[] => {
  const found: TexNode[] = [];
  walk(formula, (node) => {
    if (node.type === "relation")
      node.operands.slice(1).forEach((right, at) => found.push(...coordinateOf(node.operands[at]!, right)));
    return true;
  });
  return found;
});

function coordinateOf(left: TexNode, right: TexNode): readonly TexNode[] {
  const index = indexBelow(left);
  if (index === null || !/^\(?\\partial\)?\/\(?\\partial/.test(spell(right))) return [];
  const found: TexNode[] = [];
  walk(right, (node) => {
    const isOwn = node.type === "scripts" && node.sub && !node.sup && spell(node.sub) === spell(index);
    if (isOwn && letterName(withoutDecoration(node.base)) !== null) found.push(node.base);
    return true;
  });
  return found.length === 1 ? found : [];
}

/** The k of `\partial_k`. */
function indexBelow(node: TexNode): TexNode | null {
  const bare = withoutDecoration(node);
  const isPartial = bare.type === "scripts" && bare.base.type === "sign" && bare.base.name === "\\partial";
  return isPartial && bare.sub && itemsOf(bare.sub).every(isIndex) ? bare.sub : null;
}

function isIndex(node: TexNode): boolean {
  return /^[i-n]$/.test(letterName(node) ?? "") || (node.type === "number" && Number.isInteger(node.value));
}

/** Writes the coordinate out. */
export function nameCoordinate(formula: TexNode, coordinate: TexNode | null): TexNode {
  if (coordinate === null) return formula;
  return rewritten(formula, `coordinate ${spell(coordinate)}`, () =>
    mapTree(formula, (node) => {
      const index = node.type === "scripts" ? indexBelow(node) : null;
      return node.type === "scripts" && index ? { ...node, sub: byCoordinate(index, coordinate) } : node;
    }),
  );
}

function byCoordinate(index: TexNode, coordinate: TexNode): TexNode {
  const factors = itemsOf(index).map((item) => {
    const { span, literal } = item;
    const none = { sup: null, primes: 0, supSpan: null, primeSpan: null };
    const base = { ...coordinate, span: { start: span.start, end: span.start } };
    return { type: "scripts", base, sub: item, subSpan: span, ...none, span, literal } as const;
  });
  if (factors.length === 1) return factors[0]!;
  const { span, literal } = index;
  return {
    type: "product",
    factors: factors.map((node) => ({ sign: "", signSpan: null, node })),
    span,
    literal,
  };
}
