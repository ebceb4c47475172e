/*
 * A function of the note without its arguments, `df/dx`: what it is called with elsewhere, what it is said to depend on, or
 * the variable that it is differentiated by.
 */
import { type CallExpression, type Expression, walkExpression } from "../algebra/expression.ts";
import { type NodeId, dims, isScalar, variable } from "../algebra/graph.ts";
import { smoothFunction } from "../algebra/smooth-function.ts";
import { elaborate } from "../scope/elaborate.ts";
import type { FunctionFact } from "../scope/facts.ts";
import type { Notation } from "../scope/notation.ts";
import { type Statement, sidesOf } from "../scope/statement.ts";
import { plainName } from "../scope/symbol-name.ts";
import { isSame, variablesOf } from "../scope/unstated.ts";
import type { Span } from "../text/span.ts";
import { definitionOf, factOf, namedNode, once } from "./build-function.ts";
import { enter } from "./build-symbol.ts";
import { build } from "./build.ts";
import { type Builder, fail, sizeValue } from "./builder.ts";
import { declaredDims } from "./function-dims.ts";
import { callsIn } from "./lookups.ts";
import { structured } from "./structured.ts";

/**
 * A function's name without arguments: its one call elsewhere, its definition in its own parameters, or the
 * arguments the prose says it depends on. Null where the name is no function.
 */
export function buildBareFunction(builder: Builder, name: string, span: Span): NodeId | null {
  // What flows is drawn, and moved along its rate.
  if (builder.scope.flows.has(name)) return null;
  const definition = definitionOf(builder, name, null);
  if (definition) {
    builder.used.add(definition);
    const body = once(builder, name, span, () =>
      enter(builder, definition, new Map(), () => build(builder, definition.body)),
    );
    return variable(builder.graph, name, body);
  }
  const called = builder.calls.get(name) ?? callInStatement(builder, name);
  if (called) return build(builder, called);
  const fact = factOf(builder, name);
  if (fact && fact.dependsOn.length > 0) {
    // What is computed from a symbol is no function of the result.
    const inputs = fact.dependsOn.map((node) => ofAllEntries(elaborate(node, builder.scope.context)));
    const circular = inputs.some((of) => of.type === "symbol" && restsOn(builder, of.name, name, new Set()));
    if (circular) return null;
    const args = inputs.map((of) => build(builder, of));
    const shape = fact.codomain && {
      rows: sizeValue(builder, fact.codomain[0]) ?? 1,
      cols: sizeValue(builder, fact.codomain[1]) ?? 1,
    };
    const declared = builder.scope.facts.shapes.get(name) ? declaredDims(builder, name) : null;
    builder.senses.add(`${plainName(name)} is an unspecified smooth function`);
    const value = smoothFunction(builder.graph, name, args, shape ?? declared ?? { rows: 1, cols: 1 });
    return namedNode(builder, name, structured(builder, name, value));
  }
  if (!fact) return functionOfScalar(builder, name);
  if (hasSeveralVariables(builder, name)) return null;
  const by = fact.codomain && !fact.named ? variableOf(builder, fact) : null;
  if (by !== null) {
    builder.senses.add(`${plainName(name)} is an unspecified smooth function`);
    const shape = declaredDims(builder, name) ?? { rows: 1, cols: 1 };
    const value = smoothFunction(builder.graph, name, [by], shape);
    return namedNode(builder, name, structured(builder, name, value));
  }
  if (fact.named || fact.acts === "elementwise")
    return fail("unsupported-notation", `${plainName(name)} without its argument`, span);
  return functionOfScalar(builder, name);
}

/** A loss "of the `y_i`" rests on all of y. */
function ofAllEntries(input: Expression): Expression {
  const isAny = input.type === "entry" && input.indices.every(({ terms }) => terms.length > 0);
  return isAny ? input.of : input;
}

/** `df/dx` of a function that the note applies but does not define: of f(x), where x is a number. */
function functionOfScalar(builder: Builder, name: string): NodeId | null {
  const { notation, facts, statements } = builder.scope;
  const statement = statements[builder.statement];
  if (!notation.functions.has(name) || facts.shapes.has(name) || !statement) return null;
  if (callsIn(statement).has(name) || !isAbout(statement, name, notation)) return null;
  if (hasSeveralVariables(builder, name)) return null;
  const by = variableOf(builder, null);
  if (by === null || !isScalar(builder.graph, by)) return null;
  builder.senses.add(`${plainName(name)} is an unspecified smooth function`);
  return namedNode(builder, name, smoothFunction(builder.graph, name, [by], { rows: 1, cols: 1 }));
}

/** Whether a statement differentiates this function, and no other: what it says of two may tie one to the other. */
function isAbout(statement: Statement, name: string, { functions }: Notation): boolean {
  const all = sidesOf(statement).flatMap(walkExpression);
  const others = all.some(
    (part) =>
      (part.type === "call" && part.function.type === "symbol" && part.function.name !== name) ||
      (part.type === "symbol" && part.name !== name && functions.has(part.name)),
  );
  return (
    !others &&
    all.some((part) => part.type === "derivative" && part.of.type === "symbol" && part.of.name === name)
  );
}

/** Whether the definitions behind `name` use `other`. */
function restsOn(builder: Builder, name: string, other: string, seen: Set<string>): boolean {
  if (seen.has(name)) return false;
  seen.add(name);
  return (builder.scope.definitions.get(name) ?? []).some(({ body }) =>
    [...walkExpression(body)].some(
      (part) => part.type === "symbol" && (part.name === other || restsOn(builder, part.name, other, seen)),
    ),
  );
}

/** `\partial L / \partial h_t = \partial L / \partial h_T \cdots`: which of the two L is a function of is not said. */
function hasSeveralVariables(builder: Builder, name: string): boolean {
  const statement = builder.scope.statements[builder.statement];
  const sides = statement ? sidesOf(statement) : [];
  const variables = sides.flatMap((side) => variablesOf(name, side));
  return variables.some((one) => !isSame(one, variables[0]!));
}

/** What the claim differentiates by, where a map without an argument could be applied to it. */
function variableOf(builder: Builder, fact: FunctionFact | null): NodeId | null {
  const statement = builder.scope.statements[builder.statement];
  if (!statement) return null;
  for (const side of sidesOf(statement))
    for (const part of walkExpression(side)) {
      const [by] = part.type === "derivative" ? part.withRespectTo : [];
      if (by?.type !== "symbol" || builder.scope.facts.functions.has(by.name)) continue;
      const node = build(builder, by);
      const [domain] = fact?.domain ?? [];
      const { rows, cols } = dims(builder.graph, node);
      if (!domain || (sizeValue(builder, domain[0]) === rows && sizeValue(builder, domain[1]) === cols))
        return node;
    }
  return null;
}

/** The call of a function that stands in the statement under check. */
function callInStatement(builder: Builder, name: string): CallExpression | null {
  const statement = builder.scope.statements[builder.statement];
  return (statement && callsIn(statement).get(name)) ?? null;
}
