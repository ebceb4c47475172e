/*
 * Layouts of a note as a whole: what is declared, what its verified claims use, and where two styles meet.
 */
import { plainText } from "../tex/plain-text.ts";
import type { LayoutName, LayoutReport } from "../report.ts";
import { contains } from "../text/span.ts";
import { type Found, type Judged, type JudgedPassage, emptyFinding } from "./finding.ts";

export function layoutReport(passages: readonly JudgedPassage[]): LayoutReport {
  const declarations = passages
    .flatMap(({ scope, own, judged, rangeOf }) => [
      ...scope.facts.layouts.flatMap(({ layout, span }) =>
        contains(own, span) ? [{ layout, range: rangeOf(span) }] : [],
      ),
      ...judged.flatMap(({ claim }) =>
        claim.declares ? [{ layout: claim.declares, range: rangeOf(claim.span) }] : [],
      ),
    ])
    .sort((a, b) => a.range.offsets[0] - b.range.offsets[0]);
  return { declarations, inferred: inferredLayout(passages.flatMap(({ judged }) => judged)) };
}

/** Verified claims that hold in one layout only, by what kind of derivative they are. */
function evidence(judged: readonly Judged[]): { gradients: LayoutName[]; jacobians: LayoutName[] } {
  const gradients: LayoutName[] = [];
  const jacobians: LayoutName[] = [];
  for (const { verdict } of judged) {
    if (verdict?.type !== "verified" || verdict.layout === null || verdict.layout === "both") continue;
    (verdict.ofScalar ? gradients : jacobians).push(
      verdict.layout === "gradient" && !verdict.ofScalar ? "numerator" : verdict.layout,
    );
  }
  return { gradients, jacobians };
}

function inferredLayout(judged: readonly Judged[]): LayoutReport["inferred"] {
  const { gradients, jacobians } = evidence(judged);
  const kinds = new Set(jacobians);
  const shapes = new Set(gradients.map((layout) => (layout === "numerator" ? "numerator" : "denominator")));
  if (kinds.size > 1 || shapes.size > 1) return "mixed";
  const [jacobian] = kinds;
  const [gradient] = shapes;
  if (jacobian === undefined)
    return gradient === undefined ? null : gradient === "denominator" ? "gradient" : "numerator";
  if (gradient === undefined || gradient === jacobian) return jacobian;
  return jacobian === "numerator" ? "gradient" : "mixed";
}

/** Claims in the rarer of two layouts for one kind of derivative, where the note declares none. */
export function mixedLayouts(passages: readonly JudgedPassage[]): readonly Found[] {
  const found: Found[] = [];
  const all = passages.flatMap((passage) => passage.judged.map((one) => ({ ...one, passage })));
  for (const ofScalar of [false, true]) {
    const sides = all.flatMap(({ claim, verdict, declared, passage }, at) => {
      if (declared !== null || verdict?.type !== "verified" || verdict.ofScalar !== ofScalar) return [];
      if (verdict.layout !== "numerator" && verdict.layout !== "denominator") return [];
      return [{ at, layout: verdict.layout, claim, passage }];
    });
    const numerator = sides.filter((side) => side.layout === "numerator");
    const denominator = sides.filter((side) => side.layout === "denominator");
    if (numerator.length === 0 || denominator.length === 0) continue;
    const rarer =
      numerator.length < denominator.length
        ? numerator
        : numerator.length > denominator.length
          ? denominator
          : laterOf(numerator, denominator);
    for (const { at, layout, claim, passage } of rarer) {
      const left = claim.statement.leftNode.span;
      found.push({
        rule: "mixed-layout",
        claim: at,
        range: passage.rangeOf(claim.claimed.span),
        finding: {
          ...emptyFinding,
          subject: plainText(passage.scope.note.text.slice(left.start, left.end)),
          holdsIn: layout,
          layout: layout === "numerator" ? "denominator" : "numerator",
        },
        related: [],
      });
    }
  }
  return found;
}

function laterOf<T extends { readonly at: number }>(a: readonly T[], b: readonly T[]): readonly T[] {
  return a[0]!.at > b[0]!.at ? a : b;
}
