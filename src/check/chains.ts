/*
 * Chains: each step is judged against the head; a later step that equals a refuted one merely follows from it.
 */
import type { Claim } from "../claims/claim.ts";
import type { Verdict } from "./judge.ts";

const CLAIMS_BETWEEN_BREATHS = 8;

/** Judges the claims in order; definitions have no verdict. */
export async function judgeChains(
  claims: readonly Claim[],
  signal: AbortSignal | undefined,
  judgeOne: (claim: Claim, at: number) => Promise<Verdict>,
): Promise<readonly (Verdict | null)[]> {
  const verdicts: (Verdict | null)[] = [];
  for (const [at, claim] of claims.entries()) {
    await breathe(at, signal);
    if (claim.kind === "definition") {
      verdicts.push(null);
      continue;
    }
    const verdict = await judgeOne(claim, at);
    const previous = claims[at - 1];
    const before = verdicts[at - 1];
    const follows =
      verdict.type === "refuted" &&
      before?.type === "refuted" &&
      previous?.statement.id === claim.statement.id &&
      (await judgeOne({ ...claim, head: previous.claimed, kind: "equality" }, at)).type === "verified";
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

/** Every few claims other work gets its turn, and a newer version of the note may stop this one. */
async function breathe(at: number, signal: AbortSignal | undefined): Promise<void> {
  if (!signal || at % CLAIMS_BETWEEN_BREATHS > 0) return;
  await new Promise((resolve) => setTimeout(resolve, 0));
  signal.throwIfAborted();
}
