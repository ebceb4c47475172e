/*
 * The kinds of file in which notes are kept, told apart by their names, and the reader of each.
 */
import type { Dialect } from "../settings.ts";
import { readLatexDocument } from "./latex-document.ts";
import type { Note } from "./note.ts";
import { readNotebook, readNotebookNote } from "./notebook.ts";
import { readNote } from "./read-note.ts";

export const noteFormats = ["markdown", "ipynb", "qmd", "rmd", "tex", "myst"] as const;
export type NoteFormat = (typeof noteFormats)[number];

const byExtension: readonly (readonly [RegExp, NoteFormat])[] = [
  [/\.myst(?:\.md)?$/i, "myst"],
  [/\.(?:md|markdown|mdown|mkdn?|mdwn|mdx)$/i, "markdown"],
  [/\.qmd$/i, "qmd"],
  [/\.rmd$/i, "rmd"],
  [/\.ipynb$/i, "ipynb"],
  [/\.(?:tex|ltx|latex)$/i, "tex"],
];

const dialectOf: Readonly<Record<Exclude<NoteFormat, "markdown">, Dialect>> = {
  ipynb: "jupyter",
  qmd: "pandoc",
  rmd: "pandoc",
  myst: "myst",
  tex: "pandoc",
};

/** The format of a file by its name, or null for one that holds no notes. */
export function noteFormat(path: string): NoteFormat | null {
  return byExtension.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

/** The dialect of a format; only in plain Markdown does the setting decide. */
export function formatDialect(format: NoteFormat, setting: Dialect): Dialect {
  return format === "markdown" ? setting : dialectOf[format];
}

/** Reads a file of any format as one note; the places in a notebook's note count in its joined cells. */
export function readNoteAs(format: NoteFormat, text: string, options: { readonly dialect: Dialect }): Note {
  if (format === "tex") return readLatexDocument(text);
  if (format === "ipynb") return readNotebookNote(readNotebook(text));
  return readNote(text, { ...options, dialect: formatDialect(format, options.dialect) });
}
