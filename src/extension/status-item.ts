/*
 * The language status: the note on one line, busy while it is checked; a click lists what was not understood.
 */
import * as vscode from "vscode";
import { languages } from "./client.ts";
import { type Reports, toRange } from "./reports.ts";

export const showUncheckedCommand = "jacobianLint.showUnchecked";

/** Shows the status of the active note until disposed of. */
export function showStatus(reports: Reports): vscode.Disposable {
  const selector = languages.map((language) => ({ language }));
  const item = vscode.languages.createLanguageStatusItem("jacobianLint.status", selector);
  item.name = "Jacobian Lint";
  const update = () => {
    const document = vscode.window.activeTextEditor?.document;
    const report = document && reports.of(document);
    item.busy = document !== undefined && reports.isBusy(document);
    item.text = report?.text ?? vscode.l10n.t("Not checked yet");
    item.severity = report?.problem
      ? vscode.LanguageStatusSeverity.Warning
      : vscode.LanguageStatusSeverity.Information;
    const unchecked = report?.claims.some(({ status }) => status === "unchecked");
    item.command = unchecked
      ? { command: showUncheckedCommand, title: vscode.l10n.t("What was not checked?") }
      : { command: "jacobianLint.showOutput", title: vscode.l10n.t("Show output") };
  };
  update();
  return vscode.Disposable.from(
    item,
    reports.onDidChange(update),
    vscode.window.onDidChangeActiveTextEditor(update),
  );
}

/** Lists the claims of the active note that were not checked, and goes to the one chosen. */
export async function showUnchecked(reports: Reports): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const claims =
    (document && reports.of(document))?.claims.filter(({ status }) => status === "unchecked") ?? [];
  const items = claims.map((claim) => ({
    label: claim.latex.replace(/\s+/g, " ").trim(),
    description: vscode.l10n.t("line {0}", claim.range.start.line + 1),
    detail: claim.message,
    claim,
  }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Every claim of this note was checked."));
    return;
  }
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Claims that were not checked, and why"),
    matchOnDetail: true,
  });
  if (!chosen) return;
  await vscode.window.showTextDocument(vscode.Uri.parse(chosen.claim.uri), {
    selection: toRange(chosen.claim.range),
  });
}
