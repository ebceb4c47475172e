import katex from "@vscode/markdown-it-katex";
import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { addPreviewBadges } from "../../src/extension/preview-badges.ts";
import type { ClaimSummary } from "../../src/server/protocol.ts";

const claim = (latex: string, line: number, status: ClaimSummary["status"]): ClaimSummary => ({
  uri: "file:///a.md",
  range: { start: { line, character: 0 }, end: { line, character: 1 } },
  latex,
  status,
  rule: null,
  reason: null,
  severity: null,
  message: 'says "why" <here>',
});

const note =
  "Right $a = b$.\n\nWrong $c = d$, nothing $e$.\n\n$$\nf = g\n$$\n\n> quoted\n> $$\n> h =\n> i\n> $$\n";
const claims = [
  claim("a = b", 0, "verified"),
  claim("c = d", 2, "refuted"),
  claim("f = g", 5, "verified"),
  claim("h =\n> i", 10, "refuted"),
];

const mathematics = (markdown: MarkdownIt) => {
  const plugin = (katex as { default?: unknown }).default ?? katex;
  return markdown.use(plugin as Parameters<MarkdownIt["use"]>[0]);
};
const badges = (html: string) => html.match(/jacobian-lint-(?:verified|refuted)/g);
const expected = ["verified", "refuted", "verified", "refuted"].map((status) => `jacobian-lint-${status}`);

describe("addPreviewBadges", () => {
  test("marks formulas whether mathematics is installed before or after", () => {
    const after = addPreviewBadges(mathematics(new MarkdownIt()), () => claims).render(note);
    const before = mathematics(addPreviewBadges(new MarkdownIt(), () => claims)).render(note);
    expect(badges(after)).toEqual(expected);
    expect(before).toBe(after);
  });
  test("escapes what it says", () => {
    const html = addPreviewBadges(mathematics(new MarkdownIt()), () => claims).render(note);
    expect(html).toContain('title="Verified: says &quot;why&quot; &lt;here&gt;"');
  });
  test("leaves a preview without mathematics, or without claims, as it is", () => {
    expect(addPreviewBadges(new MarkdownIt(), () => claims).render(note)).toBe(new MarkdownIt().render(note));
    const plain = mathematics(new MarkdownIt()).render(note);
    expect(addPreviewBadges(mathematics(new MarkdownIt()), () => []).render(note)).toBe(plain);
  });
  test("does not take a formula on another line for the claim", () => {
    const html = addPreviewBadges(mathematics(new MarkdownIt()), () => [claim("e", 0, "verified")]).render(
      note,
    );
    expect(badges(html)).toBeNull();
  });
});
