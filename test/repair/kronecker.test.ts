/* Jacobians of stacked matrices: a completion, and a correction where no small edit leads there, in either layout. */
import { expect, test } from "vitest";
import { deriveAt } from "../../src/derive-at.ts";
import { lint } from "../../src/lint.ts";
import { defaultSettings } from "../../src/settings.ts";
import { answersIn, misread } from "./answers-in.ts";

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

const commuted = String.raw`Let $X \in \mathbb{R}^{m \times n}$, $A \in \mathbb{R}^{p \times n}$, $B \in \mathbb{R}^{m \times q}$ and $S \in \mathbb{R}^{n \times n}$, where $A^\top$ is a transpose. $\mathbf{K}_{m,n}$ is the commutation matrix.`;

test.each([
  ["numerator", "X^\\top", String.raw`\mathbf{K}_{m,n}`],
  ["numerator", "A X^\\top B", String.raw`(B^\top \otimes A) \mathbf{K}_{m,n}`],
  ["denominator", "A X^\\top B", String.raw`\mathbf{K}_{n,m} (B \otimes A^\top)`],
  ["numerator", "X S X^\\top", String.raw`(X S^\top) \otimes I + (I \otimes (X S)) \mathbf{K}_{m,n}`],
])("in %s layout, with a transpose, of %s: %s", async (layout, of, right) => {
  const left = String.raw`\frac{\partial \operatorname{vec}(${of})}{\partial \operatorname{vec}(X)} = `;
  const start = `${commuted} We use the ${layout} layout.\n\n$$${left}`;
  expect(await deriveAt(`${start}7$$\n`, defaultSettings, start.length)).toBe(right);
  const answers = await answersIn(`${start}7$$\n`, start.length);
  expect(misread(answers)).toEqual([]);
  const unnamed = start.replace(/\$\\mathbf\{K\}_\{m,n\}\$ is the commutation matrix\./, "");
  expect(await deriveAt(`${unnamed}7$$\n`, defaultSettings, unnamed.length)).toBe(null);
});

test("says so where the answer takes a commutation matrix that the note does not name", async () => {
  const note = String.raw`Let $X, A \in \mathbb{R}^{n \times n}$.

$$\frac{\partial \operatorname{vec}(A X^\top)}{\partial \operatorname{vec}(X)} = I \otimes A$$
`;
  const { claims } = await lint(note, defaultSettings);
  expect(claims.at(-1)?.fixes).toEqual([]);
  expect(claims.at(-1)?.message).toContain("a commutation matrix K with K vec(X) = vec(Xᵀ)");
});
