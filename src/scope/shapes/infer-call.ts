/*
 * The shape of a call: by the signature of an operator, by the declared domain and codomain of a function, or by its
 * definition. The arguments learn from it too.
 */
import { type CallExpression, type Expression, some } from "../../algebra/expression.ts";
import type { Definition } from "../definitions.ts";
import { type FunctionFact, familyOf } from "../facts.ts";
import { operators } from "../../algebra/operators/all.ts";
import {
  type Shape,
  type Size,
  freshSize,
  isKnown,
  isOne,
  isScalarShape,
  one,
  resolve,
  scalarShape,
  unify,
  widen,
} from "../../algebra/shape.ts";
import { parseSignature } from "../../algebra/signature.ts";
import { anyMember, isAnyMember, isArgumentName } from "../symbol-name.ts";
import { actsOnVectors } from "./guess.ts";
import { infer } from "./infer.ts";
import { sameSize } from "./infer-product.ts";
import { isCapital } from "./typography.ts";
import { type State, deferred, equate, known } from "./state.ts";
import { symbolShape } from "./symbol-shape.ts";

/** Infers the shape of the value of a function or operator. */
export function inferCall(state: State, expression: Expression & { type: "call" }): Shape {
  const shapes = expression.arguments.map((argument) => infer(state, argument));
  const [first] = shapes;
  const { function: fn } = expression;
  if (!first) return deferred(state, expression);
  if (fn.type === "operator") {
    if (fn.name === "wedge") return inferWedge(state, first, expression);
    if (fn.name === "diag") return inferDiag(state, first, expression);
    if (fn.name === "abs" && isDeterminant(state, first, expression)) return scalarShape;
    if (/^(maximum|minimum|max|min)$/.test(fn.name)) return first;
    if (fn.name === "normalDensity") inferSpread(state, first, shapes[2], expression);
    // What `\sum` adds up without an index are entries; a distribution has some, too.
    if (/^(sum|divergence)$/.test(fn.name)) widen(state.bindings, { rows: first.rows, cols: first.rows });
    const operator = operators.get(fn.name);
    return operator
      ? bySignature(state, operator.signature, shapes, expression)
      : deferred(state, expression);
  }
  const fact = state.facts.functions.get(fn.name)?.[0];
  const domains = domainsOf(state, fact, shapes.length);
  if (fact?.codomain && domains) {
    const shape = { rows: known(state, fact.codomain[0]), cols: known(state, fact.codomain[1]) };
    domains.forEach((domain, at) => {
      const argument = shapes[at];
      const written = expression.arguments[at];
      if (written?.type === "symbol") state.forced.add(written.name);
      if (argument) equate(state, domain, argument, expression.span);
    });
    return shape;
  }
  if (fact?.acts === "elementwise" || fact?.named) return first;
  const all = state.definitions.get(fn.name) ?? [];
  const definition = all.find(({ parameters }) => parameters.length === shapes.length) ?? all[0];
  if (definition?.isFunction) {
    // A function that reaches itself through others says nothing more the second time.
    if (state.entered.has(definition)) return deferred(state, expression);
    state.entered.add(definition);
    const body = infer(state, definition.body);
    state.entered.delete(definition);
    shapeMembers(state, definition, expression, shapes);
    const [parameter] = definition.parameters;
    if (parameter !== undefined && isArgumentName(parameter) && !actsOnVectors(definition.body)) return first;
    const own = parameter === undefined ? null : symbolShape(state, parameter, null);
    if (own && isScalarShape(state.bindings, own) && isScalarShape(state.bindings, body)) return first;
    return body;
  }
  // `y(x)` of a y that depends on x is y.
  if (fact && fact.dependsOn.length === 1 && expression.order === 0) return symbolShape(state, fn.name, null);
  return /^(\\sigma|\\phi|\\varphi|\\psi|f|g|\\rho)$/.test(familyOf(fn.name))
    ? first
    : deferred(state, expression);
}

/** The parameter of a function that is written at a member has the shape of the members it is called with. */
function shapeMembers(
  state: State,
  { parameters }: Definition,
  { arguments: written, span }: CallExpression,
  shapes: readonly Shape[],
): void {
  for (const [at, argument] of written.entries()) {
    if (argument.type !== "symbol" || !argument.time) continue;
    const name = parameters.length === written.length ? parameters[at]! : anyMember(argument.name);
    if (isAnyMember(name) && parameters.includes(name))
      equate(state, symbolShape(state, name, null), shapes[at]!, span);
  }
}

/**
 * Where the arguments lie: `f(x, y)` of an `f: \mathbb{R}^2 \to \mathbb{R}` takes coordinates. Null where another
 * function of that name must be meant.
 */
function domainsOf(state: State, fact: FunctionFact | undefined, count: number): readonly Shape[] | null {
  const shapes = (fact?.domain ?? []).map(([rows, cols]) => ({
    rows: known(state, rows),
    cols: known(state, cols),
  }));
  const [only] = shapes;
  if (!only || shapes.length > 1 || count < 2) return shapes;
  const rows = resolve(state.bindings, only.rows);
  if (rows.type !== "number") return [];
  return rows.value === count ? new Array<Shape>(count).fill(scalarShape) : null;
}

/** The spread of a normal density is a matrix if it looks like one, and a number where nothing else is known. */
function inferSpread(
  state: State,
  { rows }: Shape,
  spread: Shape | undefined,
  { arguments: [, , of], span }: Expression & { type: "call" },
): void {
  if (!of || !spread) return;
  const isMatrix = some(
    of,
    (part) =>
      (part.type === "symbol" && isCapital(part.name)) ||
      (part.type === "constant" && part.constant === "identity"),
  );
  const isOpen = ![spread.rows, spread.cols].every((size) => isKnown(state.bindings, size));
  if (isMatrix) equate(state, spread, { rows, cols: rows }, span);
  else if (isOpen) equate(state, spread, scalarShape, span);
}

/** The `|K|` of a matrix is a number, unless the note takes the absolute value of each entry. */
function isDeterminant(
  state: State,
  { rows, cols }: Shape,
  { arguments: [of] }: Expression & { type: "call" },
): boolean {
  if (!of || state.facts.meanings.has("entrywise")) return false;
  const isOpen = ![rows, cols].every((size) => isKnown(state.bindings, size));
  if (isOpen) return of.type === "symbol" && isCapital(of.name);
  return sameSize(state, rows, cols);
}

/** A twist ξ has six entries, any other vector under a wedge three. */
function inferWedge(state: State, of: Shape, expression: Expression & { type: "call" }): Shape {
  const [vector] = expression.arguments;
  const rows = resolve(state.bindings, of.rows);
  const isTwist =
    rows.type === "number" ? rows.value === 6 : vector?.type === "symbol" && /\\xi\b/.test(vector.name);
  const count = (value: number): Shape["rows"] => ({ type: "number", value });
  equate(state, of, { rows: count(isTwist ? 6 : 3), cols: one }, expression.span);
  return { rows: count(isTwist ? 4 : 3), cols: count(isTwist ? 4 : 3) };
}

/** `diag` makes a matrix of a vector and a vector of a matrix. */
function inferDiag(state: State, of: Shape, expression: Expression): Shape {
  if (isOne(state.bindings, of.cols)) return { rows: of.rows, cols: of.rows };
  if (isOne(state.bindings, of.rows)) return { rows: of.cols, cols: of.cols };
  if (isKnown(state.bindings, of.cols)) return { rows: of.rows, cols: one };
  if (!state.eager) return deferred(state, expression);
  unify(state.bindings, of.cols, one);
  return { rows: of.rows, cols: of.rows };
}

/** An operator's result, where the sizes in its signature are those of its arguments. */
function bySignature(state: State, text: string, shapes: readonly Shape[], expression: Expression): Shape {
  const signature = parseSignature(text);
  const sizes = new Map<string, Size>();
  const sizeOf = (size: string | number | null): Size => {
    if (size === null) return { type: "other" };
    if (typeof size === "number") return { type: "number", value: size };
    const known = sizes.get(size) ?? freshSize(state.bindings);
    sizes.set(size, known);
    return known;
  };
  signature.args.forEach((pattern, at) => {
    const shape = shapes[at];
    if (!shape || pattern.type === "broadcast") return;
    equate(state, shape, { rows: sizeOf(pattern.rows), cols: sizeOf(pattern.cols) }, expression.span);
  });
  if (signature.result.type === "broadcast")
    return shapes.find((s) => !isScalarShape(state.bindings, s)) ?? shapes[0]!;
  const result = { rows: sizeOf(signature.result.rows), cols: sizeOf(signature.result.cols) };
  return result;
}
