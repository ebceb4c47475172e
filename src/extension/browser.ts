/*
 * The extension in a browser.
 */
import * as vscode from "vscode";
import { start } from "./start.ts";

export function activate(context: vscode.ExtensionContext) {
  const script = vscode.Uri.joinPath(context.extensionUri, "dist", "server-browser.js");
  return start(context, async (options) => {
    const { createBrowserClient } = await import("./browser-client.ts");
    return createBrowserClient(script, options);
  });
}
