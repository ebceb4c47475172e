/*
 * Runs the command line in a folder of its own, with the reports of `hand-made.ts` for an engine.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach } from "vitest";
import type { Convert, Host, Lint } from "../../src/cli/host.ts";
import { main } from "../../src/cli/main.ts";
import { handMadeReport } from "./hand-made.ts";

export interface Run {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

export interface RunOptions {
  readonly host?: Partial<Host>;
  readonly stdin?: string | Uint8Array;
  readonly lint?: Lint;
  readonly convert?: Convert;
}

const noConversion: Convert = (_text, _settings, { path, to }) =>
  Promise.resolve({ path, to, edits: [], converted: 0, left: [] });

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A folder with these files, removed after the test. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "jacobian-lint-")));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** What the program prints and its exit status. */
export async function run(cwd: string, words: readonly string[], options: RunOptions = {}): Promise<Run> {
  let out = "";
  let error = "";
  const lint: Lint =
    options.lint ?? ((text, _settings, { path }) => Promise.resolve(handMadeReport(text, path)));
  const host: Host = {
    cwd,
    version: "1.2.3",
    homepage: "https://example.org/jacobian-lint",
    environment: {},
    terminal: { out: false, error: false, columns: 80 },
    out: (text) => {
      out += text;
    },
    error: (text) => {
      error += text;
    },
    readStandardInput: () =>
      Promise.resolve(
        typeof options.stdin === "object" ? options.stdin : new TextEncoder().encode(options.stdin ?? ""),
      ),
    now: () => 0,
    loadLint: () => Promise.resolve(lint),
    loadConvert: () => Promise.resolve(options.convert ?? noConversion),
    rulePage: (rule) => Promise.resolve(rule === "sign" ? "# Wrong sign\n" : null),
    startServer: () => Promise.resolve(),
    ...options.host,
  };
  const status = await main(words, host);
  return { status, out, error };
}
