/* Rules for an output that the note never states, and the functions of logistic regression. */
import { expect, test } from "vitest";
import { lint } from "../../src/lint.ts";
import { defaultSettings } from "../../src/settings.ts";

const notes: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "a loss of which only the chain rule is used",
    String.raw`Let $x \in \mathbb{R}^n$, $W \in \mathbb{R}^{m \times n}$ and $y = W x + b$. Gradients are columns. Then $\frac{\partial L}{\partial x} = W^\top \frac{\partial L}{\partial y}$, $\frac{\partial L}{\partial W} = \frac{\partial L}{\partial y} x^\top$ and $\frac{\partial L}{\partial b} = \frac{\partial L}{\partial y}$, but not $\frac{\partial L}{\partial x} = W \frac{\partial L}{\partial y}$.`,
    ["verified", "verified", "verified", "refuted"],
  ],
  [
    "a loss of scaled entries",
    String.raw`$$y_i = \gamma x_i + \beta$$
$$\frac{\partial L}{\partial \gamma} = \sum_{i=1}^{m} \frac{\partial L}{\partial y_i} \cdot x_i$$
$$\frac{\partial L}{\partial \beta} = \sum_{i=1}^{m} \frac{\partial L}{\partial y_i}$$`,
    ["verified", "verified"],
  ],
  [
    "a loss at the end of a recurrence",
    String.raw`For $h_t = \tanh(W h_{t-1} + U x_t)$, $\frac{\partial L}{\partial h_{t-1}} = \frac{\partial L}{\partial h_t} \frac{\partial h_t}{\partial h_{t-1}}$.`,
    ["verified"],
  ],
  [
    "a loss that another section states of something else",
    String.raw`# Decoder

Let $\hat x = W^\top h + c$ and $L = \|x - \hat x\|^2$.

# Attention

Let $V \in \mathbb{R}^{n \times d}$, $A \in \mathbb{R}^{n \times n}$ and $O = A V$.

$$\frac{\partial L}{\partial V} = A^\top \frac{\partial L}{\partial O}$$

$$\frac{\partial L}{\partial V} = A \frac{\partial L}{\partial O}$$`,
    ["verified", "refuted"],
  ],
  [
    "another form of a loss in a later section",
    String.raw`# Cost

The cost is $J(w, b) = -\frac{1}{m} \sum_{i=1}^{m} y^{(i)} \log(\hat{y}^{(i)})$.

$$\frac{\partial J}{\partial w} = \frac{1}{m} \sum_{i=1}^{m} (\hat{y}^{(i)} - y^{(i)}) x^{(i)}$$

# Margins

With labels of either sign, $J(w) = \sum_{i=1}^{m} \log(1 + e^{-y^{(i)} w x^{(i)}})$.`,
    ["undefined-symbol"],
  ],
  [
    "a function with its parameter below, named by what it applies",
    String.raw`The model $h_\theta(x) = \sigma(\theta^T x)$ is the sigmoid function of a score, and
$$J(\theta) = -\frac{1}{m} \sum_{i=1}^m \left[ y^{(i)} \log(h_\theta(x^{(i)})) + (1 - y^{(i)}) \log(1 - h_\theta(x^{(i)})) \right]$$
$$\frac{\partial J}{\partial \theta_j} = \frac{1}{m} \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)}) x_j^{(i)}$$`,
    ["verified"],
  ],
  [
    "a single neuron before the layers, with the same letters",
    String.raw`# One neuron

$$z = w^T x + b, \qquad a = \sigma(z)$$

$$\frac{da}{db} = \sigma'(z)$$

# Layers

$$z^l = W^l a^{l-1} + b^l, \qquad a^l = \sigma(z^l), \qquad \delta_j^l = \frac{\partial C}{\partial z_j^l}$$

$$\frac{\partial C}{\partial w_{jk}^l} = a_k^{l-1} \delta_j^l$$

$$\frac{\partial C}{\partial w_{ij}^l} = a_k^{l-1} \delta_j^l$$

$$\frac{\partial C}{\partial b^l} = \delta^l$$

$$\delta^l = (W^{l+1} \delta^{l+1}) \odot \sigma'(z^l)$$`,
    ["verified", "verified", "refuted", "verified", "refuted"],
  ],
];

test.for(notes)("%s", async ([, note, expected]) => {
  const { claims } = await lint(note, defaultSettings);
  expect(claims.flatMap(({ status, reason }) => (status === null ? [] : [reason ?? status]))).toEqual(
    expected,
  );
});
