/* Which sections a claim is judged with: notes in which a letter means different things in different chapters. */
import { expect, test } from "vitest";
import { lint } from "../../src/lint.ts";
import { defaultSettings } from "../../src/settings.ts";

async function verdicts(note: string): Promise<string[]> {
  const { claims } = await lint(note, defaultSettings);
  return claims.flatMap(({ status }) => status ?? []);
}

const utility = String.raw`# Letters

## Utility

Utility is $U(x, y) = x^\alpha y^{1 - \alpha}$.

$$\frac{\partial U}{\partial x} = \alpha \frac{U}{x}$$
`;

const state = String.raw`
## State

The state is $x = [p, q, \theta]^\top$.
`;

test("what a later chapter says of a letter is not said of a function's parameter", async () => {
  expect(await verdicts(utility + state)).toEqual(["verified"]);
});

const network = String.raw`# Notes

## Training

### Setting

- X: input matrix with shape (samples × features)
- Y: targets with shape (samples × outputs)

The loss is $L = \frac{1}{N} \sum_{i=1}^N \|Y^{(i)} - P^{(i)}\|^2$.

### Layers

$$Z_1 = X W_1 + b_1, \quad A_1 = \tanh(Z_1), \quad P = A_1 W_2 + b_2$$

$$\frac{\partial L}{\partial W_2} = \frac{1}{N} A_1^\top (P - Y)$$
`;

const attention = String.raw`
## Attention

Let $W_i^Q \in \mathbb{R}^{d \times k}$, $X \in \mathbb{R}^{n \times d}$, $W_1 \in \mathbb{R}^{d \times f}$ and $Q_i = X W_i^Q$.
`;

test("where a far section clashes with near ones, the near ones decide", async () => {
  expect(await verdicts(network)).toEqual(["refuted"]);
  expect(await verdicts(network + attention)).toEqual(["refuted"]);
});
