import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { handMadeReport } from "./hand-made.ts";
import { folderWith, run } from "./run.ts";

const right = "$h = D W$\n";
const wrong = "$h = W^\\top D$\n";

describe("exit status 0", () => {
  it.each([
    ["a note without claims", "Nothing here.\n"],
    ["an empty note", ""],
    ["right claims", right],
    ["undecided claims", "$h = Q$\n"],
    ["a refuted claim that is only quoted", "$h = D^2$\n"],
  ])("%s", async (_name, text) => {
    const { status, error } = await run(folderWith({ "a.md": text }), ["a.md"]);
    expect({ status, error }).toEqual({ status: 0, error: "" });
  });

  it("a refuted claim that the settings silence", async () => {
    const folder = folderWith({ "a.md": wrong });
    const { status } = await run(folder, ["a.md"], {
      lint: (text, _settings, { path }) =>
        Promise.resolve({ ...handMadeReport(text, path), diagnostics: [] }),
    });
    expect(status).toBe(0);
  });

  it.each([["--help"], ["-h"], ["help"], ["--version"], ["explain"]])("%s", async (word) => {
    const { status, out, error } = await run(folderWith({}), [word]);
    expect({ status, error }).toEqual({ status: 0, error: "" });
    expect(out).not.toBe("");
  });
});

describe("exit status 1", () => {
  it("a refuted claim in one of several notes", async () => {
    const folder = folderWith({ "a.md": right, "b/c.md": wrong });
    expect((await run(folder, ["a.md", "b"])).status).toBe(1);
  });

  it("a refuted claim on standard input", async () => {
    const { status, out } = await run(folderWith({}), ["-", "--stdin-filename", "x.md"], { stdin: wrong });
    expect(status).toBe(1);
    expect(out).toContain("x.md:1:2: warning factor-order:");
  });
});

describe("exit status 2, with one clear line", () => {
  const cases: readonly [string, Record<string, string | Uint8Array>, string[], string][] = [
    ["a missing file", {}, ["no.md"], "no.md: no such file or directory"],
    ["a folder without notes", { "src/a.txt": "" }, ["src"], "src: no notes in this folder"],
    ["a glob without matches", { "a.txt": "" }, ["*.md"], "*.md: no file matches"],
    [
      "bytes that are no UTF-8",
      { "a.md": Uint8Array.of(0x68, 0xe9) },
      ["a.md"],
      "a.md: not UTF-8; save it as UTF-8 to have it checked",
    ],
    [
      "a file above 1 MB",
      { "a.md": "x".repeat(1_000_001) },
      ["a.md"],
      "a.md: larger than 1 MB; split the note to have it checked",
    ],
    ["an unknown option", {}, ["--frmat", "json"], "unknown option '--frmat' (see --help)"],
    [
      "an option without its value",
      {},
      ["a.md", "--format"],
      "option '--format <value>' argument missing (see --help)",
    ],
    [
      "an unknown format",
      {},
      ["a.md", "--format", "xml"],
      'unknown format "xml": one of text, json, jsonl, sarif, github, rdjsonl, junit',
    ],
    [
      "an unknown layout",
      {},
      ["a.md", "--layout", "both"],
      'unknown layout "both": one of auto, numerator, denominator, gradient',
    ],
    ["a seed that is no number", {}, ["a.md", "--seed", "1e3"], '--seed must be a whole number, not "1e3"'],
    ["no files", {}, ["check"], "name the notes to check: files, folders, globs, or -"],
    [
      "options that exclude one another",
      {},
      ["a.md", "--fix", "--fix-dry-run"],
      "--fix and --fix-dry-run exclude one another",
    ],
    [
      "a correction and a conversion at once",
      {},
      ["a.md", "--fix", "--convert", "numerator"],
      "--fix and --convert exclude one another",
    ],
    [
      "a conversion to no layout",
      {},
      ["a.md", "--convert", "auto"],
      'unknown layout "auto": one of numerator, denominator, gradient',
    ],
    [
      "a setting with a wrong value",
      { "a.md": right, ".jacobianlint.jsonc": '{\n  "layout": "sideways"\n}' },
      ["a.md"],
      ".jacobianlint.jsonc:2:3: layout: must be one of auto, numerator, denominator, gradient",
    ],
    [
      "an unknown rule in YAML",
      { "a.md": right, ".jacobianlint.yaml": "severity:\n  sgin: off\n  sine: off\n" },
      ["a.md"],
      ".jacobianlint.yaml:2:3: severity.sgin: unknown rule (and 1 more)",
    ],
    [
      "a configuration that is no JSON",
      { "a.md": right, ".jacobianlint.json": "{" },
      ["a.md"],
      ".jacobianlint.json:1:2: close brace expected",
    ],
    [
      "a configuration that is missing",
      { "a.md": right },
      ["a.md", "--config", "x.json"],
      "x.json: no such file or directory",
    ],
    ["an unknown rule", {}, ["explain", "sgin"], 'unknown rule "sgin": one of other-layout,'],
    ["a server without its channel", {}, ["lsp"], "lsp speaks over standard input and output: add --stdio"],
    [
      "a note whose used note is missing",
      { "a.md": "---\njacobian-lint:\n  uses: [b.md]\n---\n" },
      ["a.md"],
      "a.md: uses b.md: no such file or directory",
    ],
    [
      "a used note that is no note",
      { "a.md": "---\njacobian-lint:\n  uses: ../secret\n---\n" },
      ["a.md"],
      "a.md: uses ../secret: not the name of a note",
    ],
    [
      "a baseline that is missing",
      { "a.md": right },
      ["a.md", "--baseline", "b.json"],
      "b.json: no such file or directory; --write-baseline makes one",
    ],
  ];
  it.each(cases)("%s", async (_name, files, words, message) => {
    const { status, out, error } = await run(folderWith(files), words);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(error).toMatch(/^jacobian-lint: [^\n]+\n$/);
    expect(error.slice("jacobian-lint: ".length).trimEnd().startsWith(message), error).toBe(true);
  });

  it("still reports the notes that could be read", async () => {
    const { status, out, error } = await run(folderWith({ "a.md": wrong }), ["no.md", "a.md"]);
    expect(status).toBe(2);
    expect(out).toContain("1 claim · 0 verified · 1 refuted · 0 not checked · numerator layout");
    expect(error).toBe("jacobian-lint: no.md: no such file or directory\n");
  });

  it("names the note in which the engine failed, and goes on", async () => {
    const folder = folderWith({ "a.md": "fail", "b.md": wrong });
    const { status, out, error } = await run(folder, ["a.md", "b.md"], {
      lint: (text, _settings, { path }) =>
        text === "fail" ? Promise.reject(new Error("oh")) : Promise.resolve(handMadeReport(text, path)),
    });
    expect(status).toBe(2);
    expect(out).toContain("b.md:1:2");
    expect(error).toMatch(/^jacobian-lint: a\.md: internal error, please report it: Error: oh[^\n]*\n$/);
  });
});

describe("init", () => {
  it("writes a configuration once", async () => {
    const folder = folderWith({ "a.md": right });
    expect(await run(folder, ["init"])).toEqual({ status: 0, out: "wrote .jacobianlint.jsonc\n", error: "" });
    expect(readFileSync(join(folder, ".jacobianlint.jsonc"), "utf8")).toContain('"layout": "auto"');
    expect((await run(folder, ["a.md"])).status).toBe(0);
    const again = await run(folder, ["init"]);
    expect(again).toEqual({
      status: 2,
      out: "",
      error: "jacobian-lint: .jacobianlint.jsonc is already here\n",
    });
  });
});

describe("corrections", () => {
  it("writes them, and reports what is left", async () => {
    const folder = folderWith({ "a.md": `\uFEFF${wrong}text\r\n$h = D^2$, ${wrong}` });
    const { status, out, error } = await run(folder, ["a.md", "--fix"]);
    expect(readFileSync(join(folder, "a.md"), "utf8")).toBe(
      "\uFEFF$h = D W$\ntext\r\n$h = D^2$, $h = D W$\n",
    );
    expect({ status, error }).toEqual({ status: 0, error: "2 claims corrected\n" });
    expect(out).toContain("3 claims · 2 verified · 1 refuted");
  });

  it("writes them into a notebook as it was", async () => {
    const notebook = (formula: string) =>
      `${JSON.stringify({ cells: [{ cell_type: "markdown", source: ["# A\n", formula] }], nbformat: 4 }, null, 1)}\n`;
    const folder = folderWith({ "a.ipynb": notebook("$h = W^\\top D$") });
    expect((await run(folder, ["a.ipynb", "--fix"])).status).toBe(0);
    expect(readFileSync(join(folder, "a.ipynb"), "utf8")).toBe(notebook("$h = D W$"));
  });

  it("shows them as a difference and changes nothing", async () => {
    const folder = folderWith({ "notes/a.md": `one\n${wrong}three` });
    const { status, out } = await run(folder, ["notes/a.md", "--fix-dry-run"]);
    expect(status).toBe(1);
    expect(out).toBe(
      "--- a/notes/a.md\n+++ b/notes/a.md\n@@ -1,3 +1,3 @@\n one\n-$h = W^\\top D$\n+$h = D W$\n three\n\\ No newline at end of file\n",
    );
    expect(readFileSync(join(folder, "notes/a.md"), "utf8")).toBe(`one\n${wrong}three`);
  });

  it("passes standard input through, corrected", async () => {
    const { status, out, error } = await run(folderWith({}), ["-", "--fix"], { stdin: wrong });
    expect({ status, out }).toEqual({ status: 0, out: right });
    expect(error).toContain("1 claim · 1 verified");
  });
});

describe("runs", () => {
  it("leaves out what a baseline knows, and nothing more", async () => {
    const folder = folderWith({ "a.md": wrong });
    expect(await run(folder, ["a.md", "--baseline", "b.json", "--write-baseline"])).toEqual({
      status: 0,
      out: "",
      error: "b.json: 1 finding accepted\n",
    });
    expect((await run(folder, ["a.md", "--baseline", "b.json"])).status).toBe(0);
    const folder2 = folderWith({
      "a.md": wrong + wrong,
      "b.json": readFileSync(join(folder, "b.json"), "utf8"),
    });
    const { status, out } = await run(folder2, ["a.md", "--baseline", "b.json"]);
    expect(status).toBe(1);
    expect(out.match(/warning/g)).toHaveLength(1);
  });

  it("does not lint an unchanged note again with a cache", async () => {
    const folder = folderWith({ "a.md": wrong });
    let count = 0;
    const lint = (text: string, _settings: unknown, { path }: { readonly path: string }) => {
      count += 1;
      return Promise.resolve(handMadeReport(text, path));
    };
    const first = await run(folder, ["a.md", "--cache"], { lint });
    expect(existsSync(join(folder, ".jacobianlintcache"))).toBe(true);
    expect(await run(folder, ["a.md", "--cache"], { lint })).toEqual(first);
    expect(count).toBe(1);
    await run(folder, ["a.md", "--cache", "--seed", "5"], { lint });
    expect(count).toBe(2);
  });

  it("hands the engine the settings of the nearest configuration, and the command line over them", async () => {
    const folder = folderWith({
      ".jacobianlint.json": '{ "seed": 3, "layout": "gradient" }',
      "a.md": right,
      "in/.jacobianlint.yaml": "layout: denominator\n",
      "in/b.md": right,
    });
    const seen: unknown[] = [];
    const lint = (
      text: string,
      { seed, layout }: { seed: number; layout: string },
      { path }: { path: string },
    ) => {
      seen.push([path, seed, layout]);
      return Promise.resolve(handMadeReport(text, path));
    };
    await run(folder, ["."], { lint });
    await run(folder, [".", "--no-config"], { lint });
    await run(folder, ["in", "--seed", "9", "--layout", "numerator", "-c", ".jacobianlint.json"], { lint });
    expect(seen).toEqual([
      ["a.md", 3, "gradient"],
      ["in/b.md", 0, "denominator"],
      ["a.md", 0, "auto"],
      ["in/b.md", 0, "auto"],
      ["in/b.md", 9, "numerator"],
    ]);
  });
});
