/*
 * Derivatives that a note gives a letter with three indices or more: `p^k_{ij}(t) = \partial y_k(t)/\partial w_{ij}`, as
 * real-time recurrent learning writes its sensitivities. Formula trees go in; they come out with the derivative in the
 * place of each use, as if the letter were a macro.
 */
import { enclosed } from "../tex/parentheses.ts";
import type { FencedNode, ProductNode, ScriptsNode, TexNode } from "../tex/syntax.ts";
import { lettersIn, mapTree, rewritten, walk } from "../tex/walk.ts";
import { oncePer } from "../text/once.ts";
import { cover } from "../text/span.ts";
import { fenceAfter, withApplications } from "./application.ts";
import { readOccurrence, withoutDecoration } from "./occurrence.ts";
import { spell } from "./prose/spell.ts";

/** A letter with its indices, in the order of the source; the last is that in parentheses, if there are any. */
interface Indexed {
  /** The letter and its scripts, each index a sign. */
  readonly form: string;
  readonly indices: readonly TexNode[];
  readonly components: number;
}

interface Named extends Indexed {
  readonly body: TexNode;
}

/** Fewer indices are those of a matrix. */
const LEAST = 3;

/** Puts derivatives in the place of the indexed letters that stand for them. */
export function writeIndexedDerivatives(formulas: readonly TexNode[]): readonly TexNode[] {
  const named = formulas.flatMap(namedIn);
  if (named.length === 0) return formulas;
  const way = `indexed derivatives ${named.map(({ form, body }) => `${form} = ${spell(body)}`).join("\n")}`;
  const change = (node: TexNode): TexNode => {
    if (node.type === "product") return withDerivatives(node, named);
    const use = node.type === "scripts" ? indexed(node, null) : null;
    return (use && derivativeOf(use, named, node)) ?? node;
  };
  return formulas.map((formula) =>
    namedIn(formula).length > 0 ? formula : rewritten(formula, way, () => mapTree(formula, change)),
  );
}

const namedIn = oncePer((formula: TexNode): readonly Named[] => {
  const bare = withoutDecoration(formula);
  if (bare.type !== "relation" || bare.operands.length > 2) return [];
  const [left, body] = bare.operands.map(withoutDecoration);
  const own = left && indexedAt(left);
  if (!own || own.components < LEAST || !body || !/partial|\bd /.test(spell(body))) return [];
  const names = own.indices.map(nameOf);
  const bases = basesIn(body);
  const isOfThese = names.every(
    (name) => name !== null && lettersIn(body).includes(name) && !bases.has(name),
  );
  return isOfThese && new Set(names).size === names.length ? [{ ...own, body }] : [];
});

function nameOf(node: TexNode): string | null {
  return node.type === "letter" ? node.name : null;
}

/** The letters of a formula that are no indices. */
function basesIn(formula: TexNode): ReadonlySet<string> {
  const bases = new Set<string>();
  walk(formula, (node) => {
    const occurrence = readOccurrence(node);
    if (occurrence && occurrence.subscripts.length + occurrence.superscripts.length > 0)
      bases.add(occurrence.base);
  });
  return bases;
}

/** A whole side that is an indexed letter, with or without parentheses. */
function indexedAt(side: TexNode): Indexed | null {
  if (side.type === "scripts") return indexed(side, null);
  if (side.type !== "product" || side.factors.length !== 2) return null;
  const head = withoutDecoration(side.factors[0]!.node);
  const fence = fenceAfter(side, 0);
  return head.type === "scripts" && fence ? indexed(head, fence) : null;
}

function indexed(node: ScriptsNode, fence: FencedNode | null): Indexed | null {
  if (node.primes > 0 || node.base.type !== "letter") return null;
  const components: TexNode[] = [];
  const marked = (script: TexNode | null) =>
    script &&
    mapTree(script, (part) => {
      if (part.type !== "letter") return part;
      components.push(part);
      return { ...part, name: "·" };
    });
  const form = spell({ ...node, sub: marked(node.sub), sup: marked(node.sup) }) + (fence ? "()" : "");
  const indices = fence ? [...components, withoutDecoration(fence.body)] : components;
  return { form, indices, components: components.length };
}

function withDerivatives(node: ProductNode, named: readonly Named[]): TexNode {
  const made = new Map<number, TexNode>();
  node.factors.forEach((factor, at) => {
    const head = withoutDecoration(factor.node);
    const fence = head.type === "scripts" ? fenceAfter(node, at) : null;
    const use = head.type === "scripts" && fence ? indexed(head, fence) : null;
    const body = use && derivativeOf(use, named, { span: cover(head.span, fence!.span) });
    if (body) made.set(at, body);
  });
  return withApplications(node, made);
}

/** The derivative that an indexed letter stands for. */
function derivativeOf(
  { form, indices }: Indexed,
  named: readonly Named[],
  { span }: Pick<TexNode, "span">,
): TexNode | null {
  const own = named.find((one) => one.form === form);
  if (!own) return null;
  const given = new Map(own.indices.map((index, at) => [nameOf(index), indices[at]!] as const));
  const put = (part: TexNode) => (part.type === "letter" ? (given.get(part.name) ?? part) : part);
  return enclosed(mapTree(own.body, put), span);
}
