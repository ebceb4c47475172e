/* Jacobians of stacked matrices: a completion, and a correction where no small edit leads there, in either layout. */
import { expect, test } from "vitest";
import { deriveAt } from "../../src/derive-at.ts";
import { lint } from "../../src/lint.ts";
import { defaultSettings } from "../../src/settings.ts";

const letters = String.raw`Let $A, B, X \in \mathbb{R}^{n \times n}$, where $A^\top$ is a transpose.`;

test.each([
  ["numerator", "AXB", String.raw`B^\top \otimes A`],
  ["numerator", "AX", String.raw`I \otimes A`],
  ["numerator", "XB", String.raw`B^\top \otimes I`],
  ["numerator", "X^2", String.raw`X^\top \otimes I + I \otimes X`],
  ["numerator", "ABXBA", String.raw`(A^\top B^\top) \otimes (A B)`],
  ["numerator", "X^{-1}", String.raw`-X^{-\top} \otimes X^{-1}`],
  ["denominator", "AXB", String.raw`B \otimes A^\top`],
  ["denominator", "AX", String.raw`I \otimes A^\top`],
  ["denominator", "XB", String.raw`B \otimes I`],
])("in %s layout, of %s: %s", async (layout, of, right) => {
  const left = String.raw`\frac{\partial \operatorname{vec}(${of})}{\partial \operatorname{vec}(X)} = `;
  const start = `${letters} We use the ${layout} layout.\n\n$$${left}`;
  expect(await deriveAt(`${start}7$$\n`, defaultSettings, start.length)).toBe(right);
  const { claims } = await lint(`${start}B + B$$\n`, defaultSettings);
  expect(claims.at(-1)?.fixes[0]?.edits[0]?.newText).toBe(right);
});
