/*
 * Random smooth functions, to stand for functions that a note leaves unspecified. They are neither even nor odd,
 * neither linear nor bounded; their first derivative stays between 0.3 and 1.9 in the elementwise case. The
 * coefficients are inputs: the caller draws them with `drawCoefficients`, afresh for each instance.
 */
import { input, nodeOf, op, opWith, size } from "./construct.ts";
import type { Dims, Graph, NodeId } from "./operator.ts";
import { SMOOTH_COEFFICIENTS } from "./operators/smooth.ts";

const PREFIX = "coefficients";
/** Hidden units of a general function; more would only cost time. */
const LARGEST_HIDDEN = 5;

/** An elementwise function: y = d x + a₁ sin(b₁x + c₁) + a₂ sin(b₂x + c₂). The same name is the same function. */
export function smoothElementwise(graph: Graph, name: string, x: NodeId): NodeId {
  const coefficients = input(graph, `${PREFIX} waves ${name}`, { rows: 1, cols: SMOOTH_COEFFICIENTS });
  return opWith(graph, "smooth", [0], x, coefficients);
}

/** A general function of all entries of its arguments: vec y = D v + B f(A v + c), f elementwise. */
export function smoothFunction(graph: Graph, name: string, args: readonly NodeId[], out: Dims): NodeId {
  const count = out.rows * out.cols;
  const entries = args.reduce((sum, arg) => sum + size(graph, arg), 0);
  if (entries === 0) return input(graph, `${PREFIX} vector ${name}`, out);
  const hidden = Math.min(entries, LARGEST_HIDDEN) + 1;
  const weights = (part: string, rows: number, cols: number): NodeId =>
    input(graph, `${PREFIX} ${cols === 1 ? "vector" : "weights"} ${part} ${rows}×${cols} ${name}`, {
      rows,
      cols,
    });
  const v = op(graph, "vstack", ...args.map((arg) => op(graph, "vec", arg)));
  const mixed = op(graph, "matmul", weights("A", hidden, entries), v);
  const waves = smoothElementwise(graph, name, op(graph, "add", mixed, weights("c", hidden, 1)));
  const curved = op(graph, "matmul", weights("B", count, hidden), waves);
  const y = op(graph, "add", op(graph, "matmul", weights("D", count, entries), v), curved);
  return opWith(graph, "unvec", [out.rows], y);
}

/**
 * Values for an input that a smooth function made, row by row, or `null` for any other input. `random` gives
 * numbers in [0,1).
 */
export function drawCoefficients(name: string, { rows, cols }: Dims, random: () => number): number[] | null {
  if (!name.startsWith(`${PREFIX} `)) return null;
  if (name.startsWith(`${PREFIX} waves `)) return drawWaves(random);
  const factor = name.startsWith(`${PREFIX} weights `) ? 1 / Math.sqrt(cols) : 1;
  return Array.from({ length: rows * cols }, () => factor * (0.3 + random()) * (random() < 0.5 ? -1 : 1));
}

/** Slopes a·b of the waves add up to less than d; the phases make f positive at 0. */
function drawWaves(random: () => number): number[] {
  const wave = (frequency: number): number[] => {
    const b = frequency * (0.8 + 0.4 * random());
    return [(0.2 + 0.15 * random()) / b, b, 0.5 + 0.8 * random()];
  };
  return [1 + 0.2 * random(), ...wave(0.9), ...wave(1.9)];
}

/** Whether the node is one of the coefficients. */
export function isCoefficient(graph: Graph, id: NodeId): boolean {
  return nodeOf(graph, id).name.startsWith(`${PREFIX} `);
}
