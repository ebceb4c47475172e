/*
 * Builds the extension and packs it into a VSIX, `npm run package`: comes in the source tree, goes out
 * `jacobian-lint-VERSION.vsix` and its size, which must stay small enough to be loaded by anybody.
 */
import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { fileURLToPath } from "node:url";
import { readJson, root, step } from "./editor/common.mjs";

const run = promisify(execFile);

/** The promise to people on slow lines. */
const largest = 3 * 1024 * 1024;

const vsce = join("node_modules", "@vscode", "vsce", "vsce");

/** Everything is bundled, and the links of the README need no repository to be rewritten to. */
const flags = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links"];

/** Builds, packs into `folder` and answers the path of the VSIX. */
export async function packExtension(folder) {
  const { name, version } = await readJson(join(root, "package.json"));
  const vsix = join(folder, `${name}-${version}.vsix`);
  await buildExtension();
  await step("Packing", () => script(vsce, ["package", ...flags, "--out", vsix]));
  const { size } = await stat(vsix);
  const megabytes = (size / 1024 / 1024).toFixed(2);
  if (size > largest) throw new Error(`${vsix} has ${megabytes} MB, more than 3 MB`);
  console.log(`${name}-${version}.vsix: ${megabytes} MB`);
  return vsix;
}

/** Builds what the manifest points to. */
export async function buildExtension() {
  await step("Building", () => script(join("scripts", "build.mjs")));
}

async function script(path, args = []) {
  try {
    const { stdout } = await run(process.execPath, [join(root, path), ...args], { cwd: root });
    return stdout;
  } catch (error) {
    throw new Error(`${path} failed\n${error.stdout}${error.stderr}`, { cause: error });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await packExtension(root);
