/* What must not be called wrong: one row a kind of note, with the verdicts on its claims. */
import { expect, test } from "vitest";
import { lint } from "../../src/lint.ts";
import { defaultSettings } from "../../src/settings.ts";

const notes: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "the label of a cross-entropy sums to one",
    String.raw`The cross-entropy of the softmax $p_i = \frac{e^{u_i}}{\sum_k e^{u_k}}$ is $L = -\sum_k y_k \log p_k$, so $\frac{\partial L}{\partial u_i} = p_i - y_i$ and not $\frac{\partial L}{\partial u_i} = p_i + y_i$.`,
    ["verified", "refuted"],
  ],
  [
    "weights of logarithms that need not sum to one",
    String.raw`A weighted cross-entropy of the softmax $p_i = \frac{e^{u_i}}{\sum_k e^{u_k}}$ is $L = -\sum_k y_k \log p_k$, where the weights do not sum to one. Then $\frac{\partial L}{\partial u_i} = p_i - y_i$.`,
    ["refuted"],
  ],
  [
    "symbols that are defined anew together",
    String.raw`If $y = f(u)$ and $u = g(x)$ then $\frac{\partial y}{\partial x} = \frac{\partial y}{\partial u} \frac{\partial u}{\partial x}$.

Let $x \in \mathbb{R}^n$ and $A \in \mathbb{R}^{m \times n}$. Let $y = f(u)$ be a number, and $u = A x$. With columns $\nabla_x y = A^\top \nabla_u y$.`,
    ["verified", "verified"],
  ],
  [
    "the softmax of what is no vector",
    String.raw`Let $J = r^2$ and $r = \text{softmax}(\theta)$. Then $\frac{\partial J}{\partial \theta} = 2 (r - y)$.`,
    ["unknown-shape"],
  ],
  [
    "a matrix that is given by its entries",
    String.raw`For $h: \mathbb{R}^{m \times n} \to \mathbb{R}$, $\frac{d}{dX} h(X) = [\frac{\partial}{\partial X_{ij}} h(X)]_{ij}$.`,
    ["unsupported-notation"],
  ],
  [
    "a chain whose first side rests on another section",
    String.raw`With $T = \frac{1}{2} m R^2 \dot{\theta}^2$, $V = m g z$ and $l = 3 R$ let $L = T - V$.

## Pendulum
$$L = T - V = \frac{1}{2} m l^2 \dot{\theta}^2 - m g l (1 - \cos\theta)$$

$$\frac{\partial L}{\partial \dot{\theta}} = m l^2 \dot{\theta}$$`,
    ["undefined-symbol", "readings-disagree"],
  ],
  [
    "what cancels leaves round-off",
    String.raw`Let $a, k, w, x, t, H \in \mathbb{R}$, $h = a \cos(k x - w t)$ and $u = \frac{a w}{k H} \cos(k x - w t)$. Then $\frac{\partial h}{\partial t} + H \frac{\partial u}{\partial x} = 0$.`,
    ["verified"],
  ],
  [
    "an equation to be solved",
    String.raw`Let $u = \cos(k x - w t)$. We ask for $\frac{\partial u}{\partial t} = -k \frac{\partial u}{\partial x}$.
## Advection
We consider $\frac{\partial u}{\partial t} = -c \frac{\partial u}{\partial x}$.`,
    ["prose-only", "undefined-symbol"],
  ],
  [
    "a matrix of which only its letter is known",
    String.raw`Let $z_i = w^\top x_i + b$, $L = \sum_i \log(1 + e^{z_i}) - y_i z_i$ and $H = X^\top X$. Then $\nabla_w L = X (\sigma(X w + b) - y)$.`,
    ["undefined-symbol"],
  ],
  [
    "a derivative that is set to zero, up to its sign",
    String.raw`Let $x \in \mathbb{R}^n$ and $L = \frac{1}{2} x^\top x - a (b^\top x - c)$. Then
$$\frac{\partial L}{\partial a} = b^\top x - c = 0$$`,
    ["prose-only", "prose-only"],
  ],
];

test.for(notes)("%s", async ([, note, expected]) => {
  const { claims } = await lint(note, defaultSettings);
  expect(claims.flatMap(({ status, reason }) => (status === null ? [] : [reason ?? status]))).toEqual(
    expected,
  );
});
