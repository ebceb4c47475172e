/*
 * Probabilities of outcomes that an index counts: `P(w_o \mid w_c)`, `p(y = k \mid x)`. Formula trees go in; they come
 * out with each of them as one letter with that index, where the note defines it so. What such a letter rests on, its
 * definition says.
 */
import type { FencedNode, ProductNode, TexNode } from "../tex/syntax.ts";
import { gather } from "../text/gather.ts";
import { oncePer } from "../text/once.ts";
import { mapTree, rewritten, walk } from "../tex/walk.ts";
import { type Application, applicationsIn, withApplications } from "./application.ts";
import { letterName } from "./index-reading.ts";
import { readOccurrence, withoutDecoration } from "./occurrence.ts";
import { spell } from "./prose/spell.ts";

/** Writes conditional probabilities of counted outcomes as letters with an index. */
export function writeConditionals(formulas: readonly TexNode[]): readonly TexNode[] {
  const defined = new Set(gather(formulas, definedIn));
  if (defined.size === 0) return formulas;
  const way = `conditionals ${[...defined].join("\n")}`;
  const change = (node: TexNode) => (node.type === "product" ? withLetters(node, defined) : node);
  return formulas.map((formula) => rewritten(formula, way, () => mapTree(formula, change)));
}

/** `P(w_o \mid w_c)` at a place of a product; of all with one name, only the index differs. */
interface Conditional {
  readonly at: number;
  readonly name: string;
  readonly index: TexNode;
  readonly fence: FencedNode;
}

function conditionalsIn(node: TexNode): readonly Conditional[] {
  return applicationsIn(node).flatMap((application) => asConditional(application) ?? []);
}

function asConditional({ at, head, fence }: Application): Conditional | null {
  const body = withoutDecoration(fence.body);
  if (head.subscripts.length > 0 || fence.open !== "(") return null;
  const [first, ...others] = body.type === "list" ? body.items.map(withoutDecoration) : [body];
  if (first?.type !== "relation" || first.relations.at(-1)!.name !== "\\mid") return null;
  const outcomes = first.operands.slice(0, -1);
  const outcome = outcomeOf(outcomes);
  // `P(y = 1 \mid x, w)`: what follows a comma is given as well; the x_i of `p(x_i \mid m, s)` is an argument.
  if (!outcome || (others.length > 0 && outcomes.length === 1)) return null;
  const given = [first.operands.at(-1)!, ...others].map((one) => spell(one)).join(", ");
  return { at, name: `${head.base}(${outcome.of} | ${given})`, index: outcome.index, fence };
}

/** The o of `w_o`, the k of `y = k`. */
function outcomeOf([first, value, ...more]: readonly TexNode[]): { of: string; index: TexNode } | null {
  const occurrence = first ? readOccurrence(first) : null;
  if (!occurrence || occurrence.superscripts.length > 0 || more.length > 0) return null;
  const items = occurrence.subscripts[0]?.items ?? [];
  const index = value ?? items[0];
  const isCounted = value ? items.length === 0 : items.length === 1;
  return index && isCounted && letterName(index) !== null ? { of: occurrence.base, index } : null;
}

/** The names of those that an equation stands for. */
const definedIn = oncePer((formula: TexNode): readonly string[] => {
  const names: string[] = [];
  walk(formula, (node) => {
    if (node.type !== "relation" || node.relations[0]!.name === "\\mid") return;
    const [head, ...more] = conditionalsIn(withoutDecoration(node.operands[0]!));
    if (head?.at === 0 && more.length === 0) names.push(head.name);
  });
  return names;
});

function withLetters(node: ProductNode, defined: ReadonlySet<string>): TexNode {
  const found = conditionalsIn(node).filter(({ name }) => defined.has(name));
  return withApplications(
    node,
    new Map(found.map((one) => [one.at, asLetter(node.factors[one.at]!.node, one)])),
  );
}

function asLetter(head: TexNode, { name, index, fence }: Conditional): TexNode {
  const span = { start: head.span.start, end: fence.span.end };
  const { literal } = head;
  const base: TexNode = { type: "letter", name, font: null, span, literal };
  const bare = { sup: null, supSpan: null, primes: 0, primeSpan: null };
  return { type: "scripts", base, ...bare, sub: index, subSpan: index.span, span, literal };
}
