/*
 * Opens the configuration file of the workspace, or makes one that says what can be set.
 */
import * as vscode from "vscode";

const template = `{
  // The layout notes are held to: "auto", "numerator", "denominator" or "gradient".
  "layout": "auto",
  // Severity by rule: "warning", "information", "hint" or "off".
  "severity": {},
  // Macros as in \\newcommand, for example "\\\\RR": "\\\\mathbb{R}".
  "macros": {}
}
`;

/** Opens \`.jacobianlint.*\` of the workspace folder, which is created where there is none. */
export async function openConfiguration(): Promise<void> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const folder =
    (active && vscode.workspace.getWorkspaceFolder(active)) ?? vscode.workspace.workspaceFolders?.[0];
  if (!folder) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "jacobianLint");
    return;
  }
  const pattern = new vscode.RelativePattern(folder, ".jacobianlint.{jsonc,json,yaml,yml}");
  const [found] = await vscode.workspace.findFiles(pattern, null, 1);
  const uri = found ?? vscode.Uri.joinPath(folder.uri, ".jacobianlint.jsonc");
  if (!found) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(template));
  await vscode.window.showTextDocument(uri);
}
