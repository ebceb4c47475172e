/*
 * Newton's method as nodes: from where an unknown starts to where a residual vanishes. Each step is computed by the
 * same operators as everything else, so that what comes out has derivatives, those of the implicit function theorem.
 */
import { derivative } from "../algebra/derivative.ts";
import { type NodeId, dims, op, opWith, size } from "../algebra/graph.ts";
import { substitution } from "../algebra/substitute.ts";
import type { Span } from "../text/span.ts";
import { type Builder, fail, misfit } from "./builder.ts";

/** The unknown after so many steps; `residual` is a node in terms of `start`, with as many entries. */
export function solveFor(
  { graph }: Builder,
  { residual, start }: { readonly residual: NodeId; readonly start: NodeId },
  steps: number,
  span: Span,
): NodeId {
  const slope = derivative(graph, residual, start);
  if (size(graph, residual) !== size(graph, start))
    return misfit("this equation has more or fewer entries than its unknown", span);
  if (slope === null) return fail("unsupported-operator", "an operator here has no derivative rule", span);
  const step = op(graph, "matmul", op(graph, "inverse", slope), op(graph, "vec", residual));
  const next = op(graph, "subtract", start, opWith(graph, "unvec", [dims(graph, start).rows], step));
  let value = next;
  for (let k = 1; k < steps; k++) value = substitution(graph, new Map([[start, value]]))(next);
  return value;
}
