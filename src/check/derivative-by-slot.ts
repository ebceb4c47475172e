/*
 * `\partial F/\partial x` of an F that the statement takes at `(x, y(x))`: the derivative by one argument, all others
 * held, as in the chain rule for d/dx. In comes such a derivative, out what is differentiated by what; null for others.
 */
import {
  type CallExpression,
  type DerivativeExpression,
  type Expression,
  walkExpression,
} from "../algebra/expression.ts";
import { dims, variable } from "../algebra/graph.ts";
import { freeNumber } from "../scope/free-number.ts";
import { build } from "./build.ts";
import type { Builder } from "./builder.ts";
import type { RawDerivative } from "./derivative-layout.ts";
import type { Scope } from "../scope/scope.ts";
import { callsIn } from "./lookups.ts";

export function derivativeBySlot(builder: Builder, expression: DerivativeExpression): RawDerivative | null {
  const { of, withRespectTo, isTotal, notation } = expression;
  const [by] = withRespectTo;
  if (isTotal || notation !== "fraction") return null;
  if (of.type !== "symbol" || of.time || by?.type !== "symbol" || by.time) return null;
  const { graph, scope } = builder;
  const call = scope.definitions.has(of.name)
    ? null
    : (callInStatement(builder, of.name) ?? callInEquation(scope, of.name));
  if (!call || call.order > 0) return null;
  const slot = call.arguments.findIndex((argument) => nameOf(argument) === by.name);
  if (slot < 0 || call.arguments.length < 2) return null;
  const places = call.arguments.map((argument, at) => {
    const symbol = freeNumber(`argument ${at + 1}`, argument.span);
    return { symbol, node: variable(graph, `${of.name}${symbol.name}`, build(builder, argument)) };
  });
  const outer = { parameters: builder.parameters, called: builder.calls.get(of.name) };
  builder.parameters = new Map([
    ...outer.parameters,
    ...places.map(({ symbol, node }) => [symbol.name, node] as const),
  ]);
  const output = build(builder, { ...call, arguments: places.map(({ symbol }) => symbol) });
  builder.parameters = outer.parameters;
  builder.calls.set(of.name, outer.called ?? call);
  const node = places[slot]!.node;
  const form = { of: dims(graph, output), by: dims(graph, node), byTransposed: false, ofTransposed: false };
  return {
    output,
    variable: node,
    frozen: new Set(),
    row: null,
    column: null,
    form: { ...form, nabla: false },
  };
}

/** The F of `F(x, y(x))`. */
function callInStatement({ scope, statement }: Builder, name: string): CallExpression | null {
  const own = scope.statements[statement];
  const call = own && callsIn(own).get(name);
  return call?.arguments.some(({ type }) => type === "call") ? call : null;
}

/** The F of `F(x, y) = 0`, by which y is a function of x. */
function callInEquation({ definitions }: Scope, name: string): CallExpression | null {
  for (const { body } of [...definitions.values()].flat())
    for (const part of body.type === "solution" ? walkExpression(body) : [])
      if (part.type === "call" && part.function.name === name) return part;
  return null;
}

/** y of `y` and of `y(x)`. */
function nameOf(argument: Expression): string | null {
  if (argument.type === "symbol") return argument.name;
  return argument.type === "call" && argument.function.type === "symbol" ? argument.function.name : null;
}
