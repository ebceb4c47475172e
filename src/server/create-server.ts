/*
 * The language server: wires one connection to sessions, checks and features. Everything it needs from the
 * outside is handed in, so it runs in Node, in a worker and in tests alike.
 */
import {
  type CancellationToken,
  type Connection,
  DidChangeConfigurationNotification,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  NotebookDocuments,
  ResponseError,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { statusOf } from "../features/status.ts";
import { signalOf } from "./cancellation.ts";
import { answerCodeActions, fixAllKind } from "./code-actions.ts";
import { answerCompletion } from "./completion.ts";
import { diagnosticSource, diagnosticsByUri, publishConfigurationProblems } from "./diagnostics.ts";
import type { ServerOptions } from "./engine.ts";
import { layoutKind, resolveLayoutAction } from "./layout-actions.ts";
import { answerEvidence, answerHover } from "./hover.ts";
import { type Lifecycle, followDocuments } from "./lifecycle.ts";
import * as protocol from "./protocol.ts";
import { type ClientAbilities, type Session, createSession } from "./session.ts";
import { noteSource } from "./sources.ts";

const noAbilities: ClientAbilities = {
  pull: false,
  refresh: false,
  configuration: false,
  resolvesEdits: false,
  options: {},
};

/** Serves `connection` until it closes. */
export function createServer(connection: Connection, options: ServerOptions): void {
  const documents = new TextDocuments(TextDocument);
  const notebooks = new NotebookDocuments(documents);
  let client = noAbilities;
  const abilities = () => client;
  const host = { connection, documents, notebooks, options, abilities };
  const lifecycle = followDocuments({ ...host, session: () => session });
  const session: Session = createSession({
    ...host,
    started: lifecycle.started,
    finished: lifecycle.finished,
    configurationRead: (file) => publishConfigurationProblems(connection, file),
  });

  connection.onInitialize((params) => {
    client = abilitiesOf(params);
    session.setInk(client.options.ink);
    return initializeResult(client);
  });
  connection.onInitialized(() => {
    if (!client.configuration) return;
    const section = ["jacobianLint", "markdown.math"];
    void connection.client.register(DidChangeConfigurationNotification.type, { section });
  });
  connection.onNotification(protocol.inkNotification, (colour: unknown) => session.setInk(colour));

  answerPulls(connection, session, lifecycle);
  answerRequests(connection, session, () => client.options.commands === true);
  notebooks.listen(connection);
  documents.listen(connection);
  connection.listen();
}

function abilitiesOf({ capabilities, initializationOptions }: InitializeParams): ClientAbilities {
  const untrusted: unknown = initializationOptions;
  return {
    pull: capabilities.textDocument?.diagnostic !== undefined,
    refresh: capabilities.workspace?.diagnostics?.refreshSupport === true,
    configuration: capabilities.workspace?.configuration === true,
    resolvesEdits:
      capabilities.textDocument?.codeAction?.resolveSupport?.properties.includes("edit") === true,
    options: typeof untrusted === "object" && untrusted !== null ? untrusted : {},
  };
}

function initializeResult(abilities: ClientAbilities): InitializeResult {
  const pull = { identifier: diagnosticSource, interFileDependencies: false, workspaceDiagnostics: false };
  return {
    serverInfo: { name: "jacobian-lint" },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      notebookDocumentSync: {
        notebookSelector: [{ notebook: "*", cells: [{ language: "markdown" }] }],
        save: true,
      },
      hoverProvider: true,
      codeActionProvider: {
        codeActionKinds: ["quickfix", fixAllKind, layoutKind],
        resolveProvider: abilities.resolvesEdits,
      },
      completionProvider: { triggerCharacters: ["=", "-", ":", " "] },
      ...(abilities.pull && { diagnosticProvider: pull }),
    },
  };
}

function answerPulls(connection: Connection, session: Session, lifecycle: Lifecycle): void {
  /** Counts changes of settings: the same text may then have other diagnostics. */
  let epoch = 0;
  const changed = () => {
    epoch += 1;
    lifecycle.settingsChanged();
  };
  connection.onDidChangeConfiguration(changed);
  connection.onDidChangeWatchedFiles(changed);

  async function answer({
    textDocument,
    previousResultId,
  }: DocumentDiagnosticParams): Promise<DocumentDiagnosticReport> {
    const source = session.sourceOf(textDocument.uri);
    // Cells are reported with their notebook.
    if (!source || source.kind === "notebook") return { kind: "full", items: [] };
    const { enable, run, reportUnchecked } = await session.editorSettings(source.uri);
    if (!enable) return { kind: "full", items: [] };
    const keeps = run === "onSave" && !lifecycle.isSaved(source);
    if (keeps && previousResultId) return { kind: "unchanged", resultId: previousResultId };
    const checked = await session.checks.request(source, "idle");
    const resultId = `${epoch}:${checked.source.stamp}`;
    if (resultId === previousResultId) return { kind: "unchanged", resultId };
    const items = diagnosticsByUri(checked.source, checked.report, reportUnchecked).get(source.uri) ?? [];
    return { kind: "full", resultId, items };
  }

  connection.languages.diagnostics.on(async (params, token) => {
    const report = await answer(params);
    if (token.isCancellationRequested) throw cancelled();
    return report;
  });
}

function answerRequests(connection: Connection, session: Session, hasCommands: () => boolean): void {
  connection.onHover(({ textDocument: { uri }, position }) =>
    answerHover(session, hasCommands(), { uri, position }),
  );
  connection.onCodeAction(async (params) => [...(await answerCodeActions(session, hasCommands(), params))]);
  connection.onCodeActionResolve((action) => resolveLayoutAction(session, connection, action));
  connection.onCompletion(async ({ textDocument: { uri }, position }, token) => [
    ...(await answerCompletion(session, { uri, position }, token)),
  ]);
  connection.onRequest(protocol.evidenceRequest, (params: protocol.EvidenceParams) =>
    answerEvidence(session, params),
  );
  connection.onRequest(
    protocol.checkRequest,
    async (params: protocol.CheckParams, token: CancellationToken) => {
      const { signal, dispose } = signalOf(token);
      try {
        return await checkText(session, params, signal);
      } catch (error) {
        throw signal.aborted ? cancelled() : error;
      } finally {
        dispose();
      }
    },
  );
}

async function checkText(
  session: Session,
  { uri, text }: protocol.CheckParams,
  signal: AbortSignal,
): Promise<protocol.CheckAnswer | null> {
  if (text.length > protocol.largestNote) return null;
  const source = noteSource(TextDocument.create(uri, "markdown", 0, text));
  const report = await session.lint(source, signal);
  const { claims, verified, refuted, unchecked } = statusOf(report);
  const { reportUnchecked } = await session.editorSettings(uri);
  const diagnostics = diagnosticsByUri(source, report, reportUnchecked).get(uri) ?? [];
  return { diagnostics, claims, verified, refuted, unchecked };
}

function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
}
