/*
 * Comparisons of two operands, as 0 or 1, and the larger or smaller of them. Their derivatives hold away from ties.
 */
import { op, scalar } from "../construct.ts";
import type { Operator } from "../operator.ts";
import { argsOf, binary, broadcast, fit, viaMathjs } from "./broadcast.ts";

function extremum(
  name: "maximum" | "minimum",
  pick: (a: number, b: number) => number,
  sign: 1 | -1,
): Operator {
  return {
    ...broadcast,
    name,
    spellings: [],
    kernel: binary(pick),
    derivative: (graph, node, index, g) => {
      const [a, b] = argsOf(graph, node);
      const first = sign === 1 ? op(graph, "greater", a, b) : op(graph, "less", a, b);
      const mask = index === 0 ? first : op(graph, "subtract", scalar(graph, 1), first);
      return fit(graph, op(graph, "hadamard", g, mask), index === 0 ? a : b);
    },
    reference: viaMathjs(sign === 1 ? "max" : "min"),
    analytic: false,
  };
}

function comparison(name: string, holds: (a: number, b: number) => boolean): Operator {
  return {
    ...broadcast,
    name,
    spellings: [],
    kernel: binary((a, b) => (holds(a, b) ? 1 : 0)),
    derivative: () => null,
    reference: (_, [a, b]) => (holds(a as number, b as number) ? 1 : 0),
    analytic: false,
  };
}

export const comparisons: readonly Operator[] = [
  extremum("maximum", (a, b) => Math.max(a, b), 1),
  extremum("minimum", (a, b) => Math.min(a, b), -1),
  comparison("greater", (a, b) => a > b),
  comparison("greaterEqual", (a, b) => a >= b),
  comparison("less", (a, b) => a < b),
  comparison("lessEqual", (a, b) => a <= b),
];
