/*
 * What a derivative is taken of and by, as nodes. The variable is built before the output, so that whatever is built
 * later of it goes through its node.
 */
import { type Expression, some } from "../algebra/expression.ts";
import { pathBetween } from "../algebra/derivative.ts";
import { type NodeId, dims, duplication, nodeOf, op, opWith, variable } from "../algebra/graph.ts";
import type { Sizes } from "../claims/layout.ts";
import { argumentsAsVariable } from "../scope/elaborate-gradient.ts";
import { build } from "./build.ts";
import { isInReach } from "./build-symbol.ts";
import { type Builder, fail, indexValue } from "./builder.ts";
import { writtenParameter } from "./reparametrise.ts";
import { isSymmetric } from "./symmetric-variable.ts";

export interface Operand {
  readonly node: NodeId;
  /** Position in the flattened node, for one entry of it. */
  readonly at: number | null;
  readonly sizes: Sizes;
  readonly transposed: boolean;
}

/** The x of `f(g(x))`. */
export function innermost(expression: Expression): Expression {
  const inside = expression.type === "call" ? argumentsAsVariable(expression) : null;
  return inside ? innermost(inside) : expression;
}

/** `\operatorname{vec}(W)` for a θ that is defined so: everything else depends on W. */
export function stackedFrom({ scope }: Builder, wrt: Expression): Expression {
  const [definition, ...more] =
    wrt.type === "symbol" && !wrt.time ? (scope.definitions.get(wrt.name) ?? []) : [];
  const body = definition?.body;
  if (body?.type !== "call" || body.function.name !== "vec" || more.length > 0) return wrt;
  const [of] = body.arguments;
  return of?.type === "symbol" && !scope.definitions.has(of.name) ? body : wrt;
}

export function readVariable(builder: Builder, wrt: Expression): Operand {
  switch (wrt.type) {
    case "symbol": {
      const node = build(builder, wrt);
      return { node, at: null, sizes: dims(builder.graph, node), transposed: false };
    }
    case "entry": {
      const node = build(builder, wrt.of);
      return entryOperand(builder, wrt, node);
    }
    case "transpose": {
      const inner = readVariable(builder, wrt.of);
      return { ...inner, transposed: !inner.transposed };
    }
    case "call": {
      if (wrt.function.type === "operator" && wrt.function.name === "vec") {
        const inner = readVariable(builder, wrt.arguments[0]!);
        return { ...inner, sizes: { rows: inner.sizes.rows * inner.sizes.cols, cols: 1 } };
      }
      if (wrt.function.type === "operator" && wrt.function.name === "vech")
        return vechAsVariable(builder, wrt);
      return parameterOperand(builder, wrt);
    }
    case "inverse":
      return inverseAsVariable(builder, wrt);
    case "derivative":
    case "number":
    case "unknown":
      return fail("unsupported-notation", "this is nothing to differentiate by", wrt.span);
    default:
      return parameterOperand(builder, wrt);
  }
}

/** `∂f/∂log σ²`, where σ follows from it; `∂f/∂(Wx)`, where what is written the same way elsewhere is the same node. */
function parameterOperand(builder: Builder, wrt: Expression): Operand {
  const written = writtenParameter(builder, wrt);
  if (written?.entry) return entryOperand(builder, written.entry, written.node);
  const node = written?.node ?? build(builder, wrt);
  if (nodeOf(builder.graph, node).operator === "constant")
    fail("unsupported-notation", "this is nothing to differentiate by", wrt.span);
  return { node, at: null, sizes: dims(builder.graph, node), transposed: false };
}

/** `∂ℓ/∂Σ^{-1}`: whatever is made of Σ is made of its inverse. */
function inverseAsVariable(
  builder: Builder,
  { of, pseudo, ...wrt }: Expression & { type: "inverse" },
): Operand {
  const { graph, scope, values } = builder;
  const inverse = build(builder, { ...wrt, of, pseudo });
  const isDrawn = of.type === "symbol" && !of.time && !pseudo && !scope.definitions.has(of.name);
  const node = isDrawn ? variable(graph, `inverse of ${of.name}`, inverse) : inverse;
  if (isDrawn) values.set(of.name, op(graph, "inverse", node));
  return { node, at: null, sizes: dims(graph, node), transposed: false };
}

/** `∂f/∂vech(A)`: whatever is made of a symmetric A is made of its entries on and below the diagonal. */
function vechAsVariable(builder: Builder, { arguments: [of], span }: Expression & { type: "call" }): Operand {
  const { graph, scope, values } = builder;
  const isDrawn = of?.type === "symbol" && !of.time && !scope.definitions.has(of.name);
  if (!isDrawn || !isSymmetric(scope.facts.roles.get(of.name)))
    return fail("unsupported-operator", "a derivative by vech of what is not said to be symmetric", span);
  const whole = build(builder, of);
  const { rows } = dims(graph, whole);
  const node = variable(graph, `vech of ${of.name}`, op(graph, "vech", whole));
  values.set(of.name, opWith(graph, "unvec", [rows], op(graph, "matmul", duplication(graph, rows), node)));
  return { node, at: null, sizes: dims(graph, node), transposed: false };
}

/** An entry of a whole: differentiate (by) the whole, and take one position of it. */
function entryOperand(builder: Builder, entry: Expression & { type: "entry" }, node: NodeId): Operand {
  const { rows, cols } = dims(builder.graph, node);
  const [first, second] = entry.indices.map((index) => indexValue(builder, index));
  const row = second === undefined && rows === 1 ? 1 : first!;
  const col = second ?? (rows === 1 ? first! : 1);
  if (second === undefined && rows > 1 && cols > 1)
    return { node: build(builder, entry), at: null, sizes: { rows: 1, cols }, transposed: false };
  if (row < 1 || row > rows || col < 1 || col > cols)
    fail("shape-conflict-in-definition", "this index lies outside", entry.span);
  return { node, at: (col - 1) * rows + (row - 1), sizes: { rows: 1, cols: 1 }, transposed: false };
}

export function readOutput(builder: Builder, of: Expression): Operand {
  if (of.type === "entry") {
    const node = build(builder, of.of);
    const { rows, cols } = dims(builder.graph, node);
    if (of.indices.length === 2 || rows === 1 || cols === 1) return entryOperand(builder, of, node);
  }
  const node = build(builder, of);
  return { node, at: null, sizes: dims(builder.graph, node), transposed: false };
}

/**
 * The output; where its definition does not contain the variable, but another equation of the note for the same
 * symbol does (`x = Wσ(y) + b`, later `x = Wa + b` with `a = σ(y)`), the output by that equation.
 */
export function readDependent(builder: Builder, of: Expression, wrt: Expression, variable: NodeId): Operand {
  const first = readOutput(builder, of);
  if (pathBetween(builder.graph, first.node, variable).length > 0) return first;
  const symbol = of.type === "entry" ? of.of : of;
  const name = variableName(wrt);
  if (symbol.type !== "symbol" || name === null) return first;
  const other = (builder.scope.alternatives.get(symbol.name) ?? []).find(
    (definition) =>
      isInReach(builder, definition) &&
      some(definition.body, (part) => part.type === "symbol" && part.name === name),
  );
  if (!other) return first;
  const outer = { values: new Map(builder.values), alternative: builder.alternative };
  const time = symbol.time ? indexValue(builder, symbol.time) : null;
  builder.values.delete(time === null ? symbol.name : `${symbol.name}@${time}`);
  builder.alternative = other;
  try {
    return readOutput(builder, of);
  } finally {
    builder.alternative = outer.alternative;
    for (const [key, node] of outer.values) builder.values.set(key, node);
  }
}

function variableName(wrt: Expression): string | null {
  if (wrt.type === "symbol") return wrt.name;
  return wrt.type === "entry" || wrt.type === "transpose" ? variableName(wrt.of) : null;
}
