import fc from "fast-check";
import { expect, test } from "vitest";
import { rules } from "../../src/report.ts";
import { emptyFinding } from "../../src/rules/finding.ts";
import { type Finding, ruleDefinitions } from "../../src/rules/index.ts";

const unknown: Finding = { ...emptyFinding, subject: "∂x_t/∂x_{t−1}" };

const entry = "entry [1,2] is 0.412, numerically −0.087";

test.each([
  [
    "factor-transpose",
    { written: "Wᵀ", corrected: "W", entry },
    `∂x_t/∂x_{t−1}: transpose matches neither layout; write W, not Wᵀ; ${entry}`,
  ],
  [
    "factor-transpose",
    { layout: "numerator", numeratorForm: "W diag(σ′(x_{t−1}))" },
    "∂x_t/∂x_{t−1}: wrong transpose in numerator layout; right is W diag(σ′(x_{t−1})) in numerator layout",
  ],
  [
    "other-layout",
    { layout: "numerator", holdsIn: "denominator", written: "Wᵀ", corrected: "W" },
    "∂x_t/∂x_{t−1}: right in denominator layout, but this note uses numerator layout; write W, not Wᵀ",
  ],
  [
    "other-layout",
    { holdsIn: "denominator" },
    "∂x_t/∂x_{t−1}: right in denominator layout, transposed with respect to the rest of this note",
  ],
  ["missing-term", { written: "", corrected: "I" }, "∂x_t/∂x_{t−1}: a term is missing; add I"],
  ["missing-term", { written: "+ I", corrected: "" }, "∂x_t/∂x_{t−1}: one term too many; remove + I"],
  ["shape-mismatch", { shapes: "n against m×n" }, "∂x_t/∂x_{t−1}: shapes do not fit (n against m×n)"],
  [
    "holds-only-if",
    { condition: "A is symmetric", corrected: "(A + Aᵀ)x", written: "2Ax" },
    "∂x_t/∂x_{t−1}: holds only if A is symmetric, which the note does not say; write (A + Aᵀ)x, not 2Ax",
  ],
  ["wrong-value", { entry }, `∂x_t/∂x_{t−1}: does not match the numerical derivative; ${entry}`],
  [
    "mixed-layout",
    { layout: "numerator", holdsIn: "denominator" },
    "∂x_t/∂x_{t−1}: denominator layout here, numerator layout elsewhere in this note",
  ],
] as const)("%s says it in one line", (rule, known, message) => {
  expect(ruleDefinitions[rule].message({ ...unknown, ...known })).toBe(message);
});

test("details that would make the line too long are left out, later ones that fit are kept", () => {
  const written = "a very long piece of a formula that goes on and on and on and on until nobody reads it";
  expect(ruleDefinitions.sign.message({ ...unknown, written, corrected: `−(${written})`, entry })).toBe(
    `∂x_t/∂x_{t−1}: wrong sign; ${entry}`,
  );
});

test("a long left side is cut, not what is wrong with it", () => {
  const subject = "∂".repeat(200);
  expect(ruleDefinitions.sign.message({ ...unknown, subject })).toBe(`${"∂".repeat(47)}…: wrong sign`);
});

test("whatever is known, a message is one line", () => {
  const text = fc.option(fc.string({ unit: "grapheme" }), { nil: null });
  const finding = fc.record<Finding>({
    subject: fc.string({ unit: "grapheme" }),
    written: text,
    corrected: text,
    layout: text,
    holdsIn: text,
    numeratorForm: text,
    denominatorForm: text,
    entry: text,
    condition: text,
    shapes: text,
  });
  fc.assert(
    fc.property(fc.constantFrom(...rules), finding, (rule, known) => {
      expect(ruleDefinitions[rule].message(known)).toMatch(/^[^\n\r\u2028\u2029]+$/u);
    }),
    { seed: 20240607 },
  );
});
