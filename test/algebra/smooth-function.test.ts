/*
 * Functions that stand for unspecified ones.
 */
import { describe, expect, it } from "vitest";
import { derivative } from "../../src/algebra/derivative.ts";
import { differences } from "../../src/algebra/differences.ts";
import { createGraph, dims, input } from "../../src/algebra/graph.ts";
import {
  drawCoefficients,
  isCoefficient,
  smoothElementwise,
  smoothFunction,
} from "../../src/algebra/smooth-function.ts";
import { compile, inputsOf, read, run, setInput } from "../../src/algebra/tape.ts";
import { draw, generator } from "./laws.ts";

const column = { rows: 3, cols: 1 };

describe("smooth functions", () => {
  it("have slopes between 0.3 and 1.9, and are neither even nor odd", () => {
    const random = generator(3);
    for (let round = 0; round < 200; round++) {
      const graph = createGraph();
      const x = input(graph, "x", column);
      const y = smoothElementwise(graph, "f", x);
      const slope = derivative(graph, y, x);
      if (slope === null) throw new Error("no rule");
      const tape = compile(graph, [y, slope]);
      for (const { name, dims } of inputsOf(tape)) setInput(tape, name, drawCoefficients(name, dims, random) ?? [3 * random(), 0.7, -0.7]); // prettier-ignore
      run(tape);
      const slopes = [0, 4, 8].map((k) => read(tape, slope)[k] ?? NaN);
      for (const value of slopes) expect(value).toSatisfy((s: number) => s > 0.3 && s < 1.9);
      const [, plus = NaN, minus = NaN] = read(tape, y);
      expect(Math.abs(plus + minus)).toBeGreaterThan(0.01);
      expect(Math.abs((slopes[1] ?? 0) - (slopes[2] ?? 0))).toBeGreaterThan(1e-3);
    }
  });

  it("map several matrices to any shape", () => {
    const graph = createGraph();
    const [a, b] = [input(graph, "A", { rows: 2, cols: 3 }), input(graph, "b", column)];
    const y = smoothFunction(graph, "f", [a, b], { rows: 2, cols: 2 });
    expect(dims(graph, y)).toMatchObject({ rows: 2, cols: 2 });
    expect(smoothFunction(graph, "f", [a, b], { rows: 2, cols: 2 })).toBe(y);
    expect(smoothFunction(graph, "g", [a, b], { rows: 2, cols: 2 })).not.toBe(y);
    const jacobian = derivative(graph, y, a);
    if (jacobian === null) throw new Error("no rule");
    const tape = compile(graph, [y, jacobian]);
    const random = generator(4);
    for (const { name, dims } of inputsOf(tape)) setInput(tape, name, drawCoefficients(name, dims, random) ?? draw(random, dims)); // prettier-ignore
    run(tape);
    differences(tape, y, a).jacobian.forEach((value, k) => expect(value).toBeCloseTo(read(tape, jacobian)[k] ?? NaN, 7)); // prettier-ignore
    expect(isCoefficient(graph, a)).toBe(false);
  });
});
