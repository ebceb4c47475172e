/*
 * Orders of derivatives in parentheses: `f^{(3)}(x)` of an f that the note defines. Formula trees go in; they come out
 * with as many primes instead. Where f is made of such letters (`f = f^{(2)}(f^{(1)}(x))`, `f = \sum_m f^{(m)}`), or
 * where the note speaks of iterates, they are something else.
 */
import type { TexNode } from "../tex/syntax.ts";
import { mapTree, rewritten, walk } from "../tex/walk.ts";
import { oncePer } from "../text/once.ts";
import { applicationsIn } from "./application.ts";
import { type Occurrence, readOccurrence, withoutDecoration } from "./occurrence.ts";

const OTHERWISE = /\b(iterat|compos|fold\b|layer|member|sample|component)/i;
const HIGHEST = 8;

/** Writes orders as primes. */
export function writeOrders(formulas: readonly TexNode[], text: string): readonly TexNode[] {
  if (!formulas.some((formula) => ordered(formula).size > 0) || OTHERWISE.test(text)) return formulas;
  const defined = new Set(formulas.flatMap((formula) => [...definedIn(formula)]));
  if (defined.size === 0) return formulas;
  return formulas.map((formula) =>
    rewritten(formula, `orders ${[...defined].join()}`, () =>
      mapTree(formula, (node) => withPrimes(node, defined)),
    ),
  );
}

function withPrimes(node: TexNode, defined: ReadonlySet<string>): TexNode {
  if (node.type !== "scripts" || node.sub || !node.sup || node.primes > 0) return node;
  const occurrence = readOccurrence(node);
  const order = occurrence && defined.has(occurrence.base) ? orderOf(occurrence) : null;
  return order === null
    ? node
    : { ...node, sup: null, supSpan: null, primes: order, primeSpan: node.supSpan ?? node.sup.span };
}

/** The 3 of `f^{(3)}`. */
function orderOf({ superscripts: [only, ...more] }: Occurrence): number | null {
  if (only?.type !== "bracket" || more.length > 0 || only.items.length !== 1) return null;
  const item = withoutDecoration(only.items[0]!);
  return item.type === "number" && Number.isInteger(item.value) && item.value >= 1 && item.value <= HIGHEST
    ? item.value
    : null;
}

/** The letters with an order before an argument. */
const ordered = oncePer((formula: TexNode): ReadonlySet<string> => {
  const found = new Set<string>();
  walk(formula, (node) => {
    for (const { head } of applicationsIn(node)) if (orderOf(head) !== null) found.add(head.base);
  });
  return found;
});

/** Functions that an equation defines, `f(x) = …`, by anything but such letters. */
const definedIn = oncePer((formula: TexNode): ReadonlySet<string> => {
  const found = new Set<string>();
  walk(formula, (node) => {
    if (node.type !== "relation" || node.relations[0]?.name !== "=") return;
    const left = withoutDecoration(node.operands[0]!);
    const [application, ...more] = applicationsIn(left);
    if (!application || more.length > 0 || left.type !== "product" || left.factors.length !== 2) return;
    const { head } = application;
    const plain = head.superscripts.length + head.subscripts.length + head.primes === 0;
    if (plain && !node.operands.slice(1).some((side) => ordered(side).has(head.base))) found.add(head.base);
  });
  return found;
});
