/*
 * `\min_w L(w) = \frac12 \|X w - y\|^2`: what is minimised is stated on the way, and `S(a, b) = \min_{a, b} \sum …` of
 * the very letters that S takes is no minimum. Both sides of an equation go in, and come out without the operator.
 */
import type { BigOperatorNode, ProductNode, TexNode } from "../tex/syntax.ts";
import { lettersIn } from "../tex/walk.ts";
import { applicationsIn } from "./application.ts";
import { itemsOf, readOccurrence, withoutDecoration } from "./occurrence.ts";
import { bare, spell } from "./prose/spell.ts";

/** The side that is minimised, where the other side says what it is. */
export function withoutOptimum(left: TexNode, right: TexNode): readonly [TexNode, TexNode] {
  const stated = optimum(left);
  if (
    stated &&
    isCalled(stated.body) &&
    mentions(right, stated) &&
    !lettersIn(right).includes(headOf(stated.body)!)
  )
    return [withoutDecoration(stated.body), right];
  const computed = optimum(right);
  const given = withoutDecoration(left);
  const isOwn =
    computed && given.type === "product" && argumentsOf(given).join() === variablesOf(computed).join();
  return isOwn ? [left, computed.body] : [left, right];
}

function optimum(side: TexNode): (BigOperatorNode & { readonly sub: TexNode }) | null {
  const node = withoutDecoration(side);
  const isOne = node.type === "bigOperator" && /^(min|max|minimize|maximize)$/.test(node.operator);
  return isOne && node.sub !== null ? { ...node, sub: node.sub } : null;
}

/** `S`, `L(w)`: one letter, with arguments or without. */
function isCalled(body: TexNode): boolean {
  const node = withoutDecoration(body);
  if (readOccurrence(node)) return true;
  return node.type === "product" && node.factors.length === 2 && applicationsIn(node).length === 1;
}

function headOf(body: TexNode): string | null {
  const node = withoutDecoration(body);
  const head = node.type === "product" ? node.factors[0]!.node : node;
  return readOccurrence(head)?.base ?? null;
}

function argumentsOf(given: ProductNode): readonly string[] {
  const [only, ...more] = applicationsIn(given);
  return only && more.length === 0 && given.factors.length === 2 ? itemsOf(only.fence.body).map(spell) : [];
}

/** The w of `\min_w` and of `\min_{w \in \mathbb{R}^n}`. */
function variablesOf({ sub }: { readonly sub: TexNode }): readonly string[] {
  const below = withoutDecoration(sub);
  const named =
    below.type === "relation" && /in$|∈/.test(bare(below.relations[0]!.name)) ? below.operands[0]! : below;
  return itemsOf(named).map(spell);
}

function mentions(side: TexNode, of: { readonly sub: TexNode }): boolean {
  const known = new Set(lettersIn(side));
  const names = variablesOf(of).map((name) => name.replace(/_.*$/, ""));
  return names.length > 0 && names.every((name) => known.has(name));
}
