/*
 * Which layouts a note, or a claim in it, may be converted to. Reads the report; the engine makes the edits.
 */
import type { ClaimReport, FileReport, LayoutName } from "../report.ts";

/** The layouts of the field by name; gradients in the shape of their variable beside numerator Jacobians are a style. */
const targets = ["numerator", "denominator"] as const;

/** The layouts to convert a whole note to; none where nothing in it depends on the layout. */
export function layoutsForNote({ layout }: FileReport): readonly LayoutName[] {
  const own = layout.declarations[0]?.layout ?? layout.inferred;
  return own === null ? [] : targets.filter((name) => layout.inferred === "mixed" || name !== own);
}

/** The layouts to convert one claim to: those that it was not verified in. */
export function layoutsForClaim({ status, layout }: ClaimReport): readonly LayoutName[] {
  if (status !== "verified" || layout === null || layout === "both") return [];
  return targets.filter((name) => name !== layout);
}
