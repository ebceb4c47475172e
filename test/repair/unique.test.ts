/* Which fixes leave no choice: spellings of one answer do not, two layouts do unless the note shows its own. */
import { expect, test } from "vitest";
import { applyFixes } from "../../src/cli/apply-fixes.ts";
import { claimsWithChoice } from "../../src/features/fix-all.ts";
import { lint } from "../../src/lint.ts";
import { defaultSettings } from "../../src/settings.ts";

const model = String.raw`Let $y = W \sigma(x)$ with $x \in \mathbb{R}^n$, $W \in \mathbb{R}^{n \times n}$ and the logistic $\sigma$ by entry. Also $z = A x$ with $A \in \mathbb{R}^{n \times n}$.`;
const wrong = String.raw`$$\frac{\partial y}{\partial x} = W^\top \operatorname{diag}(\sigma'(x))$$`;
const numerator = String.raw`\frac{\partial y}{\partial x} = W \operatorname{diag}(\sigma'(x))`;
const denominator = String.raw`\frac{\partial y}{\partial x} = \operatorname{diag}(\sigma'(x)) W^\top`;
const given = String.raw`$$\frac{\partial z}{\partial x} = `;

async function fixed(note: string): Promise<{ text: string; open: number; offered: number }> {
  const report = await lint(note, defaultSettings);
  const { text } = applyFixes(note, report);
  return { text, open: claimsWithChoice(report), offered: report.claims.at(-1)!.fixes.length };
}

test("two layouts are a choice where nothing shows the note's own", async () => {
  const note = `${model}\n\n${wrong}\n`;
  expect(await fixed(note)).toEqual({ text: note, open: 1, offered: 2 });
});

test.each([
  ["numerator layout", "A$$\n\n", numerator],
  ["denominator layout", "A^\\top$$\n\n", denominator],
])("a right Jacobian shows %s", async (_, right, corrected) => {
  const { text, open } = await fixed(`${model}\n\n${given}${right}${wrong}\n`);
  expect(open).toBe(0);
  expect(text).toContain(corrected);
});

test("both layouts in one note show none", async () => {
  const note = `${model}\n\n${given}A$$\n\n${given}A^\\top$$\n\n${wrong}\n`;
  expect(await fixed(note)).toMatchObject({ text: note, open: 1 });
});

test("two spellings are no choice", async () => {
  const note = String.raw`Let $f = \frac12 \|X w - y\|^2$ with $X \in \mathbb{R}^{n \times m}$, $y \in \mathbb{R}^n$. Then $\nabla_w f = X^\top (y - X w)$.`;
  const { text, open, offered } = await fixed(note);
  expect(offered).toBeGreaterThan(1);
  expect(open).toBe(0);
  expect(text).toContain("= X^\\top (X w - y)$");
});
