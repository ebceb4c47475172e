/*
 * Operators that stand above their operand: `a^\wedge` is the matrix of a cross product, `A^\vee` its vector.
 */
import type { TexNode } from "../tex/syntax.ts";

const above: ReadonlyMap<string, string> = new Map([
  ["\\wedge", "wedge"],
  ["\\vee", "vee"],
]);

/** The operator that a superscript is, or null. */
export function operatorAbove(node: TexNode): string | null {
  return node.type === "sign" ? (above.get(node.name) ?? null) : null;
}
