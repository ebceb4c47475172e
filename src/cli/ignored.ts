/*
 * What a search for notes passes over: `.git`, `node_modules`, and what the `.gitignore` files between the
 * working tree's root and the file say. A file named on the command line is never passed over.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import ignore, { type Ignore } from "ignore";

export type IsIgnored = (path: string, isFolder: boolean) => boolean;

const never = new Set([".git", ".hg", ".svn", "node_modules"]);

/** A test for absolute paths; each `.gitignore` is read once. */
export function createIsIgnored(): IsIgnored {
  const rules = new Map<string, Ignore | null>();
  const rulesOf = (folder: string): Ignore | null => {
    const known = rules.get(folder);
    if (known !== undefined) return known;
    const read = readRules(join(folder, ".gitignore"));
    rules.set(folder, read);
    return read;
  };
  return (path, isFolder) => {
    if (path.split(sep).some((part) => never.has(part))) return true;
    // The file nearest to the path has the last word.
    for (const folder of foldersAbove(path)) {
      const inside = relative(folder, path).split(sep).join("/");
      const verdict = rulesOf(folder)?.test(isFolder ? `${inside}/` : inside);
      if (verdict?.ignored) return true;
      if (verdict?.unignored) return false;
    }
    return false;
  };
}

function readRules(file: string): Ignore | null {
  try {
    return ignore().add(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

/** The folders that hold the path, nearest first, up to the root of its working tree. */
function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    folders.push(folder);
    if (existsSync(join(folder, ".git"))) return folders;
    // Outside a working tree no `.gitignore` speaks.
    if (dirname(folder) === folder) return [];
  }
}
