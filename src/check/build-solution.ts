/*
 * What a symbol is where equations hold: the y of `x^2 + y^2 = 25` for a given x, the r and θ of a point. From a place
 * drawn at random, Newton's method goes to a solution; where it comes to none, there is no value, and such an instance
 * decides nothing.
 */
import type { Expression } from "../algebra/expression.ts";
import { pathBetween } from "../algebra/derivative.ts";
import { type NodeId, dims, input, isScalar, op, opWith, variable } from "../algebra/graph.ts";
import { substitution } from "../algebra/substitute.ts";
import type { Span } from "../text/span.ts";
import { build } from "./build.ts";
import { symbolDims } from "./build-symbol.ts";
import { type Builder, misfit } from "./builder.ts";
import { solveFor } from "./newton.ts";

/** Enough from most places; where they are not, another place is drawn. */
const STEPS = 8;
/** From a solution, two more steps carry its derivatives up to the third. */
const AT_SOLUTION = 2;

type Solution = Expression & { type: "solution" };

export function buildSolution(builder: Builder, { of, unknowns, at, span }: Solution): NodeId {
  const { graph, values } = builder;
  const starts = unknowns.map(({ name }) => startOf(builder, name, span));
  if (starts.length > 1 && !starts.every((start) => isScalar(graph, start)))
    misfit("equations for several arrays at once are not solved", span);
  const outer = new Map(values);
  unknowns.forEach(({ name }, k) => values.set(name, starts[k]!));
  const residuals = of.map((one) => build(builder, one));
  // What rests on the place to start from is nothing that the note speaks of.
  values.clear();
  for (const [symbol, node] of outer) values.set(symbol, node);
  const column = (nodes: readonly NodeId[]) =>
    nodes.length === 1 ? nodes[0]! : op(graph, "vstack", ...nodes.map((node) => op(graph, "vec", node)));
  const start =
    starts.length === 1 ? starts[0]! : variable(graph, `start of ${namesOf(unknowns)}`, column(starts));
  const entries = starts.map((_, k) => opWith(graph, "submatrix", [k, 0, 1, 1], start));
  const residual =
    starts.length === 1
      ? residuals[0]!
      : substitution(graph, new Map(starts.map((one, k) => [one, entries[k]!])))(column(residuals));
  const near = solveFor(builder, { residual, start }, STEPS, span);
  const there = substitution(graph, new Map([[start, near]]));
  const value = there(solveFor(builder, { residual, start }, AT_SOLUTION, span));
  const solved = op(graph, "whereZero", there(residual), value);
  if (starts.length === 1) return solved;
  const entry = (k: number) => opWith(graph, "submatrix", [k, 0, 1, 1], solved);
  return unknowns.reduce(
    (inner, { name }, k) =>
      RADIUS.test(name) ? op(graph, "whereZero", belowZero(builder, entry(k)), inner) : inner,
    entry(at),
  );
}

/** The distance of a point, which is positive by convention. */
const RADIUS = /^(r|\\rho|R)$/;

function belowZero({ graph }: Builder, value: NodeId): NodeId {
  return op(graph, "relu", op(graph, "negate", value));
}

function namesOf(unknowns: Solution["unknowns"]): string {
  return unknowns.map(({ name }) => name).join(", ");
}

/** The place that a number starts from, if the node is what it is where equations hold. */
export function startBehind({ graph, leaves }: Builder, name: string, node: NodeId): NodeId | null {
  const key = startKey(name);
  if (!leaves.has(key) || !isScalar(graph, node)) return null;
  const start = input(graph, key, dims(graph, node));
  return pathBetween(graph, node, start).length > 0 ? start : null;
}

function startKey(name: string): string {
  return `start of ${name}`;
}

function startOf(builder: Builder, name: string, span: Span): NodeId {
  const key = startKey(name);
  builder.leaves.set(key, name);
  return input(builder.graph, key, symbolDims(builder, name, null, span));
}
