import { describe, expect, test } from "vitest";
import { hoverAt } from "../../src/features/hover.ts";
import { renderFormula, renderHover } from "../../src/features/render-hover.ts";
import { claimOn, rangeOf, reportOf, wrongClaim } from "./sample-report.ts";

const wrong = "\\frac{\\partial h}{\\partial x} = W^\\top D";
const text = `Let $h = Wx$.\n\nThen $${wrong}$.\n`;
const related = [{ range: rangeOf(text, "h = Wx"), message: "h = Wx" }];
const claim = { ...wrongClaim(text, wrong, "W^\\top", "W"), related, reading: ["σ acts on each entry"] };
const hover = hoverAt(reportOf([claim]), text.indexOf(wrong), text);

describe("hoverAt", () => {
  test("says nothing where there is no claim", () => {
    expect(hoverAt(reportOf([claim]), 1, text)).toBeNull();
  });
  test("holds the written and the corrected formula", () => {
    expect(hover).toMatchObject({
      verdict: "Refuted",
      written: wrong,
      corrected: { tex: "\\frac{\\partial h}{\\partial x} = W D" },
      layout: "numerator layout",
      ruleUrl: "https://example.org/rules/factor-transpose",
    });
    expect(hover?.difference?.[0]?.[1]).toBeCloseTo(0.4991);
  });
  test("says why a claim was not checked and what would help", () => {
    const unchecked = claimOn(text, wrong, { status: "unchecked", reason: "unknown-shape", evidence: null });
    const found = hoverAt(reportOf([unchecked]), text.indexOf(wrong), text);
    expect(found?.verdict).toBe("Not checked: the shape of a symbol is not known");
    expect(renderHover(found!)).toContain("To have it checked: Say the shape once");
  });
});

describe("renderHover", () => {
  test("gives words, both formulas, the worst entry, the background and the links", () => {
    const shell = {
      draw: () => "data:image/svg+xml;base64,AAAA",
      image: () => "data:image/svg+xml;base64,BBBB",
      link: () => "file:///note.md#L1,6",
      evidenceLink: "command:show",
    };
    const markdown = renderHover(hover!, shell);
    expect(markdown).toContain("**✗ Refuted** · numerator layout · `factor-transpose`");
    expect(markdown.match(/base64,AAAA/g)).toHaveLength(2);
    expect(markdown).toContain(`\`\`\`latex\n${wrong}\n\`\`\``);
    expect(markdown).toContain("Entry [1, 2]: written **0.412**, numerically **−0.0871**");
    expect(markdown).toContain("20 instances · sizes n = 2 · largest deviation 0.71");
    expect(markdown).toContain("Read as: σ acts on each entry");
    expect(markdown).toContain("Rests on: [h = Wx](file:///note.md#L1,6)");
    expect(markdown).toContain("[Show evidence](command:show)");
  });
  test("drops the pictures before an editor would cut them", () => {
    const markdown = renderHover(hover!, { draw: () => "data:".padEnd(60_000, "A") });
    expect(markdown.length).toBeLessThan(95_000);
    expect(markdown).not.toContain("AAAA");
    expect(markdown).toContain(wrong);
  });
  test("keeps fences and brackets of the formula from breaking the Markdown", () => {
    const markdown = renderFormula("a ``` b [x]\\\\(y)", { draw: () => "data:x" });
    expect(markdown).toContain("````latex\na ``` b [x]\\\\(y)\n````");
    expect(markdown).toContain("\\[x\\]");
  });
});
