/*
 * The program as people get it: built, in a process of its own, with the real engine.
 */
import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { VFile } from "vfile";
import { beforeAll, describe, expect, it } from "vitest";
import { help } from "../../src/cli/help.ts";
import type * as Library from "../../src/index.ts";
import type * as RemarkPlugin from "../../src/remark/index.ts";
import type { Report } from "../../src/report.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const program = join(root, "dist", "cli.js");

function node(...words: string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, words, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
}

beforeAll(() => {
  const { status, stderr } = node(join(root, "scripts", "build.mjs"));
  expect(status, stderr).toBe(0);
}, 120_000);

describe("the built program", () => {
  it("may be started by its name", () => {
    expect(readFileSync(program, "utf8").startsWith("#!/usr/bin/env node\n")).toBe(true);
    expect(statSync(program).mode & 0o111).toBe(0o111);
  });

  it("says its version and its options", () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    expect(node(program, "--version").stdout).toBe(`${version}\n`);
    expect(node(program, "--help").stdout).toBe(help);
  });

  it("explains a rule", () => {
    const { status, stdout } = node(program, "explain", "factor-transpose");
    expect({ status, page: stdout }).toEqual({
      status: 0,
      page: readFileSync(join(root, "src", "rules", "factor-transpose.md"), "utf8"),
    });
  });

  it("finds the errors planted in the sample, and nothing else", () => {
    const { status, stdout, stderr } = node(program, "check", "--format", "json", "media/sample.md");
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    const claims =
      (JSON.parse(stdout) as Report).files[0]?.claims.filter((claim) => claim.status !== null) ?? [];
    const refuted = claims.filter(({ status }) => status === "refuted");
    expect(refuted.map(({ latex }) => latex.replace(/\s+/g, " "))).toEqual([
      String.raw`\frac{\partial h_t}{\partial h_{t-1}} = W^\top \mathrm{diag}(1 - h_t \odot h_t)`,
      String.raw`\frac{\partial h_t}{\partial b} = \mathrm{diag}(h_t \odot h_t)`,
      String.raw`\nabla_w L = \frac{1}{N} X^\top (y - p)`,
      String.raw`\nabla_w^2 L = \frac{1}{N} X^\top \mathrm{diag}(p \odot p) \, X`,
    ]);
    expect(claims.filter(({ status }) => status === "unchecked").map(({ latex }) => latex)).toEqual([]);
  });

  it("ends in peace when its reader leaves early", async () => {
    const child = spawn(process.execPath, [program, "explain"], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.destroy();
    let error = "";
    child.stderr.on("data", (data: Buffer) => (error += data.toString()));
    await new Promise((resolve) => child.on("close", resolve));
    expect(error).toBe("");
  });

  it("serves an editor", async () => {
    const child = spawn(process.execPath, [program, "lsp", "--stdio"], { cwd: root });
    const send = (message: object) => {
      const body = JSON.stringify({ jsonrpc: "2.0", ...message });
      child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    send({ id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } });
    let answer = "";
    await new Promise<void>((resolve) => {
      child.stdout.on("data", (data: Buffer) => {
        answer += data.toString();
        if (answer.includes("hoverProvider")) resolve();
      });
    });
    send({ id: 2, method: "shutdown" });
    send({ method: "exit" });
    expect(await new Promise((resolve) => child.on("exit", resolve))).toBe(0);
  });
});

describe("the built library", () => {
  const wrong = String.raw`Let $x \in \mathbb{R}^n$, $A \in \mathbb{R}^{m \times n}$ and $y = A x$. In numerator layout $\frac{\partial y}{\partial x} = A^\top$.`;

  it("lints", async () => {
    const library = (await import(pathToFileURL(join(root, "dist", "index.js")).href)) as typeof Library;
    const report = await library.lint(wrong, library.defaultSettings, { thirdOpinion: library.thirdOpinion });
    expect(report.claims.filter(({ status }) => status !== null)).toMatchObject([{ status: "refuted" }]);
  });

  it("plugs into remark", async () => {
    const { default: plugin } = (await import(
      pathToFileURL(join(root, "dist", "remark.js")).href
    )) as typeof RemarkPlugin;
    const { unified } = await import("unified");
    const { default: remarkParse } = await import("remark-parse");
    const file = new VFile({ path: "a.md", value: wrong });
    const processor = unified().use(remarkParse).use(plugin, { layout: "numerator" });
    await processor.run(processor.parse(file), file);
    expect(file.messages).toMatchObject([{ source: "jacobian-lint", file: "a.md", line: 1 }]);
  });

  it("needs nothing of Node", () => {
    const built = readFileSync(join(root, "dist", "index.js"), "utf8");
    expect(built).not.toMatch(/from\s*"(node:|fs|path|url)/);
  });
});
