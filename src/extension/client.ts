/*
 * What both hosts tell the language client: which documents, which files to watch, which commands a hover may
 * run. Starts nothing.
 */
import * as vscode from "vscode";
import type { LanguageClientOptions } from "vscode-languageclient";
import { type InitializationOptions, type ReadFileParams, commands } from "../server/protocol.ts";
import { ink } from "./ink.ts";

export const clientId = "jacobianLint";
export const clientName = "Jacobian Lint";

/** Notes are written in these. */
export const languages = ["markdown", "quarto", "latex"] as const;

/** Documents that nobody writes in: earlier versions of a file, output, replies in a review. */
const notWrittenIn = new Set(["git", "gitfs", "scm", "output", "comment", "vscode-scm", "review", "pr"]);

/** Whether the document may be linted at all. */
export function isNote(document: vscode.TextDocument): boolean {
  return (
    languages.some((language) => language === document.languageId) && !notWrittenIn.has(document.uri.scheme)
  );
}

/** The options of the client on either host. */
export function clientOptions(output: vscode.LogOutputChannel): LanguageClientOptions {
  const initializationOptions: InitializationOptions = { ink: ink(), commands: true, readsFiles: true };
  return {
    documentSelector: languages.map((language) => ({ language })),
    outputChannel: output,
    initializationOptions,
    synchronize: {
      fileEvents: vscode.workspace.createFileSystemWatcher("**/.jacobianlint.{jsonc,json,yaml,yml}"),
    },
    markdown: { isTrusted: { enabledCommands: [commands.showEvidence] } },
    diagnosticPullOptions: { onChange: true, onSave: true },
    middleware: {
      didOpen: (document, next) => (isNote(document) ? next(document) : Promise.resolve()),
    },
  };
}

/** The text of a file of the workspace, whatever its file system; null where there is none. */
export async function readFile({ uri }: ReadFileParams): Promise<string | null> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(
      await vscode.workspace.fs.readFile(vscode.Uri.parse(uri)),
    );
  } catch {
    return null;
  }
}
