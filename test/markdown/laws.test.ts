import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readLatexDocument } from "../../src/markdown/latex-document.ts";
import { toDocumentSpan } from "../../src/text/span.ts";
import {
  type Part,
  type Whole,
  excerptInPlace,
  excerptOf,
  layOut,
  partsOf,
  waysBack,
  wholeOf,
} from "../../src/markdown/excerpt.ts";
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
        const some = parts.filter((_, at) => at % 3 !== 1);
        const whole = wholeOf(note, parts);
        for (const { of, excerpt, places } of [
          { of: parts, excerpt: excerptOf(note, parts, layout), places: layout.places },
          { of: some, ...inPlace(whole, some) },
        ]) {
          const pieces = waysBack(of, places);
          for (const { span } of excerpt.math) {
            const { start, end } = toDocumentSpan({ pieces }, span.start, span.end);
            expect(text.slice(start, end)).toBe(excerpt.text.slice(span.start, span.end));
          }
          expect(excerpt.math.every((one) => of !== some || whole.note.math.includes(one))).toBe(true);
        }
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

function inPlace(whole: Whole, parts: readonly Part[]) {
  const { note, places } = excerptInPlace(whole, parts);
  return { excerpt: note, places };
}
