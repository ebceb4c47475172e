/*
 * How a cost grows with the size of a text, as a ratio within one run: a machine that is slow, or busy, is slow for
 * both sizes.
 */
import { expect } from "vitest";

/** Times as large: linear cost is 4 times as high at most, quadratic cost 16 times. */
const STEP = 4;
const BETWEEN = 9;
const ROUNDS = 4;
/** Seconds below which a cost is mostly what any first call pays. */
const FLOOR = 0.02;

/** That `run` costs no more than linearly many steps: the least processor time of a few rounds at both sizes. */
export async function expectLinear(run: (size: number) => unknown, size: number): Promise<void> {
  let small = Infinity;
  let large = Infinity;
  const grown = () => large / Math.max(small, FLOOR);
  for (let round = 0; round < ROUNDS && !(grown() < BETWEEN); round++) {
    small = Math.min(small, await seconds(() => run(size / STEP)));
    large = Math.min(large, await seconds(() => run(size)));
  }
  expect(grown(), `${large} s beside ${small} s for a text ${STEP} times as short`).toBeLessThan(BETWEEN);
}

async function seconds(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  return process.cpuUsage(before).user / 1e6;
}
