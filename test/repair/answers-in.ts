/*
 * All answers that are derived for the right sides of a note, or the one at an offset, verified or not, each with
 * what is read when its LaTeX stands there.
 */
import { scopeOf } from "../../src/claims/claim.ts";
import { denominatorLayout, gradientLayout, numeratorLayout } from "../../src/claims/layout.ts";
import { judgeNote } from "../../src/judged-note.ts";
import { deriveRightSides } from "../../src/repair/derive/derive.ts";
import { createSite } from "../../src/repair/site.ts";
import { readAgain } from "../../src/scope/read-again.ts";
import { defaultSettings } from "../../src/settings.ts";
import { normalForm } from "./same-tree.ts";

/** An answer as it was derived and as it is read again. */
export interface ReadBack {
  readonly tex: string;
  readonly derived: string;
  readonly read: string;
}

export async function answersIn(note: string, offset?: number): Promise<readonly ReadBack[]> {
  const { passages } = await judgeNote(note, defaultSettings, {});
  const found: ReadBack[] = [];
  for (const { view, inNote } of passages)
    for (const claim of view.claims) {
      const { start, end } = inNote(claim.claimed.span);
      if (claim.declares !== null || (offset !== undefined && (offset < start || end < offset))) continue;
      const site = createSite(scopeOf(view.scope, claim), claim);
      const at = claim.claimed.span.start;
      for (const layout of [numeratorLayout, denominatorLayout, gradientLayout])
        for (const { tex, expression } of deriveRightSides(site, layout)) {
          const located = { text: tex, pieces: [{ inText: 0, inDocument: at, length: tex.length }] };
          found.push({
            tex,
            derived: normalForm(expression),
            read: normalForm(readAgain(located, site.scope, site.claim.statement)),
          });
        }
    }
  return found;
}

/** The answers that are read as something else than what was derived. */
export const misread = (answers: readonly ReadBack[]) =>
  answers.filter(({ derived, read }) => derived !== read);
