/*
 * Laws for any text whatever: a report comes back, within its budget; its ranges slice to their source; and the
 * same text gives the same report.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lint } from "../../src/lint.ts";
import type { FileReport, Range } from "../../src/report.ts";
import { defaultSettings } from "../../src/settings.ts";
import { expectLinear } from "../growth.ts";
import { generated } from "./judged-note.ts";
import { runs } from "./seed.ts";
import { writeNote } from "./write-note.ts";

const LIMIT = 120_000;

const pieces =
  String.raw`$ $$ \[ \] \( \) & \\ { } ( ) [ ] _ ^ = , . : ' | # > - * < 1. \frac \partial \nabla \sum_{i=1}^n \prod_{i=k+1}^{t} \begin{aligned} \end{aligned} \begin{bmatrix} \end{bmatrix} \left( \right) W x_t x_{t-1} h^{(t)} \sigma' \operatorname{diag} ^\top \odot \in \mathbb{R}^n \mathbb{R}^{n\times m} \frac{\partial x_t}{\partial x_{t-1}} \frac{\partial L}{\partial W} \text{where} \newcommand{\W}{W} \W \def\a{\a\a} \a x=Wy L=\|x\|^2 =W =W^T \ldots \cdots d(X) \tr vector matrix Let be layout numerator symmetric \cdot \times 2 0 1 \infty \mathbf{ \hat{x} f(x) f'(x) \begin{cases} \end{cases} <!-- --> ${"```math"} ${"```"} jacobian-lint: jacobian-lint-disable 𝐱 ² é 令`
    .replaceAll(/\$\{"(.*?)"\}/g, "$1")
    .split(" ");

const fragments = fc
  .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom("", " ", "\n", "\n\n", "\r\n")), {
    maxLength: 60,
  })
  .map((parts) => parts.map(([piece, space]) => piece + space).join(""));

/** A real-looking note, cut short or with something thrown in. */
const damaged = fc
  .tuple(generated, fc.nat(), fc.nat(), fc.constantFrom("", ...pieces), fc.boolean())
  .map(([{ subject, style }, from, length, inserted, cut]) => {
    const { text } = writeNote(subject, style);
    const at = from % text.length;
    return cut ? text.slice(0, at) + inserted : text.slice(0, at) + inserted + text.slice(at + (length % 12));
  });

const anyText = fc.oneof(fragments, damaged, fc.string({ unit: "binary", maxLength: 200 }));

/** What lies outside the document, or does not slice to what it says. */
function misplaced(text: string, { claims, diagnostics }: FileReport): readonly unknown[] {
  const lines = text.split(/\r\n|\n|\r/);
  const inside = ({ offsets: [start, end], start: first, end: last }: Range) =>
    0 <= start && start <= end && end <= text.length && first.line <= last.line && last.line < lines.length &&
    first.character <= lines[first.line]!.length && last.character <= lines[last.line]!.length; // prettier-ignore
  const ranges = [
    ...claims.flatMap(({ range, ranges: marks, fixes }) => [
      range,
      ...marks,
      ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.range)),
    ]),
    ...diagnostics.map(({ range }) => range),
  ];
  const sliced = claims.filter(({ range: { offsets }, latex }) => text.slice(...offsets) !== latex);
  return [...ranges.filter((range) => !inside(range)), ...sliced];
}

describe("any text", () => {
  test("has a report, in its place, and always the same", { timeout: LIMIT }, async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const report = await lint(text, defaultSettings);
        expect(misplaced(text, report)).toEqual([]);
        expect(await lint(text, defaultSettings)).toEqual(report);
      }),
      runs(150),
    );
  });

  const worst: readonly (readonly [string, number, (n: number) => string])[] = [
    ["opening braces", 100_000, (n) => `$${"{".repeat(n)}$`],
    ["opening parentheses", 100_000, (n) => `$${"f(".repeat(n)}$`],
    ["braces around a letter", 100_000, (n) => `$x = ${"{".repeat(n)}y${"}".repeat(n)}$`],
    ["macros that expand to two of themselves", 1_000, (n) => `$\\def\\a{\\a\\a}${"\\a".repeat(n)}$`],
    ["macros that expand to more", 1_000, (n) => `$\\newcommand{\\b}{x\\b} \\b = ${"\\b".repeat(n)}$`],
    ["dollars", 1_000_000, (n) => "$".repeat(n)],
    ["nested quotes", 20_000, (n) => `${">".repeat(n)} $x = y$`],
    ["list markers", 20_000, (n) => `${"- ".repeat(n)}$x = y$`],
    ["steps of a chain", 3_000, (n) => `$$\\frac{\\partial x}{\\partial y} ${"= W ".repeat(n)}$$`],
    [
      "steps of a defined chain",
      3_000,
      (n) => `$x = W y$, $$\\frac{\\partial x}{\\partial y} ${"= W ".repeat(n)}$$`,
    ],
    ["terms", 3_000, (n) => `$$x = ${"W y + ".repeat(n)} y$$ $$\\frac{\\partial x}{\\partial y} = W$$`],
    ["nested fractions", 10_000, (n) => `$$${"\\frac{1}{".repeat(n)}x${"}".repeat(n)}$$`],
    ["nested scripts", 10_000, (n) => `$$x${"_{y".repeat(n)}${"}".repeat(n)} = 1$$`],
    ["open environments", 5_000, (n) => "$$\\begin{aligned}".repeat(n)],
    ["open formulas", 3_000, (n) => "$\\frac{\\partial x}{\\partial y} = ".repeat(n)],
  ];

  test.for(worst)("of many %s is read in linear time", { timeout: LIMIT }, async ([, size, textOf]) => {
    await expectLinear(async (n) => {
      const text = textOf(n);
      expect(misplaced(text, await lint(text, defaultSettings))).toEqual([]);
    }, size);
  });
});
