import { VFile } from "vfile";
import { describe, expect, it } from "vitest";
import { addMessages } from "../../src/remark/messages.ts";
import { handMadeReport } from "../cli/hand-made.ts";

describe("addMessages", () => {
  it("says what is wrong, where, and what would be right", () => {
    const file = new VFile({ path: "a.md", value: "So\n$h = W^\\top D$ and $h = D^2$ and $h = D W$\n" });
    addMessages(file, handMadeReport(String(file), "a.md"));
    expect(file.messages.map(String)).toEqual([
      "a.md:2:2-2:14: ∂h: the factors stand in the wrong order, entry [1,2] is 0.412, numerically −0.087",
      "a.md:2:21-2:28: quoted, and wrong",
    ]);
    const [message, hint] = file.messages;
    expect(message).toMatchObject({
      ruleId: "factor-order",
      source: "jacobian-lint",
      fatal: false,
      place: { start: { line: 2, column: 2, offset: 4 }, end: { line: 2, column: 14, offset: 16 } },
      expected: ["h = D W"],
      note: "Swap the factors: h = D W\nRead so: σ is an unspecified elementwise function",
    });
    expect(message?.url).toMatch(/^https:.*factor-order/);
    expect(hint?.fatal).toBeUndefined();
  });
});
