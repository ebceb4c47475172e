/*
 * Conditions and functions given by cases: a condition becomes a number, 1 where it holds and 0 where it does not,
 * and a case is weighted by it.
 */
import type { Expression } from "../algebra/expression.ts";
import { type NodeId, apply, isZero, op, scalar, uniformValue } from "../algebra/graph.ts";
import type { Span } from "../text/span.ts";
import { build } from "./build.ts";
import { type Builder, fail } from "./builder.ts";
import { must } from "./fit.ts";

/** The first case that holds; a missing condition is "otherwise". */
export function buildCases(builder: Builder, expression: Expression & { type: "cases" }): NodeId {
  const { graph } = builder;
  let rest: NodeId = scalar(graph, 1);
  let total: NodeId | null = null;
  for (const row of expression.rows) {
    const holds = row.condition ? buildCondition(builder, row.condition) : scalar(graph, 1);
    const weight = op(graph, "hadamard", rest, holds);
    if (!isZero(graph, weight)) {
      const { span } = row.value;
      const value = fitting(builder, "hadamard", weight, build(builder, row.value), span);
      total = total === null ? value : fitting(builder, "add", total, value, span);
    }
    const fails = op(graph, "subtract", scalar(graph, 1), holds);
    rest = fitting(builder, "hadamard", rest, fails, expression.span);
  }
  return total ?? scalar(graph, 0);
}

function fitting({ graph }: Builder, operator: string, left: NodeId, right: NodeId, span: Span): NodeId {
  return must(apply(graph, operator, [left, right]), "definition by cases", span);
}

/** 1 where the condition holds, 0 where it does not. */
export function buildCondition(
  builder: Builder,
  condition: { relation: string; left: Expression; right: Expression; span?: Span },
): NodeId {
  const { graph } = builder;
  const left = build(builder, condition.left);
  const right = build(builder, condition.right);
  const difference = fitting(builder, "subtract", left, right, condition.left.span);
  const positive = (of: NodeId) => op(graph, "step", of);
  const not = (of: NodeId) => op(graph, "subtract", scalar(graph, 1), of);
  switch (condition.relation) {
    case ">":
      return positive(difference);
    case "<":
      return positive(op(graph, "negate", difference));
    case ">=":
      return not(positive(op(graph, "negate", difference)));
    case "<=":
      return not(positive(difference));
    default: {
      const a = uniformValue(graph, left);
      const b = uniformValue(graph, right);
      if (a === null || b === null)
        return fail(
          "unsupported-notation",
          "equality of values that vary is no condition",
          condition.left.span,
        );
      return scalar(graph, (a === b) === (condition.relation === "=") ? 1 : 0);
    }
  }
}
