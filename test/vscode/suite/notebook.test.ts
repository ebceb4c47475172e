/*
 * In a notebook the cells are one note: a claim rests on what an earlier cell defines, and is reported in its own.
 */
import * as vscode from "vscode";
import { closeNote, equal, fileOf, ok, problemsWhen, ruleOf, some } from "./note.ts";

describe("notebooks", function () {
  // The editor's own notebook support starts by itself, now and then after the document was asked for.
  this.retries(4);
  afterEach(closeNote);

  it("report a wrong claim on the cell that makes it", async () => {
    const notebook = await vscode.workspace.openNotebookDocument(fileOf("notebook.ipynb"));
    await vscode.window.showNotebookDocument(notebook);
    const cell = notebook.cellAt(1).document;
    const problems = await problemsWhen(cell.uri, some);
    equal(problems.map(ruleOf), ["sign"]);
    const [problem] = problems;
    ok(problem, "no problem");
    equal(cell.getText(problem.range), "-");
  });
});
