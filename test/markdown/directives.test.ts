import { describe, expect, test } from "vitest";
import { readLatexDocument } from "../../src/markdown/latex-document.ts";
import type { Directive, Note } from "../../src/markdown/note.ts";
import { readNote } from "../../src/markdown/read-note.ts";
import { expectLaws } from "./note-laws.ts";

function show(directive: Directive): string {
  if (directive.type === "declare")
    return `declare: ${directive.declarations.map((d) => d.text).join(" | ")}`;
  return [directive.action, ...directive.rules, directive.reason && `(${directive.reason})`]
    .filter(Boolean)
    .join(" ");
}

function read(text: string): Note {
  const note = readNote(text, { dialect: "vscode" });
  expectLaws(note);
  return note;
}

const comments: readonly (readonly [string, readonly string[]])[] = [
  ["<!-- jacobian-lint-disable -->", ["disable"]],
  ["<!--jacobian-lint-enable-->", ["enable"]],
  [
    "<!-- jacobian-lint-disable-next-line sign, other-layout -- from the book -->",
    ["disable-next-line sign other-layout (from the book)"],
  ],
  ["text <!-- jacobian-lint-disable-next-block -- why -- ever --> $x$", ["disable-next-block (why -- ever)"]],
  ["<!-- jacobian-lint-disable-file\nsign -->", ["disable-file sign"]],
  ["<!-- jacobian-lint-disabled -->\n\n<!-- about jacobian-lint: x -->", []],
  ["`<!-- jacobian-lint-disable -->`", []],
  ["```\n<!-- jacobian-lint-disable -->\n```", []],
  ["$$\nx = 1 % jacobian-lint-ignore sign -- known\ny\n$$", ["ignore sign (known)"]],
  ["$x$ % jacobian-lint-ignore", []],
  [
    "<!-- jacobian-lint: W in R^{n x m}; A symmetric;\n  layout numerator; -->",
    ["declare: W in R^{n x m} | A symmetric | layout numerator"],
  ],
  ["- item\n\n  <!-- jacobian-lint: gates fixed -->", ["declare: gates fixed"]],
  ["> <!-- jacobian-lint: a;\n> b -->", ["declare: a | b"]],
];

describe("comments", () => {
  test.each(comments)("%j", (text, expected) => {
    expect(read(text).directives.map(show)).toEqual(expected);
  });

  test("have the place of the whole comment", () => {
    const text = "a\n\n> <!-- jacobian-lint-disable -->\n";
    expect(read(text).directives[0]?.span).toEqual({ start: 5, end: text.length - 1 });
  });

  test("of LaTeX documents speak as well", () => {
    const note = readLatexDocument("a % jacobian-lint: W in R^n\n% jacobian-lint-disable sign\n$x$");
    expectLaws(note);
    expect(note.directives.map(show)).toEqual(["declare: W in R^n", "disable sign"]);
  });
});

const frontMatters: readonly (readonly [string, readonly string[], unknown])[] = [
  ["jacobian-lint: W in R^{n x m}; A symmetric", ["declare: W in R^{n x m} | A symmetric"], {}],
  ["jacobian-lint:\n  - W in R^n\n  - 'x in R^m'", ["declare: W in R^n | x in R^m"], {}],
  ["jacobian-lint: |\n  W in R^n\n  A symmetric", ["declare: W in R^n | A symmetric"], {}],
  ['jacobian-lint: "W \\\\in R^n"', ["declare: W \\in R^n"], {}],
  [
    "title: x\njacobian-lint:\n  layout: numerator\n  uses: [a.md]\n  declare: W in R^n",
    ["declare: W in R^n"],
    { layout: "numerator", uses: ["a.md"] },
  ],
  ["jacobian-lint:\n  severity: { sign: hint }", [], { severity: { sign: "hint" } }],
];

describe("front matter", () => {
  test.each(frontMatters)("%j", (yaml, directives, settings) => {
    const note = read(`---\n${yaml}\n---\n\n$x$`);
    expect(note.directives.map(show)).toEqual(directives);
    expect(note.frontMatter?.settings).toEqual(settings);
    expect(note.math).toHaveLength(1);
  });

  test("that says nothing to the linter is nothing", () => {
    expect(read("---\ntitle: $x$\n---\n").frontMatter).toBeNull();
    expect(read("no front matter").frontMatter).toBeNull();
  });

  test("that is not YAML is handed on as words that no settings match", () => {
    const note = read("---\njacobian-lint: [\n---\n\n$x$");
    expect(note.frontMatter?.settings).toMatch(/front matter/);
    expect(note.math).toHaveLength(1);
  });

  test("is found behind a byte-order mark and with Windows line ends", () => {
    const note = read("\uFEFF---\r\njacobian-lint: W in R^n\r\n---\r\n$x$");
    expect(note.directives.map(show)).toEqual(["declare: W in R^n"]);
    expect(note.math).toHaveLength(1);
  });
});
