/*
 * What README.md prints is what the program prints. `UPDATE=1` rewrites the sample's output.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { help } from "../src/cli/help.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");
const block = /(<!-- sample output -->\n+```text\n)([\s\S]*?)(```\n)/;

describe("README.md", () => {
  it("shows what the sample gives", () => {
    const { stdout } = spawnSync(process.execPath, [join(root, "dist", "cli.js"), "media/sample.md"], {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1" },
    });
    if (process.env["UPDATE"])
      writeFileSync(
        join(root, "README.md"),
        readme.replace(block, (_, open: string, _old, close: string) => open + stdout + close),
      );
    expect(block.exec(readFileSync(join(root, "README.md"), "utf8"))?.[2]).toBe(stdout);
  });

  it("names each option", () => {
    const options = help.match(/--[a-z-]+/g) ?? [];
    expect(
      options.filter((option) => !["--help", "--version"].includes(option) && !readme.includes(option)),
    ).toEqual([]);
  });

  it("leads to files that exist", () => {
    const linked = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path]) => path ?? "");
    for (const path of linked) expect(() => readFileSync(join(root, path))).not.toThrow();
  });
});
