/*
 * From which values the instances of a claim are drawn. The usual ones are of both signs. Where they have no finite
 * value, as of logarithms and roots, positive ones are tried, then others in turn, until some of them have one.
 */
import type { Range } from "./instances.ts";
import type { Problem } from "./problem.ts";
import { SHAPES, type Tally } from "./tally.ts";

/** After this many non-finite draws, positive values are drawn: logarithms and roots. */
const PATIENCE = 8;
/** After this many, values above one, and some that are much larger than others, in turn: `\operatorname{arcosh} x`, `\log(b - a^\top x)`. */
const BEYOND = 20;
const beyond: readonly Range[] = ["positive", "large", "uneven"];

/** What the draws so far have shown of the domain. */
export interface Domain {
  /** Whether the usual values lie outside of it too often. */
  isNarrow: boolean;
  /** The first of the ranges beyond that gave a finite value. */
  inside: Range | null;
}

/** Where to draw next; `widely` also where the usual values are good enough. */
export function nextRange(
  { isNarrow, inside }: Domain,
  tally: Tally,
  problem: Problem,
  widely: boolean,
): Range {
  if (!isNarrow && !widely) return "any";
  // A region may lie where numbers are negative.
  const ranges: readonly Range[] = problem.region.length > 0 ? ["any", ...beyond] : beyond;
  const inTurn = ranges[Math.floor(tally.drawn / SHAPES) % ranges.length]!;
  if (!isNarrow) return inTurn;
  return inside ?? (tally.broken >= BEYOND ? inTurn : ranges[0]!);
}

/** Notes that a draw had no finite value. */
export function noteBroken(domain: Domain, { broken, agree, disagree }: Tally): void {
  if (broken >= PATIENCE && agree + disagree < broken) domain.isNarrow = true;
}

/** Notes that a draw from a range had one. */
export function noteFinite(domain: Domain, { broken }: Tally, range: Range): void {
  if (domain.isNarrow && broken >= BEYOND) domain.inside ??= range;
}
