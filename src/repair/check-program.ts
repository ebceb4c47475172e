/*
 * The check of a refuted claim at its counterexample as a program: values, operations, the derivative to be measured,
 * the claimed side and the corrected one. Null where it would be too long to read.
 */
import { type Graph, type NodeId, dims, nodeOf } from "../algebra/graph.ts";
import { pathBetween } from "../algebra/derivative.ts";
import { compile, read, run, setInput } from "../algebra/tape.ts";
import { build } from "../check/build.ts";
import { attempt } from "../check/builder.ts";
import type { Disagreement } from "../check/compare.ts";
import { drawInstance } from "../check/instances.ts";
import { createRandom } from "../check/random.ts";
import type { CheckProgram, CheckStep } from "../report.ts";
import { readAgain } from "../scope/read-again.ts";
import type { Site } from "./site.ts";
import { texName } from "../scope/symbol-name.ts";

/** Steps that a person may still follow. */
const MOST_STEPS = 160;
/** The corrected side and the exact derivative are both exact. */
const TOLERANCE = 1e-7;

/** The program of a disagreement; `right` is the corrected side, if there is one. */
export function checkProgram(
  site: Site,
  example: Disagreement,
  right: string | null,
  seed: number,
): CheckProgram | null {
  const { builder } = example.problem;
  const { graph } = builder;
  const pair = example.problem.pairs[example.pair]!;
  const built = right === null ? null : correctedNode(site, example, right);
  const nodes = [pair.exact, pair.claimed, ...(pair.raw ? [pair.raw.output, pair.raw.variable] : [])];
  const tape = compile(graph, built === null ? nodes : [...nodes, built]);
  const values = drawInstance(tape, builder, createRandom(seed), "any");
  for (const [name, drawn] of example.values) {
    values.set(name, [...drawn]);
    setInput(tape, name, drawn);
  }
  run(tape);
  const { rows, cols } = dims(graph, pair.exact);
  const exact = matrix(read(tape, pair.exact), rows, cols);
  const fixed =
    built === null ? null : matrix(read(tape, built), dims(graph, built).rows, dims(graph, built).cols);
  const turned = fixed !== null && !alike(fixed, exact) && alike(fixed, transposed(exact));
  const corrected = fixed !== null && (turned || alike(fixed, exact)) ? built : null;
  const { raw, source } = pair;
  const path = raw && source ? pathBetween(graph, raw.output, raw.variable, raw.frozen) : null;
  const moving = path?.filter((id) => id !== raw!.variable).sort((a, b) => a - b) ?? null;
  const wanted = [pair.claimed, ...(corrected === null ? [] : [corrected])];
  const measured = raw && moving ? [raw.output, raw.variable, ...moving] : [pair.exact];
  const order = stepsOf(graph, [...wanted, ...measured]);
  if (order.length > MOST_STEPS) return null;
  const at = new Map(order.map((id, index) => [id, index]));
  const places = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: cols }, (_, col) => (source ? source(row, col) : 0)),
  );
  return {
    steps: order.map((id) => stepOf(graph, id, at, values)),
    derivative:
      raw && moving
        ? {
            output: at.get(raw.output)!,
            variable: at.get(raw.variable)!,
            moving: moving.map((id) => at.get(id)!),
            places: turned ? transposed(places) : places,
          }
        : null,
    left: raw && moving ? at.get(raw.output)! : at.get(pair.exact)!,
    written: at.get(pair.claimed)!,
    corrected: corrected === null ? null : at.get(corrected)!,
  };
}

/** The corrected side in the same computation, so that it speaks of the same values. */
function correctedNode(site: Site, { problem, pair }: Disagreement, right: string): NodeId | null {
  const { builder, pairs } = problem;
  const { exact, indices } = pairs[pair]!;
  const start = site.claimed.span.start;
  const tex = { text: right, pieces: [{ inText: 0, inDocument: start, length: right.length }] };
  builder.letters = new Map([...builder.choice.letters, ...Object.entries(indices)]);
  const node = attempt(() =>
    build(builder, readAgain(tex, site.scope, site.claim.statement), dims(builder.graph, exact)),
  );
  return "value" in node ? node.value : null;
}

/** Everything that the roots need, in order. */
function stepsOf(graph: Graph, roots: readonly NodeId[]): readonly NodeId[] {
  const needed = new Set<NodeId>();
  const visit = (id: NodeId): void => {
    if (needed.has(id)) return;
    needed.add(id);
    nodeOf(graph, id).args.forEach(visit);
  };
  roots.forEach(visit);
  return [...needed].sort((a, b) => a - b);
}

function stepOf(
  graph: Graph,
  id: NodeId,
  at: ReadonlyMap<NodeId, number>,
  values: ReadonlyMap<string, readonly number[]>,
): CheckStep {
  const { operator, args, parameters, rows, cols, name } = nodeOf(graph, id);
  return {
    operator,
    arguments: args.map((arg) => at.get(arg)!),
    parameters: operator === "input" ? (values.get(name) ?? []) : parameters,
    rows,
    cols,
    name: texName(name),
  };
}

type Matrix = readonly (readonly number[])[];

function matrix(flat: ArrayLike<number>, rows: number, cols: number): Matrix {
  return Array.from({ length: rows }, (_, r) => Array.from({ length: cols }, (_, c) => flat[r * cols + c]!));
}

function transposed(of: Matrix): number[][] {
  return (of[0] ?? []).map((_, c) => of.map((row) => row[c]!));
}

function alike(a: Matrix, b: Matrix): boolean {
  const scale = Math.max(...b.flat().map(Math.abs));
  return (
    a.length === b.length &&
    a.every(
      (row, r) =>
        row.length === b[r]!.length &&
        row.every((value, c) => Math.abs(value - b[r]![c]!) <= TOLERANCE * scale),
    )
  );
}
