/*
 * Infers the shape of every symbol from declarations, definitions and, last, from how letters are usually used.
 * Sizes are unified as far as definitions force them; what does not fit is a conflict with its place.
 */
import type { Expression } from "../algebra/expression.ts";
import {
  type Bindings,
  type Shape,
  type Size,
  createBindings,
  isKnown,
  isOne,
  one,
  unify,
  widen,
} from "../algebra/shape.ts";
import { later } from "../text/once.ts";
import type { Span } from "../text/span.ts";
import type { Role } from "./declaration.ts";
import { isFreeNumber } from "./free-number.ts";
import { type Definition, variableByComponents } from "./definitions.ts";
import type { Facts } from "./facts.ts";
import { appliedOf, countsOf, entriesOf, indicesOf, membersOf, positionsOf } from "./shapes/usage.ts";
import type { Notation } from "./notation.ts";
import { guess, openSymbols, plainScalars } from "./shapes/guess.ts";
import { infer } from "./shapes/infer.ts";
import { layersOf } from "./shapes/layers.ts";
import { type Rows, findRows } from "./shapes/rows.ts";
import { inferAll, inferFurther } from "./shapes/fixed-point.ts";
import { type Spread, type State, equate, known, namedSizes } from "./shapes/state.ts";
import { declaredShape, openMember, symbolShape } from "./shapes/symbol-shape.ts";
import type { Statement } from "./statement.ts";

export interface Shapes {
  readonly bindings: Bindings;
  /** Shape by symbol, in terms of its own time. */
  readonly symbols: ReadonlyMap<string, Shape>;
  /** Range of an index letter within a statement: `statement:letter`. */
  readonly letters: ReadonlyMap<string, Size>;
  /** Shapes of single places, as far as they follow: how large an I or 1 is. */
  readonly deferred: ReadonlyMap<Expression, Shape>;
  /** Vectors that a definition adds to each row or column of a matrix: the b of `X W + b`. */
  readonly spread: ReadonlyMap<Expression, Spread>;
  /** Symbols whose shape is a guess from their typography alone. */
  readonly guessed: ReadonlySet<string>;
  /** Symbols whose shape follows from declarations and definitions, with no guess at all. */
  readonly forced: ReadonlySet<string>;
  /** Vectors that are rows by where weights stand. */
  readonly rows: Rows;
  readonly conflicts: readonly { readonly statement: number; readonly span: Span }[];
}

/** What shapes follow from. */
interface Said {
  readonly statements: readonly Statement[];
  readonly definitions: readonly Definition[];
  readonly facts: Facts;
  readonly notation: Notation;
  /** What stands with components in any of these is no number. */
  readonly seen: readonly Statement[];
}

/** The shapes of what is said here, inferred when one is asked for first: many scopes are read for their words alone. */
export function inferShapes(
  statements: readonly Statement[],
  definitions: readonly Definition[],
  facts: Facts,
  notation: Notation,
  seen: readonly Statement[] = statements,
): Shapes {
  const inferred = later(() => inferNow({ statements, definitions, facts, notation, seen }));
  return {
    get bindings() {
      return inferred().bindings;
    },
    get symbols() {
      return inferred().symbols;
    },
    get letters() {
      return inferred().letters;
    },
    get deferred() {
      return inferred().deferred;
    },
    get spread() {
      return inferred().spread;
    },
    get guessed() {
      return inferred().guessed;
    },
    get forced() {
      return inferred().forced;
    },
    get rows() {
      return inferred().rows;
    },
    get conflicts() {
      return inferred().conflicts;
    },
  };
}

/** Infers shapes first from what is declared, then from definitions, then from guesses, then from claims. */
function inferNow(said: Said): Shapes {
  const state = createState(said);
  takeDeclared(state, said);
  takeImplied(state, said);
  const defining = new Set(said.definitions.map((definition) => definition.statement));
  const sources = said.statements.filter((statement) => defining.has(statement.id));
  const others = said.statements.filter(({ id, steps }) => !defining.has(id) || steps.length > 1);
  inferFromDefinitions(state, said, sources);
  inferFromClaims(state, said, others);
  closeOnes(state);
  return state;
}

function createState({ statements, definitions, facts, notation, seen }: Said): State {
  const byName = new Map<string, Definition[]>();
  for (const definition of definitions)
    byName.set(definition.name, [...(byName.get(definition.name) ?? []), definition]);
  return {
    bindings: createBindings(),
    symbols: new Map(),
    letters: new Map(),
    sizes: new Map(),
    deferred: new Map(),
    spread: new Map(),
    definitions: byName,
    facts,
    conflicts: [],
    entries: entriesOf(seen),
    applied: new Set(appliedOf(seen)),
    counts: new Set(countsOf(seen)),
    indices: new Set(indicesOf(seen)),
    guessed: new Set(),
    forced: new Set(),
    members: notation.familyLetters.size > 0 ? membersOf(statements) : null,
    rows: findRows(statements, facts),
    statement: -1,
    claims: false,
    settled: null,
    eager: false,
    indexed: [...facts.shapes.values()]
      .flat()
      .some(({ rows, cols }) => [rows, cols].some((size) => size.type === "name" && size.at !== null)),
    kronecker: facts.others.some(
      ({ declaration }) => declaration.type === "product-sign" && declaration.means === "kronecker",
    ),
    entrywiseDots: facts.others.some(
      ({ declaration }) =>
        declaration.type === "product-sign" &&
        declaration.sign === "\\cdot" &&
        declaration.means === "hadamard",
    ),
    record: false,
    entered: new Set(),
  };
}

/** Takes the shapes, sizes and roles that the note declares. */
function takeDeclared(state: State, { definitions, facts, seen }: Said): void {
  for (const [name, value] of facts.sizes) state.bindings.names.set(name, { type: "number", value });
  for (const [name, [fact]] of facts.functions)
    if (fact?.codomain && !fact.named)
      state.symbols.set(name, { rows: known(state, fact.codomain[0]), cols: known(state, fact.codomain[1]) });
  for (const [name, [declared]] of facts.shapes) {
    const { rows, cols } = declaredShape(state, declared!);
    state.symbols.set(name, state.rows.declared.has(name) ? { rows: cols, cols: rows } : { rows, cols });
  }
  for (const [name, numbers] of layersOf(seen, definitions))
    for (const number of numbers) openMember(state, name, number);
  state.sizes = namedSizes(state.symbols.values());
  for (const [name, roles] of facts.roles) if ([...roles].some(isSquareRole)) makeSquare(state, name);
  for (const { name, role } of facts.conditional) if (isSquareRole(role)) makeSquare(state, name);
}

/** Takes what follows from the form of definitions, whatever else they say. */
function takeImplied(state: State, { definitions }: Said): void {
  const inWords = definitions.filter(({ statement }) => statement < 0);
  for (const { name } of inWords) state.forced.add(name);
  for (const { isFunction, name, body, span } of inWords)
    if (!isFunction) equate(state, symbolShape(state, name, null), infer(state, body), span);
  for (const name of state.rows.vectors) {
    unify(state.bindings, symbolShape(state, name, null).rows, one);
    state.guessed.add(name);
  }
  for (const name of state.rows.weights) widen(state.bindings, symbolShape(state, name, null));
  for (const definition of definitions) {
    const by = variableByComponents(definition);
    if (by) equate(state, symbolShape(state, definition.name, null), infer(state, by), definition.span);
  }
}

/** Infers from the statements that define: what they force, then what is open, one guess after the other. */
function inferFromDefinitions(state: State, said: Said, sources: readonly Statement[]): void {
  const { definitions, notation, seen } = said;
  inferAll(state, sources, definitions);
  const isSettled = (size: Size) => isKnown(state.bindings, size);
  for (const [name, { rows, cols }] of state.symbols)
    if (isSettled(rows) && isSettled(cols)) state.forced.add(name);
  for (const name of new Set(positionsOf(seen)))
    if (notation.evidence.get(name)?.fonts.has("bold")) placeInSpace(state, name);
  const functions = new Set(definitions.filter((one) => one.isFunction).map((one) => one.name));
  for (const name of openSymbols(state, notation)) {
    if (functions.has(name)) continue;
    guess(state, name, notation);
    inferFurther(state, sources, definitions);
  }
  state.eager = true;
  state.record = true;
  inferAll(state, sources, definitions, 1);
  state.record = false;
  for (const definition of definitions) valueOfFunction(state, definition);
}

/** Infers from all other statements, of what no definition says. */
function inferFromClaims(state: State, { definitions, notation }: Said, others: readonly Statement[]): void {
  // Beside rows, a size that is open by now is that of a vector or matrix: no claim, right or wrong, makes it one.
  if (state.rows.vectors.size > 0) for (const shape of state.symbols.values()) widen(state.bindings, shape);
  for (const name of plainScalars(state, others, notation)) guess(state, name, notation);
  inferAll(state, others, []);
  for (const definition of definitions) valueOfFunction(state, definition);
  for (const name of openSymbols(state, notation)) {
    guess(state, name, notation);
    inferFurther(state, others, []);
  }
}

/** A vector of ones where nothing asks for a matrix of them. */
function closeOnes({ deferred, bindings }: State): void {
  for (const [expression, { cols }] of deferred)
    if (expression.type === "constant" && expression.constant === "ones" && !isKnown(bindings, cols))
      unify(bindings, cols, one);
}

/** A position of which nothing else is known has three components. */
function placeInSpace(state: State, name: string): void {
  const { rows, cols } = symbolShape(state, name, null);
  if (isKnown(state.bindings, rows)) return;
  unify(state.bindings, rows, { type: "number", value: 3 });
  if (!isKnown(state.bindings, cols)) unify(state.bindings, cols, one);
}

/** `f` alone, of a function that the note defines, has the shape of its value; one of entries acts on any shape. */
function valueOfFunction(state: State, definition: Definition): void {
  if (definition.parameters.some(isFreeNumber)) return;
  if (!definition.isFunction || definition.statement < 0 || state.facts.shapes.has(definition.name)) return;
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
  if (isOne(state.bindings, shape.cols) || !/^[A-Z]|^\\[A-Z]/.test(name)) return;
  unify(state.bindings, shape.rows, shape.cols);
  // Of a number nobody says so; a function that is invertible is no matrix.
  if (/^([A-Z]|\\[A-Z][a-z]+)$/.test(name) && !state.facts.functions.has(name)) widen(state.bindings, shape);
}
