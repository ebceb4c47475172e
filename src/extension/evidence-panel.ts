/*
 * The panel with everything measured for the claim under the cursor, which it follows.
 */
import * as vscode from "vscode";
import {
  type EvidenceAnswer,
  type EvidenceParams,
  type Position,
  evidenceRequest,
} from "../server/protocol.ts";
import { isNote } from "./client.ts";
import { evidenceHtml } from "./evidence-html.ts";
import type { Server } from "./server.ts";

export interface EvidencePanel extends vscode.Disposable {
  show(uri: string, position: Position): Promise<void>;
}

/** While the cursor moves on, nothing is asked. */
const pause = 200;

/** The evidence for the claim at a place. */
export function evidenceAt(server: Server, place: EvidenceParams): Promise<EvidenceAnswer | null> {
  return server.request<EvidenceAnswer | null>(evidenceRequest, place);
}

/** A panel that is made when first shown. */
export function createEvidencePanel(server: Server, extension: vscode.Uri): EvidencePanel {
  const media = vscode.Uri.joinPath(extension, "media");
  let panel: vscode.WebviewPanel | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function update(uri: string, position: Position): Promise<void> {
    const answer = await evidenceAt(server, { uri, position });
    if (!panel) return;
    panel.webview.html = evidenceHtml(answer, {
      t: (words, ...values) => vscode.l10n.t(words, ...values),
      style: panel.webview.asWebviewUri(vscode.Uri.joinPath(media, "evidence.css")).toString(),
      cspSource: panel.webview.cspSource,
    });
  }

  function open(): vscode.WebviewPanel {
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const opened = vscode.window.createWebviewPanel(
      "jacobianLint.evidence",
      vscode.l10n.t("Evidence"),
      column,
      {
        localResourceRoots: [media],
      },
    );
    opened.onDidDispose(() => (panel = undefined));
    return opened;
  }

  const following = vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
    const { document, selection } = textEditor;
    if (!panel?.visible || !isNote(document)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void update(document.uri.toString(), plain(selection.active)), pause);
  });

  return {
    async show(uri, position) {
      panel ??= open();
      panel.reveal(undefined, true);
      await update(uri, position);
    },
    dispose() {
      clearTimeout(timer);
      following.dispose();
      panel?.dispose();
    },
  };
}

/** An editor's position as plain data. */
export function plain({ line, character }: vscode.Position): Position {
  return { line, character };
}
