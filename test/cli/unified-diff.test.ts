import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unifiedDiff } from "../../src/cli/unified-diff.ts";

/** Applies a difference as `patch` does, checking every line it names. */
function patch(before: string, difference: string): string {
  const source = before.split(/(?<=\n)/);
  const result: string[] = [];
  let at = 0;
  const lines = difference.split(/(?<=\n)/).slice(2);
  lines.forEach((line, index) => {
    const noNewline = lines[index + 1]?.startsWith("\\") ?? false;
    const text = noNewline ? line.slice(1, -1) : line.slice(1);
    const header = /^@@ -(\d+),(\d+) /.exec(line);
    if (header) {
      const start = Number(header[1]) - (header[2] === "0" ? 0 : 1);
      result.push(...source.slice(at, start));
      at = start;
    } else if (line.startsWith("+")) result.push(text);
    else if (line.startsWith("-") || line.startsWith(" ")) {
      expect(source[at]).toBe(text);
      if (line.startsWith(" ")) result.push(text);
      at += 1;
    }
  });
  return [...result, ...source.slice(at)].join("");
}

describe("unifiedDiff", () => {
  it("is empty for equal texts", () => {
    expect(unifiedDiff("a.md", "x\n", "x\n")).toBe("");
  });

  it("makes of one text the other", () => {
    const text = fc
      .array(fc.constantFrom("a\n", "b\n", "c\n", "d\n"), { maxLength: 30 })
      .map((lines) => lines.join(""));
    const last = fc.constantFrom("", "e", "a");
    fc.assert(
      fc.property(text, text, last, last, (a, b, endOfA, endOfB) => {
        const [before, after] = [a + endOfA, b + endOfB];
        if (before !== after) expect(patch(before, unifiedDiff("a.md", before, after))).toBe(after);
      }),
      { seed: 11, numRuns: 500 },
    );
  });
});
