/*
 * Every operator agrees with its derivative, to second order.
 */
import { describe, expect, it } from "vitest";
import { derivative, vectorJacobianProduct } from "../../src/algebra/derivative.ts";
import { differences, exactJacobian } from "../../src/algebra/differences.ts";
import { apply, createGraph, input, type NodeId, op, size } from "../../src/algebra/graph.ts";
import { compile, read, run, setInput } from "../../src/algebra/tape.ts";
import { operators } from "../../src/algebra/operators/all.ts";
import { draw, type Example, examples, generator } from "./laws.ts";

const seed = Number(process.env["SEED"] ?? 20240601);
/** Relative to the largest entry. Central differences are good to about 1e-10 on these inputs. */
const TOLERANCE = 1e-6;

function distance(a: Float64Array, b: Float64Array): number {
  let largest = 1e-3;
  let apart = a.length === b.length ? 0 : Infinity;
  for (let k = 0; k < a.length; k++) {
    largest = Math.max(largest, Math.abs(a[k] ?? NaN), Math.abs(b[k] ?? NaN));
    apart = Math.max(apart, Math.abs((a[k] ?? NaN) - (b[k] ?? NaN)));
  }
  return apart / largest;
}

function build({ operator, shapes, parameters, domain }: Example, random: () => number) {
  const graph = createGraph();
  const args = shapes.map((shape, k) => input(graph, `x${k}`, shape));
  const output = apply(graph, operator, args, parameters);
  if (output === null) throw new Error(`${operator} does not take its example`);
  const values = shapes.map((shape) => draw(random, shape, domain));
  const evaluate = (roots: readonly NodeId[]) => {
    const tape = compile(graph, [...roots, ...args]);
    values.forEach((value, k) => setInput(tape, `x${k}`, value));
    run(tape);
    return tape;
  };
  return { graph, args, output, evaluate };
}

describe(`operators (seed ${seed})`, () => {
  const random = generator(seed);
  for (const example of examples.filter(({ operator }) => operators.has(operator))) {
    const title = `${example.operator} ${example.shapes.map(({ rows, cols }) => `${rows}×${cols}`).join(" ")} ${(example.parameters ?? []).join(" ")}`;
    it(`${title}: derivative`, () => {
      const { graph, args, output, evaluate } = build(example, random);
      for (const wrt of example.operator === "smooth" ? args.slice(0, 1) : args) {
        const jacobian = derivative(graph, output, wrt);
        const product = vectorJacobianProduct(graph, output, wrt);
        if (jacobian === null || product === null) throw new Error("no rule");
        const tape = evaluate([output, jacobian, product.cotangent]);
        const numeric = differences(tape, output, wrt);
        expect(distance(numeric.jacobian, read(tape, jacobian))).toBeLessThan(TOLERANCE);
        expect(distance(exactJacobian(tape, product), read(tape, jacobian))).toBeLessThan(1e-12);
      }
    });
    it(`${title}: second derivative`, () => {
      const { graph, args, output, evaluate } = build(example, random);
      const weights = input(graph, "weights", { rows: size(graph, output), cols: 1 });
      const total = op(
        graph,
        "sum",
        op(graph, "hadamard", weights, op(graph, "vec", op(graph, "sin", output))),
      );
      for (const wrt of example.operator === "smooth" ? args.slice(0, 1) : args) {
        const gradient = derivative(graph, total, wrt);
        const hessian = gradient === null ? null : derivative(graph, gradient, wrt);
        if (gradient === null || hessian === null) throw new Error("no rule");
        const tape = evaluate([gradient, hessian]);
        setInput(tape, "weights", draw(random, { rows: size(graph, output), cols: 1 }));
        run(tape);
        expect(distance(differences(tape, gradient, wrt).jacobian, read(tape, hessian))).toBeLessThan(
          TOLERANCE,
        );
      }
    });
  }

  it("every operator with a kernel has an example", () => {
    const covered = new Set(examples.map(({ operator }) => operator));
    const helpers = new Set([
      "eig",
      "greater",
      "greaterEqual",
      "less",
      "lessEqual",
      "maxEntryMask",
      "minEntryMask",
      "round",
      // Nothing is differentiated by these: their values are held in the tests of limits and rotations.
      "limitQuotient",
      "limit",
      "quadrature",
      "leftJacobian",
      "rightJacobian",
      // It has a value at solutions only: claims about implicit functions hold its derivative.
      "whereZero",
    ]);
    const missing = [...operators.keys()].filter((name) => !covered.has(name) && !helpers.has(name));
    expect(missing).toEqual([]);
    expect([...covered].filter((name) => !operators.has(name))).toEqual([]);
  });
});
