/*
 * From what happens to documents to checks: which source a change belongs to, whether it is to be checked now,
 * and where its result goes.
 */
import type { Connection, NotebookDocuments, TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Checked } from "./checks.ts";
import { diagnosticsByUri } from "./diagnostics.ts";
import { busyNotification, reportNotification } from "./protocol.ts";
import { reportParams } from "./report-params.ts";
import type { ClientAbilities, Session } from "./session.ts";
import type { Source } from "./sources.ts";

export interface Lifecycle {
  started(source: Source): void;
  finished(checked: Checked): void;
  /** Whether the source is as it was opened or last saved. */
  isSaved(source: Source): boolean;
  settingsChanged(): void;
}

interface LifecycleHost {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly notebooks: NotebookDocuments<TextDocument>;
  abilities(): ClientAbilities;
  /** The session knows this lifecycle too, so it is asked for late. */
  session(): Session;
}

/** Follows the documents of one connection. */
export function followDocuments(host: LifecycleHost): Lifecycle {
  const { connection, documents, notebooks, session, abilities } = host;
  const saved = new Map<string, string>();

  const isSaved = (source: Source) => saved.get(source.uri) === source.stamp;
  const clear = (uri: string) => void connection.sendDiagnostics({ uri, diagnostics: [] });

  async function isWanted(source: Source): Promise<boolean> {
    const { enable, run } = await session().editorSettings(source.uri);
    return enable && (run === "onType" || isSaved(source));
  }

  async function changed(uri: string, event: "opened" | "edited" | "saved"): Promise<void> {
    const source = session().sourceOf(uri);
    if (!source) return;
    if (event !== "edited") saved.set(source.uri, source.stamp);
    if (await isWanted(source)) await session().checks.request(source, event === "edited" ? "idle" : "now");
  }

  function closed(uri: string, parts: readonly string[]): void {
    session().checks.close(uri);
    saved.delete(uri);
    parts.forEach(clear);
  }

  async function publish(checked: Checked): Promise<void> {
    const { source, report } = checked;
    if (!(await isWanted(source))) return;
    void connection.sendNotification(reportNotification, reportParams(checked));
    // Clients pull for notes; for the cells of a notebook not all of them do.
    if (abilities().pull && source.kind === "note") return;
    const { reportUnchecked } = await session().editorSettings(source.uri);
    for (const [uri, diagnostics] of diagnosticsByUri(source, report, reportUnchecked))
      void connection.sendDiagnostics({ uri, diagnostics });
  }

  async function recheck(source: Source): Promise<void> {
    const { enable } = await session().editorSettings(source.uri);
    if (enable) await session().checks.request(source, "now");
    else source.parts.forEach(({ document }) => clear(document.uri));
  }

  documents.onDidOpen(({ document }) => void changed(document.uri, "opened"));
  documents.onDidChangeContent(({ document: { uri, version } }) => {
    // An opened document is also told as changed.
    if (saved.get(uri) !== String(version)) void changed(uri, "edited");
  });
  documents.onDidSave(({ document }) => void changed(document.uri, "saved"));
  documents.onDidClose(({ document: { uri } }) => {
    if (!notebooks.findNotebookDocumentForCell(uri)) closed(uri, [uri]);
  });
  notebooks.onDidOpen(({ uri }) => void changed(uri, "opened"));
  notebooks.onDidChange(({ notebookDocument }) => void changed(notebookDocument.uri, "edited"));
  notebooks.onDidSave(({ uri }) => void changed(uri, "saved"));
  notebooks.onDidClose(({ uri, cells }) =>
    closed(
      uri,
      cells.map(({ document }) => document),
    ),
  );

  return {
    started: ({ uri }) => void connection.sendNotification(busyNotification, { uri }),
    finished: (checked) => void publish(checked),
    isSaved,
    settingsChanged() {
      session().forgetSettings();
      for (const source of session().openSources()) void recheck(source);
      if (abilities().refresh) void connection.languages.diagnostics.refresh();
    },
  };
}
