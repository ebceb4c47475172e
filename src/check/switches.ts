/*
 * Switches: comparisons within a computation, each of two values at an instance, as the slopes of `\max(0, m - d)` and
 * of `|x|` are. A tape that has been run goes in; what was seen of its switches so far is kept, and says whether all
 * went both ways.
 */
import { type Graph, type NodeId, nodeOf, uniformValue } from "../algebra/graph.ts";
import { type Tape, read } from "../algebra/tape.ts";

const OPERATORS = /^(step|sign|greater|greaterEqual|less|lessEqual)$/;
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
    seen[at] = values.reduce((all, value) => all | (value > 0 ? ON : OFF), seen[at] ?? 0);
    at++;
  }
}

/** Whether a computation is another one in other regions. */
export function isSwitched({ nodes }: Graph): boolean {
  return nodes.some(({ operator }) => OPERATORS.test(operator));
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

/** Whether an instance lies where all of these are positive. */
export function isWithin(tape: Tape, region: readonly NodeId[]): boolean {
  return region.every((excess) => read(tape, excess).every((value) => value > 0));
}
