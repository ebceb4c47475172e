/* Conditions under which a claim is stated: one row a way to state them, with the verdicts on the claims of a note. */
import { expect, test } from "vitest";
import { lint } from "../../src/lint.ts";
import { defaultSettings } from "../../src/settings.ts";

const conditions: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "a condition on the indices beside an equation, behind it, and before it",
    String.raw`Let $s_i = \frac{e^{u_i}}{\sum_k e^{u_k}}$.
$$\frac{\partial s_i}{\partial u_j} = s_i (1 - s_i), \quad i = j$$
$$\frac{\partial s_i}{\partial u_j} = - s_i s_j, \quad i \neq j$$
We have $\frac{\partial s_i}{\partial u_j} = s_i (1 - s_i)$ if $i = j$, and $\frac{\partial s_i}{\partial u_j} = s_i s_j$ when $i \ne j$.

For $i = j$ this is $\frac{\partial s_i}{\partial u_j} = s_i (1 - s_i)$; otherwise $\frac{\partial s_i}{\partial u_j} = - s_i s_j$.`,
    ["verified", "verified", "verified", "refuted", "verified", "verified"],
  ],
  [
    "a case that a heading opens, and one that was opened long ago",
    String.raw`Let $s_i = \frac{e^{u_i}}{\sum_k e^{u_k}}$.
## Case 2: $i \neq j$
By the rule for quotients

$$\frac{\partial s_i}{\partial u_j} = - s_i s_j$$

## All
This is about $i = j$.

Words.

More words.

$$\frac{\partial s_i}{\partial u_j} = s_i (1 - s_i)$$`,
    ["verified", "readings-disagree"],
  ],
  [
    "a condition on a symbol in the words of a formula",
    String.raw`Let $x \in \mathbb{R}^n$. Gradients are columns.
$$\frac{\partial x^\top S x}{\partial x} = 2 S x, \qquad \text{if } S \text{ is symmetric}$$`,
    ["verified"],
  ],
  [
    "an assumption that holds for what goes on with it, and not for what comes after",
    String.raw`Let $b, x \in \mathbb{R}^n$ and $A \in \mathbb{R}^{n \times n}$. Gradients are columns. If $A$ is symmetric, then

$$\nabla_x x^\top A x = 2 A x$$

and so

$$\nabla_x \tfrac{1}{2} x^\top A x = A x$$

The next form is another one:

$$\nabla_x b^\top A x = A b$$`,
    ["verified", "verified", "readings-disagree"],
  ],
  [
    "numbers for what varies, and for what does not",
    String.raw`Let $L = (w - 3)^2$ and $M = 3 w$. Now

- $\frac{\partial L}{\partial w} = 2.0$
- $\frac{\partial M}{\partial w} = 2.0$`,
    ["prose-only", "refuted"],
  ],
];

test.for(conditions)("%s", async ([, note, expected]) => {
  const { claims } = await lint(note, defaultSettings);
  expect(claims.flatMap(({ status, reason }) => (status === null ? [] : [reason ?? status]))).toEqual(
    expected,
  );
});
