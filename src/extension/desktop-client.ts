/*
 * The language client of the desktop: the server is a process of its own.
 */
import { LanguageClient, type LanguageClientOptions, TransportKind } from "vscode-languageclient/node";
import { clientId, clientName } from "./client.ts";

/** A client for the server program `module`. */
export function createDesktopClient(module: string, options: LanguageClientOptions): LanguageClient {
  const run = { module, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ["--nolazy", "--inspect=6009"] } };
  return new LanguageClient(clientId, clientName, { run, debug }, options);
}
