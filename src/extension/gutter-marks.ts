/*
 * A quiet ✓ in the gutter beside lines whose claims were all verified.
 */
import * as vscode from "vscode";
import type { ClaimSummary } from "../server/protocol.ts";
import type { Reports } from "./reports.ts";

/** Marks the visible editors until disposed of. */
export function showGutterMarks(reports: Reports, extension: vscode.Uri): vscode.Disposable {
  const icon = (theme: string) => ({
    gutterIconPath: vscode.Uri.joinPath(extension, "media", `verified-${theme}.svg`),
  });
  const mark = vscode.window.createTextEditorDecorationType({
    gutterIconSize: "70%",
    light: icon("light"),
    dark: icon("dark"),
  });
  const update = (editor: vscode.TextEditor) => {
    const claims = isOn(editor.document) ? (reports.of(editor.document)?.claims ?? []) : [];
    const lines = verifiedLines(claims, editor.document.uri.toString());
    editor.setDecorations(
      mark,
      lines.map((line) => new vscode.Range(line, 0, line, 0)),
    );
  };
  const updateAll = () => vscode.window.visibleTextEditors.forEach(update);
  updateAll();
  return vscode.Disposable.from(
    mark,
    reports.onDidChange((uri) => {
      if (reports.at(uri)) updateAll();
    }),
    vscode.window.onDidChangeVisibleTextEditors(updateAll),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("jacobianLint.verifiedMarks")) updateAll();
    }),
  );
}

function isOn(document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration("jacobianLint", document).get("verifiedMarks") === "gutter";
}

/** The first lines of verified claims, without lines on which another claim was not. */
function verifiedLines(claims: readonly ClaimSummary[], uri: string): readonly number[] {
  const here = claims.filter((claim) => claim.uri === uri);
  const doubtful = new Set(
    here.filter(({ status }) => status !== "verified").map(({ range }) => range.start.line),
  );
  const lines = new Set(here.map(({ range }) => range.start.line));
  return [...lines].filter((line) => !doubtful.has(line));
}
