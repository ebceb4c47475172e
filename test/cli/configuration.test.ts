import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { initialConfiguration } from "../../src/cli/init.ts";
import { configurationFileNames, parseConfiguration, usedNotePaths } from "../../src/configuration.ts";
import { rules } from "../../src/report.ts";
import { defaultSettings, dialects, readSettings } from "../../src/settings.ts";
import reportSchema from "../../schema/report.schema.json";
import settingsSchema from "../../schema/settings.schema.json";

describe("parseConfiguration", () => {
  it.each([
    [".jacobianlint.jsonc", '// c\n{ "layout": "numerator", "severity": { "sign": "off" }, /* d */ }'],
    [".jacobianlint.json", '\uFEFF{ "layout": "numerator", "severity": { "sign": "off" } }'],
    [".jacobianlint.yaml", "# c\nlayout: numerator\nseverity:\n  sign: off\n"],
  ])("reads %s", (name, text) => {
    const { settings, problems } = parseConfiguration(text, name);
    expect(problems).toEqual([]);
    expect(settings).toEqual({ ...defaultSettings, layout: "numerator", severity: { sign: "off" } });
  });

  it.each(configurationFileNames)("takes an empty %s for the defaults", (name) => {
    expect(parseConfiguration("", name)).toEqual({ settings: defaultSettings, problems: [] });
  });

  it.each([
    ["a.jsonc", '{\n  "seed": 1.5\n}', { path: "seed", line: 1, character: 2 }],
    ["a.jsonc", '{ "severity": { "a.b": "off" } }', { path: "severity.a.b", line: 0, character: 16 }],
    ["a.yaml", "seed: 1\nlayot: auto\n", { path: "layot", line: 1, character: 0 }],
    ["a.yaml", "severity:\n  sign: loud\n", { path: "severity.sign", line: 1, character: 2 }],
    ["a.yaml", "a: [", { path: "", line: 0 }],
    ["a.json", "[1]", { path: "", line: 0, character: 0 }],
  ])("says where %s is wrong: %s", (name, text, place) => {
    const { problems } = parseConfiguration(text, name);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject(place);
  });

  it("does not let YAML aliases grow", () => {
    const text = 'macros: &a { "\\\\x": "y" }\nseverity: *a\n';
    expect(parseConfiguration(text, "a.yaml").problems).not.toEqual([]);
  });

  it("never throws, whatever the text", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "[",
      ":",
      ",",
      '"seed"',
      "1",
      "\n",
      "  ",
      "- ",
      "&a",
      "*a",
      "!!x",
      "layout",
      "'",
    );
    const text = fc.array(piece, { maxLength: 20 }).map((list) => list.join(""));
    fc.assert(
      fc.property(text, fc.constantFrom(...configurationFileNames), (written, name) => {
        for (const { span } of parseConfiguration(written, name).problems) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.start).toBeLessThanOrEqual(written.length + 1);
        }
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});

describe("usedNotePaths", () => {
  it.each([
    ["---\njacobian-lint:\n  uses: [a.md, ../b.md]\n---\n", ["a.md", "../b.md"]],
    ["---\r\njacobian-lint:\r\n  uses: a.md\r\n---\r\n", ["a.md"]],
    ["---\nuses: [a.md]\n---\n", []],
    ["---\njacobian-lint: { uses: [1, *x] }\n---\n", []],
    ["Nobody uses: this\n", []],
  ])("%j", (note, paths) => {
    expect(usedNotePaths(note)).toEqual(paths);
  });
});

describe("schemas", () => {
  it("describe the initial configuration, which says the defaults", () => {
    const { settings, problems } = parseConfiguration(initialConfiguration, ".jacobianlint.jsonc");
    expect({ settings, problems }).toEqual({ settings: defaultSettings, problems: [] });
    const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(settingsSchema);
    expect(validate(settings), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ layout: "sideways" })).toBe(false);
  });

  it("know each setting, rule and dialect that the code knows", () => {
    expect(
      Object.keys(settingsSchema.properties)
        .filter((key) => key !== "$schema")
        .sort(),
    ).toEqual(Object.keys(defaultSettings).sort());
    expect(Object.keys(settingsSchema.properties.severity.properties)).toEqual([...rules]);
    expect(settingsSchema.properties.dialect.enum).toEqual([...dialects]);
    expect(reportSchema.$defs.rule.enum).toEqual([...rules]);
    for (const level of settingsSchema.definitions.severity.enum)
      expect(readSettings({ severity: { sign: level } }).problems).toEqual([]);
  });

  it("carry the address of the project", () => {
    const { homepage } = JSON.parse(readFileSync("package.json", "utf8")) as { homepage: string };
    expect(reportSchema.$id).toBe(`${homepage}/schema/report.schema.json`);
    expect(settingsSchema.$id).toBe(`${homepage}/schema/settings.schema.json`);
  });
});
