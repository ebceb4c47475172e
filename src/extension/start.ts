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
import { showStatus } from "./status-item.ts";

/** Starts everything; answers what the preview asks of us. */
export function start(
  context: vscode.ExtensionContext,
  createClient: (options: LanguageClientOptions) => BaseLanguageClient,
) {
  const output = vscode.window.createOutputChannel(clientName, { log: true });
  const reports = createReports();
  const client = createClient(clientOptions(output));
  client.onNotification(reportNotification, (report: ReportParams) => reports.add(report));
  client.onNotification(busyNotification, ({ uri }: BusyParams) => reports.busy(uri));
  client.onRequest(readFileRequest, readFile);

  const extension = context.extensionUri;
  context.subscriptions.push(
    output,
    reports,
    { dispose: () => void client.dispose() },
    registerCommands({ client, reports, extension, output }),
    showStatus(reports),
    showGutterMarks(reports, extension),
    refreshPreviews(reports),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => reports.remove(uri.toString())),
    vscode.window.onDidChangeActiveColorTheme(() => {
      client.sendNotification(inkNotification, ink()).catch(() => undefined);
    }),
  );
  client.start().catch((error: unknown) => output.error(`the server did not start: ${String(error)}`));
  return previewPlugin(reports);
}
