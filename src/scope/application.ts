/*
 * A letter right before a fence: `P(…)`, `h(t-1)`, `x[k]`. Products go in; out come such pairs of factors, and the
 * product with other nodes in their place.
 */
import type { FencedNode, ProductNode, TexNode } from "../tex/syntax.ts";
import { walk } from "../tex/walk.ts";
import { oncePer } from "../text/once.ts";
import { itemsName } from "./index-reading.ts";
import { type Occurrence, readOccurrence, visitOccurrences, withoutDecoration } from "./occurrence.ts";

/** Two neighbouring factors of a product, of which `at` is the first. */
export interface Application {
  readonly at: number;
  readonly head: Occurrence;
  readonly fence: FencedNode;
}

/** All letters of a product with the fences behind them; none for what is no product. */
export function applicationsIn(node: TexNode): readonly Application[] {
  return node.type === "product" ? applicationsOf(node) : none;
}

const none: readonly Application[] = [];

const applicationsOf = oncePer((node: ProductNode): readonly Application[] => {
  const found: Application[] = [];
  for (let at = 0; at + 1 < node.factors.length; at++) {
    const fence = fenceAfter(node, at);
    const head = fence && readOccurrence(node.factors[at]!.node);
    if (fence && head && !holds(fence, head)) found.push({ at, head, fence });
  }
  return found.length > 0 ? found : none;
});

/** Whether a letter stands, not called, within what is fenced: the gate of `f_t (1 - f_t)` is no function of itself. */
export function holds({ body }: FencedNode, { base, subscripts, primes }: Occurrence): boolean {
  const name = namesOf(subscripts);
  const places: number[] = [];
  visitOccurrences(body, (one) => {
    const isSame = one.base === base && one.primes === primes && namesOf(one.subscripts) === name;
    if (isSame) places.push(one.span.start);
  });
  if (places.length === 0) return false;
  const called = new Set<number>();
  walk(body, (node) => {
    for (const { head } of applicationsIn(node)) called.add(head.span.start);
  });
  return places.some((start) => !called.has(start));
}

function namesOf(subscripts: Occurrence["subscripts"]): string {
  return subscripts.map(({ items }) => itemsName(items)).join(";");
}

/** What is fenced right behind a factor, without a sign between. */
export function fenceAfter({ factors }: ProductNode, at: number): FencedNode | null {
  const next = factors[at + 1];
  const fence = next?.sign === "" ? withoutDecoration(next.node) : null;
  return fence?.type === "fenced" ? fence : null;
}

/** The product with one node for each application, by the place of its letter. */
export function withApplications(node: ProductNode, made: ReadonlyMap<number, TexNode>): TexNode {
  if (made.size === 0) return node;
  const factors = node.factors.flatMap((factor, at) =>
    made.has(at - 1) ? [] : [{ ...factor, node: made.get(at) ?? factor.node }],
  );
  return factors.length === 1 ? factors[0]!.node : { ...node, factors };
}

/** The product with other nodes in the places of some factors. */
export function withFactors(node: ProductNode, made: ReadonlyMap<number, TexNode>): TexNode {
  if (made.size === 0) return node;
  return {
    ...node,
    factors: node.factors.map((factor, at) => ({ ...factor, node: made.get(at) ?? factor.node })),
  };
}

/** Whether what stands in parentheses leaves an argument out: `\cdot`, `\dots`. */
export function isElided(body: TexNode): boolean {
  if (body.type === "dots") return true;
  if (body.type === "product")
    return body.factors.every(({ sign, node }) => node.type === "empty" && /^$|cdot/.test(sign));
  return body.type === "sign" && body.name === "\\cdot";
}
