/*
 * The derived answer as a repair: the first candidate that holds, in the layout of the note where one does, with the
 * name of the error that the author made.
 */
import { attempt } from "../../check/builder.ts";
import { denominatorLayout, gradientLayout, numeratorLayout } from "../../claims/layout.ts";
import type { LayoutName, Rule } from "../../report.ts";
import { elaborate } from "../../scope/elaborate.ts";
import { parseTex } from "../../tex/parser.ts";
import type { Site } from "../site.ts";
import { nameDifference } from "./compare.ts";
import { deriveRightSides } from "./derive.ts";

export interface Derived {
  readonly right: string;
  readonly rule: Rule;
  readonly instances: number;
}

const layouts = { numerator: numeratorLayout, denominator: denominatorLayout, gradient: gradientLayout };

/** Derives the right side anew; `verify` says on how many instances a candidate held, and in which layout. */
export function derivedRight(
  site: Site,
  preferred: LayoutName,
  verify: (right: string) => { readonly instances: number; readonly layout: LayoutName | null },
): Derived | null {
  let other: Derived | null = null;
  for (const right of deriveRightSides(site, layouts[preferred])) {
    const { instances, layout } = verify(right);
    if (instances === 0) continue;
    const derived = { right, instances, rule: ruleOf(site, right) };
    if (layout === preferred || layout === "gradient") return derived;
    other ??= derived;
  }
  return other;
}

function ruleOf(site: Site, right: string): Rule {
  const start = site.claimed.span.start;
  const tex = { text: right, pieces: [{ inText: 0, inDocument: start, length: right.length }] };
  const read = attempt(() => elaborate(parseTex(tex, site.scope.macros).root, site.scope.context));
  return "value" in read ? nameDifference(site, site.claimed, read.value, right) : "wrong-value";
}
