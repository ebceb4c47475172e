/*
 * Notes in which a prime is a transpose, as in econometrics: `X'X`, `(X'X)^{-1}X'y`. Formula trees go in; they come
 * out with `^\top` for each such prime. What stands beside its own primed self tells, a capital or a quadratic form;
 * where a primed letter is the subject of an equation or a declaration, it is a symbol of its own and nothing changes.
 */
import type { ProductNode, TexNode } from "../tex/syntax.ts";
import { oncePer } from "../text/once.ts";
import { mapTree, rewritten, walk } from "../tex/walk.ts";
import { applicationsIn } from "./application.ts";
import { readOccurrence, visitOccurrences, withoutDecoration } from "./occurrence.ts";
import { readSet } from "./prose/set.ts";
import { spell } from "./prose/spell.ts";

/** Writes primes out as transposes, where the note uses them so. */
export function writeTransposes(formulas: readonly TexNode[]): readonly TexNode[] {
  return usesTransposes(formulas) ? formulas.map(transpose) : formulas;
}

const transpose = (formula: TexNode): TexNode =>
  rewritten(formula, "transposes", () => {
    const called = new Set<TexNode>();
    walk(formula, (node) => calledIn(node).forEach((one) => called.add(one)));
    return mapTree(formula, (node) => (called.has(node) ? node : transposed(node)));
  });

/** The `\ell'` of `\ell'(\lambda)`: before a letter or a number alone it is a derivative even there. */
function calledIn(node: TexNode): readonly TexNode[] {
  if (node.type !== "product") return [];
  const isAlone = ({ type }: TexNode) => type === "letter" || type === "number";
  return applicationsIn(node).flatMap(({ at, fence: { body } }) =>
    (body.type === "list" ? body.items : [body]).every(isAlone) ? [node.factors[at]!.node] : [],
  );
}

function usesTransposes(formulas: readonly TexNode[]): boolean {
  const found = formulas.map(primesIn);
  if (found.some(({ subject }) => subject)) return false;
  const functions = new Set(found.flatMap((one) => one.functions));
  if (found.some(({ squares }) => squares.some((base) => !functions.has(base)))) return true;
  const arrays = new Set(found.flatMap((one) => one.arrays));
  const applied = new Set(found.flatMap((one) => one.apart));
  const isArray = (base: string) => arrays.has(base) && !applied.has(base);
  return found.some(({ multiplied }) => multiplied.some((bases) => bases.length > 0 && bases.every(isArray)));
}

interface Primes {
  /** The letters of `X'X` and `X_1'X_2`; none of `w'\Sigma w`. */
  readonly squares: readonly string[];
  /** The K of `K_1(a)`. */
  readonly functions: readonly string[];
  /** `x' = …`, `x' \in …`. */
  readonly subject: boolean;
  /** Letters that are declared as vectors and matrices. */
  readonly arrays: readonly string[];
  /** Letters that are called, `A(t)`, or stand beside their primed selves: `x - x'`. */
  readonly apart: readonly string[];
  /** The letters of each primed factor. */
  readonly multiplied: readonly (readonly string[])[];
}

const primesIn = oncePer((formula: TexNode): Primes => {
  const found = { subject: false };
  const [arrays, apart, multiplied]: [string[], string[], string[][]] = [[], [], []];
  const [squares, functions]: [string[], string[]] = [[], []];
  walk(formula, (node) => {
    if (node.type === "relation") {
      found.subject ||= node.operands.slice(0, -1).some(isPrimed);
      if (isArraySet(node)) arrays.push(...node.operands.slice(0, -1).flatMap(lettersIn));
    }
    if (node.type === "list" && isArraySet(node.items.at(-1)!)) arrays.push(...node.items.flatMap(lettersIn));
    if (node.type === "sum" || node.type === "list")
      apart.push(
        ...(node.type === "sum" ? node.terms.map((term) => term.node) : node.items).flatMap(primedBase),
      );
    if (node.type === "scripts" && withoutDecoration(node.base).type === "fenced")
      multiplied.push(node.primes === 1 ? lettersIn(node.base) : invertedBase(node));
    if (node.type !== "product") return;
    if (isQuadratic(node.factors)) squares.push("");
    for (const { head, fence } of applicationsIn(node))
      if (head.subscripts.length > 0 && withoutDecoration(fence.body).type === "letter")
        functions.push(head.base);
    apart.push(...applicationsIn(node).flatMap(({ head, fence }) => [head.base, ...primedBase(fence.body)]));
    node.factors.forEach(({ node: factor }, at) => {
      const next = node.factors[at + 1];
      squares.push(...squared(factor, next));
      const isBefore = next?.sign === "" && withoutDecoration(next.node).type !== "fenced";
      // `W'h` may have a second matrix; `w'h` is an inner product.
      const row = primedBase(factor).filter((base) => !/^[A-Z]/.test(base));
      if (isBefore && row.length > 0) multiplied.push(row);
    });
  });
  return { ...found, squares, functions, arrays, apart, multiplied };
});

/** `\in \mathbb{R}^{m\times n}` at the end. */
function isArraySet(node: TexNode): boolean {
  if (node.type !== "relation" || !/in$|∈/.test(node.relations.at(-1)!.name)) return false;
  return (readSet(node.operands.at(-1)!)?.shape?.rank ?? 0) > 0;
}

function primedBase(node: TexNode): readonly string[] {
  const occurrence = readOccurrence(node);
  return occurrence?.primes === 1 ? [occurrence.base] : [];
}

/** X of `(X')^{-1}`. */
function invertedBase({ base, sup }: TexNode & { type: "scripts" }): string[] {
  const inside = withoutDecoration(base);
  return sup && spell(sup) === "-1" && inside.type === "fenced" ? [...primedBase(inside.body)] : [];
}

function lettersIn(node: TexNode): string[] {
  const bases: string[] = [];
  visitOccurrences(node.type === "relation" ? node.operands[0]! : node, ({ base }) => bases.push(base));
  return bases;
}

function isPrimed(node: TexNode): boolean {
  return (readOccurrence(node)?.primes ?? 0) > 0;
}

/** The X of `X'X` and `XX'`. */
function squared(
  left: TexNode,
  next: { readonly sign: string; readonly node: TexNode } | undefined,
): readonly string[] {
  const [first, second] = [readOccurrence(left), next?.sign === "" ? readOccurrence(next.node) : null];
  if (!first || !second || first.primes + second.primes !== 1 || first.base !== second.base) return [];
  return /^[A-Z]$/.test(first.base) || first.font === "bold" ? [first.base] : [];
}

/** `w'\Sigma w`, `(y - Xb)'(y - Xb)`: a capital between a letter or a sum and its primed self, or inside both. */
function isQuadratic(factors: ProductNode["factors"]): boolean {
  return factors.some(({ node }, at) => {
    if (node.type !== "scripts" || node.primes !== 1 || node.sup) return false;
    const self = spell({ ...node, primes: 0 });
    const rest = factors.slice(at + 1);
    const end = rest.findIndex((factor) => spell(factor.node) === self);
    const between = rest.slice(0, end + 1);
    const inside = withoutDecoration(node.base).type === "fenced" ? between : between.slice(0, -1);
    return between.every(({ sign }) => sign === "") && inside.some((factor) => hasCapital(factor.node));
  });
}

function hasCapital(node: TexNode): boolean {
  let found = false;
  visitOccurrences(node, ({ base }) => (found ||= /^\\?[A-Z]/.test(base)));
  return found;
}

function transposed(node: TexNode): TexNode {
  if (node.type !== "scripts" || node.primes !== 1 || node.sup || isFunctionName(node.base)) return node;
  const span = node.primeSpan ?? node.span;
  const sup: TexNode = { type: "sign", name: "\\top", span, literal: false };
  return { ...node, primes: 0, primeSpan: null, sup, supSpan: span };
}

/** A derivative even there. */
function isFunctionName(node: TexNode): boolean {
  const bare = withoutDecoration(node);
  return bare.type === "letter" && /^([fgh]|\\(sigma|phi|varphi|psi))$/.test(bare.name);
}
