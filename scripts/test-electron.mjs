/*
 * Runs the suite of `test/vscode/suite` in the desktop's VS Code, downloaded from its makers: `npm run test:electron`.
 * Once in the oldest version that the manifest admits and once in the newest; `--version 1.105.0` in that one only.
 * It needs the network open and, on Linux, a display (`xvfb-run -a npm run test:electron` makes one).
 */
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runTests } from "@vscode/test-electron";
import { buildExtension } from "./package.mjs";
import { bundleTests } from "./editor/bundle.mjs";
import { cacheFolder, readJson, root, step, withFolder } from "./editor/common.mjs";

const { values: options } = parseArgs({ options: { version: { type: "string", multiple: true } } });
const { engines } = await readJson(join(root, "package.json"));
const versions = options.version ?? [engines.vscode.replace("^", ""), "stable"];

await buildExtension();
const { suite } = await bundleTests();
for (const version of versions)
  await step(`VS Code ${version}`, () => withFolder((folder) => run(version, folder)));

/** Runs the suite in one version; a failed test makes this throw. */
async function run(version, folder) {
  const workspace = join(folder, "notes");
  await cp(join(root, "test", "vscode", "workspace"), workspace, { recursive: true });
  // Short paths: macOS refuses sockets in deep folders.
  const profile = ["--user-data-dir", join(folder, "u"), "--extensions-dir", join(folder, "e")];
  await runTests({
    version,
    cachePath: cacheFolder,
    extensionDevelopmentPath: root,
    extensionTestsPath: suite,
    launchArgs: [workspace, "--disable-workspace-trust", "--disable-telemetry", ...profile],
  });
}
