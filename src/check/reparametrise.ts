/*
 * Derivatives by another parameter: `\Lambda = \Sigma^{-1}`, `\tau = 1/\sigma^2`. A density that the note writes in Σ
 * is differentiated by Λ: then Σ is what Λ makes it. Only a letter that stands in no other definition is a parameter.
 * So it is where the parameter is written out, as in `\frac{\partial D}{\partial \log \sigma_j^2}`.
 */
import { type Expression, mapParts, some, walkExpression } from "../algebra/expression.ts";
import { type NodeId, dims, isScalar, op, scalar, variable } from "../algebra/graph.ts";
import { build } from "./build.ts";
import { sidesOf } from "../scope/statement.ts";
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

/** A parameter that is written out, `\log \sigma_j^2`: its node, and the entry of it that is meant. */
export interface WrittenParameter {
  readonly node: NodeId;
  readonly entry: (Expression & { type: "entry" }) | null;
}

/** The `\log \sigma_j^2` that something is differentiated by, of a σ without a definition: σ then follows from it. */
export function writtenParameter(builder: Builder, by: Expression): WrittenParameter | null {
  const { graph, scope, values } = builder;
  const entries = walkExpression(by).filter((part) => part.type === "entry");
  const [entry = null, ...others] = entries.filter(({ of }) => of.type === "symbol");
  if (others.length > 0 || entries.length > 1 || !isMonotone(by)) return null;
  const whole = entry
    ? mapParts(by, function strip(part): Expression {
        return part === entry ? entry.of : mapParts(part, strip);
      })
    : by;
  const solved = solve(builder, whole);
  if (!solved || scope.definitions.has(solved.name) || variesItself(builder, solved.name)) return null;
  const before = build(builder, whole);
  const { rows, cols } = dims(graph, before);
  if (rows > 1 && cols > 1) return null;
  const node = variable(graph, `parameter of ${solved.name}`, before);
  values.set(solved.name, solved.of(node));
  return { node, entry };
}

/** `\frac{df}{d(x^2)} \frac{d(x^2)}{dx}`: x varies there, and does not follow from its own square. */
function variesItself({ scope, statement }: Builder, name: string): boolean {
  const own = scope.statements[statement];
  return (own ? sidesOf(own) : [])
    .flatMap(walkExpression)
    .some((part) => part.type === "derivative" && part.withRespectTo.some((by) => isLetter(by, name)));
}

function isLetter(by: Expression, name: string): boolean {
  const letter = by.type === "entry" ? by.of : by;
  return letter.type === "symbol" && letter.name === name;
}

/** A power, logarithm or exponential: what else a derivative is taken by is something that the note computes. */
function isMonotone(by: Expression): boolean {
  return by.type === "power" || (by.type === "call" && /^(log|exp)$/.test(by.function.name));
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
    case "call": {
      const back = { log: "exp", exp: "log" }[body.function.name];
      const [of] = body.arguments;
      const isPlain = body.function.type === "operator" && body.order === 0 && body.arguments.length === 1;
      return back && of && isPlain ? then(of, (value) => op(graph, back, value)) : null;
    }
    default:
      return null;
  }
}
