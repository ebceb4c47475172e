/*
 * The latest report of each note, as the server sends them, for everything that shows one.
 */
import * as vscode from "vscode";
import type { ReportParams } from "../server/protocol.ts";

export interface Reports extends vscode.Disposable {
  /** Fires with the note's address when its report has come or its check has begun. */
  readonly onDidChange: vscode.Event<string>;
  /** The report of a note, or of the notebook in which a cell stands. */
  of(document: vscode.TextDocument): ReportParams | undefined;
  at(uri: string): ReportParams | undefined;
  isBusy(document: vscode.TextDocument): boolean;
  busy(uri: string): void;
  add(report: ReportParams): void;
  remove(uri: string): void;
}

/** An empty store. */
export function createReports(): Reports {
  const reports = new Map<string, ReportParams>();
  const running = new Set<string>();
  const changed = new vscode.EventEmitter<string>();
  return {
    onDidChange: changed.event,
    at: (uri) => reports.get(uri),
    of: (document) => reports.get(noteOf(document)),
    isBusy: (document) => running.has(noteOf(document)),
    busy(uri) {
      running.add(uri);
      changed.fire(uri);
    },
    add(report) {
      running.delete(report.uri);
      reports.set(report.uri, report);
      changed.fire(report.uri);
    },
    remove(uri) {
      running.delete(uri);
      reports.delete(uri);
    },
    dispose: () => changed.dispose(),
  };
}

/** The notebook of a cell, or the document itself. */
function noteOf(document: vscode.TextDocument): string {
  if (document.uri.scheme !== "vscode-notebook-cell") return document.uri.toString();
  const notebook = vscode.workspace.notebookDocuments.find((candidate) =>
    candidate.getCells().some((cell) => cell.document === document),
  );
  return (notebook?.uri ?? document.uri).toString();
}

/** A protocol range as the editor's. */
export function toRange({ start, end }: ReportParams["claims"][number]["range"]): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
