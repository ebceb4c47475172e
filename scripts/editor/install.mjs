/*
 * Brings what the editor tests need and nothing else does: the real VS Code, as the server build in the npm
 * package `code-server`, and a browser to show it. Both go where git does not look and are kept between runs.
 * Never installs a browser without being root on Debian, and never guesses: what is missing is said in words.
 */
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder, step } from "./common.mjs";

const run = promisify(execFile);

/** code-server numbers its releases after VS Code's: this one is VS Code 1.100.3, the oldest we support. */
export const editorVersion = "4.100.3";

/** Thrown where a machine cannot run the editor tests: a reason to skip them, except in CI. */
export class Unavailable extends Error {}

/** Installs the editor unless an earlier run finished doing so; answers the path of its server. */
export async function installEditor() {
  const home = join(cacheFolder, "code-server");
  const server = join(home, "node_modules", "code-server", "lib", "vscode");
  const stamp = join(home, "complete.json");
  const wanted = JSON.stringify({ version: editorVersion, platform: process.platform, arch: process.arch });
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return serverMain(server);
  await step(`Installing VS Code (code-server ${editorVersion})`, async () => {
    await rm(home, { recursive: true, force: true });
    await mkdir(home, { recursive: true });
    await writeFile(join(home, "package.json"), '{ "private": true }\n');
    // Without install scripts: the native modules that they would compile are optional to a server.
    const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    await npm(["install", ...quiet, "--no-package-lock", `code-server@${editorVersion}`], home);
    await npm(["install", ...quiet, "--omit=dev"], server);
    await linkRipgrep(server);
    await writeFile(`${stamp}.new`, wanted);
    await rename(`${stamp}.new`, stamp);
  });
  return serverMain(server);
}

const serverMain = (server) => join(server, "out", "server-main.js");

/** Runs npm; an answer of npm's that it could not is a reason to skip, said in npm's last lines. */
async function npm(args, cwd) {
  try {
    await run("npm", args, { cwd, maxBuffer: 1 << 26, shell: process.platform === "win32" });
  } catch (error) {
    throw new Unavailable(`npm ${args.join(" ")} failed in ${cwd}\n${tail(error.stderr || error.message)}`);
  }
}

/** Searching files is done by ripgrep, whose package downloads it in an install script: take the system's. */
async function linkRipgrep(server) {
  const rg = onPath("rg") ?? ((await apt(["ripgrep"])) ? onPath("rg") : undefined);
  if (rg === undefined) {
    await run("npm", ["rebuild", "@vscode/ripgrep"], { cwd: server, timeout: 60_000 }).catch(() => undefined);
    return;
  }
  const bin = join(server, "node_modules", "@vscode", "ripgrep", "bin");
  await mkdir(bin, { recursive: true });
  await symlink(rg, join(bin, process.platform === "win32" ? "rg.exe" : "rg"));
}

/** Chromium if there is one or root can have it from Debian, else an installed Chrome or Edge. */
export async function findBrowser() {
  const installed = () => onPath("chromium") ?? onPath("chromium-browser");
  const chromium =
    installed() ??
    (await step("Installing Chromium", async () =>
      (await apt(["chromium", "fonts-dejavu-core"])) ? installed() : undefined,
    ));
  const found = chromium ?? otherBrowsers().find((path) => existsSync(path));
  if (found === undefined) throw new Unavailable("no Chromium, Chrome or Edge was found");
  return found;
}

function otherBrowsers() {
  const named = [
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
  ];
  const folders = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"].map(
    (name) => process.env[name] ?? "",
  );
  return [
    ...named.map((name) => onPath(name) ?? ""),
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ...folders.map((folder) => join(folder, "Google", "Chrome", "Application", "chrome.exe")),
    ...folders.map((folder) => join(folder, "Microsoft", "Edge", "Application", "msedge.exe")),
  ];
}

/** Installs Debian packages where that is possible without asking anyone; says whether it did. */
async function apt(packages) {
  const possible = process.getuid?.() === 0 && onPath("apt-get") !== undefined;
  if (!possible) return false;
  const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, maxBuffer: 1 << 26 };
  try {
    await run("apt-get", ["update", "-qq"], options);
    await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], options);
    return true;
  } catch (error) {
    console.log(`apt-get could not install ${packages.join(" ")}:\n${tail(error.stderr || error.message)}`);
    return false;
  }
}

function onPath(name) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

const tail = (text) => text.trim().split("\n").slice(-12).join("\n");
