/*
 * What a wrong claim means for the rest of its note: named at the claim, and where the note rests on it.
 */
import { describe, expect, it } from "vitest";
import { lint } from "../../src/lint.ts";
import { defaultSettings } from "../../src/settings.ts";

const start = String.raw`Let $x_t = W \sigma(x_{t-1}) + b$ with $W \in \mathbb{R}^{n\times n}$ and $\sigma$ elementwise.`;
const right = String.raw`W \operatorname{diag}(\sigma'(x_{t-1}))`;
const wrong = right.replace("W", "W^T");

async function links(...formulas: readonly string[]) {
  const { claims } = await lint(
    [start, ...formulas.map((tex) => `$$${tex}$$`)].join("\n\n"),
    defaultSettings,
  );
  const shown = (all: (typeof claims)[number]["related"]) =>
    all.map(({ range, message }) => `${range.start.line + 1}: ${message}`);
  return claims.slice(1).map(({ status, message, related, consequences }) => ({
    status,
    message,
    related: shown(related).filter((one) => !/defined here/.test(one)),
    consequences: shown(consequences),
  }));
}

const step = String.raw`\frac{\partial x_t}{\partial x_{t-1}}`;
const product = String.raw`\frac{\partial x_t}{\partial x_k} = \prod_{i=k+1}^{t} \frac{\partial x_i}{\partial x_{i-1}}`;

describe("a wrong claim", () => {
  it("is named by the step that follows from it, with its line", async () => {
    const [first, second] = await links(`${step} = ${wrong} = ${wrong}`);
    expect(first!.consequences).toEqual(["3: this step follows from it"]);
    expect(second).toMatchObject({
      status: "unchecked",
      message: "equal to an earlier step of this chain, which is wrong: Wᵀ diag(σ′(x_{t-1})) on line 3",
      related: ["3: this step is wrong"],
    });
  });

  it("is named where its derivative is used, whatever the letter of the step", async () => {
    const [first, second] = await links(`${step} = ${wrong}`, product);
    expect(first!.consequences).toEqual(["5: ∂x_t/∂x_{t-1} is used here"]);
    expect(second).toMatchObject({ status: "verified", related: ["3: ∂x_t/∂x_{t-1} is wrong here"] });
  });

  it("leaves norms of what is merely transposed as they are", async () => {
    const [first] = await links(`${step} = ${wrong}`, String.raw`\|${step}\| \le \|W^T\| \gamma`);
    expect(first!.consequences).toContain("5: ‖Wᵀ‖ is the same with and without the transpose");
  });
});

it("a claim that was put right meanwhile has no consequences further on", async () => {
  const [first, second, third] = await links(`${step} = ${wrong}`, `${step} = ${right}`, product);
  expect(first!.consequences).toEqual([]);
  expect([second!.related, third!.related]).toEqual([[], []]);
});
