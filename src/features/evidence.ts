/*
 * Everything that was measured for one claim, for a panel or the clipboard. Reads the report.
 */
import type { ClaimReport, FileReport } from "../report.ts";
import { arrayOf, checkScript, pythonName } from "./check-script.ts";
import { claimAt, spanOf } from "./claim-at.ts";
import { type Hover, hoverAt } from "./hover.ts";
import type { Matrix } from "./numbers.ts";

export interface EvidenceView {
  readonly hover: Hover;
  readonly values: Readonly<Record<string, Matrix>>;
  readonly written: Matrix | null;
  readonly numeric: Matrix | null;
  /** The check as a script that runs as it is, where the claim was found wrong by numbers. */
  readonly python: string | null;
  readonly jax: string | null;
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
    python: checkScript(found.claim, "numpy") ?? sampledScript(found.claim),
    jax: checkScript(found.claim, "jax"),
  };
}

/** Where the claims that were not understood stand, for a list. */
export function notUnderstood(report: FileReport): readonly ClaimReport[] {
  return report.claims
    .filter((claim) => claim.status === "unchecked")
    .sort((a, b) => spanOf(a.range).start - spanOf(b.range).start);
}

/** Both sides as they were sampled, in NumPy; null where their matrices were not kept. */
function sampledScript(claim: ClaimReport): string | null {
  const counterexample = claim.evidence?.counterexample;
  if (!counterexample?.claimedMatrix || !counterexample.numericMatrix) return null;
  const names = new Set(["np", "written", "numeric", "difference", "worst"]);
  const values = Object.entries(counterexample.values).map(
    ([symbol, value]) => `${pythonName(symbol, names)} = ${arrayOf(value)}  # ${symbol.replace(/\s+/g, " ")}`,
  );
  return [
    `# ${claim.latex.trim().replace(/\s+/g, " ")}`,
    `# ${claim.message}`,
    "import numpy as np",
    "",
    ...values,
    `written = ${arrayOf(counterexample.claimedMatrix)}`,
    `numeric = ${arrayOf(counterexample.numericMatrix)}  # central differences`,
    "",
    "difference = written - numeric",
    "worst = np.unravel_index(np.argmax(np.abs(difference)), difference.shape)",
    'print("worst entry", worst, "written", written[worst], "numeric", numeric[worst])',
    "",
  ].join("\n");
}
