/*
 * Reports made by hand from the text of a note, so that the shells are tested without the engine: `W^\top D` is a
 * wrong claim with a correction, `D^2` a quoted one, `D W` a right one, `Q` an undecided one.
 */
import type { ClaimReport, DiagnosticReport, FileReport, Range } from "../../src/report.ts";
import { ruleUrl } from "../../src/rules/index.ts";

const pattern = /h = (W\^\\top D|D\^2|D W|Q)/g;

export function handMadeReport(text: string, path: string): FileReport {
  const cells = path.endsWith(".ipynb") ? cellsOf(text) : [{ text, cell: undefined }];
  const claims = cells.flatMap(({ text, cell }) =>
    [...text.matchAll(pattern)].map((match) => claimOf(match, text, cell)),
  );
  return {
    path,
    layout: { declarations: [], inferred: claims.length > 0 ? "numerator" : null },
    claims,
    diagnostics: claims.flatMap((claim, index) => diagnosticOf(claim, index)),
  };
}

function cellsOf(notebook: string) {
  const { cells } = JSON.parse(notebook) as { cells: { source: string[] }[] };
  return cells.map(({ source }, cell) => ({ text: source.join(""), cell }));
}

function claimOf(match: RegExpMatchArray, text: string, cell: number | undefined): ClaimReport {
  const start = match.index ?? 0;
  const latex = match[0];
  const range = rangeOf(text, start, start + latex.length, cell);
  const base: ClaimReport = {
    range,
    ranges: [],
    latex,
    kind: "jacobian",
    status: "verified",
    layout: "numerator",
    rule: null,
    reason: null,
    severity: null,
    message: "verified on 20 instances",
    reading: ["σ is an unspecified elementwise function"],
    assumptions: [],
    evidence: null,
    fixes: [],
    related: [],
    consequences: [],
  };
  switch (match[1]) {
    case "Q":
      return {
        ...base,
        status: "unchecked",
        layout: null,
        reason: "undefined-symbol",
        message: "Q is not defined in this note",
      };
    case "D W":
      return base;
    case "D^2":
      return {
        ...base,
        status: "refuted",
        layout: null,
        rule: "wrong-value",
        severity: "hint",
        message: "quoted, and wrong",
      };
    default:
      return {
        ...base,
        status: "refuted",
        layout: null,
        rule: "factor-order",
        severity: "warning",
        message: "∂h: the factors stand in the wrong order, entry [1,2] is 0.412, numerically −0.087",
        ranges: [rangeOf(text, start + 4, start + latex.length, cell)],
        evidence: {
          seed: 1,
          instances: 20,
          sizes: [{ n: 3 }],
          deviation: 0.71,
          errorBound: 3e-11,
          counterexample: { entry: [1, 2], claimed: 0.412, numeric: -0.087, values: { W: [[1, 2]] } },
        },
        fixes: [
          {
            title: "Swap the factors",
            edits: [{ range: rangeOf(text, start + 4, start + latex.length, cell), newText: "D W" }],
            newText: "h = D W",
            verified: true,
            unique: true,
          },
        ],
        related: [{ range: rangeOf(text, 0, 1, cell), message: "h is defined here" }],
      };
  }
}

function diagnosticOf(claim: ClaimReport, index: number): readonly DiagnosticReport[] {
  if (claim.status !== "refuted" || claim.rule === null || claim.severity === null) return [];
  const { rule, severity, message, range, related } = claim;
  return [{ rule, claim: index, severity, message, range, url: ruleUrl(rule), related }];
}

function rangeOf(text: string, start: number, end: number, cell: number | undefined): Range {
  return {
    start: positionOf(text, start),
    end: positionOf(text, end),
    offsets: [start, end],
    ...(cell === undefined ? {} : { cell }),
  };
}

function positionOf(text: string, offset: number) {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
