/*
 * What the palette offers does what it says.
 */
import * as vscode from "vscode";
import { closeNote, none, ok, openNote, problemsOf, problemsWhen, some, tabWhen, textWhen } from "./note.ts";

const run = (command: string, ...given: unknown[]) =>
  vscode.commands.executeCommand(`jacobianLint.${command}`, ...given);

describe("commands", () => {
  afterEach(async () => {
    await closeNote();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("fix all corrects the note", async () => {
    const { document } = await openNote("rnn.md");
    await problemsWhen(document.uri, some);
    await run("fixAll");
    await textWhen(document, (text) => !text.includes("W^\\top"));
    await problemsWhen(document.uri, none);
  });

  it("restart server brings the problems back", async () => {
    const { document } = await openNote("rnn.md");
    await problemsWhen(document.uri, some);
    const before = problemsOf(document.uri)[0]?.message;
    await run("restartServer");
    const [after] = await problemsWhen(document.uri, some);
    ok(after?.message === before, `"${after?.message ?? ""}" after the restart, "${before ?? ""}" before it`);
  });

  it("explain rule opens the rule's page", async () => {
    await run("explainRule", "factor-transpose");
    await tabWhen((tab) => tab.label.includes("factor-transpose"));
  });

  it("show evidence opens the panel", async () => {
    const editor = await openNote("rnn.md");
    const [problem] = await problemsWhen(editor.document.uri, some);
    ok(problem, "no problem");
    editor.selection = new vscode.Selection(problem.range.start, problem.range.start);
    await run("showEvidence");
    await tabWhen((tab) => tab.input instanceof vscode.TabInputWebview && tab.label === "Evidence");
  });

  it("open sample opens a note with planted errors that is nobody's file", async () => {
    await run("openSample");
    const document = vscode.window.activeTextEditor?.document;
    ok(document?.isUntitled, "the sample is not an untitled document");
    await problemsWhen(document.uri, (problems) => problems.length >= 3);
  });
});
