/*
 * Quick fixes: the corrected formula comes first, says that it was verified, and ends the diagnostic.
 */
import * as vscode from "vscode";
import { closeNote, equal, none, ok, openNote, problemsWhen, ruleOf, some } from "./note.ts";

const corrected = "= \\operatorname{diag}(\\sigma'(z_t)) W\n";

describe("quick fixes", () => {
  afterEach(closeNote);

  it("offer the verified correction first, and applying it ends the diagnostic", async () => {
    const { document } = await openNote("rnn.md");
    const [problem] = await problemsWhen(document.uri, some);
    ok(problem, "no problem");
    const [first] = await actionsAt(document, problem.range, vscode.CodeActionKind.QuickFix);
    ok(first?.isPreferred, "the first fix is not the preferred one");
    ok(/verified/i.test(first.title), `the title does not say that it was verified: ${first.title}`);
    await apply(first);
    ok(document.getText().includes(corrected), `not corrected:\n${document.getText()}`);
    await problemsWhen(document.uri, none);
  });

  it("offer to disable the rule with a reason, which silences it", async () => {
    const { document } = await openNote("rnn.md");
    const [problem] = await problemsWhen(document.uri, some);
    ok(problem, "no problem");
    const actions = await actionsAt(document, problem.range, vscode.CodeActionKind.QuickFix);
    const disable = actions.find((action) => /^disable/i.test(action.title));
    ok(disable, `no fix disables the rule: ${actions.map((action) => action.title).join(", ")}`);
    await apply(disable);
    ok(document.getText().includes("jacobian-lint-disable"), "no directive was written");
    await problemsWhen(document.uri, (problems) => !problems.map(ruleOf).includes("factor-transpose"));
  });

  it("fix the whole note at once when asked to", async () => {
    const { document } = await openNote("rnn.md");
    await problemsWhen(document.uri, some);
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const kind = vscode.CodeActionKind.SourceFixAll.append("jacobianLint");
    const actions = await actionsAt(document, whole, kind);
    equal(actions.length, 1);
    for (const action of actions) await apply(action);
    ok(document.getText().includes(corrected), `not corrected:\n${document.getText()}`);
    await problemsWhen(document.uri, none);
  });
});

/** The linter's actions at a range, with their edits resolved. */
async function actionsAt(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind: vscode.CodeActionKind,
): Promise<vscode.CodeAction[]> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    range,
    kind.value,
    20,
  );
  return actions.filter((action) => action.kind !== undefined && kind.contains(action.kind));
}

async function apply(action: vscode.CodeAction): Promise<void> {
  if (action.edit !== undefined) ok(await vscode.workspace.applyEdit(action.edit), "the edit was refused");
  const { command } = action;
  if (command !== undefined)
    await vscode.commands.executeCommand(command.command, ...((command.arguments as unknown[]) ?? []));
}
