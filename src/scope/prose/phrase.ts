/*
 * Phrasings that declare something other than what a symbol is: what is held fixed, how products run, what a sign
 * means, how the author stands to the next claim. The tables are in `phrasings/`, one row a phrasing, a subject a file.
 * Comes in: a sentence. Goes out: its declarations.
 */
import type { Declaration } from "../declaration.ts";
import { matchesOf } from "./matches.ts";
import { attitudeRows } from "./phrasings/attitudes.ts";
import { conditionRows } from "./phrasings/conditions.ts";
import { dependenceRows } from "./phrasings/dependence.ts";
import { heldRows } from "./phrasings/held.ts";
import { meaningRows } from "./phrasings/meanings.ts";
import { notationRows } from "./phrasings/notations.ts";
import { partRows } from "./phrasings/parts.ts";
import type { Phrasing } from "./phrasings/phrasing.ts";
import { productRows } from "./phrasings/products.ts";
import { sharedRows } from "./phrasings/shared.ts";
import { spectrumRows } from "./phrasings/spectra.ts";
import { type Sentence, sentenceSpan } from "./sentence.ts";

export const phrasings: readonly Phrasing[] = [
  ...heldRows,
  ...productRows,
  ...partRows,
  ...notationRows,
  ...spectrumRows,
  ...dependenceRows,
  ...conditionRows,
  ...sharedRows,
  ...attitudeRows,
  ...meaningRows,
];

/** All declarations of the rows that match. */
export function readPhrases(sentence: Sentence): Declaration[] {
  if (/\?["')]*\s*$/.test(sentence.text)) return [];
  return phrasings.flatMap((row) =>
    matchesOf(row.pattern, sentence).flatMap((match) =>
      row.read(match, sentence, sentenceSpan(sentence, match.index, match.index + match[0].length)),
    ),
  );
}
