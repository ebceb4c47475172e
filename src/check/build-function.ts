/*
 * Calls of the note's own functions: by their definition, by the named function the prose says they are, or as a
 * random smooth function where nothing more is said.
 */
import { type CallExpression, type Expression, walkExpression } from "../algebra/expression.ts";
import { isSameOpen, isScalarShape, resolve } from "../algebra/shape.ts";
import { derivativeFunction } from "../algebra/elementwise-derivative.ts";
import {
  type Dims,
  type Graph,
  type NodeId,
  dims,
  isScalar,
  nodeOf,
  op,
  variable,
} from "../algebra/graph.ts";
import { operators } from "../algebra/operators/all.ts";
import { smoothElementwise, smoothFunction } from "../algebra/smooth-function.ts";
import { elaborate } from "../scope/elaborate.ts";
import { type FunctionFact, familyOf, memberName } from "../scope/facts.ts";
import { incrementOf } from "../scope/increments.ts";
import type { Definition } from "../scope/definitions.ts";
import { isOpenValue, openFunction } from "../scope/open-functions.ts";
import type { Notation } from "../scope/notation.ts";
import { nearest } from "../scope/section.ts";
import type { Scope } from "../scope/scope.ts";
import { REST } from "../scope/optima.ts";
import { allSides } from "../scope/sides.ts";
import { type Statement, sidesOf } from "../scope/statement.ts";
import { oncePer } from "../text/once.ts";
import { UNSTATED, isSame, variablesOf } from "../scope/unstated.ts";
import type { Span } from "../text/span.ts";
import { build } from "./build.ts";
import { primed } from "./build-prime.ts";
import { definitionsInReach, enter } from "./build-symbol.ts";
import { structured } from "./structured.ts";
import { type Builder, fail, failInCycle, indexValue, sizeValue } from "./builder.ts";
import { callsIn } from "./lookups.ts";
import { plainName } from "../scope/symbol-name.ts";

export function buildFunction(builder: Builder, call: CallExpression): NodeId {
  const definition = definitionOf(builder, call.function.name, call.arguments.length);
  const family = familyOf(call.function.name);
  const fact = factOf(builder, family);
  const name = call.at && !definition ? memberName(family, indexValue(builder, call.at)) : call.function.name;
  const args = call.arguments.map((argument) => build(builder, argument));
  // What a note writes out goes before what it calls a normal density.
  if (definition && !(fact?.named && !/^normal/.test(fact.named))) {
    builder.used.add(definition);
    return applyDefinition(builder, call, definition, args);
  }
  if (fact?.named) return applyNamed(builder, call, fact.named, args);
  if (!fact && family === "\\sigma" && builder.reading.logistic) {
    builder.senses.add("σ is the logistic sigmoid");
    return applyNamed(builder, call, "sigmoid", args);
  }
  if (isElementwise(name, fact, call) && !hasGradient(builder.scope.statements).has(name)) {
    if (call.order === 0 && !builder.calls.has(name)) builder.calls.set(name, call);
    return applyElementwise(builder, name, call.order, args[0]!);
  }
  if (call.order > 0 && args.length !== 1)
    return fail("unsupported-operator", `${plainName(name)}′ of several variables`, call.span);
  const out = outputDims(builder, name, fact, args, call);
  const key = ofItself(builder, name) ?? name;
  if (call.order > 0) {
    const of = (x: NodeId) => structured(builder, name, smoothFunction(builder.graph, key, [x], out));
    return primed(builder, of, args[0]!, call.order, call.span);
  }
  const value = structured(builder, name, smoothFunction(builder.graph, key, args, out));
  builder.calls.set(name, call);
  if (name !== UNSTATED)
    builder.senses.add(`${plainName(family.replace(REST, ""))} is an unspecified smooth function`);
  return namedNode(builder, name, value);
}

/** The function that y is by `y = y(x)`, under the name it has there. */
function ofItself(builder: Builder, name: string): string | null {
  return definitionsInReach(builder, name).some(isOpenValue) ? openFunction(name) : null;
}

/** The member F_l without its arguments, at a value of l: as it is called elsewhere in the note. */
export function buildFamilyMember(builder: Builder, name: string, at: number | null): NodeId | null {
  if (at === null) return null;
  const call = memberCalls(builder.scope.definitions).get(name);
  const [term, ...more] = call?.at?.terms ?? [];
  if (!call?.at || !term || term.coefficient !== 1 || more.length > 0) return null;
  const outer = builder.letters;
  builder.letters = new Map([...outer, [term.letter, at - call.at.offset]]);
  try {
    return build(builder, call);
  } finally {
    builder.letters = outer;
  }
}

/** How members of families are called in definitions, by family. */
const memberCalls = oncePer((definitions: Scope["definitions"]): ReadonlyMap<string, CallExpression> => {
  const calls = new Map<string, CallExpression>();
  for (const { body } of [...definitions.values()].flat())
    for (const part of walkExpression(body))
      if (part.type === "call" && part.at && part.order === 0) calls.set(familyOf(part.function.name), part);
  return calls;
});

function factOf(builder: Builder, name: string): FunctionFact | null {
  return nearest(builder.scope.facts.functions.get(name) ?? [], builder.section, builder.start);
}

/** The definition in force; of several, one that takes as many arguments. */
function definitionOf(builder: Builder, name: string, count: number | null): Definition | null {
  const instead = builder.reading.instead?.get(name);
  if (instead === null || instead?.isFunction) return instead;
  const all = definitionsInReach(builder, name).filter((one) => one.isFunction);
  const fitting = all.filter(({ parameters }) => parameters.length === count);
  return nearest(fitting.length > 0 ? fitting : all, builder.section, builder.start);
}

/** Lower-case Greek and f, g are elementwise when they are applied to something that is no scalar or are called activations. */
function isElementwise(name: string, fact: FunctionFact | null, call: CallExpression): boolean {
  if (call.arguments.length !== 1) return false;
  if (!fact && name.includes("@")) return /^(\\sigma|\\phi|\\varphi|g)@/.test(name);
  if (fact?.codomain || (fact && fact.dependsOn.length > 0)) return false;
  if (fact) return fact.acts === "elementwise" || fact.acts === "unstated";
  return /^(\\sigma|\\phi|\\varphi|\\psi|\\rho|f|g|h)(_\{.*\})?$/.test(name);
}

function applyElementwise(builder: Builder, name: string, order: number, of: NodeId): NodeId {
  builder.senses.add(`${plainName(familyOf(name))} is an unspecified elementwise function`);
  return derivativeFunction(builder.graph, (graph, x) => smoothElementwise(graph, name, x), of, order);
}

function applyNamed(builder: Builder, call: CallExpression, named: string, args: readonly NodeId[]): NodeId {
  const { graph } = builder;
  const operator = operators.get(named);
  if (!operator) return fail("unsupported-operator", `${named} is not understood`, call.span);
  if (call.order === 0) {
    const { rows, cols } = dims(graph, args[0]!);
    if (named === "softmax" && rows > 1 && cols > 1) return op(graph, "softmaxRows", args[0]!);
    return op(graph, named, ...args);
  }
  if (!operator.elementwise)
    return fail("unsupported-operator", `${named} has no entrywise derivative`, call.span);
  return derivativeFunction(graph, (g: Graph, x) => op(g, named, x), args[0]!, call.order);
}

/** Puts the arguments in place of the parameters; a function of a scalar acts on each entry of a vector. */
function applyDefinition(
  builder: Builder,
  call: CallExpression,
  definition: Definition,
  args: readonly NodeId[],
): NodeId {
  const { graph } = builder;
  const [first] = args;
  const own = definition.parameters.map((name) => {
    const shape = builder.scope.shapes.symbols.get(name);
    const rows = shape && sizeValue(builder, shape.rows);
    const cols = shape && sizeValue(builder, shape.cols);
    return rows === undefined || cols === undefined ? null : { rows, cols };
  });
  const wide = first !== undefined && !isScalar(graph, first);
  const [parameter] = own;
  const fact = factOf(builder, call.function.name);
  const elementwise =
    wide &&
    args.length === 1 &&
    (fact?.acts === "elementwise" || (parameter?.rows === 1 && parameter.cols === 1));
  if (args.length !== definition.parameters.length && args.length > 0)
    fail(
      "unsupported-notation",
      `${plainName(call.function.name)} takes ${definition.parameters.length} arguments`,
      call.span,
    );
  const body = (values: readonly NodeId[]): NodeId =>
    once(builder, call.function.name, call.span, () =>
      enter(
        builder,
        definition,
        new Map(),
        () => {
          builder.elementwise = elementwise;
          return build(builder, definition.body);
        },
        new Map(definition.parameters.map((name, at) => [name, values[at]!])),
      ),
    );
  if (call.order === 0) return body(args);
  if (first === undefined || args.length !== 1)
    return fail("unsupported-operator", "a prime on a function of several variables", call.span);
  if (!elementwise) return primed(builder, (x) => body([x]), first, call.order, call.span);
  return derivativeFunction(graph, (_, x) => body([x]), first, call.order);
}

/** A function whose body calls it again has no end. */
function once<T>(builder: Builder, name: string, span: Span, inner: () => T): T {
  const key = `${name}()`;
  if (builder.open.has(key)) failInCycle(builder, key, span);
  builder.open.add(key);
  try {
    return inner();
  } finally {
    builder.open.delete(key);
  }
}

function outputDims(
  builder: Builder,
  name: string,
  fact: FunctionFact | null,
  args: readonly NodeId[],
  call: CallExpression,
): Dims {
  if (fact?.codomain) {
    const rows = sizeValue(builder, fact.codomain[0]);
    const cols = sizeValue(builder, fact.codomain[1]);
    if (rows !== undefined && cols !== undefined) return { rows, cols };
  }
  if (name.startsWith(REST)) return { rows: 1, cols: 1 };
  const summand = besideIn(builder, name, (symbol) => builder.scope.facts.shapes.has(symbol));
  if (summand) return summand;
  const [result] = [...builder.scope.definitions].filter(([, all]) =>
    all.some(({ body }) => isCallOf(body, name)),
  );
  // `\dot x = f(x, u)` moves x, and so has its shape, be that a guess.
  const isSaid =
    result &&
    (builder.scope.facts.shapes.has(result[0]) ||
      incrementOf(result[0]) !== null ||
      isSquareItself(builder, result[0], name));
  const known = isSaid ? declaredDims(builder, result[0]) : null;
  if (known) return known;
  const shape = builder.scope.shapes.symbols.get(name);
  const rows = shape && sizeValue(builder, shape.rows);
  const cols = shape && sizeValue(builder, shape.cols);
  if (rows !== undefined && cols !== undefined) return { rows, cols };
  if (hasGradient(builder.scope.statements).has(name)) return { rows: 1, cols: 1 };
  const beside = besideIn(builder, name, (symbol) => builder.scope.shapes.symbols.has(symbol));
  if (beside) return beside;
  const isNumber = /^(L|J|E|C|l|\\ell|\\mathcal.*)/.test(name) || isSmallLetter(builder, name);
  if (isNumber || args.every((arg) => isScalar(builder.graph, arg))) return { rows: 1, cols: 1 };
  return fail("unknown-shape", `what ${plainName(name)} returns is not known`, call.span);
}

/** The functions of which `\nabla f(x)` is written in the note: their values are numbers, unless something else is said. */
const hasGradient = oncePer((statements: Scope["statements"]): ReadonlySet<string> => {
  const parts = allSides(statements).flatMap(walkExpression);
  const differentiated = parts.flatMap((part) =>
    part.type === "derivative" && part.notation === "nabla" ? numbersWithin(part.of) : [],
  );
  return new Set(differentiated.filter((name) => !/^\\[A-Za-z]+$/.test(name)));
});

/** The functions whose values are numbers if a value is: f of `\log f(x)` and `(f(x) - y)^2`. */
function numbersWithin(value: Expression): readonly string[] {
  if (value.type === "power") return numbersWithin(value.base);
  if (value.type === "sum") return value.terms.flatMap(({ of }) => numbersWithin(of));
  if (value.type !== "call") return [];
  if (value.function.type === "symbol") return [value.function.name];
  return /^(log|exp|sqrt)$/.test(value.function.name) ? value.arguments.flatMap(numbersWithin) : [];
}

/** The u of `u = u(x)`, where nothing makes a vector of it. */
function isSmallLetter({ scope: { shapes } }: Builder, name: string): boolean {
  const letter = /^(\\?[a-z]+)\(\)$/.exec(name)?.[1];
  if (letter === undefined) return false;
  const shape = shapes.symbols.get(letter);
  return !shape || shapes.guessed.has(letter) || isScalarShape(shapes.bindings, shape);
}

/** `y = x + F(x)` and `y = x + h F(x)` give F the shape of x, and so does `x - F(x) = 0`, where that is known well enough. */
function besideIn(builder: Builder, name: string, isKnown: (symbol: string) => boolean): Dims | null {
  const { definitions } = builder.scope;
  for (const [result, all] of definitions)
    for (const { body, components } of all)
      for (const sum of body.type === "solution" ? body.of : [body]) {
        if (sum.type !== "sum" || !sum.terms.some(({ of }) => isCallOf(scaledIn(of), name))) continue;
        // `r_i = y_i - f(x_i, \beta)` of entries.
        if (components.length > 0) return { rows: 1, cols: 1 };
        const symbols = sum.terms.flatMap(({ of }) => (of.type === "symbol" ? [of.name] : []));
        const declared = [result, ...symbols].find(isKnown);
        if (declared !== undefined) return declaredDims(builder, declared);
      }
  return null;
}

/** The `f(x)` of `h f(x)`. */
function scaledIn(of: Expression): Expression {
  const isNumber =
    of.type === "product" && of.left.type === "symbol" && /^([a-z]|\\[a-zA-Z])/.test(of.left.name);
  return isNumber ? of.right : of;
}

/** `h_t = F(h_{t-1}, x_t)` gives F the shape of h. */
function isCallOf(body: Expression, name: string): boolean {
  return body.type === "call" && body.order === 0 && familyOf(body.function.name) === familyOf(name);
}

/** `K = K(\theta)` of a K that stands where nothing but a square matrix fits, as in `y^\top K^{-1} y`. */
function isSquareItself({ scope: { shapes } }: Builder, result: string, name: string): boolean {
  const shape = shapes.symbols.get(result);
  if (!shape || familyOf(name) !== openFunction(result)) return false;
  const rows = resolve(shapes.bindings, shape.rows);
  const cols = resolve(shapes.bindings, shape.cols);
  return (
    isSameOpen(shapes.bindings, rows, cols) ||
    (rows.type === "name" && cols.type === "name" && rows.name === cols.name && !rows.at && !cols.at)
  );
}

/** A loss "of the `y_i`" rests on all of y. */
function ofAllEntries(input: Expression): Expression {
  const isAny = input.type === "entry" && input.indices.every(({ terms }) => terms.length > 0);
  return isAny ? input.of : input;
}

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

/** A function's value at one argument, as a node to differentiate by; the same value again is the same node. */
function namedNode(builder: Builder, name: string, value: NodeId): NodeId {
  if (nodeOf(builder.graph, value).operator === "variable") return value;
  return variable(builder.graph, `value of ${name} (${value})`, value);
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

function declaredDims(builder: Builder, name: string): Dims | null {
  const shape = builder.scope.shapes.symbols.get(name);
  const rows = shape && sizeValue(builder, shape.rows);
  const cols = shape && sizeValue(builder, shape.cols);
  return rows === undefined || cols === undefined ? null : { rows, cols };
}

/** The call of a function that stands in the statement under check. */
function callInStatement(builder: Builder, name: string): CallExpression | null {
  const statement = builder.scope.statements[builder.statement];
  return (statement && callsIn(statement).get(name)) ?? null;
}
