/*
 * Families of vectors: `w_k` in `\sum_k \exp(w_k^\top x)`, `x_i` in `\sum_i (w^\top x_i - y_i)^2`. Formulas go in; out
 * go the letters whose index counts members, as time does, and not components.
 */
import type { TexNode } from "../tex/syntax.ts";
import { gather } from "../text/gather.ts";
import { oncePer } from "../text/once.ts";
import { children, walk } from "../tex/walk.ts";
import { letterName } from "./index-reading.ts";
import {
  type Occurrence,
  isTranspose,
  itemsOf,
  readOccurrence,
  visitOccurrences,
  withoutDecoration,
} from "./occurrence.ts";

/** How many members a family has where nothing says so. */
export const FAMILY = 3;

/**
 * The letters with an index that stand in an inner product, as whole vectors do, and whose index is bound by a sum or
 * counts along with one that is: w of `z_k = w_k^\top x`, `\sum_j e^{z_j}`.
 */
export function findFamilies(formulas: readonly TexNode[]): ReadonlySet<string> {
  const indices = new Map<string, Set<string>>();
  const summed = new Set<string>();
  const vectors = new Set<string>();
  for (const formula of formulas) {
    for (const [base, index] of indexedIn(formula))
      indices.set(base, (indices.get(base) ?? new Set()).add(index));
    for (const base of summedIn(formula)) summed.add(base);
    for (const base of factorsIn(formula)) vectors.add(base);
  }
  const counting = new Set([...summed].flatMap((base) => [...(indices.get(base) ?? [])]));
  const counted = (base: string) => [...(indices.get(base) ?? [])].every((index) => counting.has(index));
  return new Set([...vectors].filter((base) => summed.has(base) || counted(base)));
}

/** The letters that have an index, each with it. */
const indexedIn = oncePer((formula: TexNode): readonly (readonly [string, string])[] => {
  const found: (readonly [string, string])[] = [];
  visitOccurrences(formula, ({ base, subscripts }) => {
    const index = firstIndex(subscripts);
    if (index !== null) found.push([base, index]);
  });
  return found;
});

const summedIn = oncePer((formula: TexNode): readonly string[] => {
  const found: string[] = [];
  visitSummed(formula, (base) => found.push(base));
  return found;
});

const factorsIn = oncePer((formula: TexNode): readonly string[] => {
  const found: string[] = [];
  visitInnerProducts(formula, (base) => found.push(base));
  return found;
});

/** The letters of samples: x and y of the data `(x_i, y_i)`, L of a total `L = \sum_i L_i`. */
export function findSamples(formulas: readonly TexNode[]): ReadonlySet<string> {
  return new Set(gather(formulas, samplesIn));
}

const samplesIn = oncePer((formula: TexNode): readonly string[] => {
  const found: string[] = [];
  walk(formula, (node) => void found.push(...tupleLetters(node), ...totalLetters(node)));
  return found;
});

/** Letters that stand together in parentheses with one index. */
function tupleLetters(node: TexNode): readonly string[] {
  if (node.type !== "fenced" || node.open !== "(" || node.body.type !== "list") return [];
  const items = node.body.items.map((item) => readOccurrence(item));
  const [index, ...others] = new Set(items.map((item) => (item ? firstIndex(item.subscripts) : null)));
  const letters = items.flatMap((item) => (item?.superscripts.length === 0 ? item.base : []));
  const isTuple = others.length === 0 && /^[a-z]$/.test(index ?? "") && new Set(letters).size > 1;
  return isTuple && letters.length === items.length ? letters : [];
}

/** The letter of a sum of what it is with an index. */
function totalLetters(node: TexNode): readonly string[] {
  if (node.type !== "relation") return [];
  const [total, ...sides] = node.operands;
  const left = readOccurrence(total!);
  if (!left || left.subscripts.length > 0) return [];
  const found: string[] = [];
  for (const side of sides) visitSummed(side, (base) => base === left.base && found.push(base));
  return found;
}

function firstIndex(subscripts: Occurrence["subscripts"]): string | null {
  const [first] = subscripts[0]?.items ?? [];
  return first ? letterName(first) : null;
}

function visitSummed(node: TexNode, visit: (base: string) => void): void {
  const bound = node.type === "bigOperator" && node.operator === "sum" ? boundLetters(node.sub) : [];
  if (node.type === "bigOperator" && bound.length > 0)
    visitOccurrences(node.body, ({ base, subscripts }) => {
      if (bound.includes(firstIndex(subscripts) ?? "")) visit(base);
    });
  for (const child of children(node)) visitSummed(child, visit);
}

/** `i` below a sum: alone, `i = 1`, `i \in S`, `j \neq i`. */
export function boundLetters(sub: TexNode | null): readonly string[] {
  if (!sub) return [];
  const bare = withoutDecoration(sub);
  const first = bare.type === "relation" ? bare.operands.slice(0, 1) : itemsOf(bare);
  return first.flatMap((item) => letterName(item) ?? []);
}

/** Calls `visit` for a letter with an index that is transposed, also in a sum, or that stands behind a transposed factor. */
function visitInnerProducts(node: TexNode, visit: (base: string) => void): void {
  const factors = node.type === "product" ? node.factors : [];
  factors.forEach((factor, at) => {
    const behind = factors[at + 1];
    const transposed = behind ? transposedLetters(factor.node) : [];
    if (transposed.length === 0) return;
    const next = readOccurrence(behind!.node);
    for (const { base, subscripts } of next ? [...transposed, next] : transposed)
      if (subscripts.length > 0) visit(base);
  });
  for (const child of children(node)) visitInnerProducts(child, visit);
}

/** The x and m of `x^\top` and `(x - m)^\top`. */
function transposedLetters(node: TexNode): readonly Occurrence[] {
  const letter = readOccurrence(node);
  if (letter) return letter.superscripts.some(({ type }) => type === "transpose") ? [letter] : [];
  if (node.type !== "scripts" || !node.sup || !isTranspose(node.sup)) return [];
  const sum = node.base.type === "fenced" ? withoutDecoration(node.base.body) : node.base;
  return sum.type === "sum" ? sum.terms.flatMap((term) => readOccurrence(term.node) ?? []) : [];
}
