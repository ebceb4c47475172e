/*
 * What happens on activation, on either host: the client is made and started, and everything that shows its
 * reports is set up. Waits for nothing.
 */
import * as vscode from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import {
  type BusyParams,
  type ReportParams,
  busyNotification,
  inkNotification,
  readFileRequest,
  reportNotification,
} from "../server/protocol.ts";
import { clientName, clientOptions, readFile } from "./client.ts";
import { registerCommands } from "./commands.ts";
import { showGutterMarks } from "./gutter-marks.ts";
import { ink } from "./ink.ts";
import { previewPlugin, refreshPreviews } from "./preview.ts";
import { createReports } from "./reports.ts";
import { startServer } from "./server.ts";
import { showStatus } from "./status-item.ts";

/** Starts everything; answers what the preview asks of us. */
export function start(
  context: vscode.ExtensionContext,
  createClient: (options: LanguageClientOptions) => Promise<BaseLanguageClient>,
) {
  const output = vscode.window.createOutputChannel(clientName, { log: true });
  const reports = createReports();
  const server = startServer(
    () => createClient(clientOptions(output)),
    (client) => {
      client.onNotification(reportNotification, (report: ReportParams) => reports.add(report));
      client.onNotification(busyNotification, ({ uri }: BusyParams) => reports.busy(uri));
      client.onRequest(readFileRequest, readFile);
    },
    (error) => output.error(`the server did not start: ${String(error)}`),
  );
  const extension = context.extensionUri;
  context.subscriptions.push(
    output,
    reports,
    server,
    registerCommands({ server, reports, extension, output }),
    showStatus(reports),
    showGutterMarks(reports, extension),
    refreshPreviews(reports),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => reports.remove(uri.toString())),
    vscode.window.onDidChangeActiveColorTheme(() => {
      server.notify(inkNotification, ink()).catch(() => undefined);
    }),
  );
  return previewPlugin(reports);
}
