/*
 * The derived answer as a repair: the first candidate that holds, in the layout of the note where one does, with the
 * name of the error that the author made.
 */
import { attempt } from "../../check/builder.ts";
import { type Layout, denominatorLayout, gradientLayout, numeratorLayout } from "../../claims/layout.ts";
import type { LayoutName, Rule } from "../../report.ts";
import { elaborate } from "../../scope/elaborate.ts";
import { parseTex } from "../../tex/parser.ts";
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
  let best: Derived | null = null;
  let likeness = -1;
  for (const right of deriveRightSides(site, layoutOf(declared, preferred))) {
    const { instances, layout } = verify(right);
    if (instances === 0) continue;
    const derived = completed(site, { right, instances }, verify);
    // What keeps the author's own terms is nearest; then what is in the layout of the note.
    const score = derived.right !== right ? 2 : layout === layoutWanted || layout === "gradient" ? 1 : 0;
    if (score <= likeness) continue;
    best = derived;
    likeness = score;
    if (score === 2 || (score === 1 && derived.rule !== "missing-term")) break;
  }
  return best;
}

/** What the author has already stays as it is where only terms are missing. */
function completed(site: Site, found: Omit<Derived, "rule">, verify: Wanted["verify"]): Derived {
  const { right } = found;
  const start = site.claimed.span.start;
  const tex = { text: right, pieces: [{ inText: 0, inDocument: start, length: right.length }] };
  const read = attempt(() => elaborate(parseTex(tex, site.scope.macros).root, site.scope.context));
  if ("failure" in read) return { ...found, rule: "wrong-value" };
  const rule = nameDifference(site, site.claimed, read.value, right);
  const missing = rule === "missing-term" ? missingTerms(site, read.value, right) : null;
  if (missing === null) return { ...found, rule };
  const grown = site.text.slice(start, site.claimed.span.end) + missing;
  const { instances } = verify(grown);
  return instances > 0 ? { right: grown, instances, rule } : { ...found, rule };
}
