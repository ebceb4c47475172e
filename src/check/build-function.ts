/*
 * Calls of the note's own functions: by their definition, by the named function the prose says they are, or as a
 * random smooth function where nothing more is said.
 */
import { type CallExpression, walkExpression } from "../algebra/expression.ts";
import { derivativeFunction } from "../algebra/elementwise-derivative.ts";
import { type Graph, type NodeId, apply, dims, isScalar, nodeOf, op, variable } from "../algebra/graph.ts";
import { operators } from "../algebra/operators/all.ts";
import { smoothElementwise, smoothFunction } from "../algebra/smooth-function.ts";
import { type FunctionFact, familyOf, memberName } from "../scope/facts.ts";
import type { Definition } from "../scope/definitions.ts";
import { isOpenValue, openFunction } from "../scope/open-functions.ts";
import { nearest } from "../scope/section.ts";
import type { Scope } from "../scope/scope.ts";
import { REST } from "../scope/optima.ts";
import { oncePer } from "../text/once.ts";
import { UNSTATED } from "../scope/unstated.ts";
import type { Span } from "../text/span.ts";
import { build } from "./build.ts";
import { primed } from "./build-prime.ts";
import { definitionsInReach, enter } from "./build-symbol.ts";
import { hasGradient, outputDims } from "./function-dims.ts";
import { structured } from "./structured.ts";
import { type Builder, fail, failInCycle, indexValue, sizeValue } from "./builder.ts";
import { parameterFor } from "../scope/member-functions.ts";
import { wholeOf } from "../scope/unstated.ts";
import { plainName } from "../scope/symbol-name.ts";

export function buildFunction(builder: Builder, call: CallExpression): NodeId {
  const definition = definitionOf(builder, call.function.name, call.arguments.length);
  const family = familyOf(call.function.name);
  const fact = factOf(builder, family);
  const name = call.at && !definition ? memberName(family, indexValue(builder, call.at)) : call.function.name;
  const args = call.arguments.map((argument) => build(builder, argument));
  // What a note writes out goes before what it calls a normal density, and before "the logarithm l(m, s) = log L".
  const isNamed = fact?.named && !/^normal/.test(fact.named) && takes(builder, call, fact.named, args);
  if (definition && !isNamed) {
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

export function factOf(builder: Builder, name: string): FunctionFact | null {
  return nearest(builder.scope.facts.functions.get(name) ?? [], builder.section, builder.start);
}

/** The definition in force; of several, one that takes as many arguments. */
export function definitionOf(builder: Builder, name: string, count: number | null): Definition | null {
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

/** Whether a function of that name has as many arguments; a derivative of it has one. */
function takes(
  { graph }: Builder,
  { order }: CallExpression,
  named: string,
  args: readonly NodeId[],
): boolean {
  return order > 0 || !operators.has(named) || apply(graph, named, args) !== null;
}

function applyNamed(builder: Builder, call: CallExpression, named: string, args: readonly NodeId[]): NodeId {
  const { graph } = builder;
  const operator = operators.get(named);
  if (!operator) return fail("unsupported-operator", `${named} is not understood`, call.span);
  if (call.order === 0) {
    const { rows, cols } = dims(graph, args[0]!);
    if (named === "softmax" && rows > 1 && cols > 1) return op(graph, "softmaxRows", args[0]!);
    const value = apply(graph, named, args);
    return value ?? fail("unsupported-operator", `${named} does not take these arguments`, call.span);
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
  const given = parametersGiven(definition, call);
  if (!given)
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
        new Map(given.map((name, at) => [name, values[at]!])),
      ),
    );
  if (call.order === 0) return body(args);
  if (first === undefined || args.length !== 1)
    return fail("unsupported-operator", "a prime on a function of several variables", call.span);
  if (!elementwise) return primed(builder, (x) => body([x]), first, call.order, call.span);
  return derivativeFunction(graph, (_, x) => body([x]), first, call.order);
}

/** The parameters that a call gives a value, in its order: all, or by their letters those that it does not leave out. */
function parametersGiven({ parameters }: Definition, call: CallExpression): readonly string[] | null {
  const count = call.arguments.length;
  if (count === 0 || count === parameters.length) return parameters;
  const given = call.arguments.flatMap((argument) => {
    const own = [wholeOf(argument)?.name, parameterFor(argument)];
    return parameters.filter((name) => own.includes(name));
  });
  return given.length === count && count < parameters.length ? given : null;
}

/** A function whose body calls it again has no end. */
export function once<T>(builder: Builder, name: string, span: Span, inner: () => T): T {
  const key = `${name}()`;
  if (builder.open.has(key)) failInCycle(builder, key, span);
  builder.open.add(key);
  try {
    return inner();
  } finally {
    builder.open.delete(key);
  }
}

/** A function's value at one argument, as a node to differentiate by; the same value again is the same node. */
export function namedNode(builder: Builder, name: string, value: NodeId): NodeId {
  if (nodeOf(builder.graph, value).operator === "variable") return value;
  return variable(builder.graph, `value of ${name} (${value})`, value);
}
