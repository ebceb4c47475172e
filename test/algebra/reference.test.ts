/*
 * Our values and derivatives against those of mathjs, operator by operator.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { derivative } from "../../src/algebra/derivative.ts";
import { apply, createGraph, input } from "../../src/algebra/graph.ts";
import type { Mathjs } from "../../src/algebra/operator.ts";
import { operators } from "../../src/algebra/operators/all.ts";
import { referenceDerivative, referenceValue } from "../../src/algebra/reference.ts";
import { compile, read, run, setInput } from "../../src/algebra/tape.ts";
import { draw, examples, generator } from "./laws.ts";

const seed = Number(process.env["SEED"] ?? 20240602);
/** Iterative functions of mathjs stop at 1e-12 or so. */
const VALUE_TOLERANCE = 1e-10;
const EXACT_TOLERANCE = 1e-9;
const DIFFERENCES_TOLERANCE = 1e-5;

/** Operators that mathjs has no counterpart for. */
const OURS = new Set([
  "floor", "round", "polygamma", "digamma", "trigamma", "kroneckerLeft", "kroneckerRight", "cross", "skew", "axial", "vee", "sylvester", "product",
  "logm", "singularValue", "leftSingular", "rightSingular", "singularValues", "svdLeft", "svdRight", "eigenvalue",
  "eigenvector", "eigenvectors", "eigenvalues", "nuclearNorm", "spectralNorm",
  "cholesky", "lowerHalf", "qrOrthogonal", "qrTriangular", "dominantEigenvalue", "rightEigenvector", "leftEigenvector", "dualEigenvector",
]); // prettier-ignore

let mathjs: Mathjs;

beforeAll(async () => {
  mathjs = (await import("../../src/algebra/load-mathjs.ts")).loadMathjs();
}, 60_000);

describe(`mathjs (seed ${seed})`, () => {
  const random = generator(seed);
  for (const { operator, shapes, parameters, domain } of examples) {
    it(`${operator} ${shapes.map(({ rows, cols }) => `${rows}×${cols}`).join(" ")} ${(parameters ?? []).join(" ")}`, () => {
      const graph = createGraph();
      const args = shapes.map((shape, k) => input(graph, `x${k}`, shape));
      const inputs = new Map(shapes.map((shape, k) => [`x${k}`, draw(random, shape, domain)]));
      const output = apply(graph, operator, args, parameters);
      const wrt = args[0];
      if (output === null || wrt === undefined) throw new Error("bad example");
      const jacobian = derivative(graph, output, wrt);
      const tape = compile(graph, jacobian === null ? [output] : [output, jacobian]);
      for (const [name, values] of inputs) setInput(tape, name, values);
      run(tape);
      const value = referenceValue(mathjs, graph, inputs, output);
      if (value === null) return expect([...OURS]).toContain(operator);
      expect(apart(value, read(tape, output))).toBeLessThan(VALUE_TOLERANCE);
      const theirs = referenceDerivative(mathjs, graph, inputs, output, wrt);
      if (theirs === null || jacobian === null) throw new Error("no derivative");
      const limit = operators.get(operator)?.analytic ? EXACT_TOLERANCE : DIFFERENCES_TOLERANCE;
      expect(apart(theirs.jacobian, read(tape, jacobian))).toBeLessThan(limit);
    });
  }
});

function apart(a: Float64Array, b: Float64Array): number {
  let largest = 1e-3;
  let distance = a.length === b.length ? 0 : Infinity;
  a.forEach((x, k) => {
    const y = b[k] ?? NaN;
    largest = Math.max(largest, Math.abs(x), Math.abs(y));
    distance = Math.max(distance, Number.isNaN(x - y) ? Infinity : Math.abs(x - y));
  });
  return distance / largest;
}
