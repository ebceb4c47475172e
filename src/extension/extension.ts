/*
 * The extension on the desktop and on remote machines.
 */
import * as vscode from "vscode";
import { start } from "./start.ts";

export function activate(context: vscode.ExtensionContext) {
  const module = vscode.Uri.joinPath(context.extensionUri, "dist", "server.cjs").fsPath;
  return start(context, async (options) => {
    const { createDesktopClient } = await import("./desktop-client.ts");
    return createDesktopClient(module, options);
  });
}
