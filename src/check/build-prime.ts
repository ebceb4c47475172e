/*
 * Primes on functions of whole arguments: `f'(x)` of a vector is the Jacobian in the layout of the reading, `f''(x)`
 * of a scalar function the Hessian; of a function of a number they have the shape of its value. A node of the value
 * as a function of the argument goes in.
 */
import { derivative } from "../algebra/derivative.ts";
import { type NodeId, cut, dims, isScalar, op, opWith } from "../algebra/graph.ts";
import { type DerivativeForm, arrange } from "../claims/layout.ts";
import type { Span } from "../text/span.ts";
import { arranged } from "./derivative-layout.ts";
import { type Builder, fail, layoutIn } from "./builder.ts";

/** The derivative of the given order of `f`, a function of one argument, at `x`. */
export function primed(
  builder: Builder,
  f: (x: NodeId) => NodeId,
  x: NodeId,
  order: number,
  span: Span,
): NodeId {
  const { graph } = builder;
  const at = cut(graph, x);
  const value = f(at);
  if (isScalar(graph, at)) {
    const { rows } = dims(graph, value);
    let rate = value;
    for (let k = 0; k < order; k++) rate = opWith(graph, "unvec", [rows], jacobian(builder, rate, at, span));
    return rate;
  }
  const [of, by] = [dims(graph, value), dims(graph, at)];
  const first = jacobian(builder, value, at, span);
  if (order === 1) {
    const form: DerivativeForm = { of, by, byTransposed: false, ofTransposed: false, nabla: false };
    if (Math.min(by.rows, by.cols) > 1 && !isScalar(graph, value))
      return fail("unsupported-operator", "a derivative of rank three or four has no agreed layout", span);
    return arranged(builder, { form }, first, arrange(form, layoutIn(builder)));
  }
  if (order > 2 || !isScalar(graph, value) || by.cols > 1)
    return fail("unsupported-operator", "a derivative of rank three or more has no agreed layout", span);
  return jacobian(builder, op(graph, "transpose", first), at, span);
}

function jacobian({ graph }: Builder, of: NodeId, by: NodeId, span: Span): NodeId {
  const node = derivative(graph, of, by);
  return node ?? fail("unsupported-operator", "an operator here has no derivative rule", span);
}
