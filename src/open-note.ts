/*
 * Opens what a shell hands over: the format by its path, settings from the front matter over the given ones,
 * and the notes it uses in front of it, so that their definitions are found.
 */
import { formatDialect, noteFormat, readNoteAs } from "./markdown/formats.ts";
import type { Note } from "./markdown/note.ts";
import { readNotebook, readNotebookNote, toCell } from "./markdown/notebook.ts";
import { withoutUses } from "./rules/note-findings.ts";
import { type RangeOf, rangesIn } from "./rules/places.ts";
import { type Settings, readSettings } from "./settings.ts";
import type { Span } from "./text/span.ts";
import { joinNotes } from "./markdown/join-notes.ts";

/** A note that another one names in its front matter. */
export interface UsedNote {
  readonly path: string;
  readonly text: string;
}

export interface OpenedNote {
  readonly note: Note;
  readonly settings: Settings;
  /** Where the note itself starts in what is read; used notes stand before. */
  readonly start: number;
  readonly rangeOf: RangeOf;
}

export function openNote(
  text: string,
  given: Settings,
  { path = "", uses = [] }: { readonly path?: string; readonly uses?: readonly UsedNote[] },
): OpenedNote {
  const format = noteFormat(path) ?? "markdown";
  const notebook = format === "ipynb" ? readNotebook(text) : null;
  const own = notebook ? readNotebookNote(notebook) : readNoteAs(format, text, { dialect: given.dialect });
  const settings = own.frontMatter
    ? readSettings(withoutUses(own.frontMatter.settings), given).settings
    : given;
  const used = uses.map((one) => {
    const usedFormat = noteFormat(one.path) ?? "markdown";
    return readNoteAs(usedFormat, one.text, { dialect: formatDialect(usedFormat, given.dialect) });
  });
  const { note, start } = joinNotes(used, own);
  const rangeOf = notebook ? cellRanges(notebook, start) : rangesIn(own.text, start);
  return { note, settings, start, rangeOf };
}

/** Ranges within the cells of a notebook. */
function cellRanges(notebook: ReturnType<typeof readNotebook>, base: number): RangeOf {
  const ranges = new Map<number, RangeOf>();
  return (span: Span) => {
    const start = toCell(notebook, span.start - base);
    const end = toCell(notebook, span.end - base);
    const cell = notebook.cells.find((one) => one.index === start.cell);
    const inCell = ranges.get(start.cell) ?? rangesIn(cell?.text ?? "");
    ranges.set(start.cell, inCell);
    const last = end.cell === start.cell ? end.offset : (cell?.text.length ?? start.offset);
    return { ...inCell({ start: start.offset, end: last }), cell: start.cell };
  };
}
