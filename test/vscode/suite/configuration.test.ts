/*
 * Settings of the editor and the configuration file in the folder: both are obeyed at once, and a mistake in the
 * file is reported there.
 */
import * as vscode from "vscode";
import { closeNote, fileOf, none, ok, openNote, problemsWhen, ruleOf, some } from "./note.ts";

const configuration = () => fileOf(".jacobianlint.jsonc");

describe("configuration", () => {
  afterEach(closeNote);

  it("in the editor's settings changes what is reported", async () => {
    const { document } = await openNote("rnn.md");
    await problemsWhen(document.uri, some);
    await setSeverity({ "factor-transpose": "off" });
    try {
      await problemsWhen(document.uri, none);
    } finally {
      await setSeverity(undefined);
    }
    await problemsWhen(document.uri, some);
  });

  it("in a file of the folder does too", async () => {
    const { document } = await openNote("rnn.md");
    await problemsWhen(document.uri, some);
    await writeConfiguration('{ "severity": { "factor-transpose": "hint" } }');
    try {
      const hint = vscode.DiagnosticSeverity.Hint;
      await problemsWhen(document.uri, (problems) => problems.some(({ severity }) => severity === hint));
    } finally {
      await vscode.workspace.fs.delete(configuration());
    }
    const warning = vscode.DiagnosticSeverity.Warning;
    await problemsWhen(document.uri, (problems) => problems.some(({ severity }) => severity === warning));
  });

  it("that is mistaken is reported in its file", async () => {
    const { document } = await openNote("rnn.md");
    await problemsWhen(document.uri, some);
    await writeConfiguration('{ "layout": "sideways" }');
    try {
      const [problem] = await problemsWhen(configuration(), some);
      ok(ruleOf(problem) === "bad-configuration", `reported as ${String(ruleOf(problem))}`);
    } finally {
      await vscode.workspace.fs.delete(configuration());
    }
    await problemsWhen(configuration(), none);
  });
});

async function setSeverity(value: Readonly<Record<string, string>> | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration("jacobianLint");
  await settings.update("severity", value, vscode.ConfigurationTarget.Workspace);
}

async function writeConfiguration(text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(configuration(), new TextEncoder().encode(text));
}
