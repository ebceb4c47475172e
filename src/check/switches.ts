/*
 * Switches: comparisons within a computation, each 0 or 1 at an instance, as the slopes of `\max(0, m - d)` and of ReLU
 * are. A tape that has been run goes in; what was seen of its switches so far is kept, and says whether all went both ways.
 */
import { nodeOf, uniformValue } from "../algebra/graph.ts";
import type { Tape } from "../algebra/tape.ts";

const OPERATORS = /^(step|greater|greaterEqual|less|lessEqual)$/;
const OFF = 1;
const ON = 2;

/** What was seen of each switch, in the order of the tape. */
export type Seen = number[];

/** Notes how the switches of an instance stand. */
export function seeSwitches({ graph, heap, instructions }: Tape, seen: Seen): void {
  let at = 0;
  for (const {
    node,
    out,
    dims: [rows, cols],
  } of instructions) {
    if (!OPERATORS.test(nodeOf(graph, node).operator)) continue;
    const values = heap.subarray(out, out + rows! * cols!);
    seen[at] = values.reduce((all, value) => all | (value === 0 ? OFF : ON), seen[at] ?? 0);
    at++;
  }
}

/** Whether each switch has been seen both on and off. */
export function wentBothWays(seen: Seen): boolean {
  return seen.every((ways) => ways === (OFF | ON));
}

/** Whether all hinges, `\max(0, x)`, are positive where the tape was run. */
export function areHingesActive({ graph, heap, instructions }: Tape): boolean {
  return instructions.every(({ node, out, dims: [rows, cols] }) => {
    const { operator, args } = nodeOf(graph, node);
    const isHinge =
      operator === "relu" || (operator === "maximum" && args.some((arg) => uniformValue(graph, arg) === 0));
    return !isHinge || heap.subarray(out, out + rows! * cols!).every((value) => value > 0);
  });
}
