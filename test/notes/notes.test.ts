/*
 * Golden notes: beside each stands exactly what the command line prints for it. `UPDATE=1` rewrites; otherwise a
 * missing or different report fails, and nothing is written.
 */
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { lint, thirdOpinion } from "../../src/index.ts";
import { run } from "../cli/run.ts";

const folder = fileURLToPath(new URL("./", import.meta.url));
const notes = readdirSync(folder).filter((name) => name.endsWith(".md"));

test.each(notes)("%s", { timeout: 60_000 }, async (note) => {
  const { out, error } = await run(folder, ["--no-config", "--report-unchecked", note], {
    lint: (text, settings, options) => lint(text, settings, { ...options, thirdOpinion }),
  });
  expect(error).toBe("");
  const file = join(folder, note.replace(/\.md$/, ".report"));
  if (process.env["UPDATE"]) writeFileSync(file, out);
  expect(out).toBe(readFileSync(file, "utf8"));
});
