/*
 * Doubts what bars mean: `\|X\|` of a matrix, where the determinant makes the claim true. In comes a claim that fails,
 * out goes why not to blame it.
 */
import { callOf } from "../../algebra/compose.ts";
import { type Expression, mapParts } from "../../algebra/expression.ts";
import { type Doubt, type Failed, holdsUnder, rewritten } from "./doubt.ts";

/** `\partial\|X\| / \partial X = \|X\| X^{-\top}`: Markdown tables and their authors escape a bar as `\|`. */
export function determinantDoubt(failed: Failed): Doubt | null {
  const { scope, claim, readings, seed } = failed;
  const changed = rewritten(failed, withDeterminants);
  if (!changed || !holdsUnder(scope, changed.claim, readings, { instead: changed.instead }, seed))
    return null;
  const message = "this holds if the bars make a determinant and no norm; write |X| or \\det X";
  return { reason: "readings-disagree", message, span: claim.span };
}

function withDeterminants(of: Expression): Expression {
  const inner = mapParts(of, withDeterminants);
  if (inner.type !== "norm" || inner.of.type !== "symbol") return inner;
  return callOf("det", inner.of, inner.span);
}
