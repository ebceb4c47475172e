/*
 * Real notes to test against. They are not part of this repository: `JACOBIAN_LINT_CORPUS` names the folder,
 * and where there is none the tests that need them are skipped.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

export interface CorpusNote {
  readonly path: string;
  readonly text: string;
}

const root =
  process.env["JACOBIAN_LINT_CORPUS"] ?? fileURLToPath(new URL("../../../shared/corpus", import.meta.url));

/** All real notes, or none, with a message, where the corpus is absent. */
export function corpusNotes(): readonly CorpusNote[] {
  const folder = join(root, "notes");
  if (!existsSync(folder)) {
    console.warn("no corpus of notes: set JACOBIAN_LINT_CORPUS to run these tests");
    return [];
  }
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md") && path !== "SOURCES.md")
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
}
