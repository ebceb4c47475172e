import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readLatexDocument } from "../../src/markdown/latex-document.ts";
import { toDocumentSpan } from "../../src/text/span.ts";
import { excerptOf, layOut, partsOf } from "../../src/markdown/excerpt.ts";
import { readNotebook, readNotebookNote } from "../../src/markdown/notebook.ts";
import { readNote } from "../../src/markdown/read-note.ts";
import { dialects } from "../../src/settings.ts";
import { expectLaws } from "./note-laws.ts";

const fragments =
  "$ $$ $$$ \\( \\) \\[ \\] \\\\( \\\\] \\begin{align} \\end{align} \\begin{cases} \\end{cases} ` `` ``` ```math ~~~ > - * + 1. # ## --- === | |-|-| " +
  "<!-- --> <div> </div> <b> <script> <script_type=math/tex> </script> [ ] ]( ) [^a]: ![ [[ ]] ** _ ~~ \\ \\$ % x word 5 {math}` :::{math} ::: é 𝐱 " +
  "jacobian-lint: jacobian-lint-disable jacobian-lint-ignore ; \\section{ } \\item \\newcommand{\\R}{r} \\begin{document} \\end{document} & +++";
const fragment = fc.constantFrom(
  ...fragments.split(" "),
  " ",
  "    ",
  "\t",
  "\n",
  "\n\n",
  "\r\n",
  "\r",
  "\n> ",
  "\n  ",
  "\uFEFF",
);
const documents = fc.array(fragment, { maxLength: 60 }).map((parts) => parts.join(""));
const parameters = { seed: 7, numRuns: 800 };

describe("any text", () => {
  test.each(dialects)("is a valid note: %s", (dialect) => {
    fc.assert(
      fc.property(documents, (text) => expectLaws(readNote(text, { dialect }))),
      parameters,
    );
  });

  test("is a valid LaTeX document", () => {
    fc.assert(
      fc.property(documents, (text) => expectLaws(readLatexDocument(text))),
      parameters,
    );
  });

  test("is a notebook or a problem", () => {
    fc.assert(
      fc.property(documents, fc.nat(), (text, cut) => {
        const json = JSON.stringify({
          cells: [{ cell_type: "markdown", source: [text, text] }, { cell_type: "code" }],
        });
        expect(readNotebook(json).text).toBe(text + text);
        expectLaws(readNotebookNote(readNotebook(json)));
        expectLaws(readNotebookNote(readNotebook(json.slice(0, cut % json.length))));
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  test("gives excerpts whose formulas lead back to where they stand", () => {
    fc.assert(
      fc.property(documents, (text) => {
        const note = readNote(text, { dialect: "vscode" });
        const parts = partsOf(note, (block) => block.content.length === 1);
        const layout = layOut(note, parts);
        for (const { span } of excerptOf(note, parts, layout).math) {
          const { start, end } = toDocumentSpan(layout.located, span.start, span.end);
          expect(text.slice(start, end)).toBe(layout.located.text.slice(span.start, span.end));
        }
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
