/*
 * What is kept from one version of a note to the next changes nothing: after any edits, the report is the one that a
 * fresh reading gives.
 */
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLintMemory, lint } from "../../src/lint.ts";
import { defaultSettings } from "../../src/settings.ts";
import { runs } from "./seed.ts";

const LIMIT = 120_000;
const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "notes");
const notes = readdirSync(folder)
  .filter((name) => name.endsWith(".md"))
  .map((name) => readFileSync(join(folder, name), "utf8"));

/** Several notes under one another; letters mean one thing here and another there. */
const long = fc.shuffledSubarray(notes, { minLength: 1, maxLength: 4 }).map((some) => some.join("\n\n"));

const typed = fc.constantFrom(
  "x", " ", "\n\n", "$", "^\\top", "2 ", "## Else\n\n", "Let $W \\in \\mathbb{R}^{n \\times n}$ be symmetric.\n\n",
  "\n\n$$\\frac{\\partial h_t}{\\partial h_{t-1}} = W$$\n\n", "<!-- jacobian-lint: layout denominator -->\n\n",
  "$\\newcommand{\\W}{V}$ ", "the claim is wrong ",
); // prettier-ignore

const edits = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 12 }), typed), {
  minLength: 1,
  maxLength: 4,
});

describe("a memory", () => {
  test("changes no report", { timeout: LIMIT }, async () => {
    await fc.assert(
      fc.asyncProperty(long, edits, async (note, changes) => {
        const memory = createLintMemory();
        let text = note;
        await lint(text, defaultSettings, { memory });
        for (const [from, removed, inserted] of changes) {
          const at = from % (text.length + 1);
          text = text.slice(0, at) + inserted + text.slice(at + removed);
          const report = await lint(text, defaultSettings, { memory });
          expect(report).toEqual(await lint(text, defaultSettings));
        }
      }),
      runs(6),
    );
  });
});
