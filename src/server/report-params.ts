/*
 * What the client's status item, gutter and preview show of a check.
 */
import { spanOf } from "../features/claim-at.ts";
import { statusOf } from "../features/status.ts";
import type { Checked } from "./checks.ts";
import type { ClaimSummary, ReportParams } from "./protocol.ts";
import { placeOf } from "./sources.ts";

/** The notification for a finished check. */
export function reportParams({ source, report, problem }: Checked): ReportParams {
  if (!report) return { uri: source.uri, text: problem ?? "", layout: null, problem, claims: [] };
  const { text, layout } = statusOf(report);
  const claims = report.claims.flatMap((claim): readonly ClaimSummary[] => {
    const { status, latex, rule, reason, severity, message } = claim;
    const place = status && placeOf(source, spanOf(claim.range));
    return place ? [{ ...place, latex, status, rule, reason, severity, message }] : [];
  });
  return { uri: source.uri, text, layout, problem, claims };
}
