/*
 * Completions: after the `=` of a derivative the derivative itself, and inside our comments our own words.
 */
import * as vscode from "vscode";
import { closeNote, none, ok, openNote, problemsWhen, replaceText, some } from "./note.ts";

describe("completion", () => {
  afterEach(closeNote);

  it("offers the derivative after its equals sign, and the offer verifies", async () => {
    const editor = await openNote("rnn.md");
    await problemsWhen(editor.document.uri, some);
    const left = "\\frac{\\partial h_t}{\\partial h_{t-1}} =";
    await replaceText(editor, `${left} \\operatorname{diag}(\\sigma'(z_t)) W^\\top`, `${left} `);
    const items = await completionsAfter(editor.document, `${left} `);
    const derivative = items.find(
      (item) => labelOf(item).includes("W") && labelOf(item).includes("\\sigma'"),
    );
    ok(derivative, `no derivative among ${items.map(labelOf).join(", ")}`);
    await replaceText(editor, `${left} `, `${left} ${labelOf(derivative)}`);
    await problemsWhen(editor.document.uri, none);
  });

  it("offers the rules in a comment that silences", async () => {
    const editor = await openNote("rnn.md");
    await replaceText(
      editor,
      "# Backpropagation",
      "<!-- jacobian-lint-disable-file  -->\n\n# Backpropagation",
    );
    const items = await completionsAfter(editor.document, "jacobian-lint-disable-file ");
    ok(items.map(labelOf).includes("factor-transpose"), "the rule is not offered");
  });
});

async function completionsAfter(
  document: vscode.TextDocument,
  text: string,
): Promise<vscode.CompletionItem[]> {
  const place = document.positionAt(document.getText().indexOf(text) + text.length);
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    place,
  );
  return list.items;
}

function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === "string" ? label : label.label;
}
