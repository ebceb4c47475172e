/*
 * One note, one answer: the library, the command line, the language server and the remark plug-in say the same of
 * it, a note that it uses included.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { VFile } from "vfile";
import type { Diagnostic } from "vscode-languageserver";
import { afterAll, describe, expect, it } from "vitest";
import type { CheckAnswer } from "../src/server/protocol.ts";
import { checkRequest } from "../src/server/protocol.ts";
import { type FileReport, type LayoutName, defaultSettings, lint, thirdOpinion } from "../src/index.ts";
import remarkJacobianLint from "../src/remark/index.ts";
import type { Report } from "../src/report.ts";
import type { Lint } from "../src/cli/host.ts";
import { run } from "./cli/run.ts";
import { connect } from "./server/connect.ts";

interface Answer {
  readonly rule: string;
  readonly message: string;
  readonly place: readonly [line: number, character: number];
}

const engine: Lint = (text, settings, options) => lint(text, settings, { ...options, thirdOpinion });
const folder = mkdtempSync(join(tmpdir(), "jacobian-lint-"));
afterAll(() => rmSync(folder, { recursive: true }));

const sample = readFileSync(new URL("../media/sample.md", import.meta.url), "utf8");

const notation =
  "# Notation\n\nLet $W \\in \\mathbb{R}^{m \\times n}$ and $x \\in \\mathbb{R}^n$.\n\n$$y = W x$$\n";
const user =
  "---\njacobian-lint:\n  layout: numerator\n  uses: [notation.md]\n---\n\n$$\\frac{\\partial y}{\\partial x} = -W$$\n";

function answers({ diagnostics }: FileReport): readonly Answer[] {
  return diagnostics.map(({ rule, message, range: { start } }) => ({
    rule,
    message,
    place: [start.line, start.character],
  }));
}

async function byLibrary(text: string, path: string, layout: LayoutName | "auto"): Promise<FileReport> {
  const uses = text === user ? [{ path: "notation.md", text: notation }] : [];
  return lint(text, { ...defaultSettings, layout }, { path, uses, thirdOpinion });
}

async function byCommandLine(path: string, layout: string): Promise<FileReport> {
  const words = ["--format", "json", "--no-config", "--layout", layout, path];
  const { out } = await run(folder, words, { lint: engine });
  const [file] = (JSON.parse(out) as Report).files;
  if (!file) throw new Error(`no report: ${out}`);
  return file;
}

async function byServer(text: string, path: string, layout: string): Promise<CheckAnswer> {
  const client = await connect({
    server: {
      lint: (note, settings, options) => lint(note, settings, { ...options, thirdOpinion }),
      readFile: (uri) => Promise.resolve(uri.endsWith("/notation.md") ? notation : null),
    },
    settings: { layout },
  });
  const uri = pathToFileURL(join(folder, path)).href;
  const answer = await client.connection.sendRequest<CheckAnswer>(checkRequest, { uri, text });
  client.close();
  return answer;
}

describe.each([
  ["sample.md", sample, "auto"],
  ["sample.md", sample, "denominator"],
  ["user.md", user, "auto"],
] as const)("%s", (path, text, layout) => {
  it(`gets the same answers everywhere, layout ${layout}`, { timeout: 60_000 }, async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "notation.md"), notation);
    writeFileSync(join(folder, path), text);
    const library = await byLibrary(text, path, layout);
    expect(answers(library).length).toBeGreaterThan(0);
    expect(await byCommandLine(path, layout)).toEqual(library);
    const server = await byServer(text, path, layout);
    expect(
      (server.diagnostics as readonly Diagnostic[]).map(({ code, message, range: { start } }) => ({
        rule: code,
        message,
        place: [start.line, start.character],
      })),
    ).toEqual(answers(library));
    expect(server.verified).toBe(library.claims.filter(({ status }) => status === "verified").length);
    // A pipeline reads no other files, so it is asked only about a note that stands alone.
    if (text === user) return;
    const file = new VFile({ value: text, path });
    const pipeline = unified().use(remarkParse).use(remarkJacobianLint, { layout });
    await pipeline.run(pipeline.parse(file), file);
    expect(file.messages.map(({ ruleId }) => ruleId)).toEqual(answers(library).map(({ rule }) => rule));
  });
});
