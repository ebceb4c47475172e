/*
 * Chains: each step is judged against the head; a later step that equals a refuted one merely follows from it.
 */
import type { Claim } from "../claims/claim.ts";
import type { Verdict } from "./judge.ts";

/** Judges the claims in order; definitions have no verdict. */
export async function judgeChains(
  claims: readonly Claim[],
  judgeOne: (claim: Claim) => Promise<Verdict>,
): Promise<readonly (Verdict | null)[]> {
  const verdicts: (Verdict | null)[] = [];
  for (const [at, claim] of claims.entries()) {
    if (claim.kind === "definition") {
      verdicts.push(null);
      continue;
    }
    const verdict = await judgeOne(claim);
    const previous = claims[at - 1];
    const before = verdicts[at - 1];
    const follows =
      verdict.type === "refuted" &&
      before?.type === "refuted" &&
      previous?.statement.id === claim.statement.id &&
      (await judgeOne({ ...claim, head: previous.claimed, kind: "equality" })).type === "verified";
    verdicts.push(
      follows
        ? {
            type: "unchecked",
            reason: "follows-from-refuted",
            message: "equal to the step before it, which is wrong",
            span: claim.span,
          }
        : verdict,
    );
  }
  return verdicts;
}
