import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { formatNames } from "../../src/cli/format/names.ts";
import type { Report } from "../../src/report.ts";
import reportSchema from "../../schema/report.schema.json";
import { expectGolden } from "./golden.ts";
import { folderWith, run } from "./run.ts";

const notes = {
  "notes/rnn.md": [
    "# 你好, wide characters and a\ttab",
    "",
    "你好\t$h = W^\\top D$ and $h = D W$",
    `${"a long line ".repeat(14)}$h = W^\\top D$ ${"that goes on ".repeat(10)}`,
    "> according to the paper $h = D^2$, which is 100% <wrong>",
    "",
    "Nothing is known of $h = Q$.",
    "",
  ].join("\n"),
  "notes/two.ipynb": JSON.stringify(
    {
      cells: [
        { cell_type: "markdown", source: ["# Title\n"] },
        { cell_type: "markdown", source: ["So\n", "$h = W^\\top D$"] },
      ],
    },
    null,
    1,
  ),
};

describe("formats", () => {
  for (const format of formatNames)
    it(`prints ${format} as it always has`, async () => {
      const { out, error, status } = await run(folderWith(notes), ["notes", "--format", format]);
      expect({ status, error }).toEqual({ status: 1, error: "" });
      expectGolden(`${format}.txt`, out);
    });

  for (const format of ["text", "sarif", "github", "rdjsonl"])
    it(`shows undecided claims in ${format} when asked`, async () => {
      const { out } = await run(folderWith(notes), [
        "notes/rnn.md",
        "--format",
        format,
        "--report-unchecked",
      ]);
      expect(out).toContain("undefined-symbol");
    });

  it("prints JSON that its schema describes", async () => {
    const { out } = await run(folderWith(notes), ["check", "--format", "json", "notes"]);
    const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
      reportSchema,
    );
    const report = JSON.parse(out) as Report;
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...report, version: 2 })).toBe(false);
    expect(report.summary).toEqual({
      files: 2,
      claims: 6,
      verified: 1,
      refuted: 4,
      unchecked: 1,
      milliseconds: 0,
    });
  });

  it("says nothing but warnings when quiet", async () => {
    const folder = folderWith({ "a.md": "$h = D^2$\n", "b.md": "$h = W^\\top D$\n" });
    expect(await run(folder, ["a.md", "--quiet"])).toEqual({ status: 0, out: "", error: "" });
    expect((await run(folder, [".", "-q"])).out).not.toContain("claims");
  });

  it("uses colour on a terminal, unless NO_COLOR says otherwise", async () => {
    const folder = folderWith(notes);
    const terminal = { out: true, error: false, columns: 80 };
    const escape = "\u001B[";
    expect((await run(folder, ["notes"], { host: { terminal } })).out).toContain(escape);
    const environment = { NO_COLOR: "1" };
    expect((await run(folder, ["notes"], { host: { terminal, environment } })).out).not.toContain(escape);
    expect((await run(folder, ["notes", "--color"])).out).toContain(escape);
    expect((await run(folder, ["notes", "--no-color"], { host: { terminal } })).out).not.toContain(escape);
  });
});
