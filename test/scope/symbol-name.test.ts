import { expect, test } from "vitest";
import { lint } from "../../src/lint.ts";
import { plainName, texName } from "../../src/scope/symbol-name.ts";
import { defaultSettings } from "../../src/settings.ts";

test.each([
  ["x", "x", "x"],
  ["bold x", "x", "x"],
  ["d bold x", "d x", "d x"],
  ["hat bold x", "\\hat{x}", "x̂"],
  ["\\theta_{ik}", "\\theta_{ik}", "θ_{ik}"],
  ["\\mathcal L", "\\mathcal L", "L"],
])("%s is %s as TeX and %s in a message", (name, tex, plain) => {
  expect(texName(name)).toBe(tex);
  expect(plainName(name)).toBe(plain);
});

test("a report shows the author's letters where bold and plain ones are two", async () => {
  const note = String.raw`$\mathbf{x} \in \mathbb{R}^n$, $\mathbf{W} \in \mathbb{R}^{n \times n}$, and a number $x$ with $z = x^2$, so $\frac{\partial z}{\partial x} = 2x$.

$$\mathbf{y} = \mathbf{W} \mathbf{x}$$

$$\frac{\partial \mathbf{y}}{\partial \mathbf{x}} = \mathbf{W} \mathbf{W}$$

$$\frac{\partial (x \mathbf{W} \mathbf{x})}{\partial \mathbf{x}} = \mathbf{W}$$

$$s = \mathbf{x}^\top \mathbf{W} \mathbf{x}$$

$$\frac{\partial s}{\partial \mathbf{x}} = 2 \mathbf{W} \mathbf{x}$$
`;
  const report = await lint(note, { ...defaultSettings });
  const refuted = report.claims.filter((claim) => claim.status === "refuted");
  expect(refuted.length).toBeGreaterThan(1);
  expect(JSON.stringify(report)).not.toContain("bold ");
  expect(Object.keys(refuted.at(-1)!.evidence!.counterexample!.values)).toContain("x");
});
