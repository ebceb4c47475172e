import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawFrame, printable } from "../../src/cli/format/frame.ts";

describe("drawFrame", () => {
  it("underlines a range", () => {
    expect(drawFrame("let y = Wx", [{ start: 8, end: 10 }], 80)).toEqual({
      source: "let y = Wx",
      underline: "        ^~",
    });
  });

  it("underlines several ranges", () => {
    const stretches = [
      { start: 0, end: 1 },
      { start: 4, end: 6 },
    ];
    expect(drawFrame("a b cd", stretches, 80).underline).toBe("^   ~~".replace("~~", "^~"));
  });

  it("spreads tabs, counts wide characters twice and marks not at all", () => {
    expect(drawFrame("\t你e\u0301x", [{ start: 4, end: 5 }], 80)).toEqual({
      source: "    你e\u0301x",
      underline: "       ^",
    });
  });

  it("crops long lines around the range", () => {
    const line = `${"a".repeat(200)}XY${"b".repeat(200)}`;
    const { source, underline } = drawFrame(line, [{ start: 200, end: 202 }], 60);
    expect(source).toMatch(/^…a+XYb+…$/);
    expect(source.indexOf("XY")).toBe(underline.indexOf("^~"));
    expect(source.length).toBeLessThanOrEqual(60);
  });

  it("marks the place of an empty range at the end of a line", () => {
    expect(drawFrame("ab", [{ start: 2, end: 2 }], 80).underline).toBe("  ^");
  });

  it("never prints control characters and never exceeds the width", () => {
    const chars = fc.constantFrom(
      "a",
      "\t",
      "你",
      "\u0301",
      "\u001B",
      "\u202E",
      "😀",
      "\uD800",
      "\uFEFF",
      "\u0085",
    );
    const text = fc.array(chars, { maxLength: 120 }).map((list) => list.join(""));
    fc.assert(
      fc.property(
        text,
        fc.nat(120),
        fc.nat(40),
        fc.integer({ min: 40, max: 100 }),
        (line, start, length, columns) => {
          const { source, underline } = drawFrame(line, [{ start, end: start + length }], columns);
          expect(source).not.toMatch(/\p{Cc}/u);
          expect(underline).toMatch(/^ *[\^~][\^~ ]*$/);
          expect(underline.length).toBeLessThanOrEqual(columns);
        },
      ),
      { seed: 7, numRuns: 200 },
    );
  });
});

describe("printable", () => {
  it("leaves no way to move a terminal's cursor", () => {
    expect(printable("a\u001B[2Jb\r\nc\u202Ed")).toBe("a�[2Jb c�d");
  });
});
