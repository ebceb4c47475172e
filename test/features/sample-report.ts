/*
 * Hand-made reports: claims placed by the text they stand on, everything else as little as a report may hold.
 */
import type { ClaimReport, DiagnosticReport, FileReport, Fix, Range } from "../../src/report.ts";

/** The range of the first `piece` in `text`, from `from` on. */
export function rangeOf(text: string, piece: string, from = 0): Range {
  const start = text.indexOf(piece, from);
  if (start < 0) throw new Error(`"${piece}" is not in the text`);
  return rangeAt(text, start, start + piece.length);
}

export function rangeAt(text: string, start: number, end: number): Range {
  const position = (offset: number) => {
    const lines = text.slice(0, offset).split("\n");
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  };
  return { start: position(start), end: position(end), offsets: [start, end] };
}

/** A claim on `latex`; without more it is a verified Jacobian. */
export function claimOn(text: string, latex: string, more: Partial<ClaimReport> = {}): ClaimReport {
  const range = rangeOf(text, latex);
  return {
    range,
    ranges: [],
    latex,
    kind: "jacobian",
    status: "verified",
    layout: "numerator",
    rule: null,
    reason: null,
    severity: null,
    message: "agrees with finite differences",
    reading: [],
    assumptions: [],
    evidence: { seed: 7, instances: 20, sizes: [{ n: 3, m: 2 }], deviation: 1e-11, errorBound: 3e-11 },
    fixes: [],
    related: [],
    consequences: [],
    ...more,
  };
}

/** A refuted claim with one verified fix that replaces `wrong` by `right`. */
export function wrongClaim(text: string, latex: string, wrong: string, right: string): ClaimReport {
  const place = rangeOf(text, wrong, text.indexOf(latex));
  const fix: Fix = {
    title: "Remove the transpose",
    edits: [{ range: place, newText: right }],
    newText: latex.replace(wrong, () => right),
    verified: true,
    unique: true,
  };
  return claimOn(text, latex, {
    status: "refuted",
    rule: "factor-transpose",
    severity: "warning",
    ranges: [place],
    message: "∂h_t/∂h_{t−1}: transpose matches neither layout; entry [1,2] is 0.412, numerically −0.087",
    fixes: [fix],
    evidence: {
      seed: 7,
      instances: 20,
      sizes: [{ n: 2 }],
      deviation: 0.71,
      errorBound: 3e-11,
      counterexample: {
        entry: [1, 2],
        claimed: 0.412,
        numeric: -0.0871,
        values: { "W_{hh}": [[1, 2], [3, 4]] }, // prettier-ignore
        claimedMatrix: [[1, 0.412], [0, 1]], // prettier-ignore
        numericMatrix: [[1, -0.0871], [0, 1]], // prettier-ignore
      },
    },
  });
}

/** A report of these claims; refuted ones have their diagnostic. */
export function reportOf(claims: readonly ClaimReport[], more: Partial<FileReport> = {}): FileReport {
  const diagnostics = claims.flatMap((claim, index): readonly DiagnosticReport[] =>
    claim.rule === null
      ? []
      : [
          {
            rule: claim.rule,
            claim: index,
            severity: claim.severity ?? "warning",
            message: claim.message,
            range: claim.ranges[0] ?? claim.range,
            url: `https://example.org/rules/${claim.rule}`,
            related: claim.related,
          },
        ],
  );
  return {
    path: "note.md",
    layout: { declarations: [], inferred: "numerator" },
    claims,
    diagnostics,
    ...more,
  };
}
