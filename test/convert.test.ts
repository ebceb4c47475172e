/*
 * Layout conversion: what a note looks like in another layout, and that every changed claim still holds there.
 */
import { describe, expect, it, test } from "vitest";
import { type ConvertOptions, convert } from "../src/convert.ts";
import { lint } from "../src/lint.ts";
import { defaultSettings } from "../src/settings.ts";
import { applyEdits } from "../src/text/edit.ts";

async function converted(text: string, to: ConvertOptions["to"], claim?: number) {
  const { edits, left } = await convert(text, defaultSettings, {
    to,
    ...(claim === undefined ? {} : { claim }),
  });
  const after = applyEdits(
    text,
    edits.map(({ range, newText }) => ({
      span: { start: range.offsets[0], end: range.offsets[1] },
      newText,
    })),
  );
  return { after, left: left.map(({ range, message }) => `${range.start.line + 1}: ${message}`) };
}

const shapes = String.raw`Let $y = A x$ and $z = B y$ with $A \in \mathbb{R}^{n \times m}$, $B \in \mathbb{R}^{k \times n}$, $x \in \mathbb{R}^m$.`;
const elman = String.raw`The state is $a_t = W h_{t-1} + U x_t$, $h_t = \tanh(a_t)$ with $W \in \mathbb{R}^{n \times n}$, $U \in \mathbb{R}^{n \times m}$.`;

describe("a claim in the other layout", () => {
  test.each([
    ["a matrix", shapes, String.raw`\frac{\partial y}{\partial x} = A`, "denominator", String.raw`A^\top`],
    [
      "a product turns round",
      shapes,
      String.raw`\frac{\partial z}{\partial x} = B A`,
      "denominator",
      String.raw`A^\top B^\top`,
    ],
    [
      "so does the chain rule, whose derivatives change by themselves",
      shapes,
      String.raw`\frac{\partial z}{\partial x} = \frac{\partial z}{\partial y} \frac{\partial y}{\partial x}`,
      "denominator",
      String.raw`\frac{\partial y}{\partial x} \frac{\partial z}{\partial y}`,
    ],
    [
      "diagonal matrices stay",
      elman,
      String.raw`\frac{\partial h_t}{\partial h_{t-1}} = \operatorname{diag}(1 - h_t^2) W`,
      "denominator",
      String.raw`W^\top \operatorname{diag}(1 - h_t^2)`,
    ],
    [
      "back again",
      elman,
      String.raw`\frac{\partial h_t}{\partial h_{t-1}} = W^{T} \operatorname{diag}(1 - h_t^2)`,
      "numerator",
      String.raw`\operatorname{diag}(1 - h_t^2) W`,
    ],
    [
      "an ordered product",
      elman,
      String.raw`\frac{\partial h_t}{\partial h_k} = \prod_{i=t}^{k+1} \operatorname{diag}(1 - h_i^2) W`,
      "denominator",
      String.raw`\prod_{i=k+1}^{t} W^\top \operatorname{diag}(1 - h_i^2)`,
    ],
    [
      "a gradient becomes a row",
      String.raw`Let $f = x^T A x$ with $A \in \mathbb{R}^{n \times n}$, $x \in \mathbb{R}^n$.`,
      String.raw`\frac{\partial f}{\partial x} = (A + A^T) x`,
      "numerator",
      String.raw`x^T (A^T + A)`,
    ],
  ] as const)("%s", async (_, before, claim, to, right) => {
    const note = (formula: string) => `${before}\n\n$$\n${formula}\n$$\n`;
    const { after, left } = await converted(note(claim), to);
    expect(left).toEqual([]);
    expect(after).toBe(note(`${claim.slice(0, claim.indexOf("=") + 1)} ${right}`));
    expect((await lint(after, { ...defaultSettings, layout: to })).claims.at(-1)!.status).toBe("verified");
    expect((await converted(after, to)).after).toBe(after);
  });
});

describe("what a note says of its layout", () => {
  const claim = String.raw`Let $y = A x$ with $x \in \mathbb{R}^m$, $A \in \mathbb{R}^{n \times m}$. Then $\frac{\partial y}{\partial x} = A$.`;
  const turned = claim.replace("= A$.", String.raw`= A^\top$.`);
  test.each([
    ["a sentence", "We use the numerator layout.", "We use the denominator layout.", []],
    ["at its start", "Numerator layout.", "Denominator layout.", []],
    [
      "a comment",
      "<!-- jacobian-lint: layout numerator -->",
      "<!-- jacobian-lint: layout denominator -->",
      [],
    ],
    [
      "a sentence without its name",
      "Gradients are row vectors throughout.",
      "Gradients are row vectors throughout.\n\n<!-- jacobian-lint: layout denominator -->",
      ['1: "Gradients are row vectors" speaks of another layout; put it in other words'],
    ],
  ])("%s", async (_, before, after, left) => {
    const gap = after.endsWith("-->") && !before.endsWith("-->") ? "\n" : "\n\n";
    const result = await converted(`${before}\n\n${claim}\n`, "denominator");
    expect(result).toEqual({ after: `${after}${gap}${turned}\n`, left });
    const report = await lint(result.after, defaultSettings);
    expect(report.claims.map(({ status }) => status)).toEqual([null, "verified"]);
  });

  it("in the front matter", async () => {
    const head = (layout: string) => `---\njacobian-lint:\n  layout: ${layout}\n---\n\n`;
    const { after } = await converted(head("numerator") + claim, "denominator");
    expect(after).toBe(head("denominator") + turned);
  });

  it("by the matrix of partial derivatives", async () => {
    const partials = (a: string, b: string) =>
      String.raw`$\frac{\partial y}{\partial x} = \begin{pmatrix} \frac{\partial y_1}{\partial x_1} & ${a} \\ ${b} & \frac{\partial y_2}{\partial x_2} \end{pmatrix}$`;
    const [a, b] = [
      String.raw`\frac{\partial y_1}{\partial x_2}`,
      String.raw`\frac{\partial y_2}{\partial x_1}`,
    ];
    const { after } = await converted(`${partials(a, b)}\n\n${claim}`, "denominator");
    expect(after).toBe(`${partials(b, a)}\n\n${turned}`);
  });
});

describe("what is left", () => {
  const y = String.raw`Let $y = A x$ with $x \in \mathbb{R}^m$, $A \in \mathbb{R}^{n \times m}$.`;

  it("names wrong claims, and those whose sentence says a layout of its own", async () => {
    const note = `${y}\n\n$\\frac{\\partial y}{\\partial x} = 2 A$\n\nIn numerator layout, $\\frac{\\partial y}{\\partial x} = A$.\n`;
    expect(await converted(note, "denominator")).toEqual({
      after: note,
      left: ["3: ∂y/∂x: it is wrong; correct it first", "5: ∂y/∂x: the note says numerator layout here"],
    });
  });

  it("leaves one claim where the note declares the other layout", async () => {
    const note = `Numerator layout. ${y}\n\n$\\frac{\\partial y}{\\partial x} = A$\n`;
    const claims = (await lint(note, defaultSettings)).claims.length;
    expect((await converted(note, "denominator", claims - 1)).left).toEqual([
      "3: ∂y/∂x: the note says numerator layout here",
    ]);
  });

  it("converts one claim alone", async () => {
    const claim = String.raw`$\frac{\partial y}{\partial x} = A$`;
    const { after } = await converted(`${y}\n\n${claim}\n\n${claim}\n`, "denominator", 1);
    expect(after).toBe(`${y}\n\n${claim.replace("A$", String.raw`A^\top$`)}\n\n${claim}\n`);
  });
});
