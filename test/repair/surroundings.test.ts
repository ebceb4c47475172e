/* Fixes where a formula does not stand in one piece: over lines of a quote, in a table cell with escaped bars. */
import { expect, test } from "vitest";
import { deriveAt } from "../../src/derive-at.ts";
import { applyEdits, editsOf } from "../../src/features/edit.ts";
import { lint } from "../../src/lint.ts";
import { defaultSettings } from "../../src/settings.ts";

const letters = String.raw`Let $x, b \in \mathbb{R}^n$ and $A \in \mathbb{R}^{n \times n}$. Gradients are columns.`;

async function fixed(note: string): Promise<string> {
  const { claims } = await lint(note, defaultSettings);
  const after = applyEdits(note, editsOf(claims.at(-1)!.fixes[0]!));
  expect((await lint(after, defaultSettings)).claims.at(-1)?.status).toBe("verified");
  return after;
}

test.each([
  ["a wrong factor", "3 \\\\|x\\\\|", "\\frac{x}{\\\\|x\\\\|}"],
  ["a factor too many", "\\frac{2 x}{\\\\|x\\\\|}", "\\frac{x}{\\\\|x\\\\|}"],
])("in a table, with %s", async (_, wrong, right) => {
  const start = `${letters}\n\n| of | is |\n| --- | --- |\n| norm | $\\nabla_x \\\\|x\\\\| = `;
  expect(await fixed(`${start}${wrong}$ |\n`)).toBe(`${start}${right}$ |\n`);
  expect(await deriveAt(`${start}7$ |\n`, defaultSettings, start.length)).toBe(right);
});

test("over the lines of a quote", async () => {
  const start = `> ${letters}\r\n>\r\n> $$\r\n> \\nabla_x x^\\top A x\r\n> = `;
  const end = `\r\n> + A x\r\n> $$\r\n`;
  expect(await fixed(`${start}A x${end}`)).toBe(`${start}A^\\top x${end}`);
  const apart = `> ${letters}\r\n>\r\n> $$\r\n> \\nabla_x \\tfrac{1}{2} \\|A x - b\\|^2 = `;
  expect(await fixed(`${apart}3\r\n> x\r\n> $$\r\n`)).toBe(`${apart}A^\\top (A x - b)\r\n> $$\r\n`);
});
