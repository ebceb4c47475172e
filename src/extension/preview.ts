/*
 * Hands the built-in preview its badges, and has it drawn again when a shown note has been judged anew.
 */
import * as vscode from "vscode";
import { addPreviewBadges } from "./preview-badges.ts";
import type { Reports } from "./reports.ts";

/** What the extension exports to the preview. */
export function previewPlugin(reports: Reports) {
  return {
    extendMarkdownIt: (markdown: Parameters<typeof addPreviewBadges>[0]) =>
      addPreviewBadges(markdown, (environment) => {
        const uri = noteOf(environment);
        if (!uri || !isOn(uri)) return [];
        return reports.at(uri.toString())?.claims ?? [];
      }),
  };
}

/** Refreshes open previews when what they show of a note changes. */
export function refreshPreviews(reports: Reports): vscode.Disposable {
  const shown = new Map<string, string>();
  return reports.onDidChange((uri) => {
    const claims = reports.at(uri)?.claims;
    if (!claims || !isOn(vscode.Uri.parse(uri))) return;
    const verdicts = claims.map(({ status, latex, message }) => `${status} ${latex} ${message}`).join("\n");
    if (shown.get(uri) === verdicts) return;
    shown.set(uri, verdicts);
    if (hasPreview()) void vscode.commands.executeCommand("markdown.preview.refresh");
  });
}

function isOn(uri: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration("jacobianLint", uri).get("preview.badges") !== false;
}

/** The preview says which note it draws. */
function noteOf(environment: unknown): vscode.Uri | undefined {
  const uri: unknown =
    typeof environment === "object" && environment !== null && "currentDocument" in environment
      ? environment.currentDocument
      : undefined;
  return uri instanceof vscode.Uri ? uri : vscode.window.activeTextEditor?.document.uri;
}

function hasPreview(): boolean {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .some(
      ({ input }) =>
        (input instanceof vscode.TabInputWebview || input instanceof vscode.TabInputCustom) &&
        input.viewType.includes("markdown"),
    );
}
