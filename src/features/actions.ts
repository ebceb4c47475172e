/*
 * Quick fixes for a selection: the corrected formula first, then ways to declare what is missing, to silence
 * the rule with a reason, and to read why. Reads the report; every offered correction was verified by the engine.
 */
import {
  type ClaimReport,
  type DiagnosticReport,
  type FileReport,
  type Reason,
  type Rule,
  agreeingInstances,
} from "../report.ts";
import type { Span } from "../text/span.ts";
import { checkScript } from "./check-script.ts";
import { type ClaimAt, claimsIn, spanOf, touches } from "./claim-at.ts";
import { type Edit, editsOf } from "./edit.ts";
import { insertBefore } from "../markdown/insertion.ts";

export interface Action {
  readonly kind: "fix" | "declare" | "silence" | "explain" | "evidence" | "copy-python" | "copy-jax";
  readonly title: string;
  readonly preferred: boolean;
  /** Index of the claim it is about, or null for one about the note. */
  readonly claim: number | null;
  readonly rule: Rule | null;
  /** Empty for actions that the shell carries out itself. */
  readonly edits: readonly Edit[];
}

/** What can be done about the claims and diagnostics that `selection` touches, best first. */
export function actionsAt(report: FileReport, selection: Span, text: string): readonly Action[] {
  const claims = claimsIn(report, selection).filter(({ claim }) => claim.status !== null);
  const here = new Set(claims.map(({ index }) => index));
  const diagnostics = report.diagnostics.filter(
    ({ claim, range }) => touches(spanOf(range), selection) || (claim !== null && here.has(claim)),
  );
  return [
    ...claims.flatMap(corrections),
    ...claims.flatMap((found) => declarations(found, text)),
    ...diagnostics.flatMap((diagnostic) => silence(diagnostic, text)),
    ...diagnostics.map(explain),
    ...claims.flatMap(inspection),
  ].filter((action, index, all) => all.findIndex((other) => sameAction(other, action)) === index);
}

function corrections({ claim, index }: ClaimAt): readonly Action[] {
  return claim.fixes.map((fix) => ({
    kind: "fix",
    title: `${fix.title} (verified on ${agreeingInstances} instances)`,
    preferred: fix.unique,
    claim: index,
    rule: claim.rule,
    edits: editsOf(fix),
  }));
}

/** Reasons that a declaration can remove, and what it says of a symbol. */
const declarable: Readonly<Partial<Record<Reason, (symbol: string) => string>>> = {
  "undefined-symbol": shapeOf,
  "unknown-shape": shapeOf,
  "outside-domain": (symbol) => `${symbol} positive`,
  "readings-disagree": () => "layout numerator",
};

function declarations({ claim, index }: ClaimAt, text: string): readonly Action[] {
  const declare = claim.reason && declarable[claim.reason];
  if (!declare) return [];
  const declaration = declare(symbolOf(claim, text));
  return [
    {
      kind: "declare",
      title: `Declare "${declaration}" (adapt it to your note)`,
      preferred: false,
      claim: index,
      rule: null,
      edits: [insertBefore(text, claim.range.offsets[0], `<!-- jacobian-lint: ${declaration} -->`)],
    },
  ];
}

/** The engine marks the place that was not understood; a short one is the symbol itself. */
function symbolOf(claim: ClaimReport, text: string): string {
  const longestSymbol = 24;
  const marked = claim.ranges.map(spanOf).map(({ start, end }) => text.slice(start, end).trim());
  return (
    marked.find((piece) => piece !== "" && piece.length <= longestSymbol && !piece.includes("\n")) ?? "W"
  );
}

/** By the field's custom capitals are matrices and small letters vectors. */
function shapeOf(symbol: string): string {
  const letter = symbol.replace(/\\[a-zA-Z]+\s*\{?/, "").charAt(0);
  return /[A-Z]/.test(letter) ? `${symbol} in R^{n x m}` : `${symbol} in R^n`;
}

function silence(diagnostic: DiagnosticReport, text: string): readonly Action[] {
  if (diagnostic.rule === "bad-configuration" || diagnostic.rule === "unused-directive") return [];
  const comment = `<!-- jacobian-lint-disable-next-block ${diagnostic.rule} -- intended -->`;
  return [
    {
      kind: "silence",
      title: `Disable ${diagnostic.rule} for this block`,
      preferred: false,
      claim: diagnostic.claim,
      rule: diagnostic.rule,
      edits: [insertBefore(text, diagnostic.range.offsets[0], comment)],
    },
  ];
}

function explain(diagnostic: DiagnosticReport): Action {
  const { rule, claim } = diagnostic;
  return { kind: "explain", title: `Explain ${rule}`, preferred: false, claim, rule, edits: [] };
}

function inspection({ claim, index }: ClaimAt): readonly Action[] {
  if (!claim.evidence) return [];
  const shared = { preferred: false, claim: index, rule: claim.rule, edits: [] };
  const show: Action = { kind: "evidence", title: "Show evidence", ...shared };
  if (!claim.evidence.counterexample?.numericMatrix) return [show];
  const numpy: Action = { kind: "copy-python", title: "Copy the check as Python (NumPy)", ...shared };
  if (checkScript(claim, "jax") === null) return [show, numpy];
  return [show, numpy, { kind: "copy-jax", title: "Copy the check as Python (JAX)", ...shared }];
}

function sameAction(a: Action, b: Action): boolean {
  return a.kind === b.kind && a.title === b.title && a.claim === b.claim;
}
