/*
 * The layout that a claim stands in: the one that prose, settings or a written-out Jacobian declare nearest to it, else that
 * of the note's own verified Jacobians.
 */
import type { Claim } from "../claims/claim.ts";
import type { LayoutName } from "../report.ts";
import type { Scope } from "../scope/scope.ts";
import { nearness } from "../scope/section.ts";
import type { Settings } from "../settings.ts";
import { oncePer } from "../text/once.ts";
import type { Verdict } from "./verdict.ts";

/** Claims that declare a layout by writing out a matrix of partial derivatives. */
const declaring = oncePer((claims: readonly Claim[]) => claims.filter((claim) => claim.declares !== null));

/** The layout that holds where the claim stands, if one is declared. */
export function declaredLayout(
  scope: Scope,
  claims: readonly Claim[],
  claim: Claim,
  settings: Settings,
): LayoutName | null {
  if (settings.layout !== "auto") return settings.layout;
  const start = claim.span.start;
  const next = scope.facts.layouts.filter(
    (fact) =>
      fact.extent === "next" &&
      fact.span.start < start &&
      blocksBetween(scope, fact.block, claim.statement.block) <= 1 &&
      !claims.some(
        (other) =>
          other.kind !== "definition" &&
          other.span.start > fact.span.start &&
          other.statement.id < claim.statement.id,
      ),
  );
  const last = next.at(-1);
  if (last) return last.layout;
  let best: { layout: LayoutName; near: number; score: number; explicit: boolean } | null = null;
  const consider = (layout: LayoutName, near: number, at: number, explicit = false) => {
    const score = near * 1e12 + (at <= start ? 1e9 : 0) - Math.abs(at - start);
    if (!best || score > best.score) best = { layout, near, score, explicit };
  };
  for (const fact of scope.facts.layouts)
    if (fact.extent !== "next")
      consider(fact.layout, nearness(fact.section, claim.section), fact.span.start, fact.extent === "word");
  // A Jacobian that a nearer section writes out says more of its layout.
  const said = best as { near: number; explicit: boolean } | null;
  for (const { span, section, declares } of declaring(claims)) {
    const near = nearness(section, claim.section);
    if (span.start < start && (!said || (near > said.near && !said.explicit)))
      consider(declares!, near, span.start);
  }
  if (best) {
    const { layout, near, explicit } = best as { layout: LayoutName; near: number; explicit: boolean };
    if (explicit) return layout;
    // Numerator Jacobians and gradients in the shape of their variable, said in two sentences.
    const both = scope.facts.layouts.some(
      (fact) =>
        fact.layout === "gradient" &&
        fact.extent === "scope" &&
        nearness(fact.section, claim.section) === near,
    );
    return layout === "numerator" && both ? "gradient" : layout;
  }
  return null;
}

/** Paragraphs from one block to another; a whole table is none. */
function blocksBetween({ note }: Scope, from: number, to: number): number {
  return note.blocks.slice(from + 1, to + 1).filter(({ type }) => type !== "tableCell").length;
}

/** The layout of the note's own verified Jacobians; numerator where they do not say. */
export interface OwnLayout {
  readonly preferred: LayoutName;
  /** Whether they say so with one voice. */
  readonly settled: boolean;
}

export function ownLayout(verdicts: readonly (Verdict | null)[]): OwnLayout {
  const seen = verdicts.flatMap((verdict) =>
    verdict?.type === "verified" && !verdict.ofScalar ? [verdict.layout] : [],
  );
  const count = (layout: LayoutName) => seen.filter((one) => one === layout).length;
  const [numerator, denominator] = [count("numerator") + count("gradient"), count("denominator")];
  return {
    preferred: denominator > count("numerator") ? "denominator" : "numerator",
    settled: (numerator === 0) !== (denominator === 0),
  };
}
