/*
 * Building nodes, naming them, and what derivatives see.
 */
import { describe, expect, it } from "vitest";
import { derivative } from "../../src/algebra/derivative.ts";
import { differences, errorBound } from "../../src/algebra/differences.ts";
import { derivativeFunction } from "../../src/algebra/elementwise-derivative.ts";
import {
  apply,
  commutation,
  constant,
  createGraph,
  dims,
  type Graph,
  identity,
  input,
  isZero,
  type NodeId,
  nodeOf,
  op,
  opWith,
  scalar,
  variable,
  zeros,
} from "../../src/algebra/graph.ts";
import { compile, inputsOf, read, run, setInput } from "../../src/algebra/tape.ts";
import { draw, generator } from "./laws.ts";

const square = { rows: 3, cols: 3 };
const column = { rows: 3, cols: 1 };

function evaluate(graph: Graph, ...roots: readonly NodeId[]) {
  const tape = compile(graph, roots);
  const random = generator(7);
  for (const { name, dims } of inputsOf(tape)) setInput(tape, name, draw(random, dims));
  run(tape);
  return tape;
}

describe("graph", () => {
  it("makes one node of what is written twice", () => {
    const graph = createGraph();
    const [w, h, b] = [input(graph, "W", square), input(graph, "h", column), input(graph, "b", column)];
    expect(op(graph, "add", op(graph, "matmul", w, h), b)).toBe(
      op(graph, "add", b, op(graph, "matmul", w, h)),
    );
    expect(input(graph, "W", square)).toBe(w);
    expect(op(graph, "transpose", op(graph, "transpose", w))).toBe(w);
    expect(op(graph, "matmul", identity(graph, 3), w)).toBe(w);
    expect(op(graph, "add", zeros(graph, square), w)).toBe(w);
    expect(op(graph, "hadamard", scalar(graph, 1), w)).toBe(w);
    expect(isZero(graph, op(graph, "matmul", zeros(graph, square), h))).toBe(true);
    expect(isZero(graph, op(graph, "subtract", w, w))).toBe(true);
  });

  it("refuses arguments that do not conform", () => {
    const graph = createGraph();
    const [w, h] = [input(graph, "W", square), input(graph, "h", column)];
    expect(apply(graph, "matmul", [h, w])).toBeNull();
    expect(apply(graph, "add", [w, h])).toBeNull();
    expect(apply(graph, "trace", [h])).toBeNull();
    expect(apply(graph, "softmax", [w])).toBeNull();
    expect(dims(graph, op(graph, "hadamard", scalar(graph, 2), w))).toMatchObject(square);
  });

  it("yields the variable wherever its value would be built again", () => {
    const graph = createGraph();
    const [w, h] = [input(graph, "W", square), input(graph, "h", column)];
    const a = variable(graph, "a", op(graph, "matmul", w, h));
    expect(op(graph, "matmul", w, h)).toBe(a);
    expect(variable(graph, "a", w)).toBe(a);
    const [u, b] = [input(graph, "u", column), input(graph, "b", column)];
    const z = variable(graph, "z", op(graph, "add", op(graph, "add", a, u), b));
    expect(op(graph, "add", b, op(graph, "add", u, op(graph, "matmul", w, h)))).toBe(z);
    const copy = variable(graph, "copy", h);
    expect(input(graph, "h", column)).toBe(h);
    expect(copy).not.toBe(h);
  });

  it("looks through assembled entries, but not through a variable", () => {
    const graph = createGraph();
    const [p, q] = [input(graph, "p", { rows: 1, cols: 1 }), input(graph, "q", { rows: 1, cols: 1 })];
    const pair = opWith(graph, "assemble", [2, 1], p, q);
    expect(opWith(graph, "entry", [1, 0], pair)).toBe(q);
    const y = variable(graph, "y", pair);
    expect(nodeOf(graph, opWith(graph, "entry", [1, 0], y)).operator).toBe("submatrix");
  });

  it("commutes with vec through K", () => {
    const graph = createGraph();
    const a = input(graph, "A", { rows: 2, cols: 3 });
    const left = op(graph, "matmul", commutation(graph, 2, 3), op(graph, "vec", a));
    const right = op(graph, "vec", op(graph, "transpose", a));
    const tape = evaluate(graph, left, right);
    expect(read(tape, left)).toEqual(read(tape, right));
  });
});

describe("derivative", () => {
  it("flattens both sides column by column", () => {
    const graph = createGraph();
    const [a, b] = [input(graph, "A", { rows: 2, cols: 3 }), input(graph, "B", { rows: 3, cols: 2 })];
    const jacobian = derivative(graph, op(graph, "matmul", a, b), a);
    const expected = op(graph, "kronecker", op(graph, "transpose", b), identity(graph, 2));
    if (jacobian === null) throw new Error("no rule");
    const tape = evaluate(graph, jacobian, expected);
    read(tape, expected).forEach((value, k) => expect(read(tape, jacobian)[k]).toBeCloseTo(value, 12));
  });

  it("cuts at the variable, and does not pass through frozen nodes", () => {
    const graph = createGraph();
    const x = input(graph, "x", column);
    const gate = variable(graph, "gate", op(graph, "sigmoid", x));
    const y = op(graph, "hadamard", gate, x);
    const total = derivative(graph, y, x);
    const direct = derivative(graph, y, x, new Set([gate]));
    const byGate = derivative(graph, y, gate);
    if (total === null || direct === null || byGate === null) throw new Error("no rule");
    const tape = evaluate(graph, y, total, direct, byGate, op(graph, "diag", gate), op(graph, "diag", x));
    read(tape, direct).forEach((d, k) =>
      expect(d).toBeCloseTo(read(tape, op(graph, "diag", gate))[k] ?? NaN, 14),
    );
    read(tape, byGate).forEach((d, k) =>
      expect(d).toBeCloseTo(read(tape, op(graph, "diag", x))[k] ?? NaN, 14),
    );
    for (const [wrt, exact, frozen] of [
      [x, total],
      [x, direct, new Set([gate])],
      [gate, byGate],
    ] as const) {
      // prettier-ignore
      const numeric = differences(tape, y, wrt, frozen);
      numeric.jacobian.forEach((value, k) => expect(value).toBeCloseTo(read(tape, exact)[k] ?? NaN, 8));
      expect(errorBound(numeric, 0)).toBeLessThan(1e-5);
    }
  });

  it("does not confuse a variable with its value used elsewhere", () => {
    const graph = createGraph();
    const x = input(graph, "x", column);
    const value = op(graph, "sin", x);
    const before = op(graph, "exp", value);
    const a = variable(graph, "a", value);
    const y = op(graph, "hadamard", before, a);
    const tape = evaluate(graph, y, op(graph, "diag", before));
    const expected = read(tape, op(graph, "diag", before));
    differences(tape, y, a).jacobian.forEach((d, k) => expect(d).toBeCloseTo(expected[k] ?? NaN, 8));
  });

  it("is structurally zero where nothing depends", () => {
    const graph = createGraph();
    const [x, z] = [input(graph, "x", column), input(graph, "z", column)];
    const jacobian = derivative(graph, op(graph, "sin", x), z);
    expect(jacobian !== null && isZero(graph, jacobian)).toBe(true);
    expect(differences(evaluate(graph, op(graph, "sin", x), z), op(graph, "sin", x), z).jacobian).toEqual(new Float64Array(9)); // prettier-ignore
  });
});

describe("derivative of a function entry by entry", () => {
  const tanh = (graph: Graph, x: NodeId): NodeId => op(graph, "tanh", x);

  it("computes the function itself only once", () => {
    const graph = createGraph();
    const x = input(graph, "x", column);
    const h = variable(graph, "h", op(graph, "tanh", x));
    const tape = compile(graph, [h, derivativeFunction(graph, tanh, x, 1)]);
    expect(tape.instructions.filter(({ node }) => nodeOf(graph, node).operator === "tanh")).toHaveLength(1);
  });

  it("takes any argument and order", () => {
    const graph = createGraph();
    const x = input(graph, "x", column);
    const arguments_ = [x, op(graph, "negate", x), op(graph, "hadamard", scalar(graph, 3), x), op(graph, "add", x, scalar(graph, 0.5)), constant(graph, column, [1, 2, 3])]; // prettier-ignore
    const double = (g: Graph, y: NodeId): NodeId => op(g, "hadamard", scalar(g, 2), y);
    for (const at of arguments_) {
      const shifted = (g: Graph, y: NodeId): NodeId => op(g, "add", op(g, "add", y, x), double(g, y));
      const first = derivativeFunction(graph, double, at, 1);
      const inSum = derivativeFunction(graph, shifted, at, 1);
      const third = derivativeFunction(graph, tanh, at, 3);
      const tape = evaluate(graph, first, inSum, third, at);
      expect([...read(tape, first)]).toEqual([2, 2, 2]);
      expect([...read(tape, inSum)]).toEqual(at === x ? [4, 4, 4] : [3, 3, 3]);
      read(tape, third).forEach((value, k) => {
        const t = Math.tanh(read(tape, at)[k] ?? NaN);
        expect(value).toBeCloseTo((1 - t * t) * (6 * t * t - 2), 12);
      });
    }
  });
});
