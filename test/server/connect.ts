/*
 * A client and the real server over streams in memory, with an engine that is fast and predictable.
 */
import { PassThrough } from "node:stream";
import {
  type ClientCapabilities,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
  createProtocolConnection,
} from "vscode-languageserver/node";
import { createConnection } from "vscode-languageserver/node";
import { createServer } from "../../src/server/create-server.ts";
import type { ServerOptions } from "../../src/server/engine.ts";
import {
  type InitializationOptions,
  type ReportParams,
  reportNotification,
} from "../../src/server/protocol.ts";
import { claimOn, reportOf, wrongClaim } from "../features/sample-report.ts";

export const right = "\\frac{\\partial x}{\\partial y} = W";
export const wrong = "\\frac{\\partial h}{\\partial x} = W^\\top D";

/** A derivative that is left open, with the number that stands in for its answer. */
const open = "\\frac{\\partial a}{\\partial b} =  7";

/** Knows two formulas, one right and one wrong. */
export const fakeLint: ServerOptions["lint"] = async (text) => {
  return reportOf([
    ...(text.includes(right) ? [claimOn(text, right)] : []),
    ...(text.includes(wrong) ? [wrongClaim(text, wrong, "W^\\top", "W")] : []),
  ]);
};

export interface Client {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** What was pushed last, by document. */
  readonly pushed: ReadonlyMap<string, Diagnostic[]>;
  readonly reports: ReportParams[];
  open(uri: string, text: string): Promise<void>;
  edit(uri: string, version: number, text: string): Promise<void>;
  /** Waits for the next report that satisfies the condition, or takes one that has already come. */
  reported(condition: (report: ReportParams) => boolean): Promise<ReportParams>;
  close(): void;
}

export interface ClientOptions {
  readonly server?: Partial<ServerOptions>;
  readonly pull?: boolean;
  /** Whether the client asks for the edits of a code action when it is chosen. */
  readonly resolves?: boolean;
  readonly settings?: object;
  readonly initialization?: InitializationOptions;
  readonly files?: Readonly<Record<string, string>>;
}

/** Starts a server, connects and initializes. */
export async function connect(options: ClientOptions = {}): Promise<Client> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  createServer(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), {
    lint: fakeLint,
    deriveAt: (text) => Promise.resolve(text.includes(open) ? "W D" : null),
    convert: (_text, _settings, { path = "", to }) =>
      Promise.resolve({ path, to, edits: [], converted: 0, left: [] }),
    debounce: 20,
    ...options.server,
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  const pushed = new Map<string, Diagnostic[]>();
  const reports: ReportParams[] = [];
  const waiting = new Set<() => void>();
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
    pushed.set(uri, diagnostics);
    for (const wake of waiting) wake();
  });
  connection.onNotification(reportNotification, (report: ReportParams) => {
    reports.push(report);
    for (const wake of waiting) wake();
  });
  connection.onRequest("workspace/configuration", ({ items }: { items: { section: string }[] }) =>
    items.map(({ section }) => (section === "jacobianLint" ? (options.settings ?? {}) : {})),
  );
  connection.onRequest("client/registerCapability", () => null);
  connection.onRequest("workspace/diagnostic/refresh", () => null);
  connection.onRequest("jacobianLint/readFile", ({ uri }: { uri: string }) => options.files?.[uri] ?? null);
  connection.listen();
  const initialized = await connection.sendRequest<InitializeResult>("initialize", {
    processId: null,
    rootUri: null,
    capabilities: capabilities(options),
    initializationOptions: options.initialization,
  });
  await connection.sendNotification("initialized", {});
  return {
    connection,
    initialized,
    pushed,
    reports,
    open: (uri, text) =>
      connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri, languageId: "markdown", version: 1, text },
      }),
    edit: (uri, version, text) =>
      connection.sendNotification("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      }),
    reported: (condition) =>
      new Promise((resolve) => {
        const look = () => {
          const found = reports.find(condition);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    close: () => connection.dispose(),
  };
}

function capabilities({ pull = false, resolves = false }: ClientOptions): ClientCapabilities {
  return {
    workspace: { configuration: true, diagnostics: { refreshSupport: pull } },
    textDocument: {
      ...(pull && { diagnostic: {} }),
      ...(resolves && { codeAction: { resolveSupport: { properties: ["edit"] } } }),
    },
    notebookDocument: { synchronization: {} },
  };
}
