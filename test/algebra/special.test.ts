/*
 * Known values of special functions (Abramowitz and Stegun, tables 6.1, 6.2, 7.1) and the extremes of stable ones.
 */
import { describe, expect, it } from "vitest";
import { constant, createGraph, nodeOf, op } from "../../src/algebra/graph.ts";
import { resultDims, parseSignature } from "../../src/algebra/signature.ts";
import { operators } from "../../src/algebra/operators/all.ts";
import { erf, gamma, logGamma, polygamma } from "../../src/algebra/special.ts";

describe("special functions", () => {
  it("agree with the tables", () => {
    expect(erf(0.5)).toBeCloseTo(0.5204998778130465, 14);
    expect(erf(-2)).toBeCloseTo(-0.9953222650189527, 14);
    expect(erf(9)).toBe(1);
    expect(gamma(5)).toBeCloseTo(24, 11);
    expect(gamma(0.5)).toBeCloseTo(Math.sqrt(Math.PI), 13);
    expect(gamma(-1.5)).toBeCloseTo(2.363271801207355, 12);
    expect(logGamma(100)).toBeCloseTo(359.1342053695754, 10);
    expect(polygamma(1, 0)).toBeCloseTo(-0.5772156649015329, 13);
    expect(polygamma(1, 1)).toBeCloseTo(Math.PI ** 2 / 6, 13);
  });
});

describe("stable functions", () => {
  const at = (name: string, values: readonly number[]): readonly number[] => {
    const graph = createGraph();
    return nodeOf(graph, op(graph, name, constant(graph, { rows: values.length, cols: 1 }, values)))
      .parameters;
  };

  it("neither overflow nor underflow", () => {
    expect(at("sigmoid", [-800, 800])).toEqual([0, 1]);
    expect(at("softplus", [-800, 800])).toEqual([0, 800]);
    expect(at("logSumExp", [1000, 1000])[0]).toBeCloseTo(1000 + Math.log(2), 10);
    expect(at("softmax", [1000, 0, -1000])).toEqual([1, 0, 0]);
    expect(at("norm", [3e200, 4e200])[0]).toBeCloseTo(5e200, -188);
  });
});

describe("signatures", () => {
  it("are read once and all well formed", () => {
    for (const { signature } of operators.values())
      expect(parseSignature(signature)).toBe(parseSignature(signature));
    expect(parseSignature("* * -> *").args).toHaveLength(2);
    expect(parseSignature("m n; n p -> m p").result).toEqual({ type: "sizes", rows: "m", cols: "p" });
  });

  it("check shapes", () => {
    const of = (name: string, ...shapes: readonly (readonly [number, number])[]) => {
      const operator = operators.get(name);
      return operator ? resultDims(operator, shapes.map(([rows, cols]) => ({ rows, cols }))) : null; // prettier-ignore
    };
    expect(of("matmul", [2, 3], [3, 4])).toEqual({ rows: 2, cols: 4 });
    expect(of("matmul", [2, 3], [2, 4])).toBeNull();
    expect(of("add", [1, 1], [3, 4])).toEqual({ rows: 3, cols: 4 });
    expect(of("add", [3, 4], [1, 1])).toEqual({ rows: 3, cols: 4 });
    expect(of("add", [3, 4], [3, 1])).toBeNull();
    expect(of("kronecker", [2, 3], [4, 5])).toEqual({ rows: 8, cols: 15 });
  });

  it("give each spelling to one operator", () => {
    const spellings = [...operators.values()].flatMap((operator) => operator.spellings);
    expect(new Set(spellings).size).toBe(spellings.length);
  });
});
