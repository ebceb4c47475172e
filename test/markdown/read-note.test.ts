import { describe, expect, test } from "vitest";
import { readNote } from "../../src/markdown/read-note.ts";
import type { Dialect } from "../../src/settings.ts";
import { expectLaws } from "./note-laws.ts";
import { showMath, showNote } from "./show-note.ts";

/** Text, and the blocks it gives in the dialect of VS Code's preview. */
const blocks: readonly (readonly [string, readonly string[]])[] = [
  ["Let $x$ be.", ["Let ⟨x⟩ be."]],
  ["$$x = 1$$", ["⟪x = 1⟫"]],
  ["$$\nx\n$$\n\nwhere", ["⟪x⟫", "where"]],
  ["so\n$$\nx\n$$\nwhere $y$", ["so ⟪x⟫ where ⟨y⟩"]],
  ["# On $W$ #\n\ntext", ["# On ⟨W⟩", "text"]],
  ["On $W$\n---\n\ntext", ["## On ⟨W⟩", "text"]],
  ["$$x$$\n---", ["⟪x⟫"]],
  // Money, escapes, code.
  ["cost $5 and $6", ["cost $5 and $6"]],
  ["a\\$b $x$ \\$c", ["a$b ⟨x⟩ $c"]],
  ["`$x$` and ``$`y`$`` $z$", ["$x$ and $`y`$ ⟨z⟩"]],
  ["```\n$x$\n```\n\n$y$", ["⟨y⟩"]],
  ["    $x$\n\n$y$", ["⟨y⟩"]],
  ["```math\nx = 1\n```", ["⟪x = 1⟫"]],
  ["~~~latex\nx = 1\n~~~", ["⟪x = 1⟫"]],
  ["```latex\n\\documentclass{article}\n```", []],
  ["$`x_1`$", ["⟨x_1⟩"]],
  ["word$x$ and $y$word $z$", ["word$x$ and $y$word ⟨z⟩"]],
  // Other delimiters.
  ["\\(x\\) and \\[y\\]", ["⟨x⟩ and ⟪y⟫"]],
  ["\\[\n- x\n+ y\n\\]", ["⟪- x + y⟫"]],
  ["\\\\(x\\\\) and \\\\[y\\\\]", ["⟨x⟩ and ⟪y⟫"]],
  ["\\begin{align}\nx &= 1\n\n\\end{align}", ["⟪\\begin{align} x &= 1 \\end{align}⟫"]],
  ["so \\begin{aligned}x\\end{aligned}.", ["so ⟪\\begin{aligned}x\\end{aligned}⟫."]],
  ["\\begin{itemize}\n$x$\n\\end{itemize}", ["\\begin{itemize} ⟨x⟩ \\end{itemize}"]],
  ['<script type="math/tex">x</script>', ["⟨x⟩"]],
  ['a\n<script type="math/tex; mode=display">x</script>', ["a", "⟪x⟫"]],
  // Containers.
  ["> $$\n> x\n> $$\n> where\n\nout", ["⟪x⟫ where", "out"]],
  ["- a\n  $$\n  x\n  $$\n- b", ["a ⟪x⟫", "b"]],
  ["1. a\n\n   $$\n   x\n   $$\n\n   b $y$", ["a", "⟪x⟫", "b ⟨y⟩"]],
  ["- a\n  $$\nx\n  $$", ["a ⟪x⟫"]],
  ["> [!NOTE]\n> Let $x$", ["Let ⟨x⟩"]],
  ["[^1]: Note $x$\n\n    more", ["Note ⟨x⟩", "more"]],
  ["- [ ] $x$", ["[ ] ⟨x⟩"]],
  ["> a $x\n> y$ b\nlazy", ["a ⟨x y⟩ b lazy"]],
  ["> $$\n> x\n\n$y$", ["⟪x⟫", "⟨y⟩"]],
  // Tables.
  ["| a | $b$ |\n|---|:-:|\n| $P(a\\|b)$ | d |\n\ntext", ["| a", "| ⟨b⟩", "| ⟨P(a|b)⟩", "| d", "text"]],
  ["text\na|b\n-|-\nc|$d$\n# H", ["text", "| a", "| b", "| c", "| ⟨d⟩", "# H"]],
  // HTML.
  ["<div>\n\\begin{align}x\\end{align}\n</div>", ["⟪\\begin{align}x\\end{align}⟫"]],
  ["<details><summary>On $x$</summary>\n\n$y$\n\n</details>", ["On ⟨x⟩", "⟨y⟩"]],
  ["<!-- $x$\n\n$$y$$ -->\n$z$", ["⟨z⟩"]],
  ["a <!-- $x$ --> b", ["a  b"]],
  ["<details><summary>Example</summary>\n```math\nx\n```\n</details>", ["Example", "⟪x⟫"]],
  ["<code>$x$</code> and $y$", ["$x$ and ⟨y⟩"]],
  ["<pre>\n$x$\n</pre>", []],
  ["<b>bold</b> $x$", ["bold ⟨x⟩"]],
  // What nobody closed.
  [
    "$$\nx = 1\n\n$y$ is a word that follows here\n\n$$\nz\n$$",
    ["⟪x = 1⟫", "⟨y⟩ is a word that follows here", "⟪z⟫"],
  ],
  ["$$\nx\n\n# Title\n\n$$\ny\n$$", ["⟪x⟫", "# Title", "⟪y⟫"]],
  ["$$\nx\n\ny\n$$", ["⟪x y⟫"]],
  ["$$\nx\n$$\n---\n$y$", ["⟪x⟫", "⟨y⟩"]],
  ["one $ sign\n\n$x$", ["one $ sign", "⟨x⟩"]],
  ["$$x$$ where $y$", ["⟪x⟫ where ⟨y⟩"]],
  ["thus $$\nx\n$$ where $y$", ["thus ⟪x⟫ where ⟨y⟩"]],
  ["$$\nx\n$$.\n\ntext", ["⟪x⟫.", "text"]],
  ["$$\n\ntext $x$", ["$$", "text ⟨x⟩"]],
  // Prose.
  ["**Let** *the* _vector_ `x` in [the text](http://a.b/$c$) a_b", ["Let the vector x in the text a_b"]],
  ["[[notation|see]] ![$x$](y.png) <https://a$b$> [^2]", ["notation|see ⟨x⟩"]],
  ["\uFEFF$x$", ["⟨x⟩"]],
  ["---\ntitle: $x$\n---\n$y$", ["⟨y⟩"]],
  ["+++\nt = '$x$'\n+++\n\n$y$", ["⟨y⟩"]],
  ["a $x$\r\n\r\n$$\r\ny\r\n$$\r\n", ["a ⟨x⟩", "⟪y⟫"]],
];

describe("blocks", () => {
  test.each(blocks)("%j", (text, expected) => {
    const note = readNote(text, { dialect: "vscode" });
    expect(showNote(note)).toEqual(expected);
    expectLaws(note);
  });
});

const byDialect: readonly (readonly [Dialect, string, readonly string[]])[] = [
  ["github", "$`x`$ \\(y\\) $z$", ["x", "z"]],
  ["github", "```latex\nx\n```\n\n```math\ny\n```", ["y"]],
  ["jupyter", "a$x$b \\(y\\)", ["x", "y"]],
  ["pandoc", "$ x$ and $y $ and $z$9 and $w$", ["w"]],
  ["pandoc", "costs $20,000 and $30,000", []],
  ["myst", "{math}`x` and\n\n```{math}\n:label: eq\ny\n```\n\n:::{math}\nz\n:::", ["x", "y", "z"]],
  ["obsidian", "[[a]] $x$ and $ y$", ["x"]],
  ["kramdown", "$x$ but $$y$$ and \\\\(z\\\\)", ["y", "z"]],
];

describe("dialects", () => {
  test.each(byDialect)("%s: %j", (dialect, text, expected) => {
    const note = readNote(text, { dialect });
    expect(showMath(note)).toEqual(expected);
    expectLaws(note);
  });

  test("kramdown's double dollars are inline within a line of prose", () => {
    const note = readNote("so $$y$$ is\n\n$$z$$", { dialect: "kramdown" });
    expect(note.math.map((m) => m.kind)).toEqual(["inlineMath", "math"]);
  });
});

describe("places", () => {
  test("leave quote marks and indents out of a formula", () => {
    const text = "> 1. $$\n>    a\n>    b\n>    $$\n";
    const [math] = readNote(text, { dialect: "vscode" }).math;
    expect(math?.tex.text).toBe("\na\nb\n");
    expect(math?.tex.pieces.map((p) => text.slice(p.inDocument, p.inDocument + p.length))).toEqual([
      "\n",
      "a\n",
      "b\n",
    ]);
    expect(text.slice(math?.span.start, math?.span.end)).toBe("$$\n>    a\n>    b\n>    $$");
  });

  test("count a byte-order mark and both units of a letter beyond the first plane", () => {
    const text = "\uFEFF𝐱 $y$";
    expect(readNote(text, { dialect: "vscode" }).math[0]?.span).toEqual({ start: 4, end: 7 });
  });
});
