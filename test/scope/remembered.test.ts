/*
 * What is remembered of formulas and sentences is what a fresh reading finds, wherever they stand.
 */
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { excerptOf, layOut, partsOf } from "../../src/markdown/excerpt.ts";
import { openNote } from "../../src/open-note.ts";
import { createReadingMemory } from "../../src/scope/remembered.ts";
import { readScope } from "../../src/scope/scope.ts";
import { defaultSettings } from "../../src/settings.ts";
import { noMacros } from "../../src/tex/parser.ts";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "notes");
const notes = readdirSync(folder)
  .filter((name) => name.endsWith(".md"))
  .map((name) => [name, readFileSync(join(folder, name), "utf8")] as const);

const scopeOf = (text: string, memory = createReadingMemory()) =>
  readScope(openNote(text, defaultSettings, {}).note, noMacros, memory);

describe("a note read again in another place", () => {
  test.for(notes)("%s", ([, text]) => {
    const memory = createReadingMemory();
    scopeOf(text, memory);
    for (const before of ["Some words.\n\n", "$\\newcommand{\\W}{V}$ and $x_0$.\n\n", "> quoted\n\n"])
      expect(scopeOf(before + text, memory)).toEqual(scopeOf(before + text));
  });
});

describe("a block in one excerpt after another", () => {
  test.for(notes)("%s", ([, text]) => {
    const { note } = openNote(text, defaultSettings, {});
    const parts = partsOf(note, () => false);
    for (const first of [0, 1, 2]) {
      const some = parts.slice(first);
      const excerpt = excerptOf(note, some, layOut(note, some));
      const blocks = excerpt.blocks.map(({ origin: _, ...block }) => block);
      const { facts, problems } = readScope(excerpt, noMacros);
      const fresh = readScope({ ...excerpt, blocks }, noMacros);
      expect({ facts, problems }).toEqual({ facts: fresh.facts, problems: fresh.problems });
    }
  });
});
