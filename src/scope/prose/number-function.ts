/*
 * A function of a number that everybody knows, by the letter that a formula gives it: Φ, Γ.
 */
import type { TexNode } from "../../tex/syntax.ts";
import type { Span } from "../../text/span.ts";
import type { Declaration } from "../declaration.ts";

/** Says of a letter that it is the operator of this name, entry by entry. */
export function numberFunction(subject: TexNode, named: string, span: Span): Declaration {
  const number = { rank: 0, sizes: [] } as const;
  return {
    type: "function",
    subject,
    acts: "elementwise",
    named,
    domain: [number],
    codomain: number,
    dependsOn: [],
    span,
  };
}
