/* Which steps the letters of a claim stand for. */
import { describe, expect, test } from "vitest";
import { chooseTimes } from "../../src/check/times.ts";
import { readClaims } from "../../src/claims/claim.ts";
import { openNote } from "../../src/open-note.ts";
import { readScope } from "../../src/scope/scope.ts";
import { defaultSettings } from "../../src/settings.ts";
import { macrosFromSettings } from "../../src/tex/parser.ts";

const model = String.raw`Let $h_t \in \mathbb{R}^n$ and $W \in \mathbb{R}^{n \times n}$ with $h_t = \tanh(W h_{t-1})$.`;

function timesOf(claim: string, draw: number): Readonly<Record<string, number>> {
  const { note } = openNote(`${model}\n\n$$${claim}$$`, defaultSettings, {});
  const scope = readScope(note, macrosFromSettings({}));
  const read = readClaims(scope).findLast(({ kind }) => kind !== "definition")!;
  return Object.fromEntries(chooseTimes(scope, read, draw).letters);
}

const step = String.raw`\frac{\partial h_t}{\partial h_{t-1}} = W`;
const far = String.raw`\frac{\partial h_t}{\partial h_{t-3}} = W`;
const between = String.raw`\frac{\partial h_t}{\partial h_k} = \prod_{i=k+1}^{t} W`;
const horizon = String.raw`\frac{\partial h_T}{\partial h_t} = W`;

describe("times", () => {
  test.for([0, 1, 2, 3])(
    "reach back no further than the start, and leave steps between (draw %i)",
    (draw) => {
      expect(timesOf(step, draw)["t"]).toBeGreaterThanOrEqual(2);
      expect(timesOf(far, draw)["t"]).toBeGreaterThanOrEqual(4);
      const { t, k } = timesOf(between, draw);
      expect(t! - k!).toBeGreaterThanOrEqual(2);
      expect(k).toBeGreaterThanOrEqual(1);
      const ends = timesOf(horizon, draw);
      expect(ends["T"]).toBeGreaterThan(ends["t"]!);
    },
  );

  test("differ between draws", () => {
    expect(timesOf(step, 0)).not.toEqual(timesOf(step, 1));
  });
});
