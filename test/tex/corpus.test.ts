/*
 * Real formulas: all parse, what KaTeX draws has no error node, and names slice to their source. Skipped where
 * the corpus is absent.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import katex from "katex";
import { expect, test } from "vitest";
import { noMacros, parseTex } from "../../src/tex/parser.ts";
import { walk } from "../../src/tex/walk.ts";
import { locatedSlice } from "../../src/text/span.ts";

const file = join(process.env["JACOBIAN_LINT_CORPUS"] ?? "../shared/corpus", "formulas.jsonl");

interface Formula {
  readonly tex: string;
  readonly display: boolean;
  readonly derivative: boolean;
}

function isDrawn({ tex, display }: Formula): boolean {
  try {
    katex.renderToString(tex, { displayMode: display, throwOnError: true, strict: false });
    return true;
  } catch {
    return false;
  }
}

test.skipIf(!existsSync(file))("formulas of public notes (needs the corpus)", { timeout: 60_000 }, () => {
  const formulas = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Formula);
  const count = {
    all: formulas.length,
    derivative: 0,
    derivativeClean: 0,
    drawn: 0,
    drawnClean: 0,
    letters: 0,
    misplaced: 0,
  };
  for (const formula of formulas) {
    const document = "xx" + formula.tex + "xx";
    const { root } = parseTex(locatedSlice(document, 2, document.length - 2), noMacros);
    let clean = true;
    walk(root, (node) => {
      if (node.type === "error") clean = false;
      if (node.type !== "letter" || !node.literal) return;
      count.letters++;
      const source = document.slice(node.span.start, node.span.end);
      if (!source.includes(node.name.replace(/^\\/, "")) && source.charCodeAt(0) < 127) count.misplaced++;
    });
    if (formula.derivative) {
      count.derivative++;
      if (clean) count.derivativeClean++;
    }
    if (isDrawn(formula)) {
      count.drawn++;
      if (clean) count.drawnClean++;
    }
  }
  console.log(count);
  expect(count.derivativeClean / count.derivative).toBeGreaterThan(0.985);
  expect(count.drawnClean / count.drawn).toBeGreaterThan(0.99);
  expect(count.misplaced).toBe(0);
});
