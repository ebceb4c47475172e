/*
 * The search for a repair is bounded by work, not by time: what is spent ends it, and the same text always spends
 * the same.
 */
import { expect, test } from "vitest";
import { judgeNote } from "../../src/judged-note.ts";
import { type Search, findRepairs, workOnClaim } from "../../src/repair/search.ts";
import { createSite } from "../../src/repair/site.ts";
import { defaultSettings } from "../../src/settings.ts";

/** Four free indices: a claim that is checked entry by entry is the dearest. */
const note = String.raw`Let $X\in\mathbb{R}^{n\times n}$. $J^{ij}$ is the matrix with a single one in position $(i,j)$ and zeros elsewhere; $k\ge1$ is an integer.

$$\frac{\partial (X^k)_{ls}}{\partial X_{ij}} = \tfrac12 \sum_{r=0}^{k-1}(X^rJ^{ij}X^{k-1-r})_{ls}$$
`;

async function searchFor(text: string): Promise<Omit<Search, "work">> {
  const { passages } = await judgeNote(text, defaultSettings, {});
  const { view } = passages[0]!;
  const at = view.verdicts.findIndex((verdict) => verdict?.type === "refuted");
  const verdict = view.verdicts[at]!;
  if (verdict.type !== "refuted") throw new Error("nothing is wrong");
  const site = createSite(view.scope, view.claims[at]!);
  return { site, verdict, declared: null, preferred: "numerator", settled: false, seed: verdict.seed };
}

test("spends the same each time, and hardly more than it may", { timeout: 20_000 }, async () => {
  const search = await searchFor(note);
  const spent = [0, 1].map(() => {
    const work = workOnClaim();
    const [best] = findRepairs({ ...search, work });
    expect(best?.right).toBe(String.raw`\sum_{r=0}^{k-1}(X^rJ^{ij}X^{k-1-r})_{ls}`);
    return work.left;
  });
  expect(spent[0]).toBe(spent[1]);
  expect(spent[0]).toBeGreaterThan(-0.2 * workOnClaim().left);
});

test("ends where nothing is left to spend", async () => {
  const search = await searchFor(note);
  const work = { left: 0 };
  expect(findRepairs({ ...search, work })).toEqual([]);
  expect(work.left).toBeGreaterThan(-1_000);
});
