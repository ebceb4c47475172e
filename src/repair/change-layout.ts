/*
 * A right claim in another layout: the same derivative arranged the other way, as a person would write it there.
 * What comes out has passed the full decision rule in that layout and in no other.
 */
import { attempt } from "../check/builder.ts";
import type { Verdict } from "../check/verdict.ts";
import type { Claim } from "../claims/claim.ts";
import { layoutOfPartials } from "../claims/partials.ts";
import { admittedLayouts } from "../claims/layout.ts";
import type { LayoutName } from "../report.ts";
import { readAgain } from "../scope/read-again.ts";
import type { Scope } from "../scope/scope.ts";
import { type Search, findRepairs, holds, workOnClaim } from "./search.ts";
import { type Edit, createSite, written } from "./site.ts";
import { transposeWhole } from "./transpose-whole.ts";

export interface LayoutChange {
  readonly scope: Scope;
  readonly claim: Claim;
  readonly verdict: Verdict & { type: "verified" };
  readonly to: LayoutName;
}

/** The edits that bring a claim into a layout: none where it holds there as it stands, null where no way is known. */
export function changeLayout({ scope, claim, verdict, to }: LayoutChange): readonly Edit[] | null {
  const site = createSite(scope, claim);
  const { reading, statistics, seed, used } = verdict;
  const search: Search = {
    site,
    // In its new layout the claim is one that is right in the old one only.
    verdict: {
      type: "refuted",
      reading,
      example: null,
      mismatch: null,
      statistics,
      seed,
      used,
      holdsIn: reading.layout.name,
    },
    declared: to,
    preferred: to,
    settled: true,
    only: to,
    seed,
    work: workOnClaim(),
  };
  if (holds(search, claim).instances > 0) return [];
  return findRepairs(search)[0]?.edits.map((edit) => written(site, edit)) ?? null;
}

/** The edit that turns a matrix of partial derivatives, which shows the layout; null where it cannot be written. */
export function turnPartials(scope: Scope, claim: Claim, to: LayoutName): readonly Edit[] | null {
  const { jacobians } = admittedLayouts(to)[0]!;
  if (claim.declares === jacobians) return [];
  const { span } = claim.claimed;
  const newText = transposeWhole(createSite(scope, claim));
  if (newText === null) return null;
  const tex = { text: newText, pieces: [{ inText: 0, inDocument: span.start, length: newText.length }] };
  const turned = attempt(() => readAgain(tex, scope, claim.statement));
  const shows = "value" in turned && layoutOfPartials(claim.statement.left, turned.value) === jacobians;
  return shows ? [written(createSite(scope, claim), { span, newText })] : null;
}
