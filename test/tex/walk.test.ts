/* Formulas that are rewritten: what changes nothing makes no new tree, and the same change makes the same tree again. */
import { expect, test } from "vitest";
import { noMacros, parseTex } from "../../src/tex/parser.ts";
import type { TexNode } from "../../src/tex/syntax.ts";
import { lettersIn, mapTree, rewritten } from "../../src/tex/walk.ts";
import { locatedSlice } from "../../src/text/span.ts";

const source = String.raw`\frac{\partial y_i}{\partial x} = \begin{pmatrix} a & 2 \\ b^\top & W x \end{pmatrix}`;
const formula = parseTex(locatedSlice(source, 0, source.length), noMacros).root;
const renamed = (node: TexNode): TexNode =>
  node.type === "letter" && node.name === "a" ? { ...node, name: "c" } : node;

test("what changes nothing returns the tree itself", () => {
  expect(mapTree(formula, (node) => node)).toBe(formula);
});

test("what changes one letter leaves the others", () => {
  const after = mapTree(formula, renamed);
  expect(lettersIn(formula)).toContain("a");
  expect(lettersIn(after)).toEqual(lettersIn(formula).map((name) => (name === "a" ? "c" : name)));
});

test("the same way of writing makes the same tree", () => {
  const rename = () => mapTree(formula, renamed);
  expect(rewritten(formula, "a as c", rename)).toBe(rewritten(formula, "a as c", rename));
  expect(rewritten(formula, "as it is", () => formula)).toBe(formula);
});
