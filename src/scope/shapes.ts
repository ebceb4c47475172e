/*
 * Infers the shape of every symbol from declarations, definitions and, last, from how letters are usually used.
 * Sizes are unified as far as definitions force them; what does not fit is a conflict with its place.
 */
import { type Expression, factorsOf, untransposed } from "../algebra/expression.ts";
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
import { onlyLetter } from "../algebra/index-arithmetic.ts";
import { gather } from "../text/gather.ts";
import { later, oncePer } from "../text/once.ts";
import type { Span } from "../text/span.ts";
import { FAMILY } from "./families.ts";
import type { Role } from "./declaration.ts";
import { type Definition, variableByComponents } from "./definitions.ts";
import type { Facts } from "./facts.ts";
import { inParts } from "./sides.ts";
import type { Notation } from "./notation.ts";
import { guess, openSymbols, plainScalars } from "./shapes/guess.ts";
import { infer } from "./shapes/infer.ts";
import { layersOf } from "./shapes/layers.ts";
import { type Rows, findRows } from "./shapes/rows.ts";
import { inferAll, inferFurther } from "./shapes/fixed-point.ts";
import { type Spread, type State, equate, known, namedSizes } from "./shapes/state.ts";
import { declaredShape, openMember, symbolShape } from "./shapes/symbol-shape.ts";
import { isMatrixLetter } from "./shapes/typography.ts";
import type { Statement } from "./statement.ts";
import { positionOf } from "./vector-calculus.ts";

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

/**
 * The shapes of what is said here, inferred when one is asked for first: many scopes are read for their words alone.
 * What stands with components in any statement of `seen` is no number.
 */
export function inferShapes(
  statements: readonly Statement[],
  definitions: readonly Definition[],
  facts: Facts,
  notation: Notation,
  seen: readonly Statement[] = statements,
): Shapes {
  const inferred = later(() => inferNow(statements, definitions, facts, notation, seen));
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
function inferNow(
  statements: readonly Statement[],
  definitions: readonly Definition[],
  facts: Facts,
  notation: Notation,
  seen: readonly Statement[],
): Shapes {
  const byName = new Map<string, Definition[]>();
  for (const definition of definitions)
    byName.set(definition.name, [...(byName.get(definition.name) ?? []), definition]);
  const state: State = {
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
    record: false,
    entered: new Set(),
  };
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
  for (const definition of definitions) if (definition.statement < 0) state.forced.add(definition.name);
  for (const definition of definitions)
    if (definition.statement < 0 && !definition.isFunction)
      equate(
        state,
        symbolShape(state, definition.name, null),
        infer(state, definition.body),
        definition.span,
      );
  for (const name of state.rows.vectors) {
    unify(state.bindings, symbolShape(state, name, null).rows, one);
    state.guessed.add(name);
  }
  for (const name of state.rows.weights) widen(state.bindings, symbolShape(state, name, null));
  for (const definition of definitions) {
    const by = variableByComponents(definition);
    if (by) equate(state, symbolShape(state, definition.name, null), infer(state, by), definition.span);
  }
  const defining = new Set(definitions.map((definition) => definition.statement));
  const sources = statements.filter((statement) => defining.has(statement.id));
  const others = statements.filter(({ id, steps }) => !defining.has(id) || steps.length > 1);
  inferAll(state, sources, definitions);
  const settled = (size: Size) => isKnown(state.bindings, size);
  for (const [name, { rows, cols }] of state.symbols)
    if (settled(rows) && settled(cols)) state.forced.add(name);
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
  // Beside rows, a size that is open by now is that of a vector or matrix: no claim, right or wrong, makes it one.
  if (state.rows.vectors.size > 0) for (const shape of state.symbols.values()) widen(state.bindings, shape);
  for (const name of plainScalars(state, others, notation)) guess(state, name, notation);
  inferAll(state, others, []);
  for (const definition of definitions) valueOfFunction(state, definition);
  for (const name of openSymbols(state, notation)) {
    guess(state, name, notation);
    inferFurther(state, others, []);
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

/** The symbols that stand with components in these statements: `W_{ij}` has two. */
const entriesOf = oncePer((statements: readonly Statement[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const [name, count] of allEntries(statements))
    counts.set(name, Math.max(count, counts.get(name) ?? 0));
  return counts;
});

const allEntries = inParts((part) =>
  part.type === "entry" && part.of.type === "symbol" ? [[part.of.name, part.indices.length] as const] : [],
);

/** The letters of entries, of sums and of times. */
const indicesOf = inParts((part) => {
  if (part.type === "iterated") return [part.letter];
  const indices = part.type === "entry" ? part.indices : part.type === "symbol" ? [part.time] : [];
  return gather(indices, (index) => index?.terms.map(({ letter }) => letter) ?? []);
});

/** The β of `X \beta` and of `\|\beta\|`. */
const appliedOf = inParts((part) => {
  if (part.type === "norm" && part.of.type === "symbol") return [part.of.name];
  if (part.type !== "product" || part.sign !== "" || part.right.type !== "symbol") return [];
  const before = untransposed(factorsOf(part.left).at(-1)!);
  return before.type === "symbol" && isMatrixLetter(before.name) ? [part.right.name] : [];
});

/** A position of which nothing else is known has three components. */
function placeInSpace(state: State, name: string): void {
  const { rows, cols } = symbolShape(state, name, null);
  if (isKnown(state.bindings, rows)) return;
  unify(state.bindings, rows, { type: "number", value: 3 });
  if (!isKnown(state.bindings, cols)) unify(state.bindings, cols, one);
}

/** The r of `\nabla \cdot \mathbf{r}`. */
const positionsOf = inParts((part) => {
  const position = positionOf(part);
  return position === null ? [] : [position];
});

/** The n of `\frac{1}{2n}`, of `\sqrt{n}` below a fraction and of `\frac{n}{2} \log 2\pi`: numbers of samples and sizes. */
const countsOf = inParts((part) => {
  if (part.type === "quotient" && (part.left.type === "number" || part.right.type === "call"))
    return countsBelow(part.right);
  if (part.type !== "product" || part.left.type !== "quotient") return [];
  const isOfLogarithm = part.right.type === "call" && part.right.function.name === "log";
  return isOfLogarithm && part.left.right.type === "number" ? countsBelow(part.left.left) : [];
});

function countsBelow(below: Expression): readonly string[] {
  if (below.type === "symbol") return !below.time && isCount(below.name) ? [below.name] : [];
  if (below.type === "product") return gather([below.left, below.right], countsBelow);
  return below.type === "call" && below.function.name === "sqrt" ? countsBelow(below.arguments[0]!) : [];
}

/** The letters of counts, alone or with a label: the `d_k` of attention. */
function isCount(name: string): boolean {
  return /^[dkmnBDKMN](_\{.*\})?$/.test(name);
}

/** The K of a sum from 1 to K over members; a few where no sum says how many. */
function membersOf(statements: readonly Statement[]): Size {
  const [last] = lastMembers(statements);
  return last === undefined ? { type: "number", value: FAMILY } : { type: "name", name: last, at: null };
}

const lastMembers = inParts((part) => {
  const last = part.type === "iterated" && part.operator === "sum" && part.to ? onlyLetter(part.to) : null;
  return last === null ? [] : [last];
});

/** `f` alone, of a function that the note defines, has the shape of its value. */
function valueOfFunction(state: State, definition: Definition): void {
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
