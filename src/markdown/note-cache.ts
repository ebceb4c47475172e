/*
 * Remembers the last notes read, so that shells which ask again for the same text (hover, quick fix, status)
 * get the same note. Reading is linear and takes a few milliseconds for 100 kB, so nothing smaller is kept.
 */
import type { Note } from "./note.ts";

/** Holds notes by text and dialect; the oldest goes first. */
export interface NoteCache {
  readonly notes: Map<string, Note>;
}

const maximumNotes = 8;

export function createNoteCache(): NoteCache {
  return { notes: new Map() };
}

/** The note under `key`, read by `read` if it is not known yet. */
export function remember(cache: NoteCache, key: string, read: () => Note): Note {
  const known = cache.notes.get(key);
  const note = known ?? read();
  cache.notes.delete(key);
  cache.notes.set(key, note);
  if (cache.notes.size > maximumNotes) cache.notes.delete(cache.notes.keys().next().value!);
  return note;
}
