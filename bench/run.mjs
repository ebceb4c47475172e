/*
 * `npm run bench`: bundles bench/main.ts and runs it, then weighs the engine.
 */
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { runBundled } from "../scripts/run-bundled.mjs";

await runBundled("bench/main.ts");

const weigh = async (what, packages, bar) => {
  const { outputFiles } = await build({
    stdin: { contents: 'export { lint } from "./src/lint.ts";', resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["worker"],
    loader: { ".md": "text" },
    ...(packages && { packages }),
  });
  const kilobytes = gzipSync(outputFiles[0].contents).length / 1000;
  const shown = `${kilobytes.toFixed(1)} kB`.padStart(14);
  console.log(`${what.padEnd(58)}${shown}   bar ≤ ${bar}${kilobytes > bar ? "   MISSED" : ""}`);
};

await weigh("engine, our own code, gzip", "external", 60);
await weigh("engine with its libraries, gzip", undefined, 110);
