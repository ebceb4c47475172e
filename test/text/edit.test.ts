import { describe, expect, test } from "vitest";
import { applyEdits, areDisjoint } from "../../src/text/edit.ts";
import { span } from "../../src/text/span.ts";

describe("edits", () => {
  test("count in the text before them, in any order", () => {
    const edits = [
      { span: span(4, 7), newText: "W" },
      { span: span(0, 1), newText: "dh" },
      { span: span(3, 3), newText: " " },
    ];
    expect(applyEdits("h = W^T", edits)).toBe("dh =  W");
  });

  test("keep the order of insertions at one place", () => {
    const edits = ["a", "b"].map((newText) => ({ span: span(1, 1), newText }));
    expect(applyEdits("()", edits)).toBe("(ab)");
  });

  test.each([[[span(0, 2), span(1, 3)]], [[span(2, 1)]], [[span(2, 9)]]])("refuses %j", (spans) => {
    const edits = spans.map((place) => ({ span: place, newText: "" }));
    expect(() => applyEdits("abc", edits)).toThrow(RangeError);
  });

  test("says whether edits can be applied together", () => {
    const edit = (start: number, end: number) => ({ span: span(start, end), newText: "" });
    expect(areDisjoint([edit(2, 3), edit(0, 2)])).toBe(true);
    expect(areDisjoint([edit(0, 2), edit(1, 3)])).toBe(false);
  });
});
