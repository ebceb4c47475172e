/*
 * Bundles a TypeScript entry of this repository and runs it in this process: for programs that are no part of the
 * product. Packages stay outside the bundle.
 */
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs `entry`, a path from the root of the repository. */
export async function runBundled(entry) {
  const outfile = join(root, "node_modules", ".cache", "bundled", `${entry.replace(/\W+/g, "-")}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    loader: { ".md": "text" },
    logLevel: "warning",
  });
  await import(pathToFileURL(outfile).href);
}
