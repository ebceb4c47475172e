/*
 * The angle of a point of the plane: atan2(y, x), by its two coordinates.
 */
import { op } from "../construct.ts";
import type { NodeId, Operator } from "../operator.ts";
import { argsOf, binary, broadcast, fit, viaMathjs } from "./broadcast.ts";

export const angles: readonly Operator[] = [
  {
    ...broadcast,
    name: "atan2",
    spellings: ["atan2", "arctan2"],
    kernel: binary(Math.atan2),
    // (x dy − y dx) / (x² + y²).
    derivative: (graph, node, index, g) => {
      const [y, x] = argsOf(graph, node);
      const square = (of: NodeId) => op(graph, "hadamard", of, of);
      const slope = op(graph, "divide", index === 0 ? x : y, op(graph, "add", square(y), square(x)));
      const signed = index === 0 ? slope : op(graph, "negate", slope);
      return fit(graph, op(graph, "hadamard", g, signed), index === 0 ? y : x);
    },
    reference: viaMathjs("atan2"),
    analytic: false,
  },
];
