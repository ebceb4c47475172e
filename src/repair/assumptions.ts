/*
 * The assumption that a refuted claim lacks: asked only where no small edit repairs the claim, since every wrong
 * transpose would be right for a symmetric matrix.
 */
import { findAssumption } from "../check/assumptions.ts";
import { admittedReadings } from "../check/readings.ts";
import type { Repair, Search } from "./search.ts";

/** "A is symmetric": what must be assumed for a claim that fails in general; null where nothing familiar helps. */
export function missingAssumption(
  { site, verdict, declared, seed, work }: Search,
  best: Repair | undefined,
): string | null {
  if (verdict.holdsIn || (best && !best.anew)) return null;
  const { scope, claim } = site;
  const readings = admittedReadings(scope, claim, declared);
  return findAssumption(scope, claim, readings, seed, { work })?.sentence ?? null;
}
