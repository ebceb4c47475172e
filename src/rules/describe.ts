/*
 * From verdicts to the report: positions, messages, diagnostics. Decides nothing.
 */
import type { Claim } from "../claims/claim.ts";
import type { Verdict } from "../check/judge.ts";
import type { ClaimReport, DiagnosticReport, FileReport, Range } from "../report.ts";
import type { Scope } from "../scope/scope.ts";
import type { Settings } from "../settings.ts";
import { createLineIndex } from "../text/line-index.ts";
import type { Span } from "../text/span.ts";

export interface Described {
  readonly path: string;
  readonly text: string;
  readonly scope: Scope;
  readonly claims: readonly Claim[];
  readonly verdicts: readonly (Verdict | null)[];
  readonly settings: Settings;
}

export function describe({ path, text, scope, claims, verdicts }: Described): FileReport {
  void scope;
  void createLineIndex;
  const range = (span: Span): Range => {
    const pos = (o: number) => {
      const before = text.slice(0, o);
      const line = before.split("\n").length - 1;
      return { line, character: o - (before.lastIndexOf("\n") + 1) };
    };
    return { start: pos(span.start), end: pos(span.end), offsets: [span.start, span.end] };
  };
  const reports = claims.map((claim, at): ClaimReport => {
    const verdict = verdicts[at] ?? null;
    return {
      range: range(claim.span),
      ranges: verdict?.type === "refuted" ? [range(claim.claimed.span)] : [],
      latex: text.slice(claim.span.start, claim.span.end),
      kind: claim.kind,
      status: verdict ? verdict.type : null,
      layout: verdict?.type === "verified" ? verdict.layout : null,
      rule: verdict?.type === "refuted" ? (verdict.holdsIn ? "other-layout" : verdict.mismatch ? "shape-mismatch" : "wrong-value") : null,
      reason: verdict?.type === "unchecked" ? verdict.reason : null,
      severity: verdict?.type === "refuted" ? "warning" : null,
      message: verdict?.type === "unchecked" ? verdict.message : verdict?.type === "refuted" ? (verdict.mismatch?.message ?? `claimed ${verdict.example?.claimed} numeric ${verdict.example?.numeric}`) : "",
      reading: verdict?.type === "verified" ? verdict.senses : [],
      assumptions: [],
      evidence: null,
      fixes: [],
      related: [],
    };
  });
  const diagnostics: DiagnosticReport[] = [];
  return { path, layout: { declarations: [], inferred: null }, claims: reports, diagnostics };
}
