/*
 * What the handlers of one connection share: the open sources, their checks, settings and pictures. Opens no
 * connection and answers no request itself.
 */
import type { Connection, NotebookDocuments, TextDocuments } from "vscode-languageserver";
import { NotebookCellKind } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type LintMemory, createLintMemory } from "../lint.ts";
import type { ConversionReport, FileReport, LayoutName } from "../report.ts";
import type { Settings } from "../settings.ts";
import { type Checked, type Checks, createChecks } from "./checks.ts";
import {
  type ConfigurationFile,
  type EditorSettings,
  dialectOf,
  findConfigurationFile,
  readEditorSettings,
} from "./configuration.ts";
import type { LintOptions, ServerOptions } from "./engine.ts";
import { type Pictures, createPictures } from "./pictures.ts";
import { type InitializationOptions, type ReadFileParams, readFileRequest } from "./protocol.ts";
import { type Source, notebookSource, noteSource, pathOf } from "./sources.ts";
import { readUsedNotes } from "./used-notes.ts";

/** What the client can do, known after `initialize`. */
export interface ClientAbilities {
  readonly pull: boolean;
  readonly refresh: boolean;
  readonly configuration: boolean;
  /** Whether the edit of a code action may come when it is chosen. */
  readonly resolvesEdits: boolean;
  readonly options: InitializationOptions;
}

type SettingsOwner = Pick<Source, "uri" | "kind">;

export interface Session {
  readonly checks: Checks;
  readonly pictures: Pictures;
  /** The note or notebook a document belongs to, as it is now; null when it is not open. */
  sourceOf(uri: string): Source | null;
  openSources(): readonly Source[];
  editorSettings(uri: string): Promise<EditorSettings>;
  settingsFor(source: SettingsOwner): Promise<Settings>;
  /** The engine's report of a source, with its settings and the notes that it uses. */
  lint(source: Source, signal: AbortSignal): Promise<FileReport>;
  /** The right side that belongs at an offset. */
  deriveAt(source: Source, offset: number, signal: AbortSignal): Promise<string | null>;
  /** A source, or one claim of it, in another layout. */
  convert(source: Source, to: LayoutName, signal: AbortSignal, claim?: number): Promise<ConversionReport>;
  /** Settings, themes or configuration files have changed. */
  forgetSettings(): void;
  /** Whether the client asks for the edit of a code action once it is chosen. */
  resolvesEdits(): boolean;
  ink(): string;
  setInk(colour: unknown): void;
}

export interface SessionHost {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly notebooks: NotebookDocuments<TextDocument>;
  readonly options: ServerOptions;
  abilities(): ClientAbilities;
  started(source: Source): void;
  finished(checked: Checked): void;
  configurationRead(file: Pick<ConfigurationFile, "uri" | "problems">): void;
}

/** Neither black nor white: readable on any theme until the client tells its own. */
const neutralInk = "#808080";

/** The session of one connection. */
export function createSession(host: SessionHost): Session {
  const { connection, documents, notebooks, options } = host;
  const editors = new Map<string, Promise<EditorSettings>>();
  const known = new Map<string, Promise<Settings>>();
  const files = new Set<string>();
  const memories = new Map<string, LintMemory>();
  let ink = neutralInk;

  const editorSettings = (uri: string) => {
    const asked = editors.get(uri) ?? askEditor(uri);
    editors.set(uri, asked);
    return asked;
  };

  async function askEditor(uri: string): Promise<EditorSettings> {
    if (!host.abilities().configuration) return readEditorSettings(undefined, undefined);
    const items = [
      { scopeUri: uri, section: "jacobianLint" },
      { scopeUri: uri, section: "markdown.math.macros" },
    ];
    const [own, macros] = (await connection.workspace.getConfiguration(items)) as unknown[];
    return readEditorSettings(own, macros);
  }

  const readFile = async (uri: string): Promise<string | null> => {
    if (!host.abilities().options.readsFiles) return (await options.readFile?.(uri)) ?? null;
    return connection.sendRequest<string | null>(readFileRequest, { uri } satisfies ReadFileParams);
  };

  const settingsFor = (source: SettingsOwner) => {
    const found = known.get(source.uri) ?? readSettingsOf(source);
    known.set(source.uri, found);
    return found;
  };

  async function readSettingsOf(source: SettingsOwner): Promise<Settings> {
    const { settings } = await editorSettings(source.uri);
    const file = await findConfigurationFile(source.uri, settings, readFile).catch(() => null);
    if (file) {
      host.configurationRead(file);
      files.add(file.uri);
    }
    return dialectOf(source, file?.settings ?? settings);
  }

  const logError = (what: string) => (error: unknown) => {
    connection.console.error(
      `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  };

  async function lint(source: Source, signal: AbortSignal): Promise<FileReport> {
    const [settings, given] = await engineInput(source, signal);
    return options.lint(source.text, settings, given);
  }

  async function convert(
    source: Source,
    to: LayoutName,
    signal: AbortSignal,
    claim?: number,
  ): Promise<ConversionReport> {
    const [settings, given] = await engineInput(source, signal);
    return options.convert(source.text, settings, {
      ...given,
      to,
      ...(claim === undefined ? {} : { claim }),
    });
  }

  async function deriveAt(source: Source, offset: number, signal: AbortSignal): Promise<string | null> {
    const [settings, given] = await engineInput(source, signal);
    return options.deriveAt(source.text, settings, offset, given);
  }

  async function engineInput(source: Source, signal: AbortSignal): Promise<[Settings, LintOptions]> {
    const settings = await settingsFor(source);
    const uses = await readUsedNotes(source, openText);
    signal.throwIfAborted();
    const memory = memories.get(source.uri) ?? createLintMemory();
    memories.set(source.uri, memory);
    return [settings, { path: pathOf(source), uses, signal, memory }];
  }

  /** A note that is open counts as it is in the editor. */
  const openText = async (uri: string) => documents.get(uri)?.getText() ?? readFile(uri);

  const checks = createChecks({
    debounce: options.debounce,
    lint,
    started: host.started,
    finished: host.finished,
    failed: (source, error) => logError(`checking ${source.uri} failed`)(error),
    closed: (uri) => memories.delete(uri),
  });

  function sourceOf(uri: string): Source | null {
    const notebook = notebooks.findNotebookDocumentForCell(uri) ?? notebooks.getNotebookDocument(uri);
    if (!notebook) {
      // A cell may be told before its notebook is.
      const document = uri.startsWith("vscode-notebook-cell:") ? undefined : documents.get(uri);
      return document ? noteSource(document) : null;
    }
    const cells = notebook.cells
      .filter((cell) => cell.kind === NotebookCellKind.Markup)
      .flatMap((cell) => notebooks.getCellTextDocument(cell) ?? []);
    return notebookSource(notebook.uri, cells);
  }

  return {
    checks,
    pictures: createPictures(options.loadDrawer, logError("formulas cannot be drawn")),
    sourceOf,
    openSources() {
      const sources = documents.all().flatMap(({ uri }) => sourceOf(uri) ?? []);
      return [...new Map(sources.map((source) => [source.uri, source])).values()];
    },
    editorSettings,
    settingsFor,
    lint,
    convert,
    deriveAt,
    forgetSettings() {
      editors.clear();
      known.clear();
      // One that was removed is not read again, and nothing else would take its problems back.
      for (const uri of files) host.configurationRead({ uri, problems: [] });
      files.clear();
      checks.invalidate();
    },
    resolvesEdits: () => host.abilities().resolvesEdits,
    ink: () => ink,
    setInk(colour) {
      if (typeof colour === "string" && /^#[0-9a-fA-F]{3,8}$/.test(colour)) ink = colour;
    },
  };
}
