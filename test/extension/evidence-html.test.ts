import { describe, expect, test } from "vitest";
import { evidenceHtml } from "../../src/extension/evidence-html.ts";
import { evidenceAt } from "../../src/features/evidence.ts";
import { reportOf, wrongClaim } from "../features/sample-report.ts";

const page = {
  t: (words: string, ...values: (string | number)[]) =>
    words.replace(/\{(\d)\}/g, (_all, index: string) => String(values[Number(index)])),
  style: "https://webview/evidence.css",
  cspSource: "https://webview",
};
const tex = "\\frac{\\partial <h>}{\\partial x} = W^\\top D";
const view = evidenceAt(reportOf([wrongClaim(tex, tex, "W^\\top", "W")]), 1, tex)!;
const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const images = { writtenImage: "data:a", correctedImage: null, heatMapImage: "data:b" };

describe("evidenceHtml", () => {
  const html = evidenceHtml({ view, range, ...images }, page);

  test("allows no script, and pictures only as data", () => {
    expect(html).toContain(
      "default-src &#39;none&#39;; img-src data:; style-src https://webview".replaceAll("&#39;", "'"),
    );
    expect(html).not.toContain("<script");
  });
  test("shows both matrices and marks where they differ", () => {
    expect(html.match(/class="matrix"/g)).toHaveLength(3);
    expect(html).toContain('<td class="differs">0.412</td>');
    expect(html).toContain('<td class="differs">−0.0871</td>');
    expect(html).toContain("Worst entry [1, 2]");
  });
  test("escapes the note", () => {
    expect(html).toContain("\\partial &lt;h&gt;");
    expect(html).not.toContain("<h>");
  });
  test("says so where no claim is", () => {
    expect(evidenceHtml(null, page)).toContain("Put the cursor in a claim");
  });
});
