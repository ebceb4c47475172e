/*
 * `--watch`: checks again when something changes in the folders that hold the notes. Notes that have not
 * changed are not linted again. Ends with the process.
 */
import { watch as watchFolder } from "node:fs";
import { dirname, extname } from "node:path";
import { configurationFileNames } from "../configuration.ts";
import { check } from "./check.ts";
import { findNotes, noteExtensions } from "./find-notes.ts";
import type { Host } from "./host.ts";
import type { CheckOptions } from "./options.ts";
import { CommandProblem } from "./problem.ts";
import { openReportCache } from "./report-cache.ts";

/** Editors write a file in several steps; this long after the last one it is whole. */
const settled = 100;

/** Checks now, and again after each change; never returns. */
export async function watch(options: CheckOptions, host: Host): Promise<never> {
  if (options.patterns.includes("-")) throw new CommandProblem("--watch cannot watch standard input");
  const cache = await openReportCache(null);
  let checking = Promise.resolve();
  const run = () => {
    checking = checking.then(async () => {
      if (host.terminal.out) host.out("\u001B[2J\u001B[H");
      await check(options, host, cache).catch((error: unknown) => {
        host.error(`jacobian-lint: ${error instanceof Error ? error.message : String(error)}\n`);
      });
    });
  };
  const { notes } = await findNotes(options.patterns, host.cwd);
  let timer: NodeJS.Timeout | undefined;
  for (const folder of outermost(notes.map(({ path }) => dirname(path))))
    watchFolder(folder, { recursive: true }, (_event, name) => {
      if (name !== null && !matters(name)) return;
      clearTimeout(timer);
      timer = setTimeout(run, settled);
    });
  run();
  return new Promise<never>(() => undefined);
}

function matters(name: string): boolean {
  const file = name.split(/[\\/]/).at(-1) ?? "";
  return (
    (noteExtensions as readonly string[]).includes(extname(file).toLowerCase()) ||
    (configurationFileNames as readonly string[]).includes(file)
  );
}

/** The folders that lie in no other of the list. */
function outermost(folders: readonly string[]): readonly string[] {
  const unique = [...new Set(folders)];
  return unique.filter(
    (folder) => !unique.some((other) => other !== folder && `${folder}/`.startsWith(`${other}/`)),
  );
}
