/*
 * What a search may cost, counted in what it does and not in time: the same on every machine, so that the same text
 * gives the same report. One unit is about a microsecond of a present-day computer.
 */

/** What is left of it; whoever works on it counts down. */
export interface Work {
  left: number;
}

/** A formula that is read, with each of its letters, a decision by itself, each step of building it, and each instruction that is run. */
export const costs = { reading: 100, letter: 3, decision: 150, step: 4, instruction: 0.2 } as const;

/** Counts work; without a limit nothing is counted. */
export function spend(work: Work | undefined, amount: number): void {
  if (work) work.left -= amount;
}

/** Whether nothing is left to be done with. */
export function isSpent(work: Work | undefined): boolean {
  return work !== undefined && work.left <= 0;
}
