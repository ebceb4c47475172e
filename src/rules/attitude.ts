/*
 * Whether the prose stands behind a claim: a formula that is stated in order to be rejected, or merely supposed,
 * is wrong all the same, but nobody needs to be warned.
 */
import type { Claim } from "../claims/claim.ts";
import type { Scope } from "../scope/scope.ts";

/** What the prose says of the claim, or null where it states it. */
export function attitudeTo(claim: Claim, scope: Scope): string | null {
  const { block } = claim.statement;
  const start = claim.span.start;
  for (const { declaration, block: at } of scope.facts.others) {
    if (declaration.type !== "attitude" || declaration.attitude === "quotes") continue;
    const before = declaration.span.start < start;
    const near = Math.abs(block - at) <= 1;
    if (!near || before !== (declaration.extent === "next")) continue;
    return declaration.attitude === "rejects" ? "the text itself rejects it" : "the text only supposes it";
  }
  return null;
}
