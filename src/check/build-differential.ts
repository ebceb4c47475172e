/*
 * Differentials inside a computation: `dX` of a variable is a direction of its shape, that of anything else follows
 * from those of what it is made of.
 */
import type { Expression } from "../algebra/expression.ts";
import { derivative } from "../algebra/derivative.ts";
import { type NodeId, dims, input, opWith } from "../algebra/graph.ts";
import { symbolAt } from "./build-symbol.ts";
import { type Builder, fail } from "./builder.ts";
import { tangent } from "./structured.ts";
import type { RawDerivative } from "./derivative-layout.ts";
import { along } from "./derivative-along.ts";
import { definedHead, isCarried, matrixOf, variedSymbols } from "./varied-symbols.ts";

/**
 * `dX` of a symbol is a direction, drawn at random; `d(…)` of anything else is its derivative by ε at X + ε dX.
 */
export function buildDifferential(
  builder: Builder,
  expression: Expression & { type: "differential" },
): NodeId {
  const { of } = expression;
  const { graph } = builder;
  // Within another differential, that of a defined symbol is a computation as well, and so is that of a factor.
  const isComputed =
    of.type === "symbol" &&
    ((builder.varied.size > 0 && builder.scope.definitions.has(of.name)) ||
      of.name === definedHead(builder) ||
      matrixOf(builder, of.name) !== null ||
      isCarried(builder, of.name, variedSymbols(builder)));
  if (of.type === "symbol" && !of.time && !isComputed) {
    const node = symbolAt(builder, of.name, null, of.span);
    const name = `d ${of.name}`;
    builder.leaves.set(name, name);
    return tangent(builder, of.name, node, input(graph, name, dims(graph, node)));
  }
  const raw = differentialParts(builder, expression);
  const jacobian = derivative(graph, raw.output, raw.variable, raw.frozen);
  if (jacobian === null)
    return fail("unsupported-operator", "an operator here has no derivative rule", expression.span);
  return opWith(graph, "unvec", [raw.form.of.rows], jacobian);
}

/** The differential of a composite as a derivative by one scalar. */
export function differentialParts(
  builder: Builder,
  { of, span }: Expression & { type: "differential" },
): RawDerivative {
  const { graph } = builder;
  const symbols = variedSymbols(builder);
  if (symbols.size === 0) fail("unsupported-notation", "no dX says which variable changes", span);
  const directions = [...symbols].map((name) => {
    const base = symbolAt(builder, name, null, span);
    builder.leaves.set(`d ${name}`, `d ${name}`);
    const direction = input(graph, `d ${name}`, dims(graph, base));
    return [name, tangent(builder, name, base, direction)] as const;
  });
  return along(builder, of, new Map(directions));
}
