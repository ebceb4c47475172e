/* Small edits of formulas that are read in their surroundings: rows of a batch, entries of a diagonal. */
import { expect, test } from "vitest";
import { lint } from "../../src/lint.ts";
import { defaultSettings } from "../../src/settings.ts";

const batch = String.raw`X: input matrix with shape (samples × features); Z: outputs with shape (samples × outputs). The output is $Z = X W + b$, and the loss is $L = \frac{1}{N} \sum_{i=1}^N \|T^{(i)} - Z^{(i)}\|^2$.`;
const layer = String.raw`Let $h = \tanh(W x + b)$ with $W \in \mathbb{R}^{n \times m}$, $x \in \mathbb{R}^m$, $b \in \mathbb{R}^n$.`;

test.each([
  [
    "a factor before a sum over rows",
    batch,
    String.raw`\frac{\partial L}{\partial b} = \frac{1}{N} \sum_{i=1}^N (Z^{(i)} - T^{(i)})`,
    "scalar-factor",
    String.raw`\frac{\partial L}{\partial b} = \frac{2}{N} \sum_{i=1}^N (Z^{(i)} - T^{(i)})`,
  ],
  [
    "a square within a diagonal",
    layer,
    String.raw`\frac{\partial h}{\partial x} = \operatorname{diag}(1 - h_i) W`,
    "wrong-function",
    String.raw`\frac{\partial h}{\partial x} = \operatorname{diag}(1 - h_i^2) W`,
  ],
  [
    "a square",
    layer,
    String.raw`\frac{\partial h}{\partial x} = \operatorname{diag}(1 - h) W`,
    "wrong-function",
    String.raw`\frac{\partial h}{\partial x} = \operatorname{diag}(1 - h^2) W`,
  ],
  [
    "a letter that stands whole only where it is declared",
    String.raw`Let $\mathbf{z} \in \mathbb{R}^n$ and $\mathbf{y} \in \mathbb{R}^n$ with $\sum_i y_i = 1$. Gradients have the shape of the parameter.`,
    String.raw`\frac{\partial (-\sum_i y_i \log \mathrm{softmax}(\mathbf{z})_i)}{\partial \mathbf{z}} = \mathrm{softmax}(\mathbf{z})`,
    "missing-term",
    String.raw`\frac{\partial (-\sum_i y_i \log \mathrm{softmax}(\mathbf{z})_i)}{\partial \mathbf{z}} = \mathrm{softmax}(\mathbf{z})-\mathbf{y}`,
  ],
  [
    "another of several numbers, in gradients written with a d",
    String.raw`For one example $z = w_1 x_1 + w_2 x_2 + b$, $a = \sigma(z)$ and $L(a, y) = -(y \log a + (1 - y) \log(1 - a))$, so $dz = a - y$.`,
    String.raw`dw_1 = x_2 \, dz`,
    "wrong-symbol",
    String.raw`dw_1 = x_1 \, dz`,
  ],
  [
    "an entry in a small letter",
    String.raw`Let $A \in \mathbb{R}^{n \times n}$ and $f(x) = x^\top A x$.`,
    String.raw`\frac{\partial f}{\partial a_{ij}} = x_i x_i`,
    "component-index",
    String.raw`\frac{\partial f}{\partial a_{ij}} = x_j x_i`,
  ],
  [
    "the transpose in a rule for any loss",
    String.raw`Let $y = W x$ with $W \in \mathbb{R}^{m \times n}$ and $x \in \mathbb{R}^n$.`,
    String.raw`\nabla_x L = W \nabla_y L`,
    "factor-transpose",
    String.raw`\nabla_x L = W^\top \nabla_y L`,
  ],
])("mends %s", async (_, model, wrong, rule, right) => {
  const { claims } = await lint(`${model}\n\n$$${wrong}$$\n`, defaultSettings);
  const claim = claims.at(-1)!;
  expect(claim.rule).toBe(rule);
  expect(claim.fixes[0]?.newText).toBe(right);
});
