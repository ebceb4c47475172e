/*
 * The four parts of the editor tests, each in a started VS Code of its own. Comes in what to start, goes out how
 * many tests passed and failed.
 */
import { copyFile, cp, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { packExtension } from "../package.mjs";
import { cacheFolder, readJson, root, step, withFolder } from "./common.mjs";
import { runHostSuite } from "./host-suite.mjs";
import { startEditor, unpackExtension } from "./server.mjs";

/** The order is that of growing surprise: a broken source tree should not be reported as a broken package. */
const parts = { suite: sourceTree, vsix: packedExtension, web: webWorker, journeys };

/** Runs the parts asked for, all of them when none was. */
export async function runParts(setup) {
  const wanted = Object.entries(parts).filter(([name]) => setup.options.only?.includes(name) ?? true);
  if (wanted.length === 0) throw new Error(`--only takes ${Object.keys(parts).join(", ")}`);
  const vsix = await packExtension(cacheFolder);
  const total = { passed: 0, failed: 0 };
  for (const [name, part] of wanted) {
    const counts = await step(`editor ${name}`, () =>
      withFolder((folder) => part({ ...setup, folder, vsix })),
    );
    total.passed += counts.passed;
    total.failed += counts.failed;
  }
  return total;
}

/** The suite on the extension as it lies in the repository. */
function sourceTree({ main, browser, folder, tests }) {
  return withEditor({ main, browser, folder }, (editor, workspace) =>
    runHostSuite(editor, { workspace, extension: root, tests: tests.suite, log: hostLog("suite") }),
  );
}

/** The suite on the installed package; VS Code runs tests only for a development extension, so it gets an empty one. */
async function packedExtension({ main, browser, folder, tests, vsix }) {
  const extension = join(folder, "empty-extension");
  const manifest = { name: "empty", publisher: "test", version: "0.0.0", engines: { vscode: "*" } };
  await mkdir(extension);
  await writeFile(join(extension, "package.json"), JSON.stringify(manifest));
  return withEditor({ main, browser, folder, vsix }, (editor, workspace) =>
    runHostSuite(editor, { workspace, extension, tests: tests.suite, log: hostLog("vsix") }),
  );
}

/**
 * The suite in the web worker: without `main` in its manifest VS Code must load the `browser` entry there; without
 * `type` it does not take the tests for an ES module, which a worker cannot load. Tests run in the host of the
 * extension in whose folder they lie.
 */
async function webWorker({ main, browser, folder, tests, vsix }) {
  const extension = await unpackExtension({ main, folder: join(folder, "unpacked"), vsix });
  const { main: _main, type: _type, ...manifest } = await readJson(join(extension, "package.json"));
  await writeFile(join(extension, "package.json"), JSON.stringify(manifest));
  const suite = join(extension, "suite.js");
  await copyFile(tests.webSuite, suite);
  return withEditor({ main, browser, folder }, (editor, workspace) =>
    runHostSuite(editor, { workspace, extension, tests: suite, log: hostLog("web") }),
  );
}

/** Journeys through the interface of a VS Code with the package installed. */
async function journeys({ main, browser, folder, tests, vsix, options }) {
  const { runJourneys } = await import(pathToFileURL(tests.journeys).href);
  const pictures = options.screenshots ? join(root, "media") : join(cacheFolder, "screenshots");
  return withEditor({ main, browser, folder, vsix }, (editor) =>
    runJourneys({
      open: (workspace) => editor.open({ workspace }),
      newWorkspace: (settings) => newWorkspace(folder, settings),
      failures: join(cacheFolder, "failures"),
      pictures,
      ...(options.grep === undefined ? {} : { grep: options.grep }),
    }),
  );
}

async function withEditor(setup, action) {
  const editor = await startEditor(setup);
  try {
    return await action(editor, await newWorkspace(setup.folder));
  } finally {
    await editor.stop();
  }
}

/** A copy of the notes to work on, with settings of its own. */
async function newWorkspace(folder, settings = {}) {
  const parent = join(folder, "workspaces");
  await mkdir(parent, { recursive: true });
  const workspace = join(parent, String((await readdir(parent)).length + 1), "notes");
  await cp(join(root, "test", "vscode", "workspace"), workspace, { recursive: true });
  await mkdir(join(workspace, ".vscode"), { recursive: true });
  await writeFile(join(workspace, ".vscode", "settings.json"), JSON.stringify(settings));
  return workspace;
}

const hostLog = (name) => join(cacheFolder, `host-${name}.log`);
