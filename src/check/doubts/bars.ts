/*
 * Doubts what bars mean: `\|X\|` of a matrix, where the determinant makes the claim true. In comes a claim that fails,
 * out goes why not to blame it.
 */
import { type Expression, mapParts } from "../../algebra/expression.ts";
import { type Doubt, type Failed, holdsUnder } from "./doubt.ts";

/** `\partial\|X\| / \partial X = \|X\| X^{-\top}`: Markdown tables and their authors escape a bar as `\|`. */
export function determinantDoubt({ scope, claim, readings, builder: { used }, seed }: Failed): Doubt | null {
  const { head, claimed, span } = claim;
  const changed = { ...claim, head: withDeterminants(head), claimed: withDeterminants(claimed) };
  const instead = new Map(
    [...used].flatMap((one) => {
      const body = withDeterminants(one.body);
      return body === one.body ? [] : [[one.name, { ...one, body }] as const];
    }),
  );
  if (changed.head === head && changed.claimed === claimed && instead.size === 0) return null;
  if (!holdsUnder(scope, changed, readings, { instead }, seed)) return null;
  const message = "this holds if the bars make a determinant and no norm; write |X| or \\det X";
  return { reason: "readings-disagree", message, span };
}

function withDeterminants(of: Expression): Expression {
  const inner = mapParts(of, withDeterminants);
  if (inner.type !== "norm" || inner.of.type !== "symbol") return inner;
  const { span } = inner;
  const named = { type: "operator", name: "det" } as const;
  return { type: "call", function: named, arguments: [inner.of], order: 0, functionSpan: span, span };
}
