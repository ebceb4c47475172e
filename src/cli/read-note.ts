/*
 * From a path to the text of a note. Refuses what is no note: files above 1 MB, and bytes that are not UTF-8.
 */
import { readFile, stat } from "node:fs/promises";
import { CommandProblem, reasonOf } from "./problem.ts";

/** A note is written by hand; a larger file is data, and would only cost time. */
export const largestNote = 1_000_000;

/** Reads a note; `shown` is how the user names it. */
export async function readNote(path: string, shown: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    const { size } = await stat(path);
    if (size > largestNote) throw tooLarge(shown);
    bytes = await readFile(path);
  } catch (error) {
    throw error instanceof CommandProblem ? error : new CommandProblem(`${shown}: ${reasonOf(error)}`);
  }
  return decodeNote(bytes, shown);
}

/** The text of UTF-8 bytes, a byte-order mark kept: offsets count it. */
export function decodeNote(bytes: Uint8Array, shown: string): string {
  if (bytes.byteLength > largestNote) throw tooLarge(shown);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CommandProblem(`${shown}: not UTF-8; save it as UTF-8 to have it checked`);
  }
}

function tooLarge(shown: string): CommandProblem {
  return new CommandProblem(`${shown}: larger than 1 MB; split the note to have it checked`);
}
