/*
 * Derivatives inside a computation. The variable is built first, so that everything built later that uses it
 * goes through its node; the Jacobian is then laid out as the reading says.
 */
import {
  type DerivativeExpression,
  type Expression,
  type SymbolExpression,
  untransposed,
} from "../algebra/expression.ts";
import { derivative, pathBetween } from "../algebra/derivative.ts";
import { type NodeId, dims, nodeOf, opWith } from "../algebra/graph.ts";
import { symbolAt } from "./build-symbol.ts";
import { type Builder, type HeldSymbol, fail, indexValue } from "./builder.ts";
import { plainName } from "../scope/symbol-name.ts";
import { followParameter } from "./reparametrise.ts";
import { type RawDerivative, arranged, arrangementOf, hessianArrangement } from "./derivative-layout.ts";
import { innermost, readDependent, readVariable, stackedFrom } from "./derivative-operands.ts";
import { componentsOf, derivativeByList } from "./derivative-by-list.ts";
import { derivativeInPlace } from "./derivative-in-place.ts";
import { derivativeBySlot } from "./derivative-by-slot.ts";
import { derivativeByTime, isTime } from "./derivative-along.ts";

export function buildDerivative(builder: Builder, written: DerivativeExpression): NodeId {
  const repeats = repeated(builder, written);
  const inPlace = derivativeInPlace(builder, repeats, (placed) => derivativeOf(builder, placed));
  return inPlace ?? derivativeOf(builder, repeats);
}

function derivativeOf(builder: Builder, expression: DerivativeExpression): NodeId {
  if (expression.withRespectTo.length > 1) return buildHigher(builder, expression);
  const raw = rawDerivative(builder, expression);
  const jacobian = fullJacobian(builder, raw, expression);
  return arranged(builder, raw, pick(builder, raw, jacobian), arrangementOf(builder, raw, expression));
}

/** Second and third derivatives. */
function buildHigher(builder: Builder, expression: DerivativeExpression): NodeId {
  const raw = rawDerivative(builder, inner(expression));
  const jacobian = pick(builder, raw, fullJacobian(builder, raw, expression));
  return arranged(builder, raw, jacobian, hessianArrangement(builder, raw, expression));
}

/** The last derivative of a higher one, taken of the rest as a gradient column. */
export function inner(expression: DerivativeExpression): DerivativeExpression {
  const [first, ...rest] = expression.withRespectTo;
  const swapped: DerivativeExpression = {
    ...expression,
    withRespectTo: [...rest.slice(0, -1), rest.at(-1)!],
  };
  return {
    type: "derivative",
    of:
      rest.length > 1
        ? inner(swapped)
        : { ...swapped, notation: "nabla", withRespectTo: [untransposed(rest[0]!)] },
    withRespectTo: [untransposed(first!)],
    notation: "fraction",
    span: expression.span,
  };
}

/** The highest order that a letter may stand for. */
const HIGHEST = 5;

/** `d^n/dx^n` where n is this number: once by each of so many x. */
export function repeated(
  builder: Builder,
  { times, ...derivative }: DerivativeExpression,
): DerivativeExpression {
  if (!times) return derivative;
  const count = indexValue(builder, times);
  const [by] = derivative.withRespectTo;
  if (count < 1 || count > HIGHEST)
    return fail("unsupported-operator", "a derivative of this order is not taken", derivative.span);
  return { ...derivative, withRespectTo: Array.from({ length: count }, () => by!) };
}

function fullJacobian(builder: Builder, raw: RawDerivative, expression: DerivativeExpression): NodeId {
  const node = derivative(builder.graph, raw.output, raw.variable, raw.frozen);
  return node ?? fail("unsupported-operator", "an operator here has no derivative rule", expression.span);
}

/** Builds the variable, then the output, and says what of the Jacobian counts. */
export function rawDerivative(builder: Builder, expression: DerivativeExpression): RawDerivative {
  const [written] = expression.withRespectTo;
  const wrt = stackedFrom(builder, builder.reading.composites ? innermost(written!) : written!);
  const list = wrt.type === "matrix" ? wrt : componentsOf(builder, wrt);
  if (list) return derivativeByList(builder, expression, list);
  if (isTime(builder, wrt)) return derivativeByTime(builder, expression);
  const bySlot = derivativeBySlot(builder, expression);
  if (bySlot) return bySlot;
  const by = readVariable(builder, wrt);
  followParameter(builder, wrt, by.node, expression.of);
  const of = readDependent(builder, expression.of, wrt, by.node);
  const frozen = frozenNodes(builder, expression, by.node, of.node);
  // `\partial^2 v/\partial x^2` of `v = x y` vanishes by what the note says of v.
  const whole =
    expression.of.type === "derivative" ? readDependent(builder, lowest(expression.of), wrt, by.node) : of;
  if (![of, whole].some(({ node }) => depends(builder, expression, node, by.node)))
    builder.independent.add(expression);
  requireHeld(builder, expression, of.node);
  return {
    output: of.node,
    variable: by.node,
    frozen,
    row: of.at,
    column: by.at,
    form: {
      of: of.at === null ? dims(builder.graph, of.node) : { rows: 1, cols: 1 },
      by: by.at === null ? by.sizes : { rows: 1, cols: 1 },
      byTransposed: by.transposed,
      ofTransposed: expression.of.type === "transpose" && dims(builder.graph, of.node).rows === 1,
      nabla: expression.notation === "nabla",
    },
  };
}

/** Where what is held is none of the variables that the output is written in, another function of others is meant. */
function requireHeld(builder: Builder, { held = [], of }: DerivativeExpression, output: NodeId): void {
  const { graph, scope } = builder;
  for (const { name, span } of held) {
    const isVariable =
      !scope.definitions.has(name) &&
      pathBetween(graph, output, symbolAt(builder, name, null, span)).length > 0;
    if (isVariable) continue;
    const text = scope.note.text.slice(of.span.start, of.span.end).trim();
    fail("undefined-symbol", `nothing in this note says how ${text} depends on ${plainName(name)}`, span);
  }
}

/** What is differentiated first: the v of `\partial (\partial v/\partial x)/\partial x`. */
function lowest(expression: Expression): Expression {
  return expression.type === "derivative" ? lowest(expression.of) : expression;
}

/** Whether what is differentiated depends on the variable, at this or at another time, as far as the note says. */
function depends(
  builder: Builder,
  expression: DerivativeExpression,
  output: NodeId,
  variable: NodeId,
): boolean {
  const { graph } = builder;
  if (nodeOf(graph, output).operator === "constant" || pathBetween(graph, output, variable).length > 0)
    return true;
  const by = symbolIn(expression.withRespectTo[0]!);
  if (!by) return false;
  if (symbolIn(expression.of)?.name === by.name || isCyclic(builder, by.name, output)) return true;
  // A sum of `x_i` says nothing of an x that stands alone.
  const others = by.time ? [...builder.values].filter(([key]) => key.startsWith(`${by.name}@`)) : [];
  return others.some(([, node]) => pathBetween(graph, output, node).length > 0);
}

/** What a Lagrangian with `\dot x` says of x, it says of every x; a potential that is a letter alone may rest on it. */
function isCyclic({ graph, values, leaves }: Builder, name: string, output: NodeId): boolean {
  const rate = values.get(`dot ${name}`);
  if (rate === undefined || pathBetween(graph, output, rate).length === 0) return false;
  const isPotential = (letter: string) => /^(?:[UVWE]|\\(?:Phi|phi|varphi))(?:_.*)?$/.test(letter);
  return ![...leaves].some(([key, letter]) => {
    const leaf = isPotential(letter) ? values.get(key) : undefined;
    return leaf !== undefined && pathBetween(graph, output, leaf).length > 0;
  });
}

function symbolIn(expression: Expression): SymbolExpression | null {
  if (expression.type === "entry" || expression.type === "transpose") return symbolIn(expression.of);
  return expression.type === "symbol" ? expression : null;
}

/** Nodes that the reading holds fixed: symbols by name, or all intermediate ones for a direct partial. */
function frozenNodes(
  builder: Builder,
  expression: DerivativeExpression,
  variable: NodeId,
  output: NodeId,
): ReadonlySet<NodeId> {
  const fixed = expression.notation === "direct" ? "intermediate" : builder.reading.fixed;
  if (fixed === "none") return new Set();
  const frozen = new Set<NodeId>();
  for (const [key, node] of builder.values) {
    if (node === variable || node === output) continue;
    if (fixed === "intermediate" || fixed.some((held) => isHeld(builder, held, key))) frozen.add(node);
  }
  return frozen;
}

function isHeld(builder: Builder, { name, time }: HeldSymbol, key: string): boolean {
  if (time === null)
    return key === name || (key.startsWith(`${name}@`) && /^-?\d+$/.test(key.slice(name.length + 1)));
  return key === `${name}@${indexValue(builder, time)}`;
}

function pick(builder: Builder, raw: RawDerivative, jacobian: NodeId): NodeId {
  const { rows, cols } = dims(builder.graph, jacobian);
  if (raw.row === null && raw.column === null) return jacobian;
  return opWith(
    builder.graph,
    "submatrix",
    [raw.row ?? 0, raw.column ?? 0, raw.row === null ? rows : 1, raw.column === null ? cols : 1],
    jacobian,
  );
}
