/*
 * Derivatives along directions: each symbol moves by ε times a node, and the derivative is by ε at 0. Differentials
 * are such derivatives, and so are those by time, where `\dot x` says how x moves.
 */
import type { DerivativeExpression, Expression } from "../algebra/expression.ts";
import { pathBetween } from "../algebra/derivative.ts";
import { type NodeId, dims, input, op, scalar } from "../algebra/graph.ts";
import { isFreeNumber } from "../scope/free-number.ts";
import { ELAPSED } from "../scope/laws-of-motion.ts";
import { isTimeLetter } from "../scope/time-letters.ts";
import type { Span } from "../text/span.ts";
import { build } from "./build.ts";
import { symbolAt } from "./build-symbol.ts";
import type { Builder } from "./builder.ts";
import { tangent } from "./structured.ts";
import type { RawDerivative } from "./derivative-layout.ts";

/** The derivative by a number ε at 0, where each of these symbols is moved by ε times its direction. */
export function along(
  builder: Builder,
  of: Expression,
  directions: ReadonlyMap<string, NodeId>,
): RawDerivative {
  const { graph } = builder;
  // A second derivative goes the same way once more.
  const epsilon = input(graph, `step ε${builder.varied.size}`, { rows: 1, cols: 1 });
  const outer = { values: new Map(builder.values), varied: new Map(builder.varied) };
  for (const [name, direction] of directions) {
    const step = op(graph, "scale", epsilon, direction);
    const before = outer.varied.get(name);
    builder.varied.set(name, before === undefined ? step : op(graph, "add", before, step));
  }
  builder.values.clear();
  const output = build(builder, of);
  builder.values.clear();
  builder.varied.clear();
  for (const [key, node] of outer.varied) builder.varied.set(key, node);
  for (const [key, node] of outer.values) builder.values.set(key, node);
  return {
    output,
    variable: epsilon,
    frozen: new Set(),
    row: null,
    column: null,
    form: {
      of: dims(graph, output),
      by: { rows: 1, cols: 1 },
      byTransposed: false,
      ofTransposed: false,
      nabla: false,
    },
  };
}

/** What `\dot x` is: by its definition, or drawn in the shape of x. */
function rateOf(builder: Builder, name: string, rate: string, span: Span): NodeId {
  const base = symbolAt(builder, name, null, span);
  if (builder.scope.definitions.has(rate))
    return tangent(builder, name, base, symbolAt(builder, rate, null, span));
  const node = tangent(builder, name, base, input(builder.graph, rate, dims(builder.graph, base)));
  builder.leaves.set(rate, rate);
  builder.values.set(rate, node);
  return node;
}

/** Whether a derivative is one by time, with which symbols of the note flow. */
export function isTime({ scope }: Builder, wrt: Expression): boolean {
  if (scope.flows.size === 0 || wrt.type !== "symbol" || wrt.time) return false;
  // The s of `\dot s` is a place.
  return isTimeLetter(wrt.name) && !scope.flows.has(wrt.name);
}

/** `\frac{d}{dt} V(x)` and `\dot V`: x moves along `\dot x`, and time itself goes on where something depends on it. */
export function derivativeByTime(builder: Builder, expression: DerivativeExpression): RawDerivative {
  const { graph, scope } = builder;
  const { of, span } = expression;
  const [by] = expression.withRespectTo;
  const directions = new Map<string, NodeId>();
  for (const [name, rate] of scope.flows) directions.set(name, rateOf(builder, name, rate, span));
  directions.set(ELAPSED, scalar(graph, 1));
  if (by!.type === "symbol" && !isFreeNumber(by!.name)) directions.set(by!.name, scalar(graph, 1));
  const raw = along(builder, of, directions);
  if (pathBetween(graph, raw.output, raw.variable).length === 0) builder.independent.add(expression);
  return raw;
}
