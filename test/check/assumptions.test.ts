/* Assumptions that a claim lacks: found where one of a few makes it hold, and only then. */
import { expect, test } from "vitest";
import { findAssumption } from "../../src/check/assumptions.ts";
import { declaredLayout } from "../../src/check/declared-layout.ts";
import { admittedReadings } from "../../src/check/readings.ts";
import { readClaims } from "../../src/claims/claim.ts";
import { readNote } from "../../src/markdown/read-note.ts";
import { readScope } from "../../src/scope/scope.ts";
import { defaultSettings } from "../../src/settings.ts";
import { noMacros } from "../../src/tex/parser.ts";

const square = String.raw`Gradients have the shape of the parameter. Let $A, B, X \in \mathbb{R}^{n\times n}$ and $x \in \mathbb{R}^n$.`;

const cases: readonly (readonly [string, string | null])[] = [
  [String.raw`\frac{\partial x^\top A x}{\partial x} = 2Ax`, "A symmetric"],
  [String.raw`\frac{\partial \operatorname{tr}(AX)}{\partial X} = A`, "A symmetric"],
  [String.raw`\frac{\partial \operatorname{tr}(X^3)}{\partial X} = 3X^2`, "X symmetric"],
  [String.raw`\frac{\partial x^\top A^\top A x}{\partial x} = 2x`, "A orthogonal"],
  [String.raw`\frac{\partial \operatorname{tr}(X^\top A B)}{\partial X} = BA`, "A and B commute"],
  [String.raw`\frac{\partial \|x\|}{\partial x} = x`, "x of unit length"],
  [String.raw`\frac{\partial x^\top A x}{\partial x} = 3Ax`, null],
  [String.raw`\frac{\partial \operatorname{tr}(AX)}{\partial X} = -A`, "A skew-symmetric"],
];

test.each(cases)("%s: %s", (formula, expected) => {
  const note = readNote(`${square}\n\n$$\n${formula}\n$$\n`, { dialect: "vscode" });
  const scope = readScope(note, noMacros);
  const claims = readClaims(scope);
  const claim = claims.at(-1)!;
  const declared = declaredLayout(scope, claims, claim, defaultSettings);
  const assumption = findAssumption(scope, claim, admittedReadings(scope, claim, declared), 1);
  expect(assumption?.text ?? null).toBe(expected);
});
