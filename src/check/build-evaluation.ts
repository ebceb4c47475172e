/*
 * Values at a place: the body is built for all values of its symbols, with its derivatives, and only then are the
 * symbols given theirs. A place may rest on the same symbols: all are put in at once.
 */
import type { DerivativeExpression, EntryExpression, Expression } from "../algebra/expression.ts";
import { pathBetween } from "../algebra/derivative.ts";
import { type NodeId, constant, cut, dims, isScalar, isZero, op, zeros } from "../algebra/graph.ts";
import { substitution } from "../algebra/substitute.ts";
import { build } from "./build.ts";
import { rawDerivative } from "./build-derivative.ts";
import type { RawDerivative } from "./derivative-layout.ts";
import { startBehind } from "./build-solution.ts";
import { type Builder, fail, indexValue } from "./builder.ts";
import { plainName } from "../scope/symbol-name.ts";

type Evaluation = Expression & { readonly type: "evaluation" };

/** Builds the body, then puts the places in. */
export function buildEvaluation(builder: Builder, evaluation: Evaluation): NodeId {
  const symbols = buildSymbols(builder, evaluation);
  const of = build(builder, evaluation.of);
  const { values, residuals } = replacements(builder, evaluation, symbols, of);
  const put = substitution(builder.graph, values);
  return whereAll(builder, residuals.map(put), put(of));
}

/** The derivative at a place as a derivative by the place itself, so that differences can be taken there. */
export function rawEvaluated(
  builder: Builder,
  evaluation: Evaluation,
  of: DerivativeExpression,
): RawDerivative {
  const symbols = buildSymbols(builder, evaluation);
  const raw = rawDerivative(builder, of);
  const { values, residuals } = replacements(builder, evaluation, symbols, raw.output);
  const put = substitution(builder.graph, values);
  const variable = put(raw.variable);
  // A place that itself rests on the variable is not differentiated: it is put in afterwards.
  const held = [...values.values()].filter((node) => node !== variable);
  const missed = residuals.map(put);
  const frozen = new Set([...[...raw.frozen].map(put), ...held, ...missed]);
  return { ...raw, output: whereAll(builder, missed, put(raw.output)), variable, frozen };
}

/** The symbols come first, so that everything built later that uses them goes through their nodes. */
function buildSymbols(builder: Builder, { places }: Evaluation): readonly NodeId[] {
  return places.map(({ symbol }) => build(builder, symbol.type === "entry" ? symbol.of : symbol));
}

interface Replacements {
  readonly values: ReadonlyMap<NodeId, NodeId>;
  /** What vanishes where the solutions of equations are those that the places name. */
  readonly residuals: readonly NodeId[];
}

function replacements(
  builder: Builder,
  { places }: Evaluation,
  symbols: readonly NodeId[],
  of: NodeId,
): Replacements {
  const { graph } = builder;
  const values = new Map<NodeId, NodeId>();
  const residuals: NodeId[] = [];
  places.forEach(({ symbol, value, implied }, at) => {
    const node = symbols[at]!;
    const whole = values.get(node) ?? node;
    const put = build(builder, value, dims(graph, node));
    if (implied && value.type === "symbol" && pathBetween(graph, of, put).length > 0)
      fail(
        "readings-disagree",
        `write what takes the value ${plainName(value.name)}, or say that it is held fixed`,
        value.span,
      );
    // The y of a point on a curve moves with x: from that point its equation is solved.
    const start = symbol.type === "symbol" ? startBehind(builder, symbol.name, node) : null;
    if (start !== null) values.set(start, put);
    if (
      start !== null ||
      symbols.some((other) => other !== node && pathBetween(graph, node, other).length > 0)
    ) {
      residuals.push(op(graph, "subtract", node, put));
      return;
    }
    values.set(
      node,
      symbol.type === "entry" ? withEntry(builder, symbol, whole, put) : fitted(builder, node, put, value),
    );
  });
  // Two symbols with the same value are still two: each is cut as itself.
  return {
    values: new Map([...values].map(([node, value]) => [node, cut(graph, value, [node])])),
    residuals,
  };
}

/** The value where all residuals vanish, and none elsewhere. */
function whereAll({ graph }: Builder, residuals: readonly NodeId[], value: NodeId): NodeId {
  return residuals.reduce((inner, residual) => op(graph, "whereZero", residual, inner), value);
}

/** A zero is a zero of any size. */
function fitted(builder: Builder, symbol: NodeId, value: NodeId, { span }: Expression): NodeId {
  const { graph } = builder;
  const [want, have] = [dims(graph, symbol), dims(graph, value)];
  if (want.rows === have.rows && want.cols === have.cols) return value;
  if (isScalar(graph, value) && isZero(graph, value)) return zeros(graph, want);
  return fail("unknown-shape", "this value does not have the shape of the symbol that takes it", span);
}

/** The whole with one entry of it replaced. */
function withEntry(
  builder: Builder,
  { indices, span }: EntryExpression,
  whole: NodeId,
  value: NodeId,
): NodeId {
  const { graph } = builder;
  const { rows, cols } = dims(graph, whole);
  const [first, second] = indices.map((index) => indexValue(builder, index));
  const at = second === undefined ? first! - 1 : (first! - 1) * cols + second - 1;
  if (
    !isScalar(graph, value) ||
    at < 0 ||
    at >= rows * cols ||
    (second === undefined && rows > 1 && cols > 1)
  )
    return fail("unsupported-notation", "this entry cannot take a value", span);
  const unit = constant(
    graph,
    { rows, cols },
    Array.from({ length: rows * cols }, (_, k) => (k === at ? 1 : 0)),
  );
  const others = op(graph, "subtract", whole, op(graph, "hadamard", unit, whole));
  return op(graph, "add", others, op(graph, "scale", value, unit));
}
