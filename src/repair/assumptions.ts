/*
 * The assumption that a refuted claim lacks. Comes in: a claim and how it was judged. Goes out: the first familiar
 * assumption, weakest first, that the note leaves open and under which the claim holds; null where none does.
 */
import { type Assumption, findAssumption } from "../check/assumptions.ts";
import { type Judging, seedOf } from "../check/judge.ts";
import { admittedReadings } from "../check/readings.ts";
import type { Claim } from "../claims/claim.ts";

/** "Holds if A is symmetric": what must be assumed for a claim that fails in general. */
export function assumptionFor(claim: Claim, { scope, settings, declared }: Judging): Assumption | null {
  return findAssumption(
    scope,
    claim,
    admittedReadings(scope, claim, declared),
    seedOf(claim, scope, settings),
  );
}
