import { describe, expect, test } from "vitest";
import { readLatexDocument } from "../../src/markdown/latex-document.ts";
import { readNote } from "../../src/markdown/read-note.ts";
import { dialects } from "../../src/settings.ts";
import { expectLinear } from "../growth.ts";

const parts = [
  "$",
  "$ ",
  "$$\n",
  "$$x\n\n",
  "> ",
  "[",
  "[](",
  "[](a ",
  "![",
  "`",
  "` `` ",
  "\\(",
  "\\[\n",
  "> \\[\n",
  "\\begin{align}\n",
  "\\begin{align}",
  "\\begin{",
  "- ",
  "1. \n",
  "<",
  "<a ",
  "<!--",
  "<!--\n",
  "<script>",
  "<script>\n\n",
  "*",
  "**a ",
  "_",
  "\\",
  "|",
  "|\n|-|\n",
  "# ",
  "\t",
  "\n",
  "> \n",
  "```\n",
  "a\n===\n",
  "---\n",
  "x ",
  "{",
  "\\cite{",
  "\\newcommand{",
  "\\section{",
];

const SIZE = 100_000;

describe("much", () => {
  test.each(parts)("of %j is read in linear time", async (part) => {
    for (const dialect of ["vscode", "jupyter"] as const)
      await expectLinear((size) => readNote(part.repeat(size / part.length), { dialect }), SIZE);
    await expectLinear((size) => readLatexDocument(part.repeat(size / part.length)), SIZE);
  });

  test("of nested containers over many lines is read in linear time", async () => {
    const lines = "> - ".repeat(500) + "x\n";
    await expectLinear((size) => {
      readNote(lines.repeat(size / lines.length) + "\n".repeat(size / 100), { dialect: "vscode" });
    }, SIZE);
  });

  test.each(["$", "> ", "["])("of %j, a megabyte, is read in linear time", async (part) => {
    await expectLinear((size) => readNote(part.repeat(size / part.length), { dialect: "vscode" }), 1_000_000);
  });

  test("may be in any dialect", () => {
    expect(dialects.map((dialect) => readNote("$$".repeat(1000), { dialect }).math.length)).toHaveLength(7);
  });
});
