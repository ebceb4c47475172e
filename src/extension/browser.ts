/*
 * The extension in a browser: the server is a web worker.
 */
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { clientId, clientName } from "./client.ts";
import { start } from "./start.ts";

export function activate(context: vscode.ExtensionContext) {
  const script = vscode.Uri.joinPath(context.extensionUri, "dist", "server-browser.js").toString(true);
  let worker: Worker | undefined;
  // Called again when the server is restarted.
  const startWorker = () => {
    worker?.terminate();
    worker = new Worker(script);
    return Promise.resolve(worker);
  };
  return start(context, (options) => new LanguageClient(clientId, clientName, startWorker, options));
}
