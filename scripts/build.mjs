/*
 * Bundles the shells into dist/. `--sizes` also prints what each weighs, `--types` also writes declarations.
 *
 *   cli.js, index.js, remark.js          modules; the third opinion and other rare things are chunks loaded late
 *   extension.cjs, server.cjs            for the editor's desktop host, with their late chunks beside them
 *   browser.cjs.js, server-browser.js    the same in a web worker: one file each, no Node built-ins; the manifest
 *                                        says browser.cjs, and the web host appends .js to whatever it says
 */
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { chmod, readdir, rm } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist");

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
  loader: { ".md": "text", ".css": "text" },
  // MathJax would bring its default font along with the one that formulas are drawn in.
  alias: { "#default-font/svg/default.js": "@mathjax/mathjax-tex-font/js/svg/default.js" },
};

/** Node modules that are bundled into an ES module still call `require` for built-ins. */
const requireForBundled =
  'import { createRequire as createRequireForBundled } from "node:module"; const require = createRequireForBundled(import.meta.url);';

/** Bundled packages are taken as modules where they offer it: their CommonJS form may hide what it requires. */
const mainFields = ["module", "main"];

/** Without Node, packages choose what works in pages, workers and Node alike. */
const anywhere = { platform: "neutral", mainFields, conditions: ["worker"] };

const modules = { ...common, format: "esm", splitting: true, outdir: dist };

const targets = [
  {
    ...modules,
    platform: "node",
    mainFields,
    entryPoints: [{ in: "src/cli/bin.ts", out: "cli" }],
    chunkNames: "chunks/cli-[name]-[hash]",
    banner: { js: `#!/usr/bin/env node\n${requireForBundled}` },
    plugins: [serverBeside()],
  },
  {
    ...modules,
    ...anywhere,
    entryPoints: [
      { in: "src/index.ts", out: "index" },
      { in: "src/remark/index.ts", out: "remark" },
    ],
    chunkNames: "chunks/[name]-[hash]",
  },
  ...inOneFile("src/extension/extension.ts", "extension.cjs", { platform: "node", external: ["vscode"] }),
  ...inOneFile("src/server/main.ts", "server.cjs", { platform: "node", mainFields }),
  ...inOneFile("src/extension/browser.ts", "browser.cjs.js", { platform: "browser", external: ["vscode"] }),
  ...inOneFile("src/server/browser.ts", "server-browser.js", {
    platform: "browser",
    conditions: ["worker"],
    format: "iife",
  }),
];

function inOneFile(entry, file, options) {
  return [{ ...common, format: "cjs", entryPoints: [entry], outfile: join(dist, file), ...options }];
}

/** `jacobian-lint lsp` starts the bundle that the editor starts, instead of carrying a second one. */
function serverBeside() {
  return {
    name: "server-beside",
    setup({ onResolve }) {
      onResolve({ filter: /\/server\/main\.ts$/ }, () => ({ path: "./server.cjs", external: true }));
    },
  };
}

/**
 * CommonJS cannot be split by esbuild, so what a desktop bundle imports late becomes a bundle of its own. In a
 * web worker there is nothing to load it with, and it stays inside, evaluated late.
 */
function lateChunks(found) {
  return {
    name: "late-chunks",
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ path, kind, resolveDir }) => {
        if (kind !== "dynamic-import") return null;
        const entry = resolve(resolveDir, path);
        const file = `${basename(entry).replace(/\.ts$/, "")}.cjs`;
        found.set(entry, file);
        return { path: `./${file}`, external: true };
      });
    },
  };
}

async function buildTarget(target) {
  if (target.format !== "cjs" || target.platform !== "node") return [await build(target)];
  const results = [];
  const late = new Map();
  const built = new Set();
  results.push(await build({ ...target, plugins: [lateChunks(late)] }));
  for (;;) {
    const next = [...late].find(([entry]) => !built.has(entry));
    if (!next) return results;
    const [entry, file] = next;
    built.add(entry);
    const { entryPoints: _, ...rest } = target;
    const chunk = { ...rest, entryPoints: [entry], outfile: join(dist, file) };
    results.push(await build({ ...chunk, plugins: [lateChunks(late)] }));
  }
}

function entriesOf({ entryPoints }) {
  return entryPoints.map((entry) => join(root, typeof entry === "string" ? entry : entry.in));
}

/** Bundles everything; entries that do not exist are left out and named. */
async function buildAll() {
  const present = targets.filter((target) => entriesOf(target).every((entry) => existsSync(entry)));
  for (const target of targets.filter((target) => !present.includes(target)))
    console.warn(`left out: ${entriesOf(target).map((entry) => relative(root, entry))}`);
  const results = (await Promise.all(present.map(buildTarget))).flat();
  const outputs = Object.assign({}, ...results.map(({ metafile }) => metafile.outputs));
  await chmod(join(dist, "cli.js"), 0o755);
  await removeStale(new Set(Object.keys(outputs).map((file) => resolve(root, file))));
  return results;
}

/** Bundles of earlier builds go only now, so that a program that is running keeps what it still has to load. */
async function removeStale(written) {
  for (const folder of [dist, join(dist, "chunks")]) {
    const files = (await readdir(folder))
      .filter((file) => /\.c?js$/.test(file))
      .map((file) => join(folder, file));
    await Promise.all(files.filter((file) => !written.has(file)).map((file) => rm(file, { force: true })));
  }
}

/** What reads Markdown, YAML and JSON for the engine. */
const libraries = [
  "jsonc-parser",
  "mdast-*",
  "micromark*",
  "remark-*",
  "unified",
  "unist-*",
  "vfile*",
  "yaml",
];

/** Prints each bundle with what it imports at once, and what it may load late. */
async function printSizes(results) {
  for (const { metafile } of results) {
    const entries = Object.entries(metafile.outputs).filter(([, { entryPoint }]) => entryPoint !== undefined);
    for (const [file, output] of entries) {
      const late = isLate(file, metafile.outputs);
      printSize(
        `${late ? "  late: " : ""}${relative(dist, join(root, file))} (${output.entryPoint})`,
        file,
        metafile.outputs,
      );
    }
  }
  await printEngineSize("engine, our own code", libraries);
  await printEngineSize("engine with the libraries it needs", []);
}

function isLate(file, outputs) {
  return Object.values(outputs).some(({ imports }) =>
    imports.some(({ path, kind }) => path === file && kind === "dynamic-import"),
  );
}

function printSize(name, file, outputs) {
  const files = new Set();
  const add = (path) => {
    if (files.has(path) || !outputs[path]) return;
    files.add(path);
    for (const { path: next, kind } of outputs[path].imports) if (kind === "import-statement") add(next);
  };
  add(file);
  printBytes(name, Buffer.concat([...files].map((path) => readFileSync(join(root, path)))));
}

async function printEngineSize(name, external) {
  const entry = join(root, "src/lint.ts");
  if (!existsSync(entry)) return;
  const options = { ...common, ...anywhere, format: "esm", entryPoints: [entry], external, write: false };
  const { outputFiles } = await build(options);
  printBytes(name, Buffer.concat(outputFiles.map(({ contents }) => contents)));
}

function printBytes(name, bytes) {
  const kilobytes = (count) => `${(count / 1000).toFixed(1)} kB`.padStart(11);
  console.log(`${kilobytes(bytes.length)}${kilobytes(gzipSync(bytes).length)} gzip  ${name}`);
}

async function writeTypes() {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  await promisify(execFile)(process.execPath, [tsc, "-p", "tsconfig.types.json"], { cwd: root });
}

const wanted = new Set(process.argv.slice(2));
const results = await buildAll();
if (wanted.has("--types")) await writeTypes();
if (wanted.has("--sizes")) await printSizes(results);
