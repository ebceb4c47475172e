import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { homepage } from "../src/homepage.ts";

test("the engine's homepage is the package's", () => {
  const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    homepage: string;
  };
  expect(homepage).toBe(manifest.homepage);
});
