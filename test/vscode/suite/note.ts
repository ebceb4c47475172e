/*
 * What the tests of this folder do over and over: open a note, wait for what the linter says, put it back.
 * Waiting is always for an event of VS Code's and a condition; nothing here counts on a pause being long enough.
 */
import * as vscode from "vscode";

export const source = "jacobian-lint";

export const extension = vscode.extensions.getExtension("jacobian-lint.jacobian-lint");

/** Fails with both values when they are not equal as JSON. */
export function equal(actual: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`expected ${b}, got ${a}`);
}

/** Fails with `message` unless `value` holds. */
export function ok(value: unknown, message: string): asserts value {
  if (value === undefined || value === null || value === false || value === "") throw new Error(message);
}

/** The address of a file of the workspace. */
export function fileOf(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  ok(folder, "no workspace is open");
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Opens a note in an editor. */
export async function openNote(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileOf(name)));
}

/** What the linter says of a document now. */
export function problemsOf(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === source);
}

/** Waits until the linter's diagnostics of `uri` satisfy `condition`; the test's own time limit ends it. */
export function problemsWhen(
  uri: vscode.Uri,
  condition: (problems: readonly vscode.Diagnostic[]) => boolean,
): Promise<vscode.Diagnostic[]> {
  return when(vscode.languages.onDidChangeDiagnostics, () => {
    const problems = problemsOf(uri);
    return condition(problems) ? problems : undefined;
  });
}

/** Waits until the text of a document satisfies `condition`. */
export function textWhen(
  document: vscode.TextDocument,
  condition: (text: string) => boolean,
): Promise<string> {
  return when(vscode.workspace.onDidChangeTextDocument, () => {
    const text = document.getText();
    return condition(text) ? text : undefined;
  });
}

/** Waits for an open tab. */
export function tabWhen(condition: (tab: vscode.Tab) => boolean): Promise<vscode.Tab> {
  const { tabGroups } = vscode.window;
  return when(tabGroups.onDidChangeTabs, () => tabGroups.all.flatMap(({ tabs }) => tabs).find(condition));
}

/** What `look` finds, now or after one of the events. */
function when<Found>(event: vscode.Event<unknown>, look: () => Found | undefined): Promise<Found> {
  return new Promise((resolve) => {
    const subscription = event(lookAgain);
    function lookAgain(): void {
      const found = look();
      if (found === undefined) return;
      subscription.dispose();
      resolve(found);
    }
    lookAgain();
  });
}

export const some = (problems: readonly unknown[]) => problems.length > 0;
export const none = (problems: readonly unknown[]) => problems.length === 0;

/** The rule's name, whether or not the code links to the rule's page. */
export function ruleOf(diagnostic: vscode.Diagnostic | undefined): unknown {
  const code = diagnostic?.code;
  return typeof code === "object" ? code.value : code;
}

/** Replaces the first `from` of a document by `to`. */
export async function replaceText(editor: vscode.TextEditor, from: string, to: string): Promise<void> {
  const start = editor.document.getText().indexOf(from);
  ok(start >= 0, `"${from}" is not in the note`);
  const at = (offset: number) => editor.document.positionAt(offset);
  const edited = await editor.edit((edit) =>
    edit.replace(new vscode.Range(at(start), at(start + from.length)), to),
  );
  ok(edited, "the edit was refused");
}

/** Puts the note of the active editor back to what is on disk and closes it. */
export async function closeNote(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
}
