/*
 * The language client in a browser: the server is a web worker.
 */
import { LanguageClient, type LanguageClientOptions } from "vscode-languageclient/browser";
import { clientId, clientName } from "./client.ts";

/** A client for the server script at `address`. */
export function createBrowserClient(address: string, options: LanguageClientOptions): LanguageClient {
  let worker: Worker | undefined;
  // Called again when the server is restarted.
  const startWorker = () => {
    worker?.terminate();
    worker = new Worker(address);
    return Promise.resolve(worker);
  };
  return new LanguageClient(clientId, clientName, startWorker, options);
}
