/*
 * Orders of derivatives in parentheses: `f^{(3)}(x)` of an f that the note defines. Formula trees go in; they come out
 * with as many primes instead, and of `f^{(n)}(x)` with `\frac{d^n}{dx^n}`. Where f is made of such letters
 * (`f = f^{(2)}(f^{(1)}(x))`, `f = \sum_m f^{(m)}`), or where the note speaks of iterates, they are something else.
 */
import { inParentheses } from "../tex/parentheses.ts";
import type { FencedNode, ScriptsNode, TexNode } from "../tex/syntax.ts";
import { mapTree, rewritten, someNode, walk } from "../tex/walk.ts";
import { gather } from "../text/gather.ts";
import { oncePer } from "../text/once.ts";
import { cover } from "../text/span.ts";
import { applicationsIn, withApplications } from "./application.ts";
import { freeName } from "./free-number.ts";
import { readIndex } from "./index-reading.ts";
import { type Occurrence, readOccurrence, withoutDecoration } from "./occurrence.ts";

/** Words of a note that counts with what stands above its functions. */
export const countsFunctions = /\b(iterat|compos|fold\b|layer|member|sample|component)/i;
const HIGHEST = 8;

/** Writes orders as primes. */
export function writeOrders(formulas: readonly TexNode[], text: string): readonly TexNode[] {
  const isOrdered = (formula: TexNode) => ordered(formula).size > 0 || hasLetterOrder(formula);
  if (!formulas.some(isOrdered) || countsFunctions.test(text)) return formulas;
  const defined = new Set(gather(formulas, definedIn));
  const called = gather(formulas, calledIn).filter((base) => /^[fgh]$/.test(base));
  const functions = new Set([...defined, ...called]);
  if (functions.size === 0) return formulas;
  return formulas.map((formula) =>
    rewritten(formula, `orders ${[...defined].join()} ${[...functions].join()}`, () =>
      mapTree(formula, (node) => withFractions(withPrimes(node, defined), functions)),
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

/** `\frac{d^n}{dx^n} f(x)` for `f^{(n)}(x)`; at what is no letter, its value there. */
function withFractions(node: TexNode, defined: ReadonlySet<string>): TexNode {
  if (node.type !== "product") return node;
  const made = new Map<number, TexNode>();
  for (const { at, head, fence } of applicationsIn(node)) {
    const order = defined.has(head.base) ? letterOrderOf(head) : null;
    const written = withoutDecoration(node.factors[at]!.node);
    if (order && written.type === "scripts" && fence.open === "(")
      made.set(at, derivativeAt(written, order, fence));
  }
  return withApplications(node, made);
}

function derivativeAt(written: ScriptsNode, order: TexNode, fence: FencedNode): TexNode {
  const span = cover(written.span, fence.span);
  const place = { span, literal: false };
  const isLetter = withoutDecoration(fence.body).type === "letter";
  const by: TexNode = isLetter ? fence.body : { type: "letter", name: freeName("x"), font: null, ...place };
  const d: TexNode = { type: "letter", name: "d", font: null, ...place };
  const power = (base: TexNode): ScriptsNode => ({
    ...written,
    base,
    sub: null,
    sup: order,
    supSpan: order.span,
    span,
  });
  const product = (first: TexNode, second: TexNode): TexNode => ({
    type: "product",
    factors: [first, second].map((node) => ({ sign: "", signSpan: null, node })),
    ...place,
  });
  const fraction: TexNode = {
    type: "fraction",
    numerator: power(d),
    denominator: product(d, power(by)),
    ...place,
  };
  const derivative = product(fraction, product(written.base, { ...fence, body: by }));
  if (isLetter) return inParentheses(derivative, place);
  const relations = [{ name: "=", span }];
  const at: TexNode = { type: "relation", operands: [by, fence.body], relations, ...place };
  return { type: "evaluation", body: derivative, at, ...place };
}

/** The n of `f^{(n)}`. */
function letterOrderOf({ superscripts: [only, ...more], subscripts, primes }: Occurrence): TexNode | null {
  if (only?.type !== "bracket" || more.length + subscripts.length + primes > 0) return null;
  const [item, ...others] = only.items;
  const terms = item && others.length === 0 ? (readIndex(item)?.terms ?? []) : [];
  return terms.length === 1 && /^[kmn]$/.test(terms[0]!.letter) ? item! : null;
}

const hasLetterOrder = oncePer((formula: TexNode): boolean =>
  someNode(formula, (node) => applicationsIn(node).some(({ head }) => letterOrderOf(head) !== null)),
);

/** Letters that stand before parentheses as they are. */
const calledIn = oncePer((formula: TexNode): ReadonlySet<string> => {
  const found = new Set<string>();
  walk(formula, (node) => {
    for (const { head, fence } of applicationsIn(node))
      if (head.superscripts.length + head.subscripts.length === 0 && fence.open === "(") found.add(head.base);
  });
  return found;
});

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
