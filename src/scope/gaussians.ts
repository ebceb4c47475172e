/*
 * Normal densities: `\mathcal N(x; \mu, \Sigma)`, `\mathcal N(x \mid \mu, \sigma^2)`, and
 * `p(x) = \mathcal N(\mu, \sigma^2)`, which leaves out of what. Formula trees go in; they come out with an operator of three arguments in their place.
 */
import type { FencedNode, ProductNode, RelationNode, TexNode } from "../tex/syntax.ts";
import { oncePer } from "../text/once.ts";
import { mapTree, rewritten, someNode } from "../tex/walk.ts";
import { type Application, applicationsIn, withFactors } from "./application.ts";
import { sidesOfBar } from "./bar-sides.ts";
import { withoutDecoration } from "./occurrence.ts";

/** The spelling of the density in the table of operators. */
const DENSITY = "normaldensity";

/** Writes normal densities as calls of an operator, where the note itself does not write them out. */
export function writeGaussians(formulas: readonly TexNode[]): readonly TexNode[] {
  if (formulas.some(writesOut)) return formulas;
  return formulas.map((formula) =>
    holdsGaussian(formula) ? rewritten(formula, "gaussians", () => mapTree(formula, write)) : formula,
  );
}

const holdsGaussian = oncePer((formula: TexNode): boolean =>
  someNode(formula, (node) => applicationsIn(node).some(isGaussian)),
);

/** `\mathcal N(x; \mu, \Sigma) = …`, `\log\mathcal N(x; \mu, \Sigma) = …`. */
const writesOut = oncePer((formula: TexNode): boolean =>
  someNode(formula, (node) => {
    const left = node.type === "relation" ? withoutDecoration(node.operands[0]!) : null;
    if (left?.type !== "product") return false;
    const [first] = left.factors.map((factor) => withoutDecoration(factor.node));
    const before = first?.type === "word" && /^(log|ln)$/.test(first.text) ? 1 : 0;
    return (
      left.factors.length === before + 2 &&
      applicationsIn(left).some((one) => one.at === before && isGaussian(one))
    );
  }),
);

function isGaussian({ head, fence }: Application): boolean {
  const isPlain = head.subscripts.length + head.superscripts.length + head.primes === 0;
  return head.base === "N" && head.font === "calligraphic" && isPlain && fence.open === "(";
}

function write(node: TexNode): TexNode {
  if (node.type === "relation") return withOutcome(node);
  return node.type === "product" ? withDensities(node, null) : node;
}

/** `p(x) = \mathcal N(\mu, \sigma^2)` is a density at x. */
function withOutcome(node: RelationNode): TexNode {
  const [left, right] = node.operands.map(withoutDecoration);
  if (node.relations[0]!.name !== "=" || right?.type !== "product") return node;
  const [call, ...more] = left ? applicationsIn(left) : [];
  if (!call || more.length > 0 || call.at !== 0 || call.fence.open !== "(") return node;
  const [outcome] = itemsOf(call.fence);
  const operands = node.operands.map((side, at) => (at === 1 ? withDensities(right, outcome!) : side));
  return { ...node, operands };
}

function withDensities(node: ProductNode, outcome: TexNode | null): TexNode {
  const made = new Map<number, TexNode>();
  for (const { at, fence } of applicationsIn(node).filter(isGaussian)) {
    const said = itemsOf(fence);
    const items = said.length === 2 && outcome ? [outcome, ...said] : said;
    if (items.length !== 3) continue;
    const { span, literal } = node.factors[at]!.node;
    made.set(at, { type: "word", text: DENSITY, span, literal });
    const place = { span: fence.body.span, literal: fence.body.literal };
    made.set(at + 1, { ...fence, body: { type: "list", items, separators: [",", ","], ...place } });
  }
  return withFactors(node, made);
}

/** `x`, `\mu`, `\Sigma` of `(x; \mu, \Sigma)` and `(x \mid \mu, \Sigma)`. */
function itemsOf({ body }: FencedNode): readonly TexNode[] {
  const bare = withoutDecoration(body);
  return (bare.type === "list" ? bare.items : [bare]).flatMap(sidesOfBar);
}
