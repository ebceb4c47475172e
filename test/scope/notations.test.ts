/* How people write: one row a notation, with the verdicts on the claims of a small note that uses it. */
import { expect, test } from "vitest";
import { lint } from "../../src/lint.ts";
import { defaultSettings } from "../../src/settings.ts";

const notations: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "a number in plain type beside a vector in bold",
    String.raw`In one dimension $\frac{d}{dx} x^3 = 3 x^2$ and $\frac{d}{dx} (a x) = a$.

Let $\mathbf{x} \in \mathbb{R}^n$ and $\mathbf{a} \in \mathbb{R}^n$. Gradients are columns. Then $\nabla_{\mathbf{x}} \mathbf{a}^\top \mathbf{x} = \mathbf{a}$ and $\nabla_{\mathbf{x}} \mathbf{x}^\top \mathbf{x} = 2 \mathbf{x}$.`,
    ["verified", "verified", "verified", "verified"],
  ],
  [
    "a point that is said to exist",
    String.raw`Let $f(x) = x^2$ and $x, y, \alpha \in \mathbb{R}$. For some such $\alpha$, $f'(\alpha) = \frac{f(x) - f(y)}{x - y}$.`,
    ["prose-only"],
  ],
  [
    "dots in sums",
    String.raw`Let $x \in \mathbb{R}^n$ and $a \in \mathbb{R}^n$ with $f = a_1 x_1 + a_2 x_2 + \cdots + a_n x_n$. Then $\frac{\partial f}{\partial x} = a^\top$ and $\frac{\partial f}{\partial x_1} = a_2$.`,
    ["verified", "refuted"],
  ],
  [
    "dots in products",
    String.raw`Let $h_t \in \mathbb{R}^n$, $W \in \mathbb{R}^{n \times n}$ and $h_t = \tanh(W h_{t-1})$. In numerator layout
$$\frac{\partial h_t}{\partial h_k} = \frac{\partial h_t}{\partial h_{t-1}} \frac{\partial h_{t-1}}{\partial h_{t-2}} \cdots \frac{\partial h_{k+1}}{\partial h_k}$$`,
    ["verified"],
  ],
  [
    "a vector listed by its components",
    String.raw`Let $\mathbf{x} = [x_1, x_2, \ldots, x_n]^\top$ and $A \in \mathbb{R}^{n \times n}$. Gradients are columns. Then $\nabla_{\mathbf{x}} \mathbf{x}^\top A \mathbf{x} = (A + A^\top) \mathbf{x}$ and $\nabla_{\mathbf{x}} \mathbf{x}^\top A \mathbf{x} = (A - A^\top) \mathbf{x}$.`,
    ["verified", "refuted"],
  ],
];

test.for(notations)("%s", async ([, note, expected]) => {
  const { claims } = await lint(note, defaultSettings);
  expect(claims.flatMap(({ status, reason }) => (status === null ? [] : [reason ?? status]))).toEqual(
    expected,
  );
});
