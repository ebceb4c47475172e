/*
 * Chains: each step is judged against the head; a later step that equals a refuted one merely follows from it.
 */
import type { Claim } from "../claims/claim.ts";
import type { Verdict } from "./verdict.ts";

/** Steps of one chain that are judged; nobody writes longer ones. */
const LONGEST_CHAIN = 100;

/** The places of claims, those of one chain together. */
export function chainsOf(claims: readonly Claim[]): readonly (readonly number[])[] {
  const chains: number[][] = [];
  for (const [at, { statement }] of claims.entries())
    if (at > 0 && claims[at - 1]!.statement.id === statement.id) chains.at(-1)!.push(at);
    else chains.push([at]);
  return chains;
}

/** Judges the claims in order, up to a verdict that is the end of it; definitions have no verdict. */
export async function judgeChains(
  claims: readonly Claim[],
  judgeOne: (claim: Claim, at: number) => Promise<Verdict>,
  isEnd: (verdict: Verdict) => boolean,
): Promise<readonly (Verdict | null)[]> {
  const verdicts: (Verdict | null)[] = [];
  for (const [at, claim] of claims.entries()) {
    const last = verdicts.at(-1);
    if (last && isEnd(last)) break;
    if (claim.kind === "definition") {
      verdicts.push(null);
      continue;
    }
    if (claim.step >= LONGEST_CHAIN) {
      verdicts.push(tooLong(claim));
      continue;
    }
    const verdict = await judgeOne(claim, at);
    const wrong = refutedBefore(claims, verdicts, at);
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

/** The nearest earlier step of the same chain that is wrong. */
function refutedBefore(
  claims: readonly Claim[],
  verdicts: readonly (Verdict | null)[],
  at: number,
): Claim | undefined {
  const statement = claims[at]?.statement.id;
  for (let earlier = at - 1; claims[earlier]?.statement.id === statement; earlier--)
    if (verdicts[earlier]?.type === "refuted") return claims[earlier];
  return undefined;
}

function tooLong({ span }: Claim): Verdict {
  return {
    type: "unchecked",
    reason: "over-budget",
    message: "this chain is too long to be checked to its end",
    span,
  };
}
