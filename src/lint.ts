/*
 * The whole pipeline on one screen: text in, report out. Pure: no clock, disk, network, unseeded randomness or
 * editor. Shells read the report and recompute nothing. Bad notes are data, never exceptions.
 */
import { type NoteOptions, judgeNote } from "./judged-note.ts";
import { diagnosedIn } from "./judged-view.ts";
import type { FileReport } from "./report.ts";
import { describe } from "./rules/describe.ts";
import type { Settings } from "./settings.ts";

export { type LintMemory, createLintMemory } from "./judged-view.ts";
export type { NoteOptions } from "./judged-note.ts";

/** Reads a note, judges every claim in it, looks for repairs, and reports. */
export async function lint(text: string, settings: Settings, options: NoteOptions = {}): Promise<FileReport> {
  const judged = await judgeNote(text, settings, options);
  const { preferred, settled, breathe } = judged;
  const passages = [];
  for (const { view, isOwn, rangeOf } of judged.passages) {
    const diagnosed = await diagnosedIn(view, { preferred, settled }, breathe);
    const { scope, own } = view;
    passages.push({ scope, own, judged: diagnosed.filter(({ claim }) => isOwn(claim)), rangeOf });
  }
  return describe({ ...judged, path: options.path ?? "", passages });
}
