/*
 * Bundles the editor tests into plain JavaScript: the suite for the extension host, once for Node and once for the
 * web worker, and the journeys for the process that drives the browser.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { cacheFolder, root } from "./common.mjs";

const output = join(cacheFolder, "build");
const source = (...path) => join(root, "test", "vscode", ...path);

const common = { bundle: true, target: "es2022", sourcemap: "inline", logLevel: "warning" };

/** The web worker has no Node: there mocha is its own browser build, which leaves its class in a global. */
const browserMocha = {
  name: "browser-mocha",
  setup(setup) {
    const namespace = "browser-mocha";
    setup.onResolve({ filter: /^mocha$/ }, () => ({ path: "mocha", namespace }));
    const contents = 'require("mocha/mocha.js"); module.exports = globalThis.Mocha;';
    setup.onLoad({ filter: /.*/, namespace }, () => ({ contents, resolveDir: root }));
  },
};

/** Answers where the bundles are; with `grep` they run only the tests whose title holds it. */
export async function bundleTests(grep = "") {
  const [suite, webSuite] = [join(output, "suite.js"), join(output, "suite-web.js")];
  const journeys = join(output, "journeys.mjs");
  await mkdir(output, { recursive: true });
  await writeFile(join(output, "package.json"), '{ "type": "commonjs" }\n');
  const define = { SUITE_GREP: JSON.stringify(grep) };
  const entry = source("suite", "index.ts");
  const inHost = { ...common, entryPoints: [entry], define };
  await Promise.all([
    build({ ...inHost, outfile: suite, platform: "node", external: ["vscode", "mocha"] }),
    build({
      ...inHost,
      ...{ outfile: webSuite, platform: "browser", format: "cjs" },
      ...{ external: ["vscode"], plugins: [browserMocha] },
    }),
    build({
      ...common,
      ...{
        entryPoints: [source("journeys", "index.ts")],
        outfile: journeys,
        platform: "node",
        format: "esm",
      },
      packages: "external",
    }),
  ]);
  return { suite, webSuite, journeys };
}
