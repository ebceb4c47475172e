/*
 * The language client in a browser: the server is a web worker.
 */
import * as vscode from "vscode";
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type LanguageClientOptions,
} from "vscode-languageclient/browser";
import { clientId, clientName } from "./client.ts";

/** A client for the server script. */
export function createBrowserClient(script: vscode.Uri, options: LanguageClientOptions): LanguageClient {
  let worker: Worker | undefined;
  // Called again when the server is restarted.
  const startWorker = async () => {
    worker?.terminate();
    worker = new Worker(await addressOf(script));
    // Not the worker itself: the host has a class of its own for workers, and the client would not know it.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  return new LanguageClient(clientId, clientName, startWorker, options);
}

/** A browser has no way to a file on a remote machine, so its text is brought here. */
async function addressOf(script: vscode.Uri): Promise<string> {
  if (script.scheme !== "vscode-remote") return script.toString(true);
  const text = await vscode.workspace.fs.readFile(script);
  return URL.createObjectURL(new Blob([new Uint8Array(text)], { type: "text/javascript" }));
}
