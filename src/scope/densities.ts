/*
 * Densities that a note writes out: `p(x \mid \mu, \sigma) = \frac{1}{\sigma} \exp(\dots)`, `\log p(x \mid \mu) = …`. Formula
 * trees go in; they come out with each of them as one letter, whose value that equation gives.
 */
import type { ProductNode, TexNode } from "../tex/syntax.ts";
import { gather } from "../text/gather.ts";
import { oncePer } from "../text/once.ts";
import { mapTree, rewritten, someNode, walk } from "../tex/walk.ts";
import { applicationsIn, withApplications } from "./application.ts";
import { withoutDecoration } from "./occurrence.ts";
import { spell } from "./prose/spell.ts";

/** Writes densities that an equation stands for as letters, where their letter has no second one. */
export function writeDensities(formulas: readonly TexNode[]): readonly TexNode[] {
  const defined = new Set(gather(formulas, (formula) => densitiesOf(formula).defined));
  if (defined.size === 0) return formulas;
  const applied = new Set(gather(formulas, (formula) => densitiesOf(formula).applied));
  // `p(x)` beside `p(x \mid \theta)` is another function, and so is another density that is written out.
  const isOnly = (key: string) =>
    !applied.has(headOf(key)) &&
    [...defined].every((other) => other === key || headOf(other) !== headOf(key));
  const names = new Set([...defined].filter(isOnly));
  if (names.size === 0) return formulas;
  const way = `densities ${[...names].join("\n")}`;
  const change = (node: TexNode) => (node.type === "product" ? withLetters(node, names) : node);
  return formulas.map((formula) => rewritten(formula, way, () => mapTree(formula, change)));
}

interface Densities {
  /** `p(x | \mu)` for each that stands alone, or behind a logarithm, left of an equation that writes it out. */
  readonly defined: readonly string[];
  /** Letters that are applied to something without a condition. */
  readonly applied: readonly string[];
}

const densitiesOf: (formula: TexNode) => Densities = oncePer((formula) => {
  const defined: string[] = [];
  const applied: string[] = [];
  walk(formula, (node) => {
    for (const { head, fence } of applicationsIn(node))
      if (fence.open === "(" && !isConditional(fence.body)) applied.push(head.base);
    if (node.type !== "relation" || node.relations[0]!.name !== "=") return;
    const key = writtenOut(withoutDecoration(node.operands[0]!));
    if (key !== null && !node.operands.slice(1).some((side) => someNode(side, isConditional)))
      defined.push(key);
  });
  return { defined, applied };
});

function isConditional(node: TexNode): boolean {
  const bare = withoutDecoration(node);
  // `x | \mu, \sigma`
  if (bare.type === "list") return bare.items.some(isConditional);
  return bare.type === "relation" && bare.relations.some(({ name }) => name === "\\mid");
}

function writtenOut(left: TexNode): string | null {
  if (left.type !== "product") return null;
  const [first, second] = left.factors.map(({ node }) => withoutDecoration(node));
  const isLogarithm = first?.type === "word" && /^(log|ln)$/.test(first.text);
  // `\log{p(x \mid \mu)}`, `\ln(p(x \mid \mu))`
  if (isLogarithm && left.factors.length === 2)
    return writtenOut(second!.type === "fenced" ? withoutDecoration(second.body) : second!);
  const from = isLogarithm ? 1 : 0;
  const [only] = left.factors.length === from + 2 ? keysIn(left) : [];
  return only?.at === from ? only.key : null;
}

function keysIn(node: ProductNode): readonly { readonly at: number; readonly key: string }[] {
  return applicationsIn(node).flatMap(({ at, head, fence }) => {
    const isPlain = head.subscripts.length + head.superscripts.length + head.primes === 0;
    if (!isPlain || fence.open !== "(" || !isConditional(fence.body)) return [];
    return [{ at, key: `${head.base}(${spell(fence.body)}` }];
  });
}

function headOf(key: string): string {
  return key.slice(0, key.indexOf("("));
}

function withLetters(node: ProductNode, names: ReadonlySet<string>): TexNode {
  const found = keysIn(node).filter(({ key }) => names.has(key));
  return withApplications(node, new Map(found.map(({ at }) => [at, node.factors[at]!.node])));
}
