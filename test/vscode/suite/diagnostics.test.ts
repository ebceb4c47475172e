/*
 * A wrong claim gets one squiggle that says what, why and where from; a right one gets none; both follow edits.
 */
import * as vscode from "vscode";
import { closeNote, equal, none, ok, openNote, problemsOf, problemsWhen, replaceText } from "./note.ts";
import { ruleOf, some } from "./note.ts";

describe("diagnostics", () => {
  afterEach(closeNote);

  it("underline the wrong factor of a wrong claim, and nothing else in the note", async () => {
    const { document } = await openNote("rnn.md");
    const problems = await problemsWhen(document.uri, some);
    equal(problems.map(ruleOf), ["factor-transpose"]);
    const [problem] = problems;
    ok(problem, "no problem");
    equal(problem.severity, vscode.DiagnosticSeverity.Warning);
    equal(document.getText(problem.range), "^\\top");
  });

  it("are one plain line, linked to the rule's page and to the definitions used", async () => {
    const { document } = await openNote("rnn.md");
    const [problem] = await problemsWhen(document.uri, some);
    ok(problem, "no problem");
    ok(!/[\n\\$]/.test(problem.message), `not one plain line: ${problem.message}`);
    ok(typeof problem.code === "object", "the code has no link");
    ok(problem.code.target.toString(true).includes("factor-transpose"), "the link is not to the rule's page");
    const used = (problem.relatedInformation ?? []).map(({ location }) => document.getText(location.range));
    ok(
      used.some((text) => text.includes("\\sigma(z_t)")),
      `the definition of h_t is not among ${JSON.stringify(used)}`,
    );
  });

  it("are absent from a right note", async () => {
    const right = await openNote("least-squares.md");
    equal(problemsOf(right.document.uri), []);
    // Nothing tells that there is nothing to tell: so it is made wrong, seen to be wrong, and made right again.
    await replaceText(right, "\\partial x} = A", "\\partial x} = A^\\top");
    await problemsWhen(right.document.uri, some);
    await replaceText(right, "\\partial x} = A^\\top", "\\partial x} = A");
    await problemsWhen(right.document.uri, none);
  });

  it("follow the document as it is typed, saved or not", async () => {
    const content = "Let $A \\in \\mathbb{R}^{m \\times n}$, $x \\in \\mathbb{R}^n$; numerator layout.\n\n";
    const document = await vscode.workspace.openTextDocument({ language: "markdown", content });
    const editor = await vscode.window.showTextDocument(document);
    const claim = "$$y = A x$$\n\n$$\\frac{\\partial y}{\\partial x} = 2A$$\n";
    await editor.edit((edit) => edit.insert(document.positionAt(content.length), claim));
    const problems = await problemsWhen(document.uri, some);
    equal(problems.map(ruleOf), ["scalar-factor"]);
  });

  it("can be silenced by a directive", async () => {
    const editor = await openNote("rnn.md");
    await problemsWhen(editor.document.uri, some);
    const directive = "<!-- jacobian-lint-disable-file factor-transpose -- quoted as found -->\n\n";
    await replaceText(editor, "# Backpropagation", `${directive}# Backpropagation`);
    await problemsWhen(editor.document.uri, none);
  });
});
