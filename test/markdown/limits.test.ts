import { describe, expect, test } from "vitest";
import { readLatexDocument } from "../../src/markdown/latex-document.ts";
import { readNote } from "../../src/markdown/read-note.ts";
import { dialects } from "../../src/settings.ts";

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

/** A text is read in linear time: 100 kB of the worst takes milliseconds where quadratic time would take minutes. */
const size = 100_000;
const milliseconds = 1000;

describe("much", () => {
  test.each(parts)("of %j is read in time", (part) => {
    const text = part.repeat(size / part.length);
    for (const dialect of ["vscode", "jupyter"] as const) {
      expect(timeOf(() => readNote(text, { dialect }))).toBeLessThan(milliseconds);
    }
    expect(timeOf(() => readLatexDocument(text))).toBeLessThan(milliseconds);
  });

  test("of nested containers over many lines is read in time", () => {
    const lines = "> - ".repeat(500) + "x\n";
    const text = lines.repeat(size / lines.length) + "\n".repeat(1000);
    expect(timeOf(() => readNote(text, { dialect: "vscode" }))).toBeLessThan(milliseconds);
  });

  test.each(["$", "> ", "["])("of %j, a megabyte, is read in time", (part) => {
    const text = part.repeat(1_000_000 / part.length);
    expect(timeOf(() => readNote(text, { dialect: "vscode" }))).toBeLessThan(milliseconds);
  });

  test("may be in any dialect", () => {
    expect(dialects.map((dialect) => readNote("$$".repeat(1000), { dialect }).math.length)).toHaveLength(7);
  });
});

/** Processor time, so that other work on the machine does not count. */
function timeOf(run: () => unknown): number {
  const start = process.cpuUsage();
  run();
  return process.cpuUsage(start).user / 1000;
}
