/*
 * What is checked as one text: a note, or the Markdown cells of a notebook joined. The only file in which
 * offsets and protocol positions are converted.
 */
import type { Range, TextEdit } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Edit } from "../features/edit.ts";
import type { Span } from "../text/span.ts";
import type { Position } from "./protocol.ts";

export interface Source {
  readonly uri: string;
  readonly kind: "note" | "notebook";
  /** Differs whenever the text does. */
  readonly stamp: string;
  readonly text: string;
  readonly parts: readonly Part[];
}

interface Part {
  readonly document: TextDocument;
  /** Where it begins in the joined text. */
  readonly start: number;
}

/** Cells are paragraphs of their own. */
const betweenCells = "\n\n";

/** A note as a source. */
export function noteSource(document: TextDocument): Source {
  return {
    uri: document.uri,
    kind: "note",
    stamp: String(document.version),
    text: document.getText(),
    parts: [{ document, start: 0 }],
  };
}

/** A notebook as one source: definitions hold from cell to cell. */
export function notebookSource(uri: string, cells: readonly TextDocument[]): Source {
  const parts: Part[] = [];
  let text = "";
  for (const document of cells) {
    if (parts.length > 0) text += betweenCells;
    parts.push({ document, start: text.length });
    text += document.getText();
  }
  const stamp = cells.map(({ uri: cell, version }) => `${cell}@${version}`).join(" ");
  return { uri, kind: "notebook", stamp, text, parts };
}

/** By what name the engine knows a source: joined cells are Markdown, whatever the notebook's file is. */
export function pathOf({ uri, kind }: Pick<Source, "uri" | "kind">): string {
  return kind === "notebook" ? `${uri}.md` : uri;
}

/** The offset of a protocol position, or null for a document that is no part of the source. */
export function offsetAt(source: Source, uri: string, position: Position): number | null {
  const part = source.parts.find(({ document }) => document.uri === uri);
  return part ? part.start + part.document.offsetAt(position) : null;
}

/** The span of a protocol range. */
export function spanAt(source: Source, uri: string, range: Range): Span | null {
  const [start, end] = [offsetAt(source, uri, range.start), offsetAt(source, uri, range.end)];
  return start === null || end === null ? null : { start, end };
}

/** Where a span stands for the protocol; one that runs over a cell's end is cut there. */
export function placeOf(source: Source, span: Span): { readonly uri: string; readonly range: Range } | null {
  const part = source.parts.findLast(({ start }) => start <= span.start) ?? source.parts[0];
  if (!part) return null;
  const { document, start } = part;
  const range = {
    start: document.positionAt(span.start - start),
    end: document.positionAt(span.end - start),
  };
  return { uri: document.uri, range };
}

/** Edits by the document they belong to. */
export function editsByUri(source: Source, edits: readonly Edit[]): Record<string, TextEdit[]> {
  const byUri: Record<string, TextEdit[]> = {};
  for (const { span, newText } of edits) {
    const place = placeOf(source, span);
    if (place) (byUri[place.uri] ??= []).push({ range: place.range, newText });
  }
  return byUri;
}
