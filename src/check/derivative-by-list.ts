/*
 * Derivatives by a list of numbers: `\nabla f(x, y)`, or by a vector that the note puts together of its letters.
 * Goes out: the derivative by one new vector, of which each letter is a component while the output is built.
 */
import type { DerivativeExpression, Expression, MatrixCell } from "../algebra/expression.ts";
import { pathBetween } from "../algebra/derivative.ts";
import { dims, isScalar, opWith, variable } from "../algebra/graph.ts";
import { build } from "./build.ts";
import { isTime } from "./derivative-along.ts";
import { type Builder, fail } from "./builder.ts";
import type { RawDerivative } from "./derivative-layout.ts";
import { readOutput } from "./derivative-operands.ts";

type MatrixExpression = Expression & { readonly type: "matrix" };

/** The list of a vector that the note puts together: `q = [x, y, \theta]^\top`, of letters that are nothing else. */
export function componentsOf(builder: Builder, wrt: Expression): MatrixExpression | null {
  if (wrt.type === "derivative") return ratesOf(builder, wrt);
  const { scope } = builder;
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

/** The list of `\dot q`, where each letter of q has a rate: `[\dot x, \dot \theta]^\top`. */
function ratesOf(builder: Builder, { of, withRespectTo }: DerivativeExpression): MatrixExpression | null {
  const [time, ...more] = withRespectTo;
  const list = more.length === 0 && time && isTime(builder, time) ? componentsOf(builder, of) : null;
  if (!list) return null;
  const { flows } = builder.scope;
  const rate = (cell: MatrixCell): MatrixCell => {
    const name = cell?.type === "symbol" ? flows.get(cell.name) : undefined;
    return cell?.type === "symbol" && name !== undefined ? { ...cell, name } : null;
  };
  const rows = list.rows.map((row) => row.map(rate));
  return rows.flat().includes(null) ? null : { ...list, rows };
}

/** `\nabla f(x, y)`: by the vector of the arguments, of which each argument is a component. */
export function derivativeByList(
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
