/*
 * Words that say nothing of what they stand before.
 */
import { type VocabularyRow, nothing, words } from "./row.ts";

export const smallWords: readonly VocabularyRow[] = [
  {
    pattern: words(
      "(?:an?|the|any|some|each|every|all(?= )|both|given|our|this|two|three|一个|个|的)(?= ?\\S)",
    ),
    say: nothing,
    after: "start",
  },
  {
    pattern: words(
      "arbitrary|generic|given|known|real|simple|certain|unknown|learnable|trainable|same|real-?valued(?= vector| matri| column| row)",
    ),
    say: nothing,
    after: "start",
  },
  { pattern: words("的|一个|个"), say: nothing },
  { pattern: words("[F] ?-?(?:th|st|nd|rd)"), say: nothing, after: "start" },
  {
    pattern:
      /,? ?and (?=(?:positive|non-?singular|invertible|symmetric|diagonal|orthogonal|differentiable|smooth)\b)/iy,
    say: nothing,
  },
  {
    pattern:
      /, (?=(?:positive|invertible|symmetric|diagonal|orthogonal|square|smooth|differentiable|elementwise)\b)/iy,
    say: nothing,
  },
];
