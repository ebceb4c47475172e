/*
 * Chains: each step is judged against the head; a later step that equals a refuted one merely follows from it.
 */
import type { Claim } from "../claims/claim.ts";
import type { Verdict } from "./judge.ts";

const CLAIMS_BETWEEN_BREATHS = 8;
/** Steps of one chain that are judged; nobody writes longer ones. */
const LONGEST_CHAIN = 100;

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
    if (claim.step >= LONGEST_CHAIN) {
      verdicts.push(tooLong(claim));
      continue;
    }
    const verdict = await judgeOne(claim, at);
    const wrong = claims.findLast(
      (earlier, index) =>
        index < at && earlier.statement.id === claim.statement.id && verdicts[index]?.type === "refuted",
    );
    const follows =
      verdict.type === "refuted" &&
      wrong !== undefined &&
      (await judgeOne({ ...claim, head: wrong.claimed, kind: "equality" }, at)).type === "verified";
    verdicts.push(
      follows
        ? {
            type: "unchecked",
            reason: "follows-from-refuted",
            message: "equal to an earlier step of this chain, which is wrong",
            span: claim.span,
          }
        : verdict,
    );
  }
  return verdicts;
}

function tooLong({ span }: Claim): Verdict {
  return { type: "unchecked", reason: "over-budget", message: "this chain is too long to be checked to its end", span };
}

/** Every few claims other work gets its turn, and a newer version of the note may stop this one. */
async function breathe(at: number, signal: AbortSignal | undefined): Promise<void> {
  if (!signal || at % CLAIMS_BETWEEN_BREATHS > 0) return;
  await new Promise((resolve) => setTimeout(resolve, 0));
  signal.throwIfAborted();
}
