/*
 * Infers the shape of every symbol from declarations, definitions and, last, from how letters are usually used.
 * Sizes are unified as far as definitions force them; what does not fit is a conflict with its place.
 */
import { type Expression, type Index, walkExpression } from "../algebra/expression.ts";
import { onlyLetter, substituteIndex } from "../algebra/index-arithmetic.ts";
import { operators } from "../algebra/operators/all.ts";
import {
  type Bindings,
  type Shape,
  type Size,
  createBindings,
  freshShape,
  freshSize,
  isKnown,
  isOne,
  isScalarShape,
  one,
  resolve,
  scalarShape,
  unify,
} from "../algebra/shape.ts";
import { parseSignature } from "../algebra/signature.ts";
import type { Span } from "../text/span.ts";
import type { Role } from "./declaration.ts";
import type { Definition } from "./definitions.ts";
import type { Facts } from "./facts.ts";
import { letterName } from "./index-reading.ts";
import type { Notation } from "./notation.ts";
import type { Statement } from "./statement.ts";

/** Below this a guess from typography alone is not enough to call a claim wrong. */
const CONFIDENT = 3;

/** The letter that stands for a symbol's own time in its shape. */
const OWN = "·";

export interface Shapes {
  readonly bindings: Bindings;
  /** Shape by symbol, in terms of its own time. */
  readonly symbols: ReadonlyMap<string, Shape>;
  /** Range of an index letter within a statement: `statement:letter`. */
  readonly letters: ReadonlyMap<string, Size>;
  /** Shapes of single places, as far as they follow: how large an I or 1 is. */
  readonly deferred: ReadonlyMap<Expression, Shape>;
  /** Symbols whose shape is a guess from their typography alone. */
  readonly guessed: ReadonlySet<string>;
  /** Symbols whose shape follows from declarations and definitions, with no guess at all. */
  readonly forced: ReadonlySet<string>;
  readonly conflicts: readonly { readonly statement: number; readonly span: Span }[];
}

interface State {
  readonly bindings: Bindings;
  readonly symbols: Map<string, Shape>;
  readonly letters: Map<string, Size>;
  readonly deferred: Map<Expression, Shape>;
  readonly definitions: ReadonlyMap<string, readonly Definition[]>;
  readonly facts: Facts;
  readonly conflicts: { statement: number; span: Span }[];
  readonly guessed: Set<string>;
  readonly forced: Set<string>;
  statement: number;
  /** In the last rounds what is undecided takes its likeliest reading. */
  eager: boolean;
  /** Whether any declared size depends on a time or layer. */
  readonly indexed: boolean;
  /** Whether ⊗ is said to be the Kronecker product. */
  readonly kronecker: boolean;
  record: boolean;
  /** Functions whose bodies are being read. */
  readonly entered: Set<Definition>;
}

export function inferShapes(
  statements: readonly Statement[],
  definitions: readonly Definition[],
  facts: Facts,
  notation: Notation,
): Shapes {
  const byName = new Map<string, Definition[]>();
  for (const definition of definitions)
    byName.set(definition.name, [...(byName.get(definition.name) ?? []), definition]);
  const state: State = {
    bindings: createBindings(),
    symbols: new Map(),
    letters: new Map(),
    deferred: new Map(),
    definitions: byName,
    facts,
    conflicts: [],
    guessed: new Set(),
    forced: new Set(),
    statement: -1,
    eager: false,
    indexed: [...facts.shapes.values()]
      .flat()
      .some(({ rows, cols }) => [rows, cols].some((size) => size.type === "name" && size.at !== null)),
    kronecker: facts.others.some(
      ({ declaration }) => declaration.type === "product-sign" && declaration.means === "kronecker",
    ),
    record: false,
    entered: new Set(),
  };
  for (const [name, value] of facts.sizes) state.bindings.names.set(name, { type: "number", value });
  for (const [name, [fact]] of facts.functions)
    if (fact?.codomain && !fact.named)
      state.symbols.set(name, { rows: known(state, fact.codomain[0]), cols: known(state, fact.codomain[1]) });
  for (const [name, declared] of facts.shapes) state.symbols.set(name, declaredShape(state, declared[0]!));
  for (const [name, roles] of facts.roles) if ([...roles].some(isSquareRole)) makeSquare(state, name);
  for (const definition of definitions)
    if (definition.statement < 0) state.forced.add(definition.name);
  for (const definition of definitions)
    if (definition.statement < 0 && !definition.isFunction)
      equate(
        state,
        symbolShape(state, definition.name, null),
        infer(state, definition.body),
        definition.span,
      );
  const defining = new Set(definitions.map((definition) => definition.statement));
  const sources = statements.filter((statement) => defining.has(statement.id));
  const others = statements.filter((statement) => !defining.has(statement.id));
  settle(state, sources, definitions);
  const settled = (size: Size) => isKnown(state.bindings, size);
  for (const [name, { rows, cols }] of state.symbols) if (settled(rows) && settled(cols)) state.forced.add(name);
  for (const name of openSymbols(state, notation)) {
    guess(state, name, notation);
    settle(state, sources, definitions);
  }
  state.eager = true;
  state.record = true;
  settle(state, sources, definitions, 1);
  state.record = false;
  for (const definition of definitions) valueOfFunction(state, definition);
  for (const name of plainScalars(state, others, notation)) guess(state, name, notation);
  settle(state, others, []);
  for (const name of openSymbols(state, notation)) {
    guess(state, name, notation);
    settle(state, others, []);
  }
  // A vector of ones where nothing asks for a matrix of them.
  for (const [expression, shape] of state.deferred)
    if (
      expression.type === "constant" &&
      expression.constant === "ones" &&
      !isKnown(state.bindings, shape.cols)
    )
      unify(state.bindings, shape.cols, one);
  return state;
}

/** `f` alone, of a function that the note defines, has the shape of its value. */
function valueOfFunction(state: State, definition: Definition): void {
  if (!definition.isFunction || definition.statement < 0 || state.symbols.has(definition.name)) return;
  state.statement = definition.statement;
  equate(state, symbolShape(state, definition.name, null), infer(state, definition.body), definition.span);
  state.forced.add(definition.name);
}

function isSquareRole(role: Role): boolean {
  return /^(symmetric|skew-symmetric|square|invertible|positive-determinant|positive-definite|positive-semidefinite|orthogonal|(lower|upper)-triangular)$/.test(
    role,
  );
}

/** A matrix said to be invertible or symmetric is square; a vector is not made one. */
function makeSquare(state: State, name: string): void {
  const shape = symbolShape(state, name, null);
  if (!isOne(state.bindings, shape.cols) && /^[A-Z]|^\\[A-Z]/.test(name))
    unify(state.bindings, shape.rows, shape.cols);
}

/** Symbols of these statements that are scalars by their letter or by what is said of their sign. */
function plainScalars(state: State, statements: readonly Statement[], notation: Notation): readonly string[] {
  const names = new Set<string>();
  for (const statement of statements)
    for (const side of [statement.left, ...statement.steps.map((step) => step.right)])
      for (const part of walkExpression(side))
        if (part.type === "symbol" && !part.time && !state.symbols.has(part.name)) names.add(part.name);
  return [...names].filter((name) => {
    if (state.facts.functions.has(name) || state.definitions.has(name) || sizeNamed(state, name))
      return false;
    const { rank, confidence } = typographicRank(name, notation);
    const signed = isSigned(name, state.facts, notation) || isParameter(name, state);
    if (signed) state.forced.add(name);
    const scalar = (rank === 0 && confidence >= CONFIDENT) || signed;
    if (scalar) symbolShape(state, name, null);
    return scalar;
  });
}

function actsOnVectors(body: Expression): boolean {
  const vector = /^(transpose|norm|entry|iterated|derivative|inverse|matrix)$/;
  for (const part of walkExpression(body))
    if (vector.test(part.type) || (part.type === "symbol" && /^[A-Z]/.test(part.name))) return true;
  return false;
}

/** The t of a declared `A(t)`, the z of `\sigma(z) = …` where nothing makes it a vector. */
function isParameter(name: string, { facts, definitions }: State): boolean {
  const scalar = [...definitions.values()]
    .flat()
    .some(({ parameters, body }) => parameters.length === 1 && parameters[0] === name && !actsOnVectors(body));
  if (scalar) return true;
  return [...facts.functions.values()]
    .flat()
    .some(
      ({ dependsOn, acts }) =>
        acts === "whole" && dependsOn.some((node) => letterName(node) === name && /^[a-z]$/.test(name)),
    );
}

/** `\sigma > 0` of a letter that has no components is said of a number. */
function isSigned(name: string, facts: Facts, notation: Notation): boolean {
  const seen = notation.evidence.get(name.replace(/[_^]\{.*$/, ""));
  if (!seen || seen.fonts.has("bold") || /^[A-Z]/.test(name) || seen.firstItems.size > 0) return false;
  return [...(facts.roles.get(name) ?? [])].some((role) =>
    /^(positive|nonnegative|nonzero|unit-interval)$/.test(role),
  );
}

function declaredShape(state: State, fact: { rows: Size; cols: Size; letter: string | null }): Shape {
  const own = (size: Size): Size => {
    if (size.type === "other") return freshSize(state.bindings);
    if (size.type !== "name" || !size.at || fact.letter === null) return size;
    const at = substituteIndex(size.at, new Map([[fact.letter, ownIndexAt(size.at)]]));
    return { ...size, at };
  };
  return { rows: own(fact.rows), cols: own(fact.cols) };
}

function ownIndexAt(index: Index): Index {
  return { terms: [{ letter: OWN, coefficient: 1 }], offset: 0, span: index.span };
}

/** Rounds of inference until nothing changes, at most a few. */
function settle(
  state: State,
  statements: readonly Statement[],
  definitions: readonly Definition[],
  rounds = 6,
): void {
  for (let round = 0; round < rounds; round++) {
    const before = progress(state);
    state.bindings.old = state.bindings.sizes.length;
    for (const statement of statements) {
      state.statement = statement.id;
      let left = infer(state, statement.left);
      for (const step of statement.steps) {
        const right = infer(state, step.right);
        const gradient = step.right.type === "derivative" && statement.left.type !== "symbol";
        if (!isZeroNumber(step.right) && !gradient) equate(state, left, right, step.span);
        left = right;
        if (statements.length > 0 && definitions.length > 0) break;
      }
    }
    if (progress(state) === before) return;
  }
}

/** Grows with whatever a round of inference learns. */
function progress({ bindings, symbols, letters, deferred }: State): number {
  return bindings.learnt + symbols.size + letters.size + deferred.size;
}

function isZeroNumber(expression: Expression): boolean {
  return expression.type === "number";
}

function equate(state: State, a: Shape, b: Shape, span: Span): void {
  const rows = unify(state.bindings, a.rows, b.rows);
  const cols = unify(state.bindings, a.cols, b.cols);
  if (!(rows && cols) && state.record) state.conflicts.push({ statement: state.statement, span });
}

function infer(state: State, expression: Expression): Shape {
  switch (expression.type) {
    case "number":
    case "index":
    case "delta":
      return scalarShape;
    case "symbol":
      if (!expression.time && !state.symbols.has(expression.name) && sizeNamed(state, expression.name))
        return scalarShape;
      return symbolShape(state, expression.name, expression.time);
    case "entry":
      return inferEntry(state, expression);
    case "sum":
      return inferSum(
        state,
        expression.terms.map((term) => term.of),
        expression,
      );
    case "product":
      return inferProduct(state, expression);
    case "quotient":
      infer(state, expression.right);
      return infer(state, expression.left);
    case "power":
      infer(state, expression.exponent);
      return infer(state, expression.base);
    case "transpose": {
      const of = infer(state, expression.of);
      return { rows: of.cols, cols: of.rows };
    }
    case "inverse": {
      const of = infer(state, expression.of);
      return { rows: of.cols, cols: of.rows };
    }
    case "norm":
      infer(state, expression.of);
      return scalarShape;
    case "call":
      return inferCall(state, expression);
    case "iterated": {
      const key = `${state.statement}:${expression.letter}`;
      if (expression.to && expression.from && onlyConstant(expression.from) === 1) {
        const letter = onlyLetter(expression.to);
        const size = letter === null ? null : sizeNamed(state, letter);
        if (size) unify(state.bindings, letterSize(state, key), size);
      }
      return infer(state, expression.body);
    }
    case "matrix":
      return inferMatrix(state, expression);
    case "derivative":
      return inferDerivative(state, expression);
    case "differential":
      return infer(state, expression.of);
    case "indicator":
      infer(state, expression.right);
      return infer(state, expression.left);
    case "cases": {
      const [first] = expression.rows;
      return first ? infer(state, first.value) : deferred(state, expression);
    }
    case "constant":
      return inferConstant(state, expression);
    case "unknown":
      return deferred(state, expression);
  }
}

/** An identity is square; sizes that are written on it are its own. */
function inferConstant(state: State, expression: Expression & { type: "constant" }): Shape {
  const known = state.deferred.get(expression);
  if (known || expression.constant !== "identity") return known ?? deferred(state, expression);
  const [index, ...more] = expression.indices;
  const letter = index && more.length === 0 ? onlyLetter(index) : null;
  const size = (letter === null ? null : sizeNamed(state, letter)) ?? freshSize(state.bindings);
  const shape = { rows: size, cols: size };
  state.deferred.set(expression, shape);
  return shape;
}

function onlyConstant(index: Index): number | null {
  return index.terms.length === 0 ? index.offset : null;
}

/** A size of this name, where some declared shape uses it. */
function sizeNamed(state: State, name: string): Size | null {
  for (const shape of state.symbols.values())
    for (const size of [shape.rows, shape.cols])
      if (size.type === "name" && size.name === name && !size.at) return size;
  return null;
}

function deferred(state: State, expression: Expression): Shape {
  const known = state.deferred.get(expression);
  if (known) return known;
  const fresh = freshShape(state.bindings);
  state.deferred.set(expression, fresh);
  return fresh;
}

function symbolShape(state: State, name: string, time: Index | null): Shape {
  let shape = state.symbols.get(name);
  if (!shape) {
    shape = freshShape(state.bindings);
    state.symbols.set(name, shape);
  }
  if (!time) return shape;
  const at = (size: Size): Size => {
    const known = resolve(state.bindings, size);
    if (known.type !== "name" || !known.at) return size;
    return { ...known, at: substituteIndex(known.at, new Map([[OWN, time]])) };
  };
  // An unknown size of an indexed symbol that meets an indexed size is taken in terms of its own time.
  if (state.indexed && !(isKnown(state.bindings, shape.rows) && isKnown(state.bindings, shape.cols))) {
    const probe = deferredAt(state, name, time, shape);
    return probe;
  }
  return { rows: at(shape.rows), cols: at(shape.cols) };
}

/** Local sizes for an occurrence of a symbol of unknown shape; adopted by the symbol once they are known. */
function deferredAt(state: State, name: string, time: Index, shape: Shape): Shape {
  const key = `${name}@${time.offset}@${time.terms.map((term) => term.letter).join("")}@${state.statement}`;
  const local = state.symbols.get(key);
  if (!local) {
    const fresh = {
      rows: isKnown(state.bindings, shape.rows) ? shape.rows : freshSize(state.bindings),
      cols: isKnown(state.bindings, shape.cols) ? shape.cols : freshSize(state.bindings),
    };
    state.symbols.set(key, fresh);
    return fresh;
  }
  for (const side of ["rows", "cols"] as const) {
    const size = resolve(state.bindings, local[side]);
    if (size.type === "variable" || isKnown(state.bindings, shape[side])) continue;
    unify(state.bindings, shape[side], inOwnTime(size, time));
  }
  return local;
}

function inOwnTime(size: Size, time: Index): Size {
  const [term] = time.terms;
  if (size.type !== "name" || !size.at || !term) return size;
  const own: Index = {
    terms: [{ letter: OWN, coefficient: 1 }],
    offset: -time.offset,
    span: time.span,
  };
  return { ...size, at: substituteIndex(size.at, new Map([[term.letter, own]])) };
}

function letterSize(state: State, key: string): Size {
  const known = state.letters.get(key);
  if (known) return known;
  const fresh = freshSize(state.bindings);
  state.letters.set(key, fresh);
  return fresh;
}

function inferEntry(state: State, expression: Expression & { type: "entry" }): Shape {
  const of = infer(state, expression.of);
  const bind = (index: Index | undefined, size: Size) => {
    const letter = index ? onlyLetter(index) : null;
    if (letter !== null && !sizeNamed(state, letter))
      unify(state.bindings, letterSize(state, `${state.statement}:${letter}`), size);
  };
  const [first, second] = expression.indices;
  if (second) {
    bind(first, of.rows);
    bind(second, of.cols);
    return scalarShape;
  }
  if (isOne(state.bindings, of.rows)) {
    bind(first, of.cols);
    return scalarShape;
  }
  const colsKnown = isKnown(state.bindings, of.cols);
  if (colsKnown && !isOne(state.bindings, of.cols)) {
    bind(first, of.rows);
    return { rows: one, cols: of.cols };
  }
  if (!colsKnown && state.eager) unify(state.bindings, of.cols, one);
  bind(first, of.rows);
  return scalarShape;
}

function inferSum(state: State, terms: readonly Expression[], whole: Expression): Shape {
  const shapes = terms.map((term) => infer(state, term));
  const open = (term: Expression) =>
    term.type === "number" || (term.type === "constant" && term.constant !== "identity");
  const wide = shapes.filter((shape, at) => !isScalarShape(state.bindings, shape) && !open(terms[at]!));
  const [first, ...rest] = wide;
  if (!first) return shapes.find((shape) => !isScalarShape(state.bindings, shape)) ?? scalarShape;
  for (const shape of rest) equate(state, first, shape, whole.span);
  return first;
}

function inferProduct(state: State, expression: Expression & { type: "product" }): Shape {
  const left = infer(state, expression.left);
  const right = infer(state, expression.right);
  const { bindings } = state;
  if (isScalarShape(bindings, left)) return right;
  if (isScalarShape(bindings, right)) return left;
  const sign = expression.sign;
  if (isIdentity(expression.right) && !isKnown(bindings, left.rows) && !isCapital(expression.left)) {
    unify(bindings, left.rows, one);
    unify(bindings, left.cols, one);
    return right;
  }
  if (sign === "\\otimes" && (state.kronecker || (isMatrix(state, left) && isMatrix(state, right))))
    return { rows: { type: "other" }, cols: { type: "other" } };
  if (/odot/.test(sign)) {
    equate(state, left, right, expression.span);
    return left;
  }
  const known = [left.rows, left.cols, right.rows, right.cols].every((size) => isKnown(bindings, size));
  if (
    known &&
    /circ|\*|cdot|times/.test(sign) &&
    sameSizes(state, left, right) &&
    !sameSize(state, left.cols, right.rows)
  )
    return left;
  if (known || state.eager || isMatrix(state, left)) {
    // A matrix next to an unknown is a product with a vector or matrix, not with a scalar.
    if (!known && !isMatrix(state, left) && !isKnown(bindings, right.rows) && !state.eager)
      return deferred(state, expression);
    if (unify(bindings, left.cols, right.rows)) return { rows: left.rows, cols: right.cols };
    if (state.record) state.conflicts.push({ statement: state.statement, span: expression.span });
  }
  return deferred(state, expression);
}

function isIdentity(expression: Expression): boolean {
  return expression.type === "constant" && expression.constant === "identity";
}

/** `A` and `A^2` of a letter that usually is a matrix. */
function isCapital(expression: Expression): boolean {
  if (expression.type === "power" || expression.type === "transpose" || expression.type === "inverse")
    return isCapital(expression.type === "power" ? expression.base : expression.of);
  return expression.type !== "symbol" || /^[A-Z]/.test(expression.name);
}

function isMatrix(state: State, shape: Shape): boolean {
  const both = [shape.rows, shape.cols];
  return both.every((size) => isKnown(state.bindings, size) && !isOne(state.bindings, size));
}

function sameSize(state: State, a: Size, b: Size): boolean {
  const left = resolve(state.bindings, a);
  const right = resolve(state.bindings, b);
  return JSON.stringify(strip(left)) === JSON.stringify(strip(right));
}

function strip(size: Size): unknown {
  if (size.type !== "name" || !size.at) return size;
  return [size.name, size.at.offset, size.at.terms];
}

function sameSizes(state: State, a: Shape, b: Shape): boolean {
  return sameSize(state, a.rows, b.rows) && sameSize(state, a.cols, b.cols);
}

function inferCall(state: State, expression: Expression & { type: "call" }): Shape {
  const shapes = expression.arguments.map((argument) => infer(state, argument));
  const [first] = shapes;
  const { function: fn } = expression;
  if (!first) return deferred(state, expression);
  if (fn.type === "operator") {
    if (fn.name === "inner") return scalarShape;
    if (fn.name === "diag") return inferDiag(state, first, expression);
    if (/^(maximum|minimum|max|min)$/.test(fn.name)) return first;
    const operator = operators.get(fn.name);
    return operator
      ? bySignature(state, operator.signature, shapes, expression)
      : deferred(state, expression);
  }
  const fact = state.facts.functions.get(fn.name)?.[0];
  if (fact?.codomain) {
    const shape = { rows: known(state, fact.codomain[0]), cols: known(state, fact.codomain[1]) };
    fact.domain?.forEach((domain, at) => {
      const argument = shapes[at];
      const written = expression.arguments[at];
      if (written?.type === "symbol") state.forced.add(written.name);
      if (argument)
        equate(
          state,
          { rows: known(state, domain[0]), cols: known(state, domain[1]) },
          argument,
          expression.span,
        );
    });
    return shape;
  }
  if (fact?.acts === "elementwise" || fact?.named) return first;
  const [definition] = state.definitions.get(fn.name) ?? [];
  if (definition?.isFunction) {
    // A function that reaches itself through others says nothing more the second time.
    if (state.entered.has(definition)) return deferred(state, expression);
    state.entered.add(definition);
    const body = infer(state, definition.body);
    state.entered.delete(definition);
    const [parameter] = definition.parameters;
    const own = parameter === undefined ? null : symbolShape(state, parameter, null);
    if (own && isScalarShape(state.bindings, own) && isScalarShape(state.bindings, body)) return first;
    return body;
  }
  return /^(\\sigma|\\phi|\\varphi|\\psi|f|g|\\rho)$/.test(fn.name) ? first : deferred(state, expression);
}

function known(state: State, size: Size): Size {
  return size.type === "other" ? freshSize(state.bindings) : size;
}

function inferDiag(state: State, of: Shape, expression: Expression): Shape {
  if (isOne(state.bindings, of.cols)) return { rows: of.rows, cols: of.rows };
  if (isOne(state.bindings, of.rows)) return { rows: of.cols, cols: of.cols };
  if (isKnown(state.bindings, of.cols)) return { rows: of.rows, cols: one };
  if (!state.eager) return deferred(state, expression);
  unify(state.bindings, of.cols, one);
  return { rows: of.rows, cols: of.rows };
}

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

function inferMatrix(state: State, expression: Expression & { type: "matrix" }): Shape {
  for (const row of expression.rows)
    for (const cell of row) if (cell && cell.type !== "dots") infer(state, cell);
  const dots = expression.rows.some((row) => row.some((cell) => cell?.type === "dots"));
  if (dots) return deferred(state, expression);
  const width = Math.max(...expression.rows.map((row) => row.length));
  const block = expression.rows
    .flat()
    .some((cell) => cell && cell.type !== "dots" && !isScalarShape(state.bindings, infer(state, cell)));
  if (block) return deferred(state, expression);
  return {
    rows: { type: "number", value: expression.rows.length },
    cols: { type: "number", value: width },
  };
}

function inferDerivative(state: State, expression: Expression & { type: "derivative" }): Shape {
  const of = infer(state, expression.of);
  const [wrt, second] = expression.withRespectTo.map((variable) => infer(state, variable));
  if (!wrt || second) return deferred(state, expression);
  const scalarOf = isScalarShape(state.bindings, of);
  if (isScalarShape(state.bindings, wrt)) return of;
  // A symbol defined as a gradient is a column, or has the shape of its variable.
  if (scalarOf) return wrt;
  return deferred(state, expression);
}

/** Symbols that still have an unknown size, those with the clearest typography first. */
function openSymbols(state: State, notation: Notation): readonly string[] {
  const open = [...state.symbols.keys()].filter((name) => {
    const shape = state.symbols.get(name)!;
    return (
      !name.includes("@") && !(isKnown(state.bindings, shape.rows) && isKnown(state.bindings, shape.cols))
    );
  });
  return open
    .sort((a, b) => typographicRank(a, notation).confidence - typographicRank(b, notation).confidence)
    .reverse();
}

function guess(state: State, name: string, notation: Notation): void {
  const shape = state.symbols.get(name)!;
  const known = (size: Size) => isKnown(state.bindings, size);
  if (known(shape.rows) && known(shape.cols)) return;
  const { rank, confidence } =
    isSigned(name, state.facts, notation) || isParameter(name, state)
      ? { rank: 0, confidence: CONFIDENT }
      : isDefinedByEntries(name, state)
        ? { rank: 1, confidence: CONFIDENT }
        : typographicRank(name, notation);
  if (rank >= 1 && known(shape.rows) && isOne(state.bindings, shape.rows) && !known(shape.cols) && rank === 1)
    return;
  if (confidence < CONFIDENT) state.guessed.add(name);
  if (rank === 0) {
    unify(state.bindings, shape.rows, one);
    unify(state.bindings, shape.cols, one);
  } else if (rank === 1 && !known(shape.cols)) unify(state.bindings, shape.cols, one);
}

/** `y_i = \sum_j A_{ij} x_j` with a number on the right makes y a vector, whatever its letter. */
function isDefinedByEntries(name: string, state: State): boolean {
  const shape = state.symbols.get(name)!;
  const definitions = state.definitions.get(name) ?? [];
  if (definitions.length === 0 || !isKnown(state.bindings, shape.rows)) return false;
  return definitions.every((definition) => {
    state.statement = definition.statement;
    return definition.components.length === 1 && isScalarShape(state.bindings, infer(state, definition.body));
  });
}

/** How a letter is usually used: bold or capital Latin letters as in linear algebra, Greek ones as scalars. */
function typographicRank(name: string, notation: Notation): { rank: number; confidence: number } {
  const base = name.replace(/[_^]\{.*$/, "").replace(/@.*$/, "");
  const letter = base.split(" ").at(-1)!;
  const bold = notation.evidence.get(base)?.fonts.has("bold") ?? false;
  if (/^(L|J|E|C|N|T|\\ell|\\mathcal.*|const|constant)$/.test(letter) && !bold)
    return { rank: 0, confidence: 4 };
  if (/^[A-Z]$/.test(letter)) return { rank: 2, confidence: bold ? 5 : 3 };
  if (bold) return { rank: 1, confidence: 5 };
  if (/^\\(lambda|alpha|beta|gamma|eta|epsilon|varepsilon|tau|rho|kappa|zeta|nu|omega)$/.test(letter))
    return { rank: 0, confidence: 4 };
  const linear = usesMatrices(notation);
  return linear ? { rank: 1, confidence: 1 } : { rank: 0, confidence: 1 };
}

/** Whether the note works with vectors and matrices at all. */
function usesMatrices(notation: Notation): boolean {
  if ([...notation.declaredRank.values()].some((rank) => rank > 0)) return true;
  return [...notation.evidence.entries()].some(([, seen]) => seen.fonts.has("bold") || seen.transposed);
}
