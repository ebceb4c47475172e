/*
 * A left side that was built for another right side is the same as one built anew.
 */
import { expect, test } from "vitest";
import { decideByLayout } from "../../src/check/decide.ts";
import { buildProblem } from "../../src/check/problem.ts";
import { admittedReadings } from "../../src/check/readings.ts";
import { readClaims } from "../../src/claims/claim.ts";
import { type Layout, denominatorLayout, numeratorLayout } from "../../src/claims/layout.ts";
import { openNote } from "../../src/open-note.ts";
import { readScope } from "../../src/scope/scope.ts";
import { defaultSettings } from "../../src/settings.ts";
import { noMacros } from "../../src/tex/parser.ts";

const text = String.raw`Let $x, c \in \mathbb{R}^n$, $A \in \mathbb{R}^{n \times n}$ and $q = x^\top A x + c^\top x$.

$$\frac{\partial q}{\partial x} = (A + A^\top) x + c$$

$$\frac{\partial q}{\partial x} = c + \operatorname{diag}(c) A x$$
`;

/** The claims of a scope of its own, each once in the place of the first, and in a layout of its own. */
function built(order: readonly number[], layouts: readonly Layout[] = [], of = text) {
  const scope = readScope(openNote(of, defaultSettings, {}).note, noMacros);
  const claims = readClaims(scope).filter(({ kind }) => kind !== "definition");
  const [first] = claims;
  const [reading] = admittedReadings(scope, first!, null);
  return order.map((at, k) => {
    const laid = { ...reading!, layout: layouts[k] ?? reading!.layout };
    const outcome = buildProblem(scope, { ...first!, claimed: claims[at]!.claimed }, laid, 0);
    if (outcome.type !== "problem") throw new Error(outcome.failure.message);
    const { builder, pairs, sizes, tape } = outcome.problem;
    return {
      nodes: builder.graph.nodes,
      leaves: builder.leaves,
      layout: builder.layout.of.name,
      pairs: pairs.map(({ exact, claimed }) => [exact, claimed]),
      sizes,
      inputs: tape.inputs,
    };
  });
}

test("what one right side adds, another does not see", () => {
  const [first, second, again] = built([0, 1, 0]);
  expect(again).toEqual(first);
  expect(built([1])).toEqual([second]);
});

test("what was built for one layout is laid out in another", () => {
  const text = String.raw`Let $v \in \mathbb{R}^n$ and $s = \operatorname{softmax}(v)$.

$$\frac{\partial s}{\partial v} = \operatorname{diag}(s) - s s^\top$$
`;
  const layouts = [numeratorLayout, denominatorLayout];
  const both = built([0, 0], layouts, text);
  expect(both.map(({ layout }) => layout)).toEqual(["numerator", "denominator"]);
  expect(both[1]).toEqual(built([0], [denominatorLayout], text)[0]);
  expect(both[1]!.pairs).not.toEqual(both[0]!.pairs);
});

test("only what is laid out is decided anew in another layout", () => {
  const text = String.raw`Let $v \in \mathbb{R}^n$ and $s = \tanh(v)$.

$$\frac{\partial s}{\partial v} = \operatorname{diag}(1 - s \odot s)$$

$$s^\top s = v^\top v$$

$$v^\top s = \frac{\partial s}{\partial v} v$$
`;
  const scope = readScope(openNote(text, defaultSettings, {}).note, noMacros);
  const claims = readClaims(scope).filter(({ kind }) => kind !== "definition");
  const decided = claims.map((claim) => {
    const [reading] = admittedReadings(scope, claim, null);
    return decideByLayout(scope, claim, reading!, 1);
  });
  expect(decided.map(({ outcome, isOfLayout }) => [outcome.type, isOfLayout])).toEqual([
    ["agree", true],
    ["disagree", false],
    ["mismatch", true],
  ]);
});
