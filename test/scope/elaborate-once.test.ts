/*
 * What a side means under one context is not taken for what it means under another, and not found twice under the same.
 */
import { describe, expect, test } from "vitest";
import { openNote } from "../../src/open-note.ts";
import { elaborate } from "../../src/scope/elaborate.ts";
import { elaborateSides } from "../../src/scope/elaborate-once.ts";
import { readScope } from "../../src/scope/scope.ts";
import { defaultSettings } from "../../src/settings.ts";
import { noMacros } from "../../src/tex/parser.ts";

const scopeOf = (text: string) => readScope(openNote(text, defaultSettings, {}).note, noMacros);

const formulas = String.raw`$$E = I x + \pi y_i$$ $$h_j = W_j x_{t} + e^{s}$$ $$g(x_{12}) = f_x + \delta_{ij} W_{hh}$$ $$q = \nabla_{xy} f$$`;
const surroundings = [
  "",
  String.raw`Let $E \in \mathbb{R}^n$, $I \in \mathbb{R}$ and $e \in \mathbb{R}^n$.`,
  String.raw`$$h_t = \tanh(W h_{t-1} + b_t)$$ $$y_{i+1} = y_i + \pi(s)$$ $$\pi(s) = s^2$$`,
  String.raw`$f(x, y) = x y$, $x_{12}$ is a point, and $W_{hh} \in \mathbb{R}^{n \times n}$ with $\delta \in \mathbb{R}^n$.`,
  String.raw`The differential $dX$. $$\sum_i x_i$$ $$h^{(t)} = W^{(t-1)}$$`,
].map((text) => scopeOf(`${text}\n\n${formulas}`).context);

describe("a side under one context after another", () => {
  const sides = scopeOf(formulas).statements.flatMap(({ leftNode, steps }) => [
    leftNode,
    ...steps.map(({ node }) => node),
  ]);
  test("means what it means by itself", () => {
    for (const context of [...surroundings, ...surroundings.toReversed()])
      for (const side of sides) expect(elaborateSides([side], context)).toEqual([elaborate(side, context)]);
  });

  test("is not read twice where nothing that it asks for differs", () => {
    const [plain] = surroundings;
    const other = scopeOf(`Let $u \\in \\mathbb{R}^n$.\n\n${formulas}`).context;
    const [, side] = sides;
    expect(elaborateSides([side!], other)[0]).toBe(elaborateSides([side!], plain!)[0]);
  });
});

test("a chain that goes on elsewhere is not taken for its start", () => {
  const [first] = scopeOf("$$a = b = c$$").statements;
  const sides = [first!.leftNode, ...first!.steps.map(({ node }) => node)];
  const [context] = surroundings;
  expect(elaborateSides(sides.slice(0, 2), context!)).toHaveLength(2);
  expect(elaborateSides(sides, context!)).toHaveLength(3);
});
