/*
 * Derivatives by another parameter: `\Lambda = \Sigma^{-1}`, `\tau = 1/\sigma^2`. A density that the note writes in Σ
 * is differentiated by Λ: then Σ is what Λ makes it. Only a letter that stands in no other definition is a parameter.
 */
import { type Expression, some } from "../algebra/expression.ts";
import { type NodeId, isScalar, op, scalar } from "../algebra/graph.ts";
import type { Builder } from "./builder.ts";
import { namesInDefinitions } from "./lookups.ts";

interface Solved {
  readonly name: string;
  readonly of: (value: NodeId) => NodeId;
}

/** Lets the symbol that a parameter is defined by follow from the parameter, whose node is given. */
export function followParameter(builder: Builder, by: Expression, node: NodeId, output: Expression): void {
  const { scope, values } = builder;
  if (by.type !== "symbol" || by.time) return;
  const [definition, ...more] = scope.definitions.get(by.name) ?? [];
  const isElsewhere =
    namesInDefinitions(scope.definitions).has(by.name) ||
    some(output, (part) => part.type === "symbol" && part.name === by.name);
  if (!definition || more.length > 0 || isElsewhere) return;
  const solved = solve(builder, definition.body);
  if (!isScalar(builder.graph, node) && definition.body.type !== "inverse") return;
  if (solved && !scope.definitions.has(solved.name)) values.set(solved.name, solved.of(node));
}

/** What the one symbol of an expression is where the expression has a value. */
function solve(builder: Builder, body: Expression): Solved | null {
  const { graph } = builder;
  const then = (inner: Expression, back: (value: NodeId) => NodeId): Solved | null => {
    const solved = solve(builder, inner);
    return solved && { name: solved.name, of: (value) => solved.of(back(value)) };
  };
  switch (body.type) {
    case "symbol":
      return body.time ? null : { name: body.name, of: (value) => value };
    case "inverse":
      return body.pseudo ? null : then(body.of, (value) => op(graph, "inverse", value));
    case "quotient": {
      const over = body.left.type === "number" ? body.left.value : 0;
      return over === 0 ? null : then(body.right, (value) => op(graph, "divide", scalar(graph, over), value));
    }
    case "power": {
      const isSquare = body.exponent.type === "number" && body.exponent.value === 2;
      return isSquare && body.base.type === "symbol"
        ? then(body.base, (value) => op(graph, "sqrt", value))
        : null;
    }
    default:
      return null;
  }
}
