/*
 * The π of `2\pi` in a note whose π is something else as well: a policy `\pi(a)`, weights `\pi_k`. Formula trees go in;
 * they come out with that number in its place.
 */
import type { ProductNode, TexNode } from "../tex/syntax.ts";
import { lettersIn, mapTree, rewritten, someNode } from "../tex/walk.ts";
import { oncePer } from "../text/once.ts";
import { applicationsIn, fenceAfter } from "./application.ts";
import { readOccurrence } from "./occurrence.ts";

/** Writes the π behind a number as a number, where the letter also has an index or is applied to something. */
export function writeCircleNumber(formulas: readonly TexNode[]): readonly TexNode[] {
  if (!formulas.some(usesLetter)) return formulas;
  const change = (node: TexNode) => (node.type === "product" ? withNumber(node) : node);
  return formulas.map((formula) =>
    lettersIn(formula).includes("\\pi")
      ? rewritten(formula, "circle number", () => mapTree(formula, change))
      : formula,
  );
}

const usesLetter = oncePer((formula: TexNode): boolean =>
  someNode(formula, (node) => {
    if (applicationsIn(node).some(({ head }) => head.base === "\\pi")) return true;
    const occurrence = node.type === "scripts" ? readOccurrence(node) : null;
    return occurrence?.base === "\\pi" && occurrence.subscripts.length > 0;
  }),
);

function withNumber(node: ProductNode): TexNode {
  const factors = node.factors.map((factor, at) => {
    const { sign, node: letter } = factor;
    const isCircle = letter.type === "letter" && letter.name === "\\pi" && letter.font === null;
    if (!isCircle || sign !== "" || node.factors[at - 1]?.node.type !== "number") return factor;
    // `2\pi(a)` is twice what a policy says.
    if (fenceAfter(node, at)) return factor;
    const { span, literal } = letter;
    return { ...factor, node: { type: "number" as const, value: Math.PI, span, literal } };
  });
  return { ...node, factors };
}
