/*
 * Derivatives inside a computation. The variable is built first, so that everything built later that uses it
 * goes through its node; the Jacobian is then laid out as the reading says.
 */
import {
  type DerivativeExpression,
  type Expression,
  type MatrixCell,
  parts,
  some,
  walkExpression,
} from "../algebra/expression.ts";
import { derivative, pathBetween } from "../algebra/derivative.ts";
import {
  type NodeId,
  dims,
  duplication,
  input,
  isScalar,
  nodeOf,
  op,
  opWith,
  scalar,
  variable,
} from "../algebra/graph.ts";
import {
  type Arrangement,
  type DerivativeForm,
  type Sizes,
  arrange,
  numeratorLayout,
} from "../claims/layout.ts";
import { argumentsAsVariable } from "../scope/elaborate-derivative.ts";
import { isFreeNumber } from "../scope/free-number.ts";
import type { Span } from "../text/span.ts";
import { build } from "./build.ts";
import { symbolAt } from "./build-symbol.ts";
import { type Builder, type HeldSymbol, fail, indexValue } from "./builder.ts";
import { plainName } from "../scope/symbol-name.ts";
import { followParameter } from "./reparametrise.ts";
import { tangent } from "./structured.ts";
import { isSymmetric } from "./symmetric-variable.ts";

type MatrixExpression = Expression & { readonly type: "matrix" };

/** A derivative before it is laid out: what is differentiated, by what, and which rows and columns count. */
export interface RawDerivative {
  readonly output: NodeId;
  readonly variable: NodeId;
  readonly frozen: ReadonlySet<NodeId>;
  /** One row or column of the full Jacobian, where an entry is differentiated or differentiated by. */
  readonly row: number | null;
  readonly column: number | null;
  readonly form: DerivativeForm;
}

export function buildDerivative(builder: Builder, written: DerivativeExpression): NodeId {
  const expression = repeated(builder, written);
  if (expression.withRespectTo.length > 1) return buildHigher(builder, expression);
  const raw = rawDerivative(builder, expression);
  const jacobian = fullJacobian(builder, raw, expression);
  return arranged(builder, raw, pick(builder, raw, jacobian), arrangementOf(builder, raw, expression));
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

/** The arrangement of a derivative under the reading in force. */
export function arrangementOf(
  builder: Builder,
  raw: RawDerivative,
  expression: DerivativeExpression,
): Arrangement {
  const count = (sizes: Sizes) => sizes.rows * sizes.cols;
  const wide = ({ rows, cols }: Sizes) => rows > 1 && cols > 1;
  if ((wide(raw.form.of) && count(raw.form.by) > 1) || (wide(raw.form.by) && count(raw.form.of) > 1))
    fail("unsupported-operator", "a derivative of rank three or four has no agreed layout", expression.span);
  if (expression.notation !== "operator") return arrange(raw.form, builder.reading.layout);
  if (wide(raw.form.by)) fail("unsupported-operator", "the derivative by a matrix is a map", expression.span);
  return arrange(raw.form, numeratorLayout);
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
  const by = readVariable(builder, wrt);
  followParameter(builder, wrt, by.node, expression.of);
  const of = readDependent(builder, expression.of, wrt, by.node);
  const frozen = frozenNodes(builder, expression, by.node, of.node);
  if (!depends(builder, expression, of.node, by.node)) builder.independent.add(expression);
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

/** The x of `f(g(x))`. */
function innermost(expression: Expression): Expression {
  const inside = expression.type === "call" ? argumentsAsVariable(expression) : null;
  return inside ? innermost(inside) : expression;
}

/** `\operatorname{vec}(W)` for a θ that is defined so: everything else depends on W. */
function stackedFrom({ scope }: Builder, wrt: Expression): Expression {
  const [definition, ...more] =
    wrt.type === "symbol" && !wrt.time ? (scope.definitions.get(wrt.name) ?? []) : [];
  const body = definition?.body;
  if (body?.type !== "call" || body.function.name !== "vec" || more.length > 0) return wrt;
  const [of] = body.arguments;
  return of?.type === "symbol" && !scope.definitions.has(of.name) ? body : wrt;
}

/** The list of a vector that the note puts together: `q = [x, y, \theta]^\top`, of letters that are nothing else. */
function componentsOf({ scope }: Builder, wrt: Expression): MatrixExpression | null {
  if (wrt.type !== "symbol" || wrt.time) return null;
  const [definition] = scope.definitions.get(wrt.name) ?? [];
  const body = definition?.body;
  const isFree = (cell: MatrixCell) =>
    cell?.type === "symbol" && !cell.time && !scope.definitions.has(cell.name);
  if (body?.type === "transpose" && body.of.type === "matrix" && body.of.rows.length === 1) {
    const [row] = body.of.rows;
    return row!.every(isFree) ? { ...body.of, rows: row!.map((cell) => [cell]) } : null;
  }
  if (body?.type !== "matrix") return null;
  const isList = body.rows.length === 1 || body.rows.every((row) => row.length === 1);
  return isList && body.rows.flat().every(isFree) ? body : null;
}

/** `\nabla f(x, y)`: by the vector of the arguments, of which each argument is a component. */
function derivativeByList(
  builder: Builder,
  expression: DerivativeExpression,
  list: MatrixExpression,
): RawDerivative {
  const { graph } = builder;
  const [wrt] = expression.withRespectTo;
  const symbols = list.rows
    .flat()
    .map((cell) =>
      cell?.type === "symbol"
        ? { name: cell.name, node: build(builder, cell) }
        : fail("unsupported-notation", "this is nothing to differentiate by", list.span),
    );
  if (symbols.some(({ node }) => !isScalar(graph, node)))
    fail("unsupported-operator", "a gradient by several vectors at once", list.span);
  const point = opWith(graph, "assemble", [symbols.length, 1], ...symbols.map(({ node }) => node));
  const by = variable(graph, `point ${symbols.map(({ name }) => name).join(", ")}`, point);
  const outer = { parameters: builder.parameters, values: new Map(builder.values) };
  const components = symbols.map(
    ({ name }, at) => [name, opWith(graph, "submatrix", [at, 0, 1, 1], by)] as const,
  );
  builder.parameters = new Map([...outer.parameters, ...components]);
  builder.values.clear();
  // Definitions are entered without parameters: there the letters are what they are here.
  for (const [name, node] of components) builder.values.set(name, node);
  if (wrt!.type === "symbol") builder.values.set(wrt!.name, by);
  const output = readOutput(builder, expression.of);
  builder.parameters = outer.parameters;
  builder.values.clear();
  for (const [key, node] of outer.values) builder.values.set(key, node);
  if (pathBetween(graph, output.node, by).length === 0) builder.independent.add(expression);
  return {
    output: output.node,
    variable: by,
    frozen: new Set(),
    row: output.at,
    column: null,
    form: {
      of: output.at === null ? dims(graph, output.node) : { rows: 1, cols: 1 },
      by: { rows: list.rows.length, cols: list.rows[0]!.length },
      byTransposed: false,
      ofTransposed: false,
      nabla: expression.notation === "nabla",
    },
  };
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
  const name = symbolName(expression.withRespectTo[0]!);
  if (name === null) return false;
  return (
    symbolName(expression.of) === name ||
    [...builder.values].some(
      ([key, node]) => key.startsWith(`${name}@`) && pathBetween(graph, output, node).length > 0,
    )
  );
}

function symbolName(expression: Expression): string | null {
  if (expression.type === "entry" || expression.type === "transpose") return symbolName(expression.of);
  return expression.type === "symbol" ? expression.name : null;
}

interface Operand {
  readonly node: NodeId;
  /** Position in the flattened node, for one entry of it. */
  readonly at: number | null;
  readonly sizes: Sizes;
  readonly transposed: boolean;
}

function readVariable(builder: Builder, wrt: Expression): Operand {
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
      const node = build(builder, wrt);
      return { node, at: null, sizes: dims(builder.graph, node), transposed: false };
    }
    case "inverse":
      return inverseAsVariable(builder, wrt);
    case "derivative":
    case "number":
    case "unknown":
      return fail("unsupported-notation", "this is nothing to differentiate by", wrt.span);
    default: {
      // `∂f/∂(Wx)`: whatever is written out the same way elsewhere is the same node.
      const node = build(builder, wrt);
      if (nodeOf(builder.graph, node).operator === "constant")
        fail("unsupported-notation", "this is nothing to differentiate by", wrt.span);
      return { node, at: null, sizes: dims(builder.graph, node), transposed: false };
    }
  }
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

function readOutput(builder: Builder, of: Expression): Operand {
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
function readDependent(builder: Builder, of: Expression, wrt: Expression, variable: NodeId): Operand {
  const first = readOutput(builder, of);
  if (pathBetween(builder.graph, first.node, variable).length > 0) return first;
  const symbol = of.type === "entry" ? of.of : of;
  const name = variableName(wrt);
  if (symbol.type !== "symbol" || name === null) return first;
  const other = (builder.scope.alternatives.get(symbol.name) ?? []).find((definition) =>
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

/** Lays a Jacobian out. */
export function arranged(
  builder: Builder,
  raw: Pick<RawDerivative, "form">,
  jacobian: NodeId,
  arrangement: Arrangement,
): NodeId {
  const { graph } = builder;
  const transposeIf = (node: NodeId, flip: boolean) => (flip ? op(graph, "transpose", node) : node);
  switch (arrangement.type) {
    case "jacobian":
      return jacobian;
    case "transposed-jacobian":
      return op(graph, "transpose", jacobian);
    case "gradient": {
      const column = op(graph, "transpose", jacobian);
      return transposeIf(opWith(graph, "unvec", [raw.form.by.rows], column), arrangement.transposed);
    }
    case "tangent":
      return transposeIf(opWith(graph, "unvec", [raw.form.of.rows], jacobian), arrangement.transposed);
  }
}

/** Second and third derivatives. */
function buildHigher(builder: Builder, expression: DerivativeExpression): NodeId {
  const raw = rawDerivative(builder, inner(expression));
  const jacobian = pick(builder, raw, fullJacobian(builder, raw, expression));
  return arranged(builder, raw, jacobian, hessianArrangement(builder, raw, expression));
}

/**
 * How the Jacobian of a gradient is written. In `∂²f/∂x∂yᵀ` the transpose says which variable has the columns;
 * without one `∂²f/∂x∂y` is ∂/∂x of ∂f/∂y in the layout of the reading, and `∇²_{xy} f` has a row for each entry of x
 * wherever gradients are columns.
 */
export function hessianArrangement(
  { reading }: Builder,
  { form: { of, by } }: RawDerivative,
  expression: DerivativeExpression,
): Arrangement {
  const [first, last, ...more] = expression.withRespectTo;
  // A matrix by a number, twice, is a matrix.
  if (by.rows * by.cols === 1 && Math.min(of.rows, of.cols) > 1)
    return { type: "tangent", rows: of.rows, transposed: false };
  if (!first || !last || more.length > 0) return { type: "jacobian" };
  const [marksFirst, marksLast] = [first, last].map(({ type }) => type === "transpose");
  if (marksFirst !== marksLast) return { type: marksLast ? "transposed-jacobian" : "jacobian" };
  const { layout } = reading;
  const byRows =
    layout.jacobians === "denominator" || (expression.notation === "nabla" && layout.gradients === "shape");
  return { type: byRows ? "transposed-jacobian" : "jacobian" };
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

function untransposed(variable: Expression): Expression {
  return variable.type === "transpose" ? variable.of : variable;
}

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
      matrixOf(builder, of.name) !== null);
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

/** The matrix that a factor or an eigenvalue belongs to: it changes with that, and not by itself. */
function matrixOf({ scope }: Builder, name: string): string | null {
  const [definition] = scope.definitions.get(name) ?? [];
  if (!definition || definition.statement >= 0 || definition.body.type !== "call") return null;
  const matrix = walkExpression(definition.body).find(({ type }) => type === "symbol");
  return matrix?.type === "symbol" && isDecomposing(definition.body) ? matrix.name : null;
}

function isDecomposing(body: Expression): boolean {
  return some(
    body,
    (part) =>
      part.type === "call" &&
      /^(cholesky|qr[A-Z]|svd[A-Z]|singularValue|eigenv|(left|right)(Singular|Eigen)|dual|dominant)/.test(
        part.function.name,
      ),
  );
}

/** The P of a statement about `dP`, where the note defines P. */
function definedHead({ scope: { statements, definitions }, statement }: Builder): string | null {
  const left = statements[statement]?.left;
  const head = left?.type === "differential" && left.of.type === "symbol" ? left.of.name : null;
  return head !== null && definitions.has(head) ? head : null;
}

/** The symbols without a definition that one with a definition rests on. */
function leavesBehind({ scope: { definitions, facts } }: Builder, name: string): readonly string[] {
  const seen = new Set<string>();
  const visit = (one: string): void => {
    if (seen.has(one)) return;
    seen.add(one);
    for (const { body } of definitions.get(one) ?? [])
      for (const part of walkExpression(body)) if (part.type === "symbol" && !part.time) visit(part.name);
  };
  visit(name);
  return [...seen].filter((one) => !definitions.has(one) && !facts.roles.get(one)?.has("constant"));
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

/** The derivative by a number ε at 0, where each of these symbols is moved by ε times its direction. */
function along(builder: Builder, of: Expression, directions: ReadonlyMap<string, NodeId>): RawDerivative {
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
function isTime({ scope }: Builder, wrt: Expression): boolean {
  return scope.flows.size > 0 && wrt.type === "symbol" && !wrt.time && /^(·?t|s|\\tau)$/.test(wrt.name);
}

/** `\frac{d}{dt} V(x)` and `\dot V`: x moves along `\dot x`, and time itself goes on where something depends on it. */
function derivativeByTime(builder: Builder, expression: DerivativeExpression): RawDerivative {
  const { graph, scope } = builder;
  const { of, span } = expression;
  const [by] = expression.withRespectTo;
  const directions = new Map<string, NodeId>();
  for (const [name, rate] of scope.flows) directions.set(name, rateOf(builder, name, rate, span));
  if (by!.type === "symbol" && !isFreeNumber(by!.name)) directions.set(by!.name, scalar(graph, 1));
  const raw = along(builder, of, directions);
  if (pathBetween(graph, raw.output, raw.variable).length === 0) builder.independent.add(expression);
  return raw;
}

/** The f of `df` and `d^2 f`. */
function differentiated(expression: Expression): Expression {
  return expression.type === "differential" ? differentiated(expression.of) : expression;
}

const VARIABLE = /^[U-Zu-z](_\{.*\})?$/;

/** The factors of `A = QR`, none of which is a variable by its letter: where A changes, each of them may. */
function looseFactors({ scope: { definitions, facts } }: Builder, head: Expression): readonly string[] {
  const [definition] = head.type === "symbol" ? (definitions.get(head.name) ?? []) : [];
  if (!definition || definition.parameters.length > 0) return [];
  const factors = factorsIn(definition.body).map((factor) =>
    factor.type === "transpose" ? factor.of : factor,
  );
  const names = factors.flatMap((factor) => (factor.type === "symbol" && !factor.time ? [factor.name] : []));
  const isLoose = (name: string) =>
    /^[A-T](_\{.*\})?$/.test(name) && !definitions.has(name) && !facts.roles.get(name)?.has("constant");
  return factors.length > 1 && names.length === factors.length && names.every(isLoose) ? names : [];
}

function factorsIn(body: Expression): readonly Expression[] {
  return body.type === "product" ? [body.left, body.right].flatMap(factorsIn) : [body];
}

/**
 * Symbols that vary: those whose bare differential stands in the statement, or in another of the note, and, unless
 * the reading holds all else fixed, those that are matrix functions or variables by their letter.
 */
function variedSymbols(builder: Builder): ReadonlySet<string> {
  const names = new Set<string>();
  const { statements, facts } = builder.scope;
  const statement = statements[builder.statement];
  if (!statement) return names;
  const visit = (expression: Expression): void => {
    const of = expression.type === "differential" ? untransposed(expression.of) : null;
    if (of?.type === "symbol") names.add(of.name);
    for (const part of parts(expression)) visit(part);
  };
  const { left } = statement;
  const head = differentiated(left);
  if (head.type === "symbol" && !builder.scope.definitions.has(head.name)) visit(left);
  visit(head);
  for (const step of statement.steps) visit(step.right);
  for (const part of walkExpression(left)) {
    if (part.type !== "symbol" || part.time || names.has(part.name)) continue;
    if (head !== left && head === part) continue;
    const { name } = part;
    if (facts.roles.get(name)?.has("constant") || builder.scope.definitions.has(name)) continue;
    const mayVary = builder.reading.fixed !== "intermediate" && VARIABLE.test(name);
    if (facts.functions.has(name) || mayVary) names.add(name);
  }
  if (builder.reading.fixed !== "intermediate")
    for (const factor of looseFactors(builder, head)) names.add(factor);
  // `dP = dP\,P + P\,dP` of a P that the note defines says something of every change of what P is made of.
  const own = definedHead(builder);
  if (own !== null && names.delete(own) && names.size === 0)
    for (const name of leavesBehind(builder, own)) names.add(name);
  return new Set([...names].map((name) => matrixOf(builder, name) ?? name));
}
