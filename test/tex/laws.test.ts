import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { noMacros, parseTex } from "../../src/tex/parser.ts";
import { children, walk } from "../../src/tex/walk.ts";
import { contains, locatedSlice } from "../../src/text/span.ts";
import type { LocatedText } from "../../src/text/span.ts";
import type { TexNode } from "../../src/tex/syntax.ts";
import { sexpr } from "./sexpr.ts";

const fixed = { seed: 20260101, numRuns: 800 };

const pieces =
  String.raw`x W \alpha 1 0 . , ; : = + - * / \cdot \times ( ) [ ] \{ \} { } _ ^ ' \prime & \\ \left( \right) \left. \right| | \| \mid \bigl \frac \sqrt \sum \prod \max \text{ \text{if} \mathbf \mathrm \operatorname{ \hat \overset \underset \begin{aligned} \end{aligned} \begin{matrix} \end{matrix} \begin{cases} \end{cases} \pmatrix{ \over \quad \, \tag{ \color{red} \newcommand{\a}[2]{#2#1} \a{x}{y} \def\b{\a} \b \let\c=\b #1 % $ α ² ᵀ ’ 青 𝐱 \bf \not \arg diag ... \ldots < > := \pdv \xrightarrow \underbrace \cr \_ \foo &lt;`.split(
    " ",
  );

const formula = fc
  .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom("", " ", "\n")), { maxLength: 30 })
  .map((parts) => parts.map(([piece, space]) => piece + space).join(""));

/** A formula behind other text, its lines behind quote marks. */
function quoted(tex: string): { document: string; located: LocatedText } {
  let document = "> ";
  let text = "";
  const located: { inText: number; inDocument: number; length: number }[] = [];
  for (const line of tex.split(/(?<=\n)/)) {
    located.push({ inText: text.length, inDocument: document.length, length: line.length });
    document += line + "> ";
    text += line;
  }
  return { document, located: { text, pieces: located } };
}

function nodesOf(root: TexNode): TexNode[] {
  const nodes: TexNode[] = [];
  walk(root, (node) => void nodes.push(node));
  return nodes;
}

describe("laws", () => {
  test("never throws, and every span lies inside the document and its parent", () => {
    fc.assert(
      fc.property(fc.oneof(formula, fc.string({ unit: "binary" })), (tex) => {
        const { document, located } = quoted(tex);
        const inside = { start: 0, end: document.length };
        const misplaced = nodesOf(parseTex(located, noMacros).root).filter(
          (node) =>
            node.span.end < node.span.start ||
            !contains(inside, node.span) ||
            children(node).some((child) => child.type !== "empty" && !contains(node.span, child.span)),
        );
        expect(misplaced).toEqual([]);
      }),
      fixed,
    );
  });

  test("a literal name slices to its source", () => {
    fc.assert(
      fc.property(formula, (tex) => {
        const document = "note " + tex;
        for (const node of nodesOf(parseTex(locatedSlice(document, 5, document.length), noMacros).root)) {
          if (!node.literal || (node.type !== "letter" && node.type !== "number")) continue;
          const source = document.slice(node.span.start, node.span.end);
          const again = parseTex(locatedSlice(source, 0, source.length), noMacros).root;
          const withoutFont = (tree: TexNode): string =>
            sexpr(tree.type === "letter" ? { ...tree, font: null } : tree);
          expect(withoutFont(again)).toBe(withoutFont(node));
        }
      }),
      fixed,
    );
  });

  test("the same text gives the same tree", () => {
    fc.assert(
      fc.property(formula, (tex) => {
        const located = locatedSlice(tex, 0, tex.length);
        expect(parseTex(located, noMacros).root).toEqual(parseTex(located, noMacros).root);
      }),
      { ...fixed, numRuns: 200 },
    );
  });
});

describe("places", () => {
  const spans = (tex: string): string[] =>
    nodesOf(parseTex(locatedSlice(tex, 0, tex.length), noMacros).root)
      .filter((node) => children(node).length === 0)
      .map((node) => (node.literal ? "" : "!") + tex.slice(node.span.start, node.span.end));

  test.each([
    [String.raw`\mathbf{x}^{(rec)}`, [String.raw`\mathbf{x}`, "r", "e", "c"]],
    [String.raw`x^\frac12 + {y}`, ["x", "1", "2", "{y}"]],
    ["a % b\n+ c", ["a", "c"]],
    ["xᵀ", ["x", "!ᵀ"]],
  ])("%s", (tex, expected) => {
    expect(spans(tex)).toEqual(expected);
  });

  test("a macro's body has the span of the call, its arguments their own", () => {
    expect(spans(String.raw`\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}\pd{y}{x}`)).toEqual([
      String.raw`!\pd{y}{x}`,
      "y",
      String.raw`!\pd{y}{x}`,
      "x",
    ]);
  });

  test("what a macro puts side by side cannot be edited; what stands around a call can", () => {
    const tex = String.raw`\newcommand{\swap}[2]{#2 #1}a = \swap{b}{c}`;
    const { root } = parseTex(locatedSlice(tex, 0, tex.length), noMacros);
    expect(root.literal).toBe(true);
    expect(tex.slice(root.span.start, root.span.end)).toBe(String.raw`a = \swap{b}{c}`);
    const product = children(root)[1]!;
    expect(product.literal).toBe(false);
    expect(tex.slice(product.span.start, product.span.end)).toBe(String.raw`\swap{b}{c}`);
  });

  test("marks have spans of their own", () => {
    const tex = "W_{ij}^{T} f''";
    const { root } = parseTex(locatedSlice(tex, 0, tex.length), noMacros);
    const marks = children(root).flatMap((node) =>
      node.type === "scripts" ? [node.subSpan, node.supSpan, node.primeSpan] : [],
    );
    expect(marks.map((mark) => mark && tex.slice(mark.start, mark.end))).toEqual([
      "_{ij}",
      "^{T}",
      null,
      null,
      null,
      "''",
    ]);
  });
});

describe("cost", () => {
  const many = 50_000;
  test.each([
    ["opening braces", "{".repeat(many)],
    ["nested groups", "{".repeat(many) + "}".repeat(many)],
    ["unclosed calls", "f(".repeat(many)],
    ["dollars", "$".repeat(500_000)],
    ["bars", "(|x".repeat(many)],
    ["\\left", "\\left(".repeat(many)],
    ["mixed brackets", "(".repeat(many) + "[)".repeat(many)],
    ["scripts", "_x".repeat(many)],
    ["sums", "\\sum".repeat(many)],
    ["evaluation bars", "f" + "|_a".repeat(many)],
    ["a macro that calls itself", "\\def\\a{x\\a\\a}\\a"],
    ["a macro that doubles", "\\def\\a#1{#1#1}" + "\\a{".repeat(60) + "x" + "}".repeat(60)],
    ["unclosed arguments", "\\newcommand{\\a}[1]{#1}" + "\\a{".repeat(many)],
  ])("%s", { timeout: 4000 }, (_, tex) => {
    const { root } = parseTex(locatedSlice(tex, 0, tex.length), noMacros);
    expect(nodesOf(root).length).toBeGreaterThan(0);
  });
});
