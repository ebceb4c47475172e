/*
 * Random compositions of operators: the three derivatives agree with each other, whatever is built from what.
 */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { derivative, vectorJacobianProduct } from "../../src/algebra/derivative.ts";
import { differences, errorBound, exactJacobian } from "../../src/algebra/differences.ts";
import {
  apply,
  createGraph,
  dims,
  type Graph,
  input,
  type NodeId,
  variable,
} from "../../src/algebra/graph.ts";
import type { Mathjs } from "../../src/algebra/operator.ts";
import { referenceDerivative } from "../../src/algebra/reference.ts";
import { compile, read, run, setInput } from "../../src/algebra/tape.ts";
import { draw, generator } from "./laws.ts";

const seed = Number(process.env["SEED"] ?? 20240603);
const unary = ["tanh", "sigmoid", "sin", "softplus", "transpose", "negate", "sum", "trace", "vec", "diag", "diagonal", "norm", "softmax", "logSumExp", "relu"]; // prettier-ignore
const binary = ["add", "subtract", "hadamard", "matmul", "matmul", "kronecker", "divide", "cross"];
/** Larger values cost time and show nothing new. */
const LARGEST = 36;

/** Steps of a program: which operator, on which two of the nodes so far, and whether to name the result. */
const program = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.boolean()), {
  minLength: 3,
  maxLength: 9,
});

let mathjs: Mathjs;

beforeAll(async () => {
  mathjs = (await import("../../src/algebra/load-mathjs.ts")).loadMathjs();
}, 60_000);

function build(steps: readonly (readonly [number, number, number, boolean])[]) {
  const graph = createGraph();
  const inputs = [
    input(graph, "A", { rows: 3, cols: 3 }),
    input(graph, "B", { rows: 3, cols: 2 }),
    input(graph, "x", { rows: 3, cols: 1 }),
  ] as const;
  const nodes: NodeId[] = [...inputs];
  const pick = (choice: number): NodeId =>
    nodes[nodes.length - 1 - (choice % Math.min(nodes.length, 5))] ?? 0;
  for (const [operator, first, second, named] of steps) {
    const name = [...unary, ...binary][operator % (unary.length + binary.length)] ?? "";
    const args = unary.includes(name) ? [pick(first)] : [pick(first), pick(second)];
    const node = apply(graph, name, args);
    if (node === null || area(graph, node) > LARGEST) continue;
    nodes.push(named ? variable(graph, `v${nodes.length}`, node) : node);
  }
  return { graph, inputs, output: nodes.at(-1) ?? 0, wrt: inputs[2] };
}

function area(graph: Graph, node: NodeId): number {
  const { rows, cols } = dims(graph, node);
  return rows * cols;
}

describe(`compositions (seed ${seed})`, () => {
  it("have one derivative, by whichever way", () => {
    let decisive = 0;
    fc.assert(
      fc.property(program, fc.integer(), (steps, draws) => {
        const { graph, inputs, output, wrt } = build(steps);
        const jacobian = derivative(graph, output, wrt);
        const product = vectorJacobianProduct(graph, output, wrt);
        if (jacobian === null || product === null) throw new Error("no rule");
        const tape = compile(graph, [...inputs, output, jacobian, product.cotangent]);
        const random = generator(draws);
        const values = new Map(
          inputs.map((id) => [graph.nodes[id]?.name ?? "", draw(random, dims(graph, id))]),
        );
        for (const [name, entries] of values) setInput(tape, name, entries);
        run(tape);
        const exact = Float64Array.from(read(tape, jacobian));
        const size = exact.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
        const numeric = differences(tape, output, wrt);
        const near = (a: Float64Array, tolerance: number) =>
          a.every(
            (value, k) =>
              Math.abs(value - (exact[k] ?? NaN)) <= tolerance * Math.max(size, numeric.scale * 1e-3),
          );
        if (!(errorBound(numeric, size) < 1e-5) || !Number.isFinite(size) || size > 1e6) return;
        decisive++;
        expect(near(numeric.jacobian, 1e-5)).toBe(true);
        expect(near(exactJacobian(tape, product), 1e-11)).toBe(true);
        const third = referenceDerivative(mathjs, graph, values, output, wrt);
        if (third) expect(near(third.jacobian, 1e-6)).toBe(true);
      }),
      { seed, numRuns: 300 },
    );
    expect(decisive).toBeGreaterThan(150);
  }, 60_000);

  it("have many entries by a scalar as by a matrix of one entry at a time", () => {
    const graph = createGraph();
    const t = input(graph, "t", { rows: 1, cols: 1 });
    const a = input(graph, "A", { rows: 6, cols: 6 });
    const scaled = variable(graph, "S", apply(graph, "hadamard", [t, a])!);
    const output = apply(graph, "matmul", [
      apply(graph, "expm", [scaled])!,
      apply(graph, "tanh", [scaled])!,
    ])!;
    const jacobian = derivative(graph, output, t)!;
    const product = vectorJacobianProduct(graph, output, t)!;
    const tape = compile(graph, [t, a, output, jacobian, product.cotangent]);
    const random = generator(seed);
    setInput(tape, "t", [0.7]);
    setInput(tape, "A", draw(random, { rows: 6, cols: 6 }));
    run(tape);
    const exact = Float64Array.from(read(tape, jacobian));
    exactJacobian(tape, product).forEach((value, k) => void expect(exact[k]).toBeCloseTo(value, 10));
  });
});
