/*
 * Applies verified corrections and other edits to the text of a note, notebooks included. Only corrections that leave
 * no choice are made, and those that would meet are left for the next round.
 */
import { safeFixes } from "../features/fix-all.ts";
import type { FileReport, Position, TextEdit } from "../report.ts";
import { cellSources } from "./format/checked-note.ts";

interface OffsetEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** The corrected text, and how many claims it corrects. */
export function applyFixes(
  text: string,
  report: FileReport,
): { readonly text: string; readonly fixed: number } {
  const taken: TextEdit[] = [];
  let fixed = 0;
  for (const { edits } of safeFixes(report)) {
    if (edits.some((edit) => taken.some((other) => meets(edit, other)))) continue;
    taken.push(...edits);
    fixed += 1;
  }
  return { text: applyTextEdits(text, report.path, taken), fixed };
}

/** The text of a note, or of a notebook by its path, after edits that do not meet. */
export function applyTextEdits(text: string, path: string, edits: readonly TextEdit[]): string {
  if (edits.length === 0) return text;
  return path.toLowerCase().endsWith(".ipynb")
    ? editNotebook(text, cellSources(text), edits)
    : editText(text, edits);
}

function meets({ range: a }: TextEdit, { range: b }: TextEdit): boolean {
  return a.cell === b.cell && compare(a.start, b.end) <= 0 && compare(b.start, a.end) <= 0;
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

/** Makes the edits, which do not meet, in one text. */
function editText(text: string, edits: readonly TextEdit[]): string {
  const starts = lineStarts(text);
  const offset = ({ line, character }: Position) => (starts[line] ?? text.length) + character;
  const ordered: OffsetEdit[] = edits
    .map(({ range, newText }) => ({ start: offset(range.start), end: offset(range.end), newText }))
    .sort((a, b) => b.start - a.start);
  return ordered.reduce(
    (result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end),
    text,
  );
}

function lineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), (match) => match.index + match[0].length)];
}

interface Notebook {
  readonly cells: { source: string | string[] }[];
}

/** Writes changed cells back as the notebook had them: lists of lines stay lists, and its indent is kept. */
function editNotebook(text: string, cells: readonly string[], edits: readonly TextEdit[]): string {
  const notebook = JSON.parse(text) as Notebook;
  for (const [index, cell] of notebook.cells.entries()) {
    const here = edits.filter(({ range }) => range.cell === index);
    if (here.length === 0) continue;
    const source = editText(cells[index] ?? "", here);
    cell.source = Array.isArray(cell.source) ? source.split(/(?<=\n)/) : source;
  }
  const indent = /^\{\s*?\n([ \t]+)"/.exec(text)?.[1] ?? "";
  const end = /\n$/.test(text) ? "\n" : "";
  return JSON.stringify(notebook, null, indent) + end;
}
