import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLineIndex, offsetAt, positionAt } from "../../src/text/line-index.ts";

describe("line index", () => {
  test.each([
    ["", 0, { line: 0, character: 0 }],
    ["a\nb", 2, { line: 1, character: 0 }],
    ["a\r\nb", 3, { line: 1, character: 0 }],
    ["a\r\nb", 2, { line: 0, character: 2 }],
    ["a\rb", 2, { line: 1, character: 0 }],
    ["𝐱\n𝐱y", 5, { line: 1, character: 2 }],
    ["a\n", 99, { line: 1, character: 0 }],
    ["a\n", -1, { line: 0, character: 0 }],
  ])("%j at %i", (text, offset, position) => {
    expect(positionAt(createLineIndex(text), offset)).toEqual(position);
  });

  test("clamps positions that lie outside", () => {
    const index = createLineIndex("ab\ncd");
    expect(offsetAt(index, { line: 0, character: 9 })).toBe(3);
    expect(offsetAt(index, { line: 7, character: 0 })).toBe(5);
    expect(offsetAt(index, { line: -1, character: 4 })).toBe(0);
  });

  test("leads there and back", () => {
    const text = fc
      .array(fc.constantFrom("a", "\r", "\n", "𝐱"), { maxLength: 30 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, fc.nat(40), (content, at) => {
        const index = createLineIndex(content);
        const offset = Math.min(at, content.length);
        expect(offsetAt(index, positionAt(index, offset))).toBe(offset);
      }),
      { seed: 1 },
    );
  });
});
