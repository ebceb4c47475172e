/*
 * The state of one concrete computation: a graph under construction, with the sizes, times and readings that were
 * chosen for it. `fail` leaves it with a reason; whoever starts a build catches that.
 */
import type { DerivativeExpression, Expression, Index } from "../algebra/expression.ts";
import { evaluateIndex } from "../algebra/index-arithmetic.ts";
import { type Graph, type NodeId, copyGraph, createGraph } from "../algebra/graph.ts";
import { type Size, resolve } from "../algebra/shape.ts";
import type { Layout } from "../claims/layout.ts";
import type { Reason } from "../report.ts";
import { memberOfClass } from "../scope/class-indices.ts";
import type { Definition } from "../scope/definitions.ts";
import type { Scope } from "../scope/scope.ts";
import type { Section } from "../scope/section.ts";
import type { Span } from "../text/span.ts";
import { sizeNames } from "./lookups.ts";
import { plainName } from "../scope/symbol-name.ts";

/** A symbol that a derivative does not go through; at one time, or at all. */
export interface HeldSymbol {
  readonly name: string;
  readonly time: Index | null;
}

/** One consistent set of choices for what is ambiguous. */
export interface Reading {
  readonly layout: Layout;
  /** Where the factor with the largest index stands; null follows the bounds as written. */
  readonly largest: "left" | "right" | null;
  /** Intermediate symbols held fixed: all that are defined, none, or those named. */
  readonly fixed: "none" | "intermediate" | readonly HeldSymbol[];
  /** A vector next to a matrix stands for its diagonal matrix. */
  readonly implicitDiag: boolean;
  /** `\|A\|`, `\|A\|_1` and `\|A\|_\infty` of a matrix are those of the vector of its entries. */
  readonly entrywiseNorms: boolean;
  /** `\log X`, `\sin X` of a square matrix are functions of the whole, not of each entry. */
  readonly ofMatrices: boolean;
  /** `e^X` of a square matrix is taken entry by entry. */
  readonly entrywiseExp: boolean;
  /** A `\sigma` that the note says nothing of is the logistic sigmoid. */
  readonly logistic: boolean;
  /** Bars around a Jacobian stand for the absolute value of its determinant, else for the determinant. */
  readonly absolute: boolean;
  /** `[A, B]` of two square matrices is their commutator. */
  readonly commutators: boolean;
  /** `\nabla f(g(x))` is the gradient of the composition, by x; else of f, at g(x). */
  readonly composites: boolean;
  /** Symbols that are taken to be scalars: none, those whose shape is only guessed, or all that are not declared. */
  readonly scalars: "none" | "guessed" | "undeclared";
  /** Definitions taken in place of the nearest one, by symbol; null for none at all. */
  readonly instead: ReadonlyMap<string, Definition | null> | null;
}

/** Sizes and times of one shape of instances. */
export interface Choice {
  /** 0, 1, 2, …: which sizes are drawn. */
  readonly draw: number;
  readonly smallest: number;
  readonly letters: ReadonlyMap<string, number>;
  readonly lastTime: number;
}

export interface Builder {
  readonly scope: Scope;
  readonly graph: Graph;
  readonly reading: Omit<Reading, "layout">;
  /** The layout of the reading, and whether anything that was built rests on it. */
  readonly layout: { readonly of: Layout; asked: boolean };
  readonly choice: Choice;
  readonly section: Section;
  readonly start: number;
  readonly sizes: Map<string, number>;
  readonly values: Map<string, NodeId>;
  readonly open: Set<string>;
  readonly used: Set<Definition>;
  /** Inputs that are symbols of the note: input name to symbol name. */
  readonly leaves: Map<string, string>;
  /** What was taken in a particular sense, for the report. */
  readonly senses: Set<string>;
  /** Calls of functions without a definition, by function, for `∂f/∂g`. */
  readonly calls: Map<string, Expression>;
  /** Derivatives of what, as far as the note says, does not depend on the variable at all. */
  readonly independent: Set<DerivativeExpression>;
  /** Symbols that vary in a differential, with their direction. */
  readonly varied: Map<string, NodeId>;
  /** Another form of a symbol's definition, used where the first does not contain the variable. */
  alternative: Definition | null;
  steps: number;
  depth: number;
  // What changes while definitions are entered:
  statement: number;
  letters: ReadonlyMap<string, number>;
  parameters: ReadonlyMap<string, NodeId>;
  elementwise: boolean;
}

/** Nodes that one build may make; a note cannot ask for more. */
const BUDGET = 60_000;
/** Expressions within expressions, through definitions; far less than the stack holds. */
const DEEPEST = 500;

export function createBuilder(
  scope: Scope,
  place: { section: Section; start: number; statement: number },
  reading: Reading,
  choice: Choice,
): Builder {
  return {
    scope,
    graph: createGraph(),
    reading,
    layout: { of: reading.layout, asked: false },
    choice,
    section: place.section,
    start: place.start,
    sizes: new Map(),
    values: new Map(),
    open: new Set(),
    used: new Set(),
    leaves: new Map(),
    senses: new Set(),
    calls: new Map(),
    independent: new Set(),
    varied: new Map(),
    alternative: null,
    steps: 0,
    depth: 0,
    statement: place.statement,
    letters: choice.letters,
    parameters: new Map(),
    elementwise: false,
  };
}

/** The same state of a computation, to go on with in one of several ways. */
export function fork(builder: Builder): Builder {
  return {
    ...builder,
    layout: { ...builder.layout },
    graph: copyGraph(builder.graph),
    sizes: new Map(builder.sizes),
    values: new Map(builder.values),
    open: new Set(builder.open),
    used: new Set(builder.used),
    leaves: new Map(builder.leaves),
    senses: new Set(builder.senses),
    calls: new Map(builder.calls),
    independent: new Set(builder.independent),
    varied: new Map(builder.varied),
  };
}

/** The layout of the reading, for what rests on it. */
export function layoutIn({ layout }: Builder): Layout {
  layout.asked = true;
  return layout.of;
}

/** Why a computation could not be built. */
export interface Failure {
  readonly reason: Reason;
  readonly message: string;
  readonly span: Span;
  /** Sizes that do not fit make a claim wrong, not unreadable. */
  readonly shapes: boolean;
  /** The symbols that are defined in terms of each other, where that is why. */
  readonly cycle?: readonly string[];
}

class BuildError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

export function fail(reason: Reason, message: string, span: Span): never {
  throw new BuildError({ reason, message, span, shapes: false });
}

/** What is open comes back to itself, by way of all that was opened since. */
export function failInCycle({ open }: Builder, key: string, span: Span): never {
  const opened = [...open].slice([...open].indexOf(key));
  const cycle = [...new Set(opened.map((one) => one.replace(/@.*$|\(\)$/, "")))];
  const message = `${plainName(cycle[0]!)} is defined in terms of itself`;
  throw new BuildError({ reason: "unsupported-notation", message, span, shapes: false, cycle });
}

/** Two shapes that cannot be combined. */
export function misfit(message: string, span: Span): never {
  throw new BuildError({ reason: "shape-conflict-in-definition", message, span, shapes: true });
}

/** Runs a build; what it could not do comes back as data. */
export function attempt<T>(build: () => T): { readonly value: T } | { readonly failure: Failure } {
  try {
    return { value: build() };
  } catch (error) {
    if (error instanceof BuildError) return { failure: error.failure };
    throw error;
  }
}

/** Counts a step against the budget. */
export function spend(builder: Builder, span: Span): void {
  builder.steps++;
  if (builder.steps > BUDGET || builder.graph.nodes.length > BUDGET || builder.depth > DEEPEST)
    fail("over-budget", "this claim needs more computation than one claim may use", span);
}

/** The class of a member that is not the one all definitions are about: each is of one of two. */
export function classOfEach(
  { choice }: Builder,
  letter: string,
  letters: ReadonlyMap<string, number>,
): number | undefined {
  const member = memberOfClass(letter);
  const at = member === null ? undefined : letters.get(member);
  return at === undefined || at === choice.letters.get(member!) ? undefined : 1 + ((choice.draw + at) % 2);
}

/** The number a letter stands for: an index in force, a time, or a size. */
export function letterValue(builder: Builder, letter: string): number | undefined {
  const each = classOfEach(builder, letter, builder.letters);
  if (each !== undefined) return each;
  const known = builder.letters.get(letter) ?? builder.choice.letters.get(letter);
  if (known !== undefined) return known;
  return isSizeName(builder, letter)
    ? sizeValue(builder, { type: "name", name: letter, at: null })
    : undefined;
}

function isSizeName({ scope }: Builder, name: string): boolean {
  return scope.shapes.bindings.names.has(name) || sizeNames(scope.shapes).all.has(name);
}

export function indexValue(builder: Builder, index: Index): number {
  const value = evaluateIndex(index, (letter) => letterValue(builder, letter));
  if (value !== undefined) return value;
  const letter = index.terms.find((term) => letterValue(builder, term.letter) === undefined)?.letter ?? "?";
  return fail("unknown-shape", `the range of the index ${letter} is not known`, index.span);
}

/** Sizes 2, 3, 4, … in an order that differs from draw to draw, so that no two free sizes are ever equal. */
const sizeOrders = [
  [2, 3, 4, 5, 6, 7, 8, 9],
  [3, 2, 5, 4, 7, 6, 9, 8],
  [4, 3, 2, 6, 5, 8, 7, 9],
  [5, 4, 3, 2, 7, 6, 9, 8],
  // In place of the four above, where one of them lies outside the domain: the other way round.
  [4, 2, 3, 5, 6, 7, 8, 9],
  [2, 5, 3, 4, 7, 6, 9, 8],
  [3, 4, 2, 6, 5, 8, 7, 9],
  [2, 4, 5, 3, 6, 7, 9, 8],
] as const;

/** The number a size stands for in this choice. */
export function sizeValue(builder: Builder, size: Size): number | undefined {
  const known = resolve(builder.scope.shapes.bindings, size);
  if (known.type === "number") return known.value;
  if (known.type === "other") return undefined;
  if (known.type === "sum") {
    const sizes = known.of.map((one) => sizeValue(builder, one));
    return sizes.reduce((sum, one) => (sum === undefined || one === undefined ? undefined : sum + one), 0);
  }
  let key: string;
  if (known.type === "variable" && builder.reading.scalars === "undeclared") return 1;
  if (known.type === "variable") key = `?${known.id}`;
  else if (known.at) {
    const at = evaluateIndex(known.at, (letter) => letterValue(builder, letter));
    if (at === undefined) return undefined;
    key = `${known.name}@${at}`;
  } else {
    // A letter that counts time or steps here is no free size.
    const fixed = builder.choice.letters.get(known.name);
    if (fixed !== undefined) return fixed;
    key = known.name;
  }
  const drawn = builder.sizes.get(key);
  if (drawn !== undefined) return drawn;
  const order = sizeOrders[builder.choice.draw % sizeOrders.length]!;
  const used = new Set(builder.sizes.values());
  const start = builder.choice.smallest - 2;
  const next = order.map((value) => value + start).find((value) => !used.has(value)) ?? used.size + 2 + start;
  builder.sizes.set(key, next);
  return next;
}
