import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { rules } from "../../src/report.ts";
import { defaultSettings } from "../../src/settings.ts";

interface Manifest {
  readonly icon: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Record<string, unknown>>> };
    readonly walkthroughs: readonly {
      readonly steps: readonly { readonly media: { readonly markdown: string } }[];
    }[];
    readonly "markdown.previewStyles": readonly string[];
    readonly grammars: readonly { readonly path: string }[];
  };
}

const source = readFileSync("package.json", "utf8");
const manifest = JSON.parse(source) as Manifest;
const words = JSON.parse(readFileSync("package.nls.json", "utf8")) as Record<string, string>;
const { contributes } = manifest;
const { properties } = contributes.configuration;

describe("the manifest", () => {
  test("has words for everything, and no words for nothing", () => {
    const used = [...source.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key);
    expect([...new Set(used)].sort()).toEqual(Object.keys(words).sort());
  });
  test("names files that exist", () => {
    const files = [
      manifest.icon,
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.markdown)),
      ...contributes["markdown.previewStyles"],
      ...contributes.grammars.map(({ path }) => path),
    ];
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });
  test("has few settings, each of the engine's with the engine's default", () => {
    expect(Object.keys(properties).length).toBeLessThanOrEqual(20);
    for (const [name, value] of Object.entries(defaultSettings))
      expect(properties[`jacobianLint.${name}`]?.["default"]).toEqual(value);
  });
  test("knows every rule", () => {
    expect(properties["jacobianLint.severity"]?.["propertyNames"]).toEqual({ enum: [...rules] });
  });
  test("offers each command of the extension's table and no other", () => {
    const sources = ["commands.ts", "status-item.ts"].map((file) =>
      readFileSync(`src/extension/${file}`, "utf8"),
    );
    const all = [...sources, readFileSync("src/server/protocol.ts", "utf8")].join("\n");
    const registered = [...all.matchAll(/"(jacobianLint\.\w+)"/g)].map(([, id]) => id);
    const offered = contributes.commands.map(({ command }) => command);
    expect(offered.filter((id) => !registered.includes(id))).toEqual([]);
  });
});
