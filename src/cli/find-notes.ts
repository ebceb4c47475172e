/*
 * From the patterns of a command line to notes: files as they are named, folders searched, globs expanded.
 * A pattern that yields nothing is a mistake, and is said to be one; the others are still followed.
 */
import type { Stats } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { extname, join, relative, resolve, sep } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { type IsIgnored, createIsIgnored } from "./ignored.ts";
import { CommandProblem, reasonOf } from "./problem.ts";

/** What a search takes for notes; a file that is named is read whatever it is called. */
export const noteExtensions = [".md", ".markdown", ".mdx", ".qmd", ".rmd", ".ipynb", ".tex"] as const;

export interface FoundNote {
  readonly path: string;
  /** Relative to the working folder where it lies in it, with forward slashes. */
  readonly shown: string;
}

/** The notes the patterns mean, each once, in the order of the patterns and then by name. */
export async function findNotes(
  patterns: readonly string[],
  cwd: string,
): Promise<{ readonly notes: readonly FoundNote[]; readonly problems: readonly string[] }> {
  const isIgnored = createIsIgnored();
  const found = new Set<string>();
  const problems: string[] = [];
  for (const pattern of patterns)
    try {
      for (const path of await expand(pattern, cwd, isIgnored)) found.add(path);
    } catch (error) {
      if (!(error instanceof CommandProblem)) throw error;
      problems.push(error.message);
    }
  return { notes: [...found].map((path) => ({ path, shown: shownPath(path, cwd) })), problems };
}

async function expand(pattern: string, cwd: string, isIgnored: IsIgnored): Promise<readonly string[]> {
  const path = resolve(cwd, pattern);
  const stats = await statOrReason(path);
  // A name with brackets that exists is a name; only what does not exist can be a glob.
  if (typeof stats !== "string") {
    if (!stats.isDirectory()) return [path];
    const notes = await notesIn(path, isIgnored);
    if (notes.length === 0) throw new CommandProblem(`${pattern}: no notes in this folder`);
    return notes;
  }
  if (!isDynamicPattern(pattern)) throw new CommandProblem(`${pattern}: ${stats}`);
  const matches = await glob(pattern.split(sep).join("/"), {
    cwd,
    absolute: true,
    ignore: ["**/node_modules/**", "**/.git/**"],
    expandDirectories: false,
  });
  const notes = matches.map((match) => resolve(match)).filter((match) => !isIgnored(match, false));
  if (notes.length === 0) throw new CommandProblem(`${pattern}: no file matches`);
  return notes.sort(byName);
}

async function notesIn(folder: string, isIgnored: IsIgnored): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new CommandProblem(`${folder}: ${reasonOf(error)}`);
  });
  const notes: string[] = [];
  for (const entry of entries.sort((a, b) => byName(a.name, b.name))) {
    const path = join(folder, entry.name);
    // Links are not followed: a loop of them would never end.
    if (entry.isDirectory() && !entry.name.startsWith(".") && !isIgnored(path, true))
      notes.push(...(await notesIn(path, isIgnored)));
    else if (entry.isFile() && isNoteName(entry.name) && !isIgnored(path, false)) notes.push(path);
  }
  return notes;
}

/** Whether a search takes the file for a note. */
export function isNoteName(name: string): boolean {
  return (noteExtensions as readonly string[]).includes(extname(name).toLowerCase());
}

async function statOrReason(path: string): Promise<Stats | string> {
  try {
    return await stat(path);
  } catch (error) {
    return reasonOf(error);
  }
}

function shownPath(path: string, cwd: string): string {
  const inside = relative(cwd, path);
  return (inside.startsWith("..") || inside === "" ? path : inside).split(sep).join("/");
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
