/* Chains: each step is held against the head, and what repeats an error only follows from it. */
import { describe, expect, test } from "vitest";
import { lint } from "../../src/lint.ts";
import { defaultSettings } from "../../src/settings.ts";

const setting = String.raw`Let $x \in \mathbb{R}^m$, $V \in \mathbb{R}^{n \times m}$, $W \in \mathbb{R}^{p \times n}$ and $y = W V x$.`;

async function verdictsOf(...steps: readonly string[]): Promise<readonly string[]> {
  const chain = String.raw`$$\frac{\partial y}{\partial x} = ${steps.join(" = ")}$$`;
  const { claims } = await lint(`${setting}\n\n${chain}`, defaultSettings);
  return claims.flatMap(({ status, reason }) => (status === null ? [] : [reason ?? status]));
}

const table: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ["all right", ["W V", "(W V)"], ["verified", "verified"]],
  ["a wrong step that is repeated", ["2 W V", "W V + W V"], ["refuted", "follows-from-refuted"]],
  ["back to the right value", ["-W V", "W V"], ["refuted", "verified"]],
  ["wrong anew", ["-W V", "2 W V"], ["refuted", "refuted"]],
];

describe("chains", () => {
  test.for(table)("%s", async ([, steps, expected]) => {
    expect(await verdictsOf(...steps)).toEqual(expected);
  });

  test("have an end", async () => {
    const verdicts = await verdictsOf(...Array.from({ length: 120 }, () => "W V"));
    expect(verdicts.slice(0, 100)).toEqual(Array.from({ length: 100 }, () => "verified"));
    expect(verdicts.slice(100)).toEqual(Array.from({ length: 20 }, () => "over-budget"));
  });
});
