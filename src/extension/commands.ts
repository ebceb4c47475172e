/*
 * The commands of the palette and of code actions, one line each where they begin.
 */
import * as vscode from "vscode";
import { rules } from "../report.ts";
import { type Position, commands } from "../server/protocol.ts";
import { createWorkspaceCheck } from "./check-workspace.ts";
import { isNote } from "./client.ts";
import { openConfiguration } from "./configuration-file.ts";
import { createEvidencePanel, evidenceAt, plain } from "./evidence-panel.ts";
import type { Reports } from "./reports.ts";
import type { Server } from "./server.ts";
import { showUnchecked, showUncheckedCommand } from "./status-item.ts";

export interface CommandHost {
  readonly server: Server;
  readonly reports: Reports;
  readonly extension: vscode.Uri;
  readonly output: vscode.LogOutputChannel;
}

/** Registers every command of the manifest. */
export function registerCommands(host: CommandHost): vscode.Disposable {
  const { server, reports, extension, output } = host;
  const panel = createEvidencePanel(server, extension);
  const workspace = createWorkspaceCheck(server);
  const table: Readonly<Record<string, (...given: unknown[]) => unknown>> = {
    "jacobianLint.checkDocument": () => checkDocument(server, reports),
    "jacobianLint.checkWorkspace": () => workspace.run(),
    "jacobianLint.fixAll": fixAll,
    [commands.explainRule]: (rule) => explainRule(extension, rule),
    [commands.showEvidence]: (uri, position) => withPlace(uri, position, (...place) => panel.show(...place)),
    [commands.copyPython]: (uri, position) =>
      withPlace(uri, position, (...place) => copyCheck(server, "python", ...place)),
    [commands.copyJax]: (uri, position) =>
      withPlace(uri, position, (...place) => copyCheck(server, "jax", ...place)),
    [showUncheckedCommand]: () => showUnchecked(reports),
    "jacobianLint.openConfiguration": openConfiguration,
    "jacobianLint.openSample": () => openSample(extension),
    "jacobianLint.restartServer": () => server.restart(),
    "jacobianLint.showOutput": () => output.show(),
  };
  const registered = Object.entries(table).map(([id, run]) => vscode.commands.registerCommand(id, run));
  return vscode.Disposable.from(panel, workspace, ...registered);
}

function activeNote(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor && isNote(editor.document)) return editor;
  void vscode.window.showInformationMessage(vscode.l10n.t("Open a note first."));
  return undefined;
}

/** The place a link or code action names, or the cursor. */
async function withPlace(
  uri: unknown,
  position: unknown,
  use: (uri: string, position: Position) => Promise<unknown>,
): Promise<void> {
  if (typeof uri === "string" && isPosition(position)) await use(uri, position);
  else {
    const editor = activeNote();
    if (editor) await use(editor.document.uri.toString(), plain(editor.selection.active));
  }
}

function isPosition(value: unknown): value is Position {
  return typeof value === "object" && value !== null && "line" in value && "character" in value;
}

/** Checks the active note anew, whatever it was found to be before, and says what came of it. */
async function checkDocument(server: Server, reports: Reports): Promise<void> {
  const editor = activeNote();
  if (!editor) return;
  const uri = editor.document.uri.toString();
  const answered = new Promise<string>((resolve) => {
    const listener = reports.onDidChange(() => {
      const report = reports.isBusy(editor.document) ? undefined : reports.of(editor.document);
      if (!report) return;
      listener.dispose();
      resolve(report.text);
    });
  });
  await server.notify("textDocument/didSave", { textDocument: { uri } });
  await server.notify("workspace/didChangeConfiguration", { settings: null });
  vscode.window.setStatusBarMessage(`Jacobian Lint: ${await answered}`, 5_000);
}

async function fixAll(): Promise<void> {
  if (!activeNote()) return;
  await vscode.commands.executeCommand("editor.action.codeAction", {
    kind: "source.fixAll.jacobianLint",
    apply: "first",
  });
}

/** Opens the rule's page, which comes with the extension. */
async function explainRule(extension: vscode.Uri, given: unknown): Promise<void> {
  const rule =
    typeof given === "string"
      ? given
      : await vscode.window.showQuickPick([...rules], { title: vscode.l10n.t("Explain which rule?") });
  if (!rules.some((known) => known === rule)) return;
  const page = vscode.Uri.joinPath(extension, "src", "rules", `${rule}.md`);
  try {
    await vscode.commands.executeCommand("markdown.showPreview", page);
  } catch {
    // The preview can be turned off; its source is readable too.
    await vscode.window.showTextDocument(page);
  }
}

async function copyCheck(
  server: Server,
  script: "python" | "jax",
  uri: string,
  position: Position,
): Promise<void> {
  const text = (await evidenceAt(server, { uri, position }))?.view[script];
  if (!text) {
    void vscode.window.showInformationMessage(vscode.l10n.t("There are no numbers to copy for this claim."));
    return;
  }
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t("Copied the check as Python."), 3_000);
}

/** A copy without a name: to be edited, not kept. */
async function openSample(extension: vscode.Uri): Promise<void> {
  const sample = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, "media", "sample.md"));
  const content = new TextDecoder().decode(sample);
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ language: "markdown", content }),
  );
}
