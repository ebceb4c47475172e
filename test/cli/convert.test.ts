/*
 * `--convert` from the command line, with the engine itself.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { convert } from "../../src/convert.ts";
import { lint } from "../../src/lint.ts";
import { folderWith, run } from "./run.ts";

const shapes =
  String.raw`Let $y = A x$ with $x \in \mathbb{R}^m$, $A \in \mathbb{R}^{n \times m}$.` + "\r\n\r\n";
const y = shapes.trimEnd() + "\n";
const claim = String.raw`> $\frac{\partial y}{\partial x} = A$` + "\r\n";
const turned = claim.replace("A$", String.raw`A^\top$`);
const wrong = String.raw`$\frac{\partial y}{\partial x} = 2 A$` + "\r\n";
const engine = { lint, convert };

it("writes a note in another layout, byte for byte otherwise", async () => {
  const folder = folderWith({ "a.md": shapes + claim });
  const { status, out, error } = await run(folder, ["a.md", "--convert", "denominator"], engine);
  expect(readFileSync(join(folder, "a.md"), "utf8")).toBe(shapes + turned);
  expect({ status, error }).toEqual({ status: 0, error: "1 claim written in denominator layout\n" });
  expect(out).toContain("1 verified · 0 refuted · 0 not checked · denominator layout");
});

it("shows the difference, names what it leaves, and changes nothing", async () => {
  const text = `${shapes}${claim}\r\n${wrong}`;
  const folder = folderWith({ "a.md": text });
  const { status, out, error } = await run(folder, ["a.md", "--convert-dry-run", "denominator"], engine);
  expect(out).toContain(`-${claim}+${turned}`);
  expect(error).toBe("a.md:5:2: left as it is: ∂y/∂x: it is wrong; correct it first\n");
  expect(status).toBe(1);
  expect(readFileSync(join(folder, "a.md"), "utf8")).toBe(text);
});

it("converts standard input and cells of notebooks", async () => {
  const piped = await run(folderWith({}), ["-", "--convert", "denominator"], {
    ...engine,
    stdin: shapes + claim,
  });
  expect(piped.out).toBe(shapes + turned);
  const notebook = (formula: string) =>
    `${JSON.stringify({ cells: [{ cell_type: "markdown", source: [y, "\n", formula] }] }, null, 1)}\n`;
  const folder = folderWith({ "a.ipynb": notebook(claim) });
  await run(folder, ["a.ipynb", "--convert", "denominator"], engine);
  expect(readFileSync(join(folder, "a.ipynb"), "utf8")).toBe(notebook(turned));
});
