import { describe, expect, test } from "vitest";
import { toDocument } from "../../src/text/span.ts";
import { formatDialect, noteFormat, readNoteAs } from "../../src/markdown/formats.ts";
import { readLatexDocument } from "../../src/markdown/latex-document.ts";
import { readNotebook, readNotebookNote, toCell } from "../../src/markdown/notebook.ts";
import { expectLaws } from "./note-laws.ts";
import { showMath, showNote } from "./show-note.ts";

describe("formats", () => {
  test.each([
    ["notes/rnn.md", "markdown"],
    ["a.Markdown", "markdown"],
    ["a.qmd", "qmd"],
    ["a.Rmd", "rmd"],
    ["a.myst.md", "myst"],
    ["a.ipynb", "ipynb"],
    ["a.tex", "tex"],
    ["a.txt", null],
    ["md", null],
  ])("%s is %s", (path, format) => {
    expect(noteFormat(path)).toBe(format);
  });

  test("have their own dialects, but Markdown that of the settings", () => {
    expect(formatDialect("markdown", "kramdown")).toBe("kramdown");
    expect(formatDialect("rmd", "kramdown")).toBe("pandoc");
  });

  test("skip code that is run", () => {
    const note = readNoteAs("rmd", "```{r, echo=FALSE}\nx$y <- $1$\n```\n\n`r x$y` $z$", {
      dialect: "vscode",
    });
    expect(showMath(note)).toEqual(["z"]);
  });
});

const body = String.raw`\documentclass{article}
% \newcommand{\no}{no}
\newcommand{\R}{\mathbb{R}}
\def\vx{\mathbf{x}}
\DeclareMathOperator*{\argmin}{arg\,min}
\title{On $n$}
\begin{document}
\section[short]{Gradients of $f$}
Let $x$ be \emph{a vector}~of \textbf{length} $n$ \cite{a}. % cost $5
It costs \$5.

\begin{theorem}[Main]\label{t}
\begin{equation} y = 1 \end{equation}
where \(z\).
\end{theorem}
\begin{verbatim}
$no$
\end{verbatim}
\begin{itemize}
\item one \[ w \]
\item two
\end{itemize}
\end{document}
$after$
`;

describe("a LaTeX document", () => {
  const note = readLatexDocument(body);

  test("becomes headings, paragraphs and formulas", () => {
    expectLaws(note);
    expect(showNote(note).slice(1)).toEqual([
      "## Gradients of ⟨f⟩",
      "Let ⟨x⟩ be a vector of length ⟨n⟩ .  It costs $5.",
      "⟪\\begin{equation} y = 1 \\end{equation}⟫ where ⟨z⟩.",
      "one ⟪w⟫",
      "two",
    ]);
  });

  test("starts with the macros of its preamble", () => {
    expect(showMath(note)[0]).toBe(
      String.raw`\newcommand{\R}{\mathbb{R}}\def\vx{\mathbf{x}}\DeclareMathOperator*{\argmin}{arg\,min}`,
    );
  });

  test("without a preamble is all body", () => {
    expect(showMath(readLatexDocument("a $x$\n\n$y\n\nb $z$"))).toEqual(["x", "z"]);
  });
});

describe("a notebook", () => {
  const json = JSON.stringify(
    {
      cells: [
        { cell_type: "markdown", source: ["# A\n", "$$\\sigma\n"] },
        { cell_type: "code", source: ["$x$"] },
        { cell_type: "markdown", source: "é \u0001 $\\phi$" },
      ],
    },
    null,
    1,
  );
  const notebook = readNotebook(json);

  test("is read cell by cell: what one leaves open does not reach the next", () => {
    const note = readNotebookNote(notebook);
    expectLaws(note);
    expect(showNote(note)).toEqual(["# A", "⟪\\sigma⟫", "é \u0001 ⟨\\phi⟩"]);
  });

  test("leads from the joined text to the cell and to the JSON", () => {
    const at = notebook.text.indexOf("\\phi");
    const place = toCell(notebook, at);
    expect(place).toEqual({ cell: 2, offset: notebook.cells[1]!.text.indexOf("\\phi") });
    const inJson = toDocument(notebook.cells[1]!.json, place.offset);
    expect(json.slice(inJson, inJson + 5)).toBe("\\\\phi");
  });

  test.each(["", "{", "[]", "{}", '{"cells": 1}', "null", '{"cells": [] } // note'])(
    "%j is a problem",
    (text) => {
      expect(readNotebook(text).problem).not.toBeNull();
    },
  );

  test.each(['{"cells": [1, null, {"cell_type": "markdown"}, {"cell_type": "markdown", "source": [1]}]}'])(
    "%s has no text",
    (text) => {
      expect(readNotebook(text).problem).toBeNull();
      expect(readNotebook(text).text.trim()).toBe("");
    },
  );
});
