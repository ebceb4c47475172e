import { describe, expect, test } from "vitest";
import { completionsAt, derivedCompletion, derivativeProbe } from "../../src/features/completions.ts";
import { rules } from "../../src/report.ts";
import { claimOn, reportOf } from "./sample-report.ts";

const labels = (text: string) => completionsAt(null, text.length, text).map(({ label }) => label);

describe("words to the linter", () => {
  test("begin in a comment", () => {
    expect(labels("<!-- ")).toContain("jacobian-lint-disable-next-block");
    expect(labels("<!-- jacobian-l")).toContain("jacobian-lint:");
    expect(labels("<!-- something else")).toEqual([]);
    expect(labels("plain ")).toEqual([]);
  });
  test("name rules", () => {
    expect(labels("<!-- jacobian-lint-disable-next-line ")).toEqual([...rules]);
    expect(labels("<!-- jacobian-lint-disable sign, fac")).toContain("factor-order");
    expect(labels("<!-- jacobian-lint-disable sign -- because ")).toEqual([]);
    expect(labels("% jacobian-lint-ignore ")).toContain("sign");
  });
  test("declare layouts, shapes and roles", () => {
    expect(labels("<!-- jacobian-lint: ")).toContain("layout numerator");
    expect(labels("<!-- jacobian-lint: W in R^n; A sym")).toContain("symmetric");
  });
});

describe("derivatives", () => {
  const left = "\\frac{\\partial h}{\\partial x} =";

  test("are known when the note states them elsewhere", () => {
    const text = `$${left} W D$ and $${left}`;
    const [known] = completionsAt(reportOf([claimOn(text, `${left} W D`)]), text.length, text);
    expect(known).toMatchObject({ label: "W D", newText: " W D" });
  });
  test("are asked of the engine with a number in their place", () => {
    const text = `$${left} $`;
    const offset = text.length - 1;
    const probed = derivativeProbe(offset, text)!;
    expect(probed).toBe(`$${left}  7 $`);
    expect(derivedCompletion("W D", offset, text)).toMatchObject([{ label: "W D", newText: "W D" }]);
  });
  test("are not asked for elsewhere", () => {
    expect(derivativeProbe(5, "$x = $")).toBeNull();
    expect(derivativeProbe(left.length, `${left} W`)).toBeNull();
    expect(derivedCompletion("1", 5, "$a = $")).toEqual([]);
  });
});
