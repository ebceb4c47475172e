/*
 * Proves the extension in the real VS Code, with nothing installed by hand: `npm run test:editor`.
 *   1. the suite in the extension host, on the source tree;
 *   2. the same suite on the packed VSIX, installed as a person would;
 *   3. the same suite in the web worker, as in VS Code for the web;
 *   4. journeys through the interface, by mouse and keyboard.
 * `--only suite|vsix|web|journeys` runs one of them; `--grep WORDS` only the tests whose title holds the words;
 * `--screenshots` also renews the pictures in `media/`.
 * Where the machine cannot run an editor the tests are skipped in words, except in CI, where that is a failure.
 */
import { parseArgs } from "node:util";
import { step } from "./editor/common.mjs";
import { Unavailable, editorVersion, findBrowser, installEditor } from "./editor/install.mjs";
import { bundleTests } from "./editor/bundle.mjs";
import { runParts } from "./editor/parts.mjs";

const { values: options } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    grep: { type: "string" },
    screenshots: { type: "boolean", default: false },
  },
});

// What ends this script early also ends the editor that it started.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

try {
  const browser = await findBrowser();
  const main = await installEditor();
  const tests = await step("Bundling the tests", () => bundleTests(options.grep));
  const { passed, failed } = await runParts({ browser, main, tests, options });
  console.log(`VS Code ${editorVersion.replace("4", "1")}`);
  console.log(`editor: ${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
} catch (error) {
  if (!(error instanceof Unavailable) || process.env.CI === "true") throw error;
  console.log(`The editor tests are skipped: ${error.message}.`);
  console.log("With the network open, `npm run test:electron` runs the suite in a downloaded VS Code.");
}
