/*
 * The extension on the desktop and on remote machines: the server is a process of its own.
 */
import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { clientId, clientName } from "./client.ts";
import { start } from "./start.ts";

export function activate(context: vscode.ExtensionContext) {
  const module = vscode.Uri.joinPath(context.extensionUri, "dist", "server.cjs").fsPath;
  const run = { module, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ["--nolazy", "--inspect=6009"] } };
  return start(context, (options) => new LanguageClient(clientId, clientName, { run, debug }, options));
}
