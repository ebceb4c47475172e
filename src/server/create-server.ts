/*
 * The language server: wires one connection to sessions, checks and features. Everything it needs from the
 * outside is handed in, so it runs in Node, in a worker and in tests alike.
 */
import {
  type Connection,
  type Diagnostic,
  DidChangeConfigurationNotification,
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
import type { Checked } from "./checks.ts";
import { answerCodeActions, fixAllKind } from "./code-actions.ts";
import { answerCompletion } from "./completion.ts";
import type { ConfigurationFile } from "./configuration.ts";
import { diagnosticSource, diagnosticsByUri } from "./diagnostics.ts";
import type { ServerOptions } from "./engine.ts";
import { answerEvidence, answerHover } from "./hover.ts";
import * as protocol from "./protocol.ts";
import { reportParams } from "./report-params.ts";
import { type ClientAbilities, type Session, createSession } from "./session.ts";
import { type Source, noteSource } from "./sources.ts";

const noAbilities: ClientAbilities = { pull: false, refresh: false, configuration: false, options: {} };

/** Serves `connection` until it closes. */
export function createServer(connection: Connection, options: ServerOptions): void {
  const documents = new TextDocuments(TextDocument);
  const notebooks = new NotebookDocuments(documents);
  let abilities = noAbilities;
  /** The texts that were opened or saved; in `onSave` mode no others are reported on. */
  const saved = new Map<string, string>();
  /** Counts changes of settings: the same text may then have other diagnostics. */
  let epoch = 0;

  const session = createSession({
    connection,
    documents,
    notebooks,
    options,
    abilities: () => abilities,
    started: ({ uri }) => void connection.sendNotification(protocol.busyNotification, { uri }),
    finished: (checked) => void publish(checked),
    configurationRead: (file) => void publishConfigurationProblems(connection, file),
  });

  connection.onInitialize((params) => {
    abilities = abilitiesOf(params);
    session.setInk(abilities.options.ink);
    return initializeResult(abilities);
  });

  connection.onInitialized(() => {
    if (abilities.configuration) void registerConfigurationChanges(connection);
  });

  async function publish(checked: Checked): Promise<void> {
    const { source, report } = checked;
    if (!(await isWanted(source))) return;
    void connection.sendNotification(protocol.reportNotification, reportParams(checked));
    if (abilities.pull && source.kind === "note") return;
    const { reportUnchecked } = await session.editorSettings(source.uri);
    for (const [uri, diagnostics] of diagnosticsByUri(source, report, reportUnchecked))
      void connection.sendDiagnostics({ uri, diagnostics });
  }

  async function isWanted(source: Source): Promise<boolean> {
    const { enable, run } = await session.editorSettings(source.uri);
    return enable && (run === "onType" || saved.get(source.uri) === source.stamp);
  }

  async function changed(uri: string, event: "opened" | "edited" | "saved"): Promise<void> {
    const source = session.sourceOf(uri);
    if (!source) return;
    if (event !== "edited" || !saved.has(source.uri)) saved.set(source.uri, source.stamp);
    if (!(await isWanted(source))) return;
    await session.checks.request(source, event === "edited" ? "idle" : "now");
  }

  const isOfNotebook = (uri: string) => notebooks.findNotebookDocumentForCell(uri) !== undefined;
  documents.onDidOpen(({ document }) => void changed(document.uri, "opened"));
  documents.onDidChangeContent(({ document }) => {
    if (document.version !== Number(saved.get(document.uri))) void changed(document.uri, "edited");
  });
  documents.onDidSave(({ document }) => void changed(document.uri, "saved"));
  documents.onDidClose(({ document: { uri } }) => {
    if (!isOfNotebook(uri)) close(uri, [uri]);
  });
  notebooks.onDidOpen(({ uri }) => void changed(uri, "opened"));
  notebooks.onDidChange(({ notebookDocument }) => void changed(notebookDocument.uri, "edited"));
  notebooks.onDidSave(({ uri }) => void changed(uri, "saved"));
  notebooks.onDidClose(({ uri, cells }) =>
    close(
      uri,
      cells.map(({ document }) => document),
    ),
  );

  function close(uri: string, parts: readonly string[]): void {
    session.checks.close(uri);
    saved.delete(uri);
    for (const part of parts) void connection.sendDiagnostics({ uri: part, diagnostics: [] });
  }

  function settingsChanged(): void {
    epoch += 1;
    session.forgetSettings();
    for (const source of session.openSources()) void recheck(source);
    if (abilities.refresh) void connection.languages.diagnostics.refresh();
  }

  async function recheck(source: Source): Promise<void> {
    const { enable } = await session.editorSettings(source.uri);
    if (enable) await session.checks.request(source, "now");
    else
      for (const { document } of source.parts)
        void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  }

  connection.onDidChangeConfiguration(settingsChanged);
  connection.onDidChangeWatchedFiles(settingsChanged);
  connection.onNotification(protocol.inkNotification, (colour: unknown) => session.setInk(colour));

  connection.languages.diagnostics.on(async (params, token) => {
    const source = session.sourceOf(params.textDocument.uri);
    const nothing = { kind: "full" as const, items: [] as Diagnostic[] };
    // Cells are reported with their notebook.
    if (!source || source.kind === "notebook") return nothing;
    const { enable, run, reportUnchecked } = await session.editorSettings(source.uri);
    if (!enable) return nothing;
    const { previousResultId } = params;
    const isUnsaved = run === "onSave" && saved.get(source.uri) !== source.stamp;
    if (isUnsaved && previousResultId) return { kind: "unchanged", resultId: previousResultId };
    const checked = await session.checks.request(source, "idle");
    if (token.isCancellationRequested) throw cancelled();
    const resultId = `${epoch}:${checked.source.stamp}`;
    if (resultId === previousResultId) return { kind: "unchanged", resultId };
    const items = diagnosticsByUri(checked.source, checked.report, reportUnchecked).get(source.uri) ?? [];
    return { kind: "full", resultId, items };
  });

  connection.onHover(({ textDocument: { uri }, position }) =>
    answerHover(session, abilities.options.commands === true, { uri, position }),
  );
  connection.onCodeAction(async (params) => [
    ...(await answerCodeActions(session, abilities.options.commands === true, params)),
  ]);
  connection.onCompletion(async ({ textDocument: { uri }, position }, token) => [
    ...(await answerCompletion(session, options, { uri, position }, token)),
  ]);
  connection.onRequest(protocol.evidenceRequest, (params: protocol.EvidenceParams) =>
    answerEvidence(session, params),
  );
  connection.onRequest(protocol.checkRequest, async (params: protocol.CheckParams, token) => {
    const { signal, dispose } = signalOf(token);
    try {
      return await checkText(session, options, params, signal);
    } finally {
      dispose();
    }
  });

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
    options: typeof untrusted === "object" && untrusted !== null ? untrusted : {},
  };
}

function initializeResult(abilities: ClientAbilities): InitializeResult {
  return {
    serverInfo: { name: "jacobian-lint" },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      notebookDocumentSync: {
        notebookSelector: [{ notebook: "*", cells: [{ language: "markdown" }] }],
        save: true,
      },
      hoverProvider: true,
      codeActionProvider: { codeActionKinds: ["quickfix", fixAllKind] },
      completionProvider: { triggerCharacters: ["=", "-", ":", " "] },
      ...(abilities.pull && {
        diagnosticProvider: {
          identifier: diagnosticSource,
          interFileDependencies: false,
          workspaceDiagnostics: false,
        },
      }),
    },
  };
}

async function registerConfigurationChanges(connection: Connection): Promise<void> {
  await connection.client.register(DidChangeConfigurationNotification.type, {
    section: ["jacobianLint", "markdown.math"],
  });
}

function publishConfigurationProblems(connection: Connection, file: ConfigurationFile): void {
  const diagnostics = file.problems.map(({ path, message, line, character, span }) => ({
    range: {
      start: { line, character },
      end: { line, character: character + Math.max(1, span.end - span.start) },
    },
    severity: 2 as const,
    message: path ? `${path}: ${message}` : message,
    source: diagnosticSource,
    code: "bad-configuration",
  }));
  void connection.sendDiagnostics({ uri: file.uri, diagnostics });
}

async function checkText(
  session: Session,
  options: ServerOptions,
  { uri, text }: protocol.CheckParams,
  signal: AbortSignal,
): Promise<protocol.CheckAnswer | null> {
  if (text.length > protocol.largestNote) return null;
  const source = noteSource(TextDocument.create(uri, "markdown", 0, text));
  const settings = await session.settingsFor(source);
  const report = await options.lint(text, settings, { path: uri, signal });
  if (signal.aborted) throw cancelled();
  const { claims, verified, refuted, unchecked } = statusOf(report);
  const { reportUnchecked } = await session.editorSettings(uri);
  const diagnostics = diagnosticsByUri(source, report, reportUnchecked).get(uri) ?? [];
  return { diagnostics, claims, verified, refuted, unchecked };
}

function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
}
