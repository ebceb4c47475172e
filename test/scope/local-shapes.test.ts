/* One letter in several sections: each claim is read as its own section means it. */
import { describe, expect, test } from "vitest";
import { lint } from "../../src/lint.ts";
import { defaultSettings } from "../../src/settings.ts";

const statuses = async (text: string) =>
  (await lint(text, defaultSettings)).claims.flatMap(({ status }) => status ?? []);

const wide = String.raw`Let $x \in \mathbb{R}^m$, $W \in \mathbb{R}^{n \times m}$ and $y = W x$. Then $\frac{\partial y}{\partial x} = W$.`;
const square = String.raw`Let $h_t \in \mathbb{R}^n$, $W \in \mathbb{R}^{n \times n}$ and $h_t = \tanh(W h_{t-1})$. Then $$\frac{\partial h_t}{\partial h_{t-1}} = \operatorname{diag}(1 - h_t \odot h_t) W$$`;
const input = String.raw`Let $s \in \mathbb{R}^n$, $x \in \mathbb{R}^k$, $V \in \mathbb{R}^{n \times k}$ and $s = V x$. Then $\frac{\partial s}{\partial x} = V$.`;
const output = String.raw`Let $x \in \mathbb{R}^n$, $u \in \mathbb{R}^m$, $B \in \mathbb{R}^{n \times m}$ and $x = B u$. Then $\frac{\partial x}{\partial u} = B$.`;

const table: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ["two shapes of W", [wide, square], ["verified", "verified"]],
  ["x is an input here and computed there", [input, output], ["verified", "verified"]],
  ["a wrong claim stays wrong", [wide, square.replace(") W$", () => ") W^\\top$")], ["verified", "refuted"]],
];

describe("sections", () => {
  test.for(table)("%s", async ([, sections, expected]) => {
    const text = sections.map((section, k) => `## Part ${k + 1}\n\n${section}`).join("\n\n");
    expect(await statuses(text)).toEqual(expected);
  });

  test("what an earlier section defines holds where nothing else is said", async () => {
    const later = String.raw`Then $\frac{\partial y}{\partial x} = W$.`;
    const [setting] = wide.split(" Then");
    expect(
      await statuses(`## Model\n\n${setting}\n\n## Gradients\n\n${later}\n\n## Else\n\n${square}`),
    ).toEqual(["verified", "verified"]);
  });

  test("what a section says counts before what its parts say", async () => {
    const general = String.raw`For $g(x) = x^T A x$ we have $\nabla g(x) = (A + A^T) x$. Let $f(x) = x^T Q x$.`;
    const part = String.raw`Here $f(x, y) = (1 - x)^2 + y^2$ and $\frac{\partial f}{\partial y} = 2 y$.`;
    expect(await statuses(`# Forms\n\n${general}\n\n## An example\n\n${part}`)).toEqual([
      "verified",
      "verified",
    ]);
  });

  test("what a section shows of its Jacobians counts there before what the note says of layouts", async () => {
    const general = String.raw`We use denominator layout throughout: $\frac{\partial a^\top x}{\partial x} = a$.`;
    const part = String.raw`For $f: \mathbb{R}^n \to \mathbb{R}^m$ the Jacobian has entries $J_{ij} = \partial f_i / \partial x_j$. Then $\frac{\partial A x}{\partial x} = A$.`;
    expect(await statuses(`# Conventions\n\n${general}\n\n## Jacobians\n\n${part}`)).toEqual([
      "verified",
      "verified",
    ]);
  });

  test("a function that another section gives without its argument verifies no rule for any function", async () => {
    const sum = String.raw`Minimise $f(x) = \sum_{i=1}^{n-1} (x_{i+1} - x_i^2)^2$.`;
    const rule = String.raw`For scalar fields $f, g$: $\nabla(fg) = f\nabla g - g\nabla f$.`;
    expect(await statuses(`# Sums\n\n${sum}\n\n# Fields\n\n${rule}`)).not.toContain("verified");
  });
});
