/*
 * Compares our derivative with the third opinion's, at one instance.
 */
import { differences } from "../algebra/differences.ts";
import { run, setInput } from "../algebra/tape.ts";
import type { RawDerivative } from "./derivative-layout.ts";
import type { Problem } from "./problem.ts";

/** How far, as a part of the largest value or of how far the claim is off, a complex step or a central difference of another evaluator may lie from ours. */
const TOLERANCE = 1e-4;

export function agreesWithThird(
  { tape }: Problem,
  raw: RawDerivative,
  values: ReadonlyMap<string, readonly number[]>,
  reference: Float64Array,
  off: number,
): boolean {
  for (const [name, entries] of values) setInput(tape, name, entries);
  run(tape);
  const { jacobian, largest } = differences(tape, raw.output, raw.variable, raw.frozen);
  const scale = Math.max(largest, off, ...reference.map(Math.abs));
  if (scale === 0) return true;
  return jacobian.every((value, at) => Math.abs(value - reference[at]!) <= TOLERANCE * scale);
}
