import type { Root } from "mdast";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { describe, expect, it } from "vitest";
import { hostMath, withinHostMath } from "../../src/remark/host-math.ts";
import { handMadeReport } from "../cli/hand-made.ts";

const text = "Costs h = D^2 here, and $h = W^\\top D$.\n\n$$\nh = D^2\n$$\n";

function messages(processor: { parse(text: string): Root }): readonly string[] {
  const report = withinHostMath(handMadeReport(text, "a.md"), hostMath(processor.parse(text)));
  return report.diagnostics.map(({ range }) => `${range.start.line}:${range.start.character}`);
}

describe("withinHostMath", () => {
  it("keeps to what remark-math takes for math", () => {
    expect(messages(unified().use(remarkParse).use(remarkMath))).toEqual(["0:25", "3:0"]);
  });

  it("keeps everything where the pipeline knows no math", () => {
    expect(messages(unified().use(remarkParse))).toEqual(["0:6", "0:25", "3:0"]);
  });
});
