/*
 * The notes that a note names under `uses:` in its front matter. Goes out: their texts, in that order. One that
 * cannot be read is left out: what it defines is then reported as undefined, where it is used.
 */
import { usedNotePaths } from "../configuration.ts";
import { noteFormat } from "../markdown/formats.ts";
import type { UsedNote } from "../open-note.ts";
import { largestNote } from "./protocol.ts";
import type { Source } from "./sources.ts";

/** Reads the notes that a source uses, by names relative to it. */
export async function readUsedNotes(
  { uri, text }: Pick<Source, "uri" | "text">,
  readFile: (uri: string) => Promise<string | null>,
): Promise<readonly UsedNote[]> {
  const used: UsedNote[] = [];
  for (const path of usedNotePaths(text)) {
    const where = noteFormat(path) === null || !URL.canParse(path, uri) ? null : new URL(path, uri).href;
    const found = where === null ? null : await readFile(where).catch(() => null);
    if (found !== null && found.length <= largestNote) used.push({ path, text: found });
  }
  return used;
}
