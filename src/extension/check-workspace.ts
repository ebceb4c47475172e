/*
 * Checks all notes of the workspace once, with progress and a way to stop; what it finds stays in the Problems
 * view until the note is opened and its own diagnostics take over.
 */
import * as vscode from "vscode";
import { type CheckAnswer, type CheckParams, checkRequest, largestNote } from "../server/protocol.ts";
import { readFile } from "./client.ts";
import type { Server } from "./server.ts";

const notes = "**/*.{md,markdown,qmd}";
const skipped = "**/{node_modules,.git,.venv,dist,build}/**";

export interface WorkspaceCheck extends vscode.Disposable {
  run(): Promise<void>;
}

interface Counts {
  files: number;
  refuted: number;
  verified: number;
  unchecked: number;
  refused: number;
}

/** The check of a whole workspace, and its diagnostics. */
export function createWorkspaceCheck(server: Server): WorkspaceCheck {
  const collection = vscode.languages.createDiagnosticCollection("jacobian-lint-workspace");
  const opened = vscode.workspace.onDidOpenTextDocument(({ uri }) => collection.delete(uri));

  async function check(uri: vscode.Uri, counts: Counts, token: vscode.CancellationToken): Promise<void> {
    const { size } = await vscode.workspace.fs.stat(uri);
    const text = size > largestNote ? null : await readFile({ uri: uri.toString() });
    const params: CheckParams = { uri: uri.toString(), text: text ?? "" };
    const answer =
      text === null ? null : await server.request<CheckAnswer | null>(checkRequest, params, token);
    if (!answer) {
      counts.refused += 1;
      return;
    }
    counts.files += 1;
    counts.refuted += answer.refuted;
    counts.verified += answer.verified;
    counts.unchecked += answer.unchecked;
    const isOpen = vscode.workspace.textDocuments.some(
      (document) => document.uri.toString() === uri.toString(),
    );
    if (isOpen) return;
    collection.set(uri, await server.toDiagnostics(answer.diagnostics));
  }

  async function checkAll(
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ): Promise<Counts> {
    const counts: Counts = { files: 0, refuted: 0, verified: 0, unchecked: 0, refused: 0 };
    const uris = await vscode.workspace.findFiles(notes, skipped, undefined, token);
    collection.clear();
    for (const uri of uris) {
      if (token.isCancellationRequested) break;
      progress.report({ message: vscode.workspace.asRelativePath(uri), increment: 100 / uris.length });
      await check(uri, counts, token).catch(() => {
        if (!token.isCancellationRequested) counts.refused += 1;
      });
    }
    return counts;
  }

  return {
    async run() {
      const title = vscode.l10n.t("Checking notes");
      const location = vscode.ProgressLocation.Notification;
      const counts = await vscode.window.withProgress({ location, title, cancellable: true }, checkAll);
      void vscode.window.showInformationMessage(summary(counts));
    },
    dispose() {
      collection.dispose();
      opened.dispose();
    },
  };
}

function summary({ files, refuted, verified, unchecked, refused }: Counts): string {
  const text = vscode.l10n.t(
    "{0} notes checked: {1} claims verified, {2} refuted, {3} not checked.",
    files,
    verified,
    refuted,
    unchecked,
  );
  return refused === 0 ? text : `${text} ${vscode.l10n.t("{0} files could not be read.", refused)}`;
}
