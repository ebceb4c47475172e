/*
 * The derivative that a left side asks for: a note and a place on the right of an equation come in, a right side in
 * the note's own symbols goes out, beside `lint`. It was itself verified, as any correction is.
 */
import { scopeOf } from "./claims/claim.ts";
import { inSurroundings } from "./markdown/formula-text.ts";
import { type NoteOptions, judgeNote } from "./judged-note.ts";
import { deriveAnew, workOnClaim } from "./repair/search.ts";
import { createSite } from "./repair/site.ts";
import type { Settings } from "./settings.ts";

/** Derives the right side that belongs where something stands at `offset`; null where none is found. */
export async function deriveAt(
  text: string,
  settings: Settings,
  offset: number,
  options: NoteOptions = {},
): Promise<string | null> {
  const { passages, preferred, start } = await judgeNote(text, settings, options);
  for (const { view, inNote } of passages)
    for (const [at, claim] of view.claims.entries()) {
      const { start: from, end } = inNote(claim.claimed.span);
      if (start + offset < from || end < start + offset) continue;
      const site = createSite(scopeOf(view.scope, claim), claim);
      const declared = view.declared[at] ?? null;
      const found = deriveAnew({ site, declared, preferred, seed: settings.seed, work: workOnClaim() });
      if (found) return inSurroundings(view.scope.note, claim.claimed.span, found.right);
    }
  return null;
}
