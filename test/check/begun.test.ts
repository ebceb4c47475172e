/*
 * A left side that was built for another right side is the same as one built anew.
 */
import { expect, test } from "vitest";
import { buildProblem } from "../../src/check/problem.ts";
import { admittedReadings } from "../../src/check/readings.ts";
import { readClaims } from "../../src/claims/claim.ts";
import { openNote } from "../../src/open-note.ts";
import { readScope } from "../../src/scope/scope.ts";
import { defaultSettings } from "../../src/settings.ts";
import { noMacros } from "../../src/tex/parser.ts";

const text = String.raw`Let $x, c \in \mathbb{R}^n$, $A \in \mathbb{R}^{n \times n}$ and $q = x^\top A x + c^\top x$.

$$\frac{\partial q}{\partial x} = (A + A^\top) x + c$$

$$\frac{\partial q}{\partial x} = c + \operatorname{diag}(c) A x$$
`;

/** The claims of a scope of its own, each once in the place of the first. */
function built(order: readonly number[]) {
  const scope = readScope(openNote(text, defaultSettings, {}).note, noMacros);
  const claims = readClaims(scope).filter(({ kind }) => kind !== "definition");
  const [first] = claims;
  const [reading] = admittedReadings(scope, first!, null);
  return order.map((at) => {
    const outcome = buildProblem(scope, { ...first!, claimed: claims[at]!.claimed }, reading!, 0);
    if (outcome.type !== "problem") throw new Error(outcome.failure.message);
    const { builder, pairs, sizes, tape } = outcome.problem;
    return {
      nodes: builder.graph.nodes,
      leaves: builder.leaves,
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
