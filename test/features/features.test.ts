import { describe, expect, test } from "vitest";
import { actionsAt } from "../../src/features/actions.ts";
import { adviceFor } from "../../src/features/advice.ts";
import { claimAt } from "../../src/features/claim-at.ts";
import { applyEdits } from "../../src/features/edit.ts";
import { evidenceAt } from "../../src/features/evidence.ts";
import { fixAll } from "../../src/features/fix-all.ts";
import { formulaAt } from "../../src/features/formula-at.ts";
import { heatMap } from "../../src/features/heat-map.ts";
import { insertBefore } from "../../src/markdown/insertion.ts";
import { formatNumber } from "../../src/features/numbers.ts";
import { statusOf } from "../../src/features/status.ts";
import { reasons } from "../../src/report.ts";
import { claimOn, rangeOf, reportOf, wrongClaim } from "./sample-report.ts";

const right = "\\frac{\\partial x}{\\partial y} = W";
const wrong = "\\frac{\\partial h}{\\partial x} = W^\\top D";
const text = `# Notes\n\nWe have $${right}$.\n\n- and $${wrong}$\n  again\n`;
const report = reportOf([claimOn(text, right), wrongClaim(text, wrong, "W^\\top", "W")]);
const inside = (piece: string) => text.indexOf(piece) + 3;

describe("claimAt", () => {
  test("finds the claim under the cursor, also at its edges", () => {
    expect(claimAt(report, inside(right))?.index).toBe(0);
    expect(claimAt(report, text.indexOf(wrong) + wrong.length)?.index).toBe(1);
    expect(claimAt(report, 2)).toBeNull();
  });

  test("prefers a claim to the definition around it, and the smaller of two", () => {
    const definition = claimOn(text, `${wrong}$`, { status: null, kind: "definition" });
    const part = claimOn(text, "= W^\\top D");
    expect(claimAt(reportOf([definition, ...report.claims, part]), inside("= W^"))?.claim).toBe(part);
  });
});

describe("actionsAt", () => {
  const place = rangeOf(text, "W^\\top").offsets;
  const actions = actionsAt(report, { start: place[0], end: place[1] }, text);

  test("offers the corrected formula first and prefers it", () => {
    expect(actions[0]).toMatchObject({
      kind: "fix",
      title: "Remove the transpose (verified on 20 instances)",
      preferred: true,
    });
    expect(applyEdits(text, actions[0]?.edits ?? [])).toContain("= W D$");
  });

  test("offers to silence the rule in the block, with a reason, and to explain it", () => {
    const silence = actions.find(({ kind }) => kind === "silence");
    expect(applyEdits(text, silence?.edits ?? [])).toContain(
      "\n\n<!-- jacobian-lint-disable-next-block factor-transpose -- intended -->\n- and",
    );
    expect(actions.map(({ kind }) => kind)).toEqual(["fix", "silence", "explain", "evidence", "copy-python"]);
  });

  test("offers to declare a symbol whose shape is not known", () => {
    const unchecked = claimOn(text, right, {
      status: "unchecked",
      reason: "unknown-shape",
      evidence: null,
      ranges: [rangeOf(text, "W", text.indexOf("= W"))],
    });
    const [declare] = actionsAt(reportOf([unchecked]), { start: inside(right), end: inside(right) }, text);
    expect(declare?.edits[0]?.newText).toBe("<!-- jacobian-lint: W in R^{n x m} -->\n");
  });
});

describe("insertBefore", () => {
  const at = (note: string, piece: string) =>
    applyEdits(note, [insertBefore(note, note.indexOf(piece), "<!-- c -->")]);

  test("goes above the whole block", () => {
    expect(at("a\n\nb\nc $x$ d\n", "$x$")).toBe("a\n\n<!-- c -->\nb\nc $x$ d\n");
    expect(at("$x$", "$x$")).toBe("<!-- c -->\n$x$");
  });
  test("keeps quote marks and the file's line ends", () => {
    expect(at("> q\r\n> $x$\r\n", "$x$")).toBe("> <!-- c -->\r\n> q\r\n> $x$\r\n");
  });
  test("stays out of display mathematics and of the front matter", () => {
    expect(at("p\n\n$$\na\n\nb\n$$\n", "b")).toBe("p\n\n<!-- c -->\n$$\na\n\nb\n$$\n");
    expect(at("---\nt: 1\n---\n$x$\n", "$x$")).toBe("---\nt: 1\n---\n<!-- c -->\n$x$\n");
  });
  test("stays below a heading", () => {
    expect(at("# T\n$x$\n", "$x$")).toBe("# T\n<!-- c -->\n$x$\n");
  });
});

describe("fixAll", () => {
  test("takes unique fixes of claims that are wrong in earnest", () => {
    const { edits, claims } = fixAll(report);
    expect(claims).toBe(1);
    expect(applyEdits(text, edits)).toBe(text.replace("W^\\top", "W"));
  });
  test("leaves quoted errors and claims with a choice of fixes", () => {
    const claim = wrongClaim(text, wrong, "W^\\top", "W");
    expect(fixAll(reportOf([{ ...claim, severity: "hint" }])).edits).toEqual([]);
    const [fix] = claim.fixes;
    const choice = [{ ...fix!, unique: false }, fix!];
    expect(fixAll(reportOf([{ ...claim, fixes: choice }])).edits).toEqual([]);
    expect(fixAll(reportOf([claim], { diagnostics: [] })).edits).toEqual([]);
  });
  test("takes the first of two spellings", () => {
    const claim = wrongClaim(text, wrong, "W^\\top", "W");
    const [fix] = claim.fixes;
    expect(fixAll(reportOf([{ ...claim, fixes: [fix!, { ...fix!, unique: false }] }])).claims).toBe(1);
  });
  test("takes only the first of two fixes that overlap", () => {
    const claim = wrongClaim(text, wrong, "W^\\top", "W");
    const wider = wrongClaim(text, wrong, "W^\\top D", "D W");
    expect(fixAll(reportOf([claim, wider]))).toMatchObject({ claims: 1 });
  });
});

test("statusOf says the note on one line", () => {
  expect(statusOf(report).text).toBe("2 claims · 1 ✓ · 1 ✗ · numerator layout");
  expect(statusOf(reportOf([], { layout: { declarations: [], inferred: null } })).text).toBe(
    "no derivative claims",
  );
  const definition = claimOn(text, right, { status: null });
  expect(statusOf(reportOf([definition])).claims).toBe(0);
});

test("every reason has words", () => {
  for (const reason of reasons) expect(adviceFor(reason).why).not.toBe("");
});

test("numbers are short and have a true minus sign", () => {
  expect([0.41234, -0.087, 3.2e-11, 0, 1200, Infinity].map(formatNumber)).toEqual([
    "0.412",
    "−0.087",
    "3.2×10⁻¹¹",
    "0",
    "1200",
    "∞",
  ]);
});

test("evidence holds both matrices, and a NumPy script of what was sampled", () => {
  const view = evidenceAt(report, inside(wrong), text);
  expect(view?.written).toEqual([[1, 0.412], [0, 1]]); // prettier-ignore
  expect(view?.python).toContain("W_hh = np.array([[1.0, 2.0], [3.0, 4.0]])  # W_{hh}");
  expect(view?.python).toContain("difference = written - numeric");
  expect(evidenceAt(report, inside(right), text)?.python).toBeNull();
});

test("a heat map has one square an entry, and is left out where it would be huge", () => {
  expect(heatMap([[0, 1], [NaN, -2]], "#000000")?.match(/<rect/g)).toHaveLength(4); // prettier-ignore
  expect(heatMap([], "#000000")).toBeNull();
  expect(heatMap([Array.from({ length: 99 }, () => 1)], "#000000")).toBeNull();
});

test("formulaAt finds formulas that claim nothing", () => {
  expect(formulaAt("a $x^2$ b", 4, "vscode")?.tex).toBe("x^2");
  expect(formulaAt("a $x^2$ b", 0, "vscode")).toBeNull();
});
