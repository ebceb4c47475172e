/*
 * Starts VS Code's server with settings and extensions of its own, and opens it in a browser: comes in what to
 * load, goes out a Playwright page. It never touches the editor, the profile or the extensions of the person
 * who runs the tests.
 */
import { execFile, spawn } from "node:child_process";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

const run = promisify(execFile);

/** Nothing may pop up over the text that a test looks at, and nothing may ask the network. */
const settings = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "window.commandCenter": false,
  "window.title": "${activeEditorShort}${separator}${rootName}",
  "chat.disableAIFeatures": true,
  "chat.commandCenter.enabled": false,
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "telemetry.telemetryLevel": "off",
  "editor.minimap.enabled": false,
  "editor.occurrencesHighlight": "off",
  "files.autoSave": "off",
};

const launchArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Starts a server whose data lie in `folder`, and a browser.
 * `main` is the server's own file, `vsix` a packed extension to install first.
 */
export async function startEditor({ main, browser, folder, vsix }) {
  await makeFolders(folder);
  await writeFile(join(folder, "user", "User", "settings.json"), JSON.stringify(settings));
  if (vsix !== undefined) await installExtension({ main, folder, vsix });
  const options = { env: serverEnvironment() };
  const server = spawn(process.execPath, [main, ...folderFlags(folder), ...serverFlags], options);
  const kill = () => server.kill("SIGKILL");
  process.once("exit", kill);
  const stopServer = async () => {
    await stopped(server);
    process.off("exit", kill);
  };
  try {
    const port = await portOf(server);
    const chrome = await chromium.launch({ executablePath: browser, args: launchArguments });
    // One context for all pages: they share a cache, which halves the time that the next page takes to load.
    const context = await chrome.newContext({ viewport: { width: 1280, height: 800 } });
    const stop = async () => {
      await chrome.close();
      await stopServer();
    };
    return { stop, open: (options) => openPage(context, port, options) };
  } catch (error) {
    await stopServer();
    throw error;
  }
}

/** Installs a VSIX as a person would, into an editor of its own, and answers the folder of the extension. */
export async function unpackExtension({ main, folder, vsix }) {
  await installExtension({ main, folder, vsix });
  const extensions = join(folder, "extensions");
  const [name] = (await readdir(extensions, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  if (name === undefined) throw new Error(`installing ${vsix} left nothing in ${extensions}`);
  return join(extensions, name.name);
}

async function installExtension({ main, folder, vsix }) {
  await makeFolders(folder);
  await run(process.execPath, [main, ...folderFlags(folder), "--install-extension", vsix]);
}

const makeFolders = (folder) => mkdir(join(folder, "user", "User"), { recursive: true });

const folderFlags = (folder) => [
  ...["--server-data-dir", join(folder, "server"), "--user-data-dir", join(folder, "user")],
  ...["--extensions-dir", join(folder, "extensions"), "--accept-server-license-terms"],
];

const serverFlags = [
  ...["--host", "127.0.0.1", "--port", "0", "--without-connection-token"],
  ...["--enable-smoke-test-driver", "--disable-workspace-trust", "--telemetry-level", "off"],
];

/** A terminal inside VS Code sets variables that would make the server believe it is that VS Code's. */
function serverEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("VSCODE_"));
  // Without a gallery the server does not look for extensions on the network.
  return { ...Object.fromEntries(kept), EXTENSIONS_GALLERY: "{}" };
}

/** The server says in its output which free port it took. */
function portOf(server) {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk) => {
      output += chunk;
      const port = /agent listening on (\d+)/.exec(output)?.[1];
      if (port !== undefined) resolve(Number(port));
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`VS Code's server ended with ${code}\n${output}`)));
  });
}

function stopped(child) {
  if (child.exitCode !== null || child.signalCode !== null) return undefined;
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => child.kill("SIGKILL"), 5_000);
    child.once("exit", () => {
      clearTimeout(giveUp);
      resolve();
    });
    child.kill("SIGTERM");
  });
}

/**
 * Opens a workspace in a page of its own.
 * `extension` is the folder of an extension to load unpacked, `tests` a suite to run in the extension host,
 * `prepare` what to do with the page before it loads.
 */
async function openPage(context, port, { workspace, extension, tests, prepare }) {
  const page = await context.newPage();
  await prepare?.(page);
  // The authority must be the page's own: with another one squiggles silently never appear.
  const remote = (path) => `vscode-remote://127.0.0.1:${port}${encodeURI(path.replaceAll("\\", "/"))}`;
  const payload = [
    ...(extension === undefined ? [] : [["extensionDevelopmentPath", remote(extension)]]),
    ...(tests === undefined ? [] : [["extensionTestsPath", remote(tests)]]),
  ];
  const query = `folder=${encodeURIComponent(workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
  await page.goto(`http://127.0.0.1:${port}/?${query}`);
  return page;
}
