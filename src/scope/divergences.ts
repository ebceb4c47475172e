/*
 * Divergences from one distribution to another: `D(p \| q)`, `D_{KL}(p \parallel q)`. Formula trees go in; they come out
 * with the two distributions as arguments of a function, and with that function by its name where no equation of the
 * note says what it is.
 */
import { mapTree, rewritten, someNode } from "../tex/walk.ts";
import type { FencedNode, ProductNode, TexNode } from "../tex/syntax.ts";
import { oncePer } from "../text/once.ts";
import { cover } from "../text/span.ts";
import { type Application, applicationsIn, withApplications } from "./application.ts";
import { readOccurrence, withoutDecoration } from "./occurrence.ts";
import { spell } from "./prose/spell.ts";

const BETWEEN = /^(\\\||\\parallel|\\mid\\mid)$/;
/** The spelling of a Kullback–Leibler divergence in the table of operators. */
const KULLBACK_LEIBLER = "KL";

/** Writes divergences as functions of two arguments. */
export function writeDivergences(formulas: readonly TexNode[]): readonly TexNode[] {
  const all = formulas.filter(holdsDivergence);
  if (all.length === 0) return formulas;
  const defined = new Set(all.flatMap(definedIn));
  const way = `divergences ${[...defined].join("\n")}`;
  const change = (node: TexNode) => (node.type === "product" ? asFunctions(node, defined) : node);
  return formulas.map((formula) =>
    holdsDivergence(formula) ? rewritten(formula, way, () => mapTree(formula, change)) : formula,
  );
}

const holdsDivergence = oncePer((formula: TexNode): boolean =>
  someNode(formula, (node) => applicationsIn(node).some(isDivergence)),
);

function isDivergence({ head, fence }: Application): boolean {
  return /^(D|KL|.*\bKL|H)$/.test(head.base) && distributionsOf(fence) !== null;
}

/** The p and q of `(p \| q)`. */
function distributionsOf({ open, body }: FencedNode): readonly TexNode[] | null {
  const bare = withoutDecoration(body);
  if (!/^[([]$/.test(open) || bare.type !== "relation" || bare.relations.length !== 1) return null;
  return BETWEEN.test(bare.relations[0]!.name) ? bare.operands : null;
}

/** The heads of those that an equation stands for. */
function definedIn(formula: TexNode): readonly string[] {
  const relation = withoutDecoration(formula);
  const left = relation.type === "relation" ? withoutDecoration(relation.operands[0]!) : null;
  if (left?.type !== "product" || left.factors.length !== 2) return [];
  return applicationsIn(left)
    .filter(isDivergence)
    .map(({ at }) => spell(left.factors[at]!.node));
}

function asFunctions(node: ProductNode, defined: ReadonlySet<string>): TexNode {
  const all = applicationsIn(node).filter(isDivergence);
  if (all.length === 0) return node;
  const values = new Map(
    all.flatMap(({ at, fence }) => {
      const head = node.factors[at]!.node;
      const isValue = defined.has(spell(head)) && !isOfLetters(fence);
      return isValue ? [[at, { ...head, span: cover(head.span, fence.span) }] as const] : [];
    }),
  );
  if (values.size > 0) return withApplications(node, values);
  const found = new Map(all.map(({ at, fence }) => [at, fence] as const));
  const factors = node.factors.map((factor, at) => {
    const own = found.get(at);
    if (own) return { ...factor, node: named(factor.node, defined) };
    const fence = found.get(at - 1);
    if (!fence) return factor;
    const { span, literal } = fence.body;
    const items = distributionsOf(fence)!;
    const body: TexNode = { type: "list", items, separators: [","], span, literal };
    return { ...factor, node: { ...fence, body } };
  });
  return { ...node, factors };
}

/** Whether it is a function of distributions by name; of `\mathcal N(\mu, \sigma^2)` it is a value that the note writes out. */
function isOfLetters(fence: FencedNode): boolean {
  return distributionsOf(fence)!.every((one) => readOccurrence(one) !== null);
}

/** `D_{KL}` that the note does not write out is what everyone knows by that name. */
function named(head: TexNode, defined: ReadonlySet<string>): TexNode {
  const spelled = spell(head);
  if (defined.has(spelled) || !/KL/.test(spelled.replace(/[\\{}]|mathrm|text|operatorname/g, "")))
    return head;
  const { span, literal } = head;
  return { type: "word", text: KULLBACK_LEIBLER, span, literal };
}
