/*
 * What the editor scripts share: where things are, how long a step took, a folder that is cleared at the end.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** Kept between runs, ignored by git and by the package. */
export const cacheFolder = join(root, ".vscode-test");

/** Runs one step of a script and prints how long it took. */
export async function step(title, action) {
  const started = performance.now();
  try {
    return await action();
  } finally {
    console.log(`${title}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
}

/** Hands `action` a new folder that is gone afterwards. */
export async function withFolder(action) {
  const folder = await mkdtemp(join(tmpdir(), "jacobian-lint-"));
  try {
    return await action(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

export const readJson = async (path) => JSON.parse(await readFile(path, "utf8"));
