/*
 * The report of a note on one line, for a status item or a status bar.
 */
import type { FileReport, Status } from "../report.ts";

export interface NoteStatus {
  readonly text: string;
  readonly claims: number;
  readonly verified: number;
  readonly refuted: number;
  readonly unchecked: number;
  readonly layout: FileReport["layout"]["inferred"];
}

/** "31 claims · 18 ✓ · 9 ✗ · 4 not checked · numerator layout". */
export function statusOf(report: FileReport): NoteStatus {
  const count = (status: Status) => report.claims.filter((claim) => claim.status === status).length;
  const [verified, refuted, unchecked] = [count("verified"), count("refuted"), count("unchecked")];
  const claims = verified + refuted + unchecked;
  const layout = report.layout.declarations.at(-1)?.layout ?? report.layout.inferred;
  const parts = [
    claims === 0 ? "no derivative claims" : `${claims} ${claims === 1 ? "claim" : "claims"}`,
    verified > 0 && `${verified} ✓`,
    refuted > 0 && `${refuted} ✗`,
    unchecked > 0 && `${unchecked} not checked`,
    layout && (layout === "mixed" ? "mixed layouts" : `${layout} layout`),
  ];
  return { text: parts.filter(Boolean).join(" · "), claims, verified, refuted, unchecked, layout };
}
