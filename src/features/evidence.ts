/*
 * Everything that was measured for one claim, for a panel or the clipboard. Reads the report.
 */
import type { ClaimReport, FileReport } from "../report.ts";
import { claimAt, spanOf } from "./claim-at.ts";
import { type Hover, hoverAt } from "./hover.ts";
import type { Matrix } from "./numbers.ts";

export interface EvidenceView {
  readonly hover: Hover;
  readonly values: Readonly<Record<string, Matrix>>;
  readonly written: Matrix | null;
  readonly numeric: Matrix | null;
  /** A NumPy script that compares both matrices, where there are any. */
  readonly python: string | null;
}

/** The evidence for the claim at `offset`, or null where no claim stands. */
export function evidenceAt(report: FileReport, offset: number, text: string): EvidenceView | null {
  const hover = hoverAt(report, offset, text);
  const found = claimAt(report, offset);
  if (!hover || !found) return null;
  const counterexample = found.claim.evidence?.counterexample;
  return {
    hover,
    values: counterexample?.values ?? {},
    written: counterexample?.claimedMatrix ?? null,
    numeric: counterexample?.numericMatrix ?? null,
    python: pythonOf(found.claim),
  };
}

/** Where the claims that were not understood stand, for a list. */
export function notUnderstood(report: FileReport): readonly ClaimReport[] {
  return report.claims
    .filter((claim) => claim.status === "unchecked")
    .sort((a, b) => spanOf(a.range).start - spanOf(b.range).start);
}

/** The counterexample as a NumPy script, or null where its matrices were not kept. */
export function pythonOf(claim: ClaimReport): string | null {
  const counterexample = claim.evidence?.counterexample;
  if (!counterexample?.claimedMatrix || !counterexample.numericMatrix) return null;
  const names = new Set<string>();
  const values = Object.entries(counterexample.values).map(
    ([symbol, value]) =>
      `${pythonName(symbol, names)} = ${pythonArray(value)}  # ${symbol.replace(/\s+/g, " ")}`,
  );
  return [
    `# ${claim.latex.trim().replace(/\s+/g, " ")}`,
    `# ${claim.message}`,
    "import numpy as np",
    "",
    ...values,
    `written = ${pythonArray(counterexample.claimedMatrix)}`,
    `numeric = ${pythonArray(counterexample.numericMatrix)}  # central differences`,
    "",
    "difference = written - numeric",
    "worst = np.unravel_index(np.argmax(np.abs(difference)), difference.shape)",
    'print("worst entry", worst, "written", written[worst], "numeric", numeric[worst])',
    "",
  ].join("\n");
}

function pythonArray(matrix: Matrix): string {
  const number = (value: number) =>
    Number.isFinite(value)
      ? String(value)
      : Number.isNaN(value)
        ? "np.nan"
        : value > 0
          ? "np.inf"
          : "-np.inf";
  return `np.array([${matrix.map((row) => `[${row.map(number).join(", ")}]`).join(", ")}])`;
}

/** A Python name for a TeX symbol, never one that was given before nor one the script uses. */
function pythonName(symbol: string, taken: Set<string>): string {
  const plain = symbol.replace(/[^A-Za-z0-9]+/g, "_").replace(/^_+|_+$/g, "") || "value";
  const reserved = new Set(["np", "written", "numeric", "difference", "worst", "lambda", "print"]);
  let name = /^[0-9]/.test(plain) ? `v_${plain}` : plain;
  while (taken.has(name) || reserved.has(name)) name += "_";
  taken.add(name);
  return name;
}
