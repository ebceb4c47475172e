/*
 * Notes in which a prime is a transpose, as in econometrics: `X'X`, `(X'X)^{-1}X'y`. Formula trees go in; they come
 * out with `^\top` for each such prime. Only a capital that stands beside its own primed self tells; where a primed
 * letter is the subject of an equation or a declaration, it is a symbol of its own and nothing changes.
 */
import type { TexNode } from "../tex/syntax.ts";
import { oncePer } from "../text/once.ts";
import { mapTree, rewritten, walk } from "../tex/walk.ts";
import { readOccurrence, withoutDecoration } from "./occurrence.ts";

/** Writes primes out as transposes, where the note uses them so. */
export function writeTransposes(formulas: readonly TexNode[]): readonly TexNode[] {
  return usesTransposes(formulas) ? formulas.map(transpose) : formulas;
}

const transpose = (formula: TexNode): TexNode =>
  rewritten(formula, "transposes", () => mapTree(formula, transposed));

function usesTransposes(formulas: readonly TexNode[]): boolean {
  const found = formulas.map(primesIn);
  return found.some(({ product }) => product) && !found.some(({ subject }) => subject);
}

const primesIn = oncePer((formula: TexNode): { readonly product: boolean; readonly subject: boolean } => {
  let product = false;
  let subject = false;
  walk(formula, (node) => {
    if (node.type === "relation") subject ||= node.operands.slice(0, -1).some(isPrimed);
    if (node.type !== "product") return;
    product ||= node.factors.some(({ node: factor }, at) => isSquare(factor, node.factors[at + 1]));
  });
  return { product, subject };
});

function isPrimed(node: TexNode): boolean {
  return (readOccurrence(node)?.primes ?? 0) > 0;
}

/** `X'X` */
function isSquare(
  left: TexNode,
  next: { readonly sign: string; readonly node: TexNode } | undefined,
): boolean {
  const [first, second] = [readOccurrence(left), next?.sign === "" ? readOccurrence(next.node) : null];
  return (
    first !== null && second !== null && first.primes === 1 && second.primes === 0 &&
    first.base === second.base && (/^[A-Z]$/.test(first.base) || first.font === "bold")
  ); // prettier-ignore
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
