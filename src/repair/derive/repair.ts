/*
 * The derived answer as a repair: the first candidate that holds, in the layout of the note where one does, with the
 * name of the error that the author made.
 */
import { attempt } from "../../check/builder.ts";
import { type Layout, denominatorLayout, gradientLayout, numeratorLayout } from "../../claims/layout.ts";
import type { LayoutName, Rule } from "../../report.ts";
import { readAgain } from "../../scope/read-again.ts";
import type { Site } from "../site.ts";
import { missingTerms, nameDifference } from "./compare.ts";
import { deriveRightSides } from "./derive.ts";

export interface Derived {
  readonly right: string;
  readonly rule: Rule;
  readonly instances: number;
}

/** Gradients are written in the shape of their variable unless the note says otherwise. */
function layoutOf(declared: LayoutName | null, preferred: LayoutName): Layout {
  if (declared === "numerator") return numeratorLayout;
  return (declared ?? preferred) === "denominator" ? denominatorLayout : gradientLayout;
}

export interface Wanted {
  readonly declared: LayoutName | null;
  readonly preferred: LayoutName;
  /** On how many instances a right side held, 0 if it did not, and in which layout. */
  readonly verify: (right: string) => { readonly instances: number; readonly layout: LayoutName | null };
}

/** Derives the right side anew. */
export function derivedRight(site: Site, { declared, preferred, verify }: Wanted): Derived | null {
  const layoutWanted = declared ?? preferred;
  const compared = deriveRightSides(site, layoutOf(declared, preferred)).map(({ tex }) => compare(site, tex));
  // What keeps the author's own terms is nearest.
  for (const { grown } of compared) {
    const { instances } = grown === null ? { instances: 0 } : verify(grown);
    if (instances > 0) return { right: grown!, instances, rule: "missing-term" };
  }
  let other: Derived | null = null;
  for (const { right, rule } of compared) {
    const { instances, layout } = verify(right);
    if (instances === 0) continue;
    if (layout === layoutWanted || layout === "gradient") return { right, instances, rule };
    other ??= { right, instances, rule };
  }
  return other;
}

interface Compared {
  readonly right: string;
  readonly rule: Rule;
  /** The author's side with the terms that it lacks, where that is all. */
  readonly grown: string | null;
}

function compare(site: Site, right: string): Compared {
  const { start, end } = site.claimed.span;
  const tex = { text: right, pieces: [{ inText: 0, inDocument: start, length: right.length }] };
  const read = attempt(() => readAgain(tex, site.scope, site.claim.statement));
  if ("failure" in read) return { right, rule: "wrong-value", grown: null };
  const rule = nameDifference(site, site.claimed, read.value, right);
  const missing = rule === "missing-term" ? missingTerms(site, read.value, right) : null;
  return { right, rule, grown: missing === null ? null : site.text.slice(start, end) + missing };
}
