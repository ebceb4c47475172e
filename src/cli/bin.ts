/*
 * The program itself: hands the real process to `main`. The engine, the third opinion and the server are loaded
 * when they are needed, so `--help` costs nothing.
 */
import { readFile } from "node:fs/promises";
import * as modules from "node:module";
import { performance } from "node:perf_hooks";
import { buffer } from "node:stream/consumers";
import { setFlagsFromString } from "node:v8";
import { version } from "../../package.json";
import { homepage } from "../homepage.ts";
import type { Host } from "./host.ts";
import { main } from "./main.ts";

// What is compiled once is kept for the next run, where Node can do that.
(modules as { enableCompileCache?: () => unknown }).enableCompileCache?.();

/** How to wait longer until code is optimized, by the major version of Node; the option goes by another name in each engine. */
const patience: Readonly<Record<string, string>> = {
  20: "--interrupt-budget=300000",
  22: "--invocation-count-for-turbofan=30000",
  24: "--invocation-count-for-turbofan=30000",
};

const patient = patience[process.versions.node.split(".")[0]!];
// An engine complains of options that it does not know.
if (patient !== undefined) {
  // A check ends before most of its code is worth optimizing: to wait longer saves two fifths of processor time.
  setFlagsFromString(patient);
  // What is optimized is not copied into its callers as well, which saves a sixth of what is left.
  setFlagsFromString("--max-inlined-bytecode-size-cumulative=100");
  // Most of what a check makes is dropped at once: with room for it, a fifth of the time is saved.
  setFlagsFromString("--semi-space-growth-factor=16");
}

const thirdOpinion = () => import("../algebra/load-mathjs.ts");

const host: Host = {
  cwd: process.cwd(),
  version,
  homepage,
  environment: process.env,
  terminal: {
    out: process.stdout.isTTY,
    error: process.stderr.isTTY,
    columns: process.stdout.columns,
  },
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  readStandardInput: () => buffer(process.stdin),
  now: () => performance.now(),
  loadLint: async () => {
    const { lint } = await import("../lint.ts");
    return (text, settings, options) => lint(text, settings, { ...options, thirdOpinion });
  },
  loadConvert: async () => {
    const { convert } = await import("../convert.ts");
    return (text, settings, options) => convert(text, settings, { ...options, thirdOpinion });
  },
  // The pages lie in the package where they lie in the source.
  rulePage: (rule) => readFile(new URL(`../src/rules/${rule}.md`, import.meta.url), "utf8").catch(() => null),
  startServer: async () => {
    await import("../server/main.ts");
  },
};

// `jacobian-lint … | head` closes the pipe early; that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

// A status, not an exit: output that is still on its way to a pipe is not lost, and the server keeps running.
process.exitCode = await main(process.argv.slice(2), host);
