/*
 * Notation of the groups of rotations and of rigid motions, where a note uses `\wedge` above a vector: `J_l` and
 * `J_r` are the left and right Jacobians, with or without their argument. Formula trees go in and come out.
 */
import type { ProductNode, TexNode, WordNode } from "../tex/syntax.ts";
import { oncePer } from "../text/once.ts";
import { mapTree, rewritten, walk } from "../tex/walk.ts";
import { letterName } from "./index-reading.ts";
import { readOccurrence, withoutDecoration } from "./occurrence.ts";
import { operatorAbove } from "./wedge.ts";

/** The Jacobian that a name stands for, or null. */
export function jacobianNamed(name: string): "leftJacobian" | "rightJacobian" | null {
  const side = /^J_\{(l|r|left|right|L|R)\}$/.exec(name)?.[1];
  return side === undefined ? null : /^l/i.test(side) ? "leftJacobian" : "rightJacobian";
}

/** Whether a word is the name that such a Jacobian was given: no equation for it makes it another one. */
export function namesJacobian(word: string): boolean {
  return word === "leftJacobian" || word === "rightJacobian";
}

/** Whether a vector of the note carries a wedge. */
export function usesWedges(formulas: readonly TexNode[]): boolean {
  return formulas.some(hasWedge);
}

const hasWedge = oncePer((formula: TexNode): boolean => {
  let found = false;
  walk(formula, (node) => {
    if (node.type === "scripts" && node.sup)
      walk(node.sup, (part) => void (found ||= operatorAbove(part) !== null));
    found ||= isCrossMatrix(node);
    return !found;
  });
  return found;
});

/** `[p]_\times`. */
function isCrossMatrix(node: TexNode): boolean {
  if (node.type !== "scripts" || node.sub?.type !== "sign" || node.sub.name !== "\\times") return false;
  return withoutDecoration(node.base).type === "fenced";
}

/** Makes one letter of `J_l`, and a function of it where its argument follows. */
export function nameGroupJacobians(formula: TexNode): TexNode {
  return rewritten(formula, "group Jacobians", () => mapTree(formula, nameJacobians));
}

function nameJacobians(node: TexNode): TexNode {
  if (node.type === "scripts") return asLetter(node);
  if (node.type !== "product") return node;
  const factors = withWedges(node.factors).map((factor, at) => {
    const next = node.factors[at + 1];
    return next?.sign === "" && isArgument(next.node) ? { ...factor, node: asFunction(factor.node) } : factor;
  });
  return { ...node, factors };
}

/** `\operatorname{Exp}(\phi)` as the exponential of the vector under a wedge. */
function withWedges(factors: ProductNode["factors"]): ProductNode["factors"] {
  const isExp = (at: number) => {
    const word = factors[at]?.node;
    const fence = factors[at + 1];
    return word?.type === "word" && word.text === "Exp" && fence?.sign === "" && fence.node.type === "fenced";
  };
  return factors.map((factor, at) => {
    const { node } = factor;
    if (isExp(at)) return { ...factor, node: { ...(node as WordNode), text: "exp" } };
    if (!isExp(at - 1) || node.type !== "fenced") return factor;
    const { span, literal } = node;
    const sup: TexNode = { type: "sign", name: "\\wedge", span, literal };
    const none = { sub: null, subSpan: null, primes: 0, primeSpan: null };
    return {
      ...factor,
      node: { ...node, body: { type: "scripts", base: node, sup, supSpan: span, ...none, span, literal } },
    };
  });
}

function asLetter(node: TexNode & { type: "scripts" }): TexNode {
  const base = withoutDecoration(node.base);
  const side = node.sub ? letterName(node.sub) : null;
  const name = `J_{${side}}`;
  if (base.type !== "letter" || base.name !== "J" || jacobianNamed(name) === null) return node;
  const end = node.sup ? (node.subSpan ?? node.sub!.span).end : node.span.end;
  const letter: TexNode = { ...base, name, span: { start: node.span.start, end } };
  return node.sup ? { ...node, base: letter, sub: null, subSpan: null } : letter;
}

/** `(\phi)`, with what may stand above it. */
function isArgument(node: TexNode): boolean {
  const bare = withoutDecoration(node);
  const fenced = bare.type === "scripts" ? withoutDecoration(bare.base) : bare;
  return fenced.type === "fenced" && fenced.open === "(" && readOccurrence(unsigned(fenced.body)) !== null;
}

/** The φ of `-\phi`. */
function unsigned(node: TexNode): TexNode {
  const bare = withoutDecoration(node);
  return bare.type === "sum" && bare.terms.length === 1 ? bare.terms[0]!.node : bare;
}

function asFunction(node: TexNode): TexNode {
  if (node.type === "scripts") return { ...node, base: asFunction(node.base) };
  const name = node.type === "letter" ? jacobianNamed(node.name) : null;
  return name === null ? node : { type: "word", text: name, span: node.span, literal: node.literal };
}
