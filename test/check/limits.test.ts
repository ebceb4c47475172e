/*
 * Limits, and the increments in them: each row is a small note and what becomes of its last claim.
 */
import { expect, test } from "vitest";
import { lint } from "../../src/lint.ts";
import { defaultSettings } from "../../src/settings.ts";

const cubic = "Let $f(x) = x^3 + 2x$.";

const rows: readonly (readonly [note: string, outcome: string])[] = [
  [`${cubic} $$f'(x) = \\lim_{h\\to 0} \\frac{f(x+h)-f(x)}{h} = 3x^2 + 2$$`, "verified"],
  [
    `${cubic} $$\\frac{df}{dx} = \\lim_{\\Delta x \\rightarrow 0} \\frac{f(x+\\Delta x)-f(x)}{\\Delta x}$$`,
    "verified",
  ],
  [
    `${cubic} $$\\frac{df}{dx} = \\lim_{\\delta x \\rightarrow 0} \\frac{f(x)-f(x+\\delta x)}{\\delta x}$$`,
    "refuted",
  ],
  [`${cubic} $$f''(x) = \\lim_{h \\to 0} \\frac{f(x+h) + f(x-h) - 2f(x)}{h^2}$$`, "verified"],
  [`${cubic} $$f'(x) = \\lim_{h \\to 0} \\frac{f(x+h) - f(x-h)}{h}$$`, "refuted"],
  [`${cubic} $$f'(a) = \\lim_{x\\to a} \\frac{f(x)-f(a)}{x-a}$$`, "verified"],
  // The function itself may be left open.
  ["$$f'(x) = \\lim_{h\\to 0} \\frac{f(x)-f(x-h)}{h}$$", "verified"],
  ["$$\\lim_{x \\to 0} \\frac{1 - \\cos x}{x^2} = \\frac{1}{2}$$", "verified"],
  ["$$\\lim_{h\\to 0}\\frac{1}{h}\\left[(x+h)^2 - x^2\\right] = 2x$$", "verified"],
  ["$$\\lim_{h \\to 0} 3x^2 + 3xh + h^2 = 3x^2$$", "verified"],
  // No limit, and nothing to decide by.
  ["$$\\lim_{h \\to 0} \\frac{|h|}{h} = 0$$", "outside-domain"],
  ["$$\\lim_{h \\to 0} \\frac{x + h}{h} = 1$$", "outside-domain"],
  ["$$\\lim_{x \\to \\infty} \\frac{1}{x} = 0$$", "unsupported-operator"],
  // δ alone is a letter of its own.
  [
    "Let $L = \\frac12\\delta^\\top\\delta$, $\\delta = W x$, $W \\in \\mathbb{R}^{m\\times n}$. $$\\frac{\\partial L}{\\partial W} = \\delta x^\\top$$",
    "verified",
  ],
];

test.each(rows)("%s", async (note, outcome) => {
  const { claims } = await lint(note, defaultSettings);
  const last = claims.at(-1)!;
  expect(last.reason ?? last.status).toBe(outcome);
});
