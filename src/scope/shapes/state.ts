/*
 * What inference knows so far, and how it learns: shapes by symbol, ranges by letter, shapes of single places, and
 * the equations between sizes. Everything here is filled in as inference goes on; nothing decides what to infer.
 */
import type { Expression } from "../../algebra/expression.ts";
import {
  type Bindings,
  type Shape,
  type Size,
  freshShape,
  freshSize,
  isKnown,
  isSameOpen,
  unify,
} from "../../algebra/shape.ts";
import { gather } from "../../text/gather.ts";
import type { Span } from "../../text/span.ts";
import type { Definition } from "../definitions.ts";
import type { Rows } from "./rows.ts";
import type { Facts } from "../facts.ts";

export type Spread = "row" | "column" | "turned";

/** The growing knowledge of one run of inference. */
export interface State {
  readonly bindings: Bindings;
  readonly symbols: Map<string, Shape>;
  readonly letters: Map<string, Size>;
  /** Sizes that are declared, by name. */
  sizes: ReadonlyMap<string, Size>;
  readonly deferred: Map<Expression, Shape>;
  readonly definitions: ReadonlyMap<string, readonly Definition[]>;
  readonly facts: Facts;
  /** Vectors that are added to each row or each column of a matrix; a column that is added to rows is turned. */
  readonly spread: Map<Expression, Spread>;
  readonly conflicts: { statement: number; span: Span }[];
  /** Symbols that stand with components somewhere, and with how many. */
  readonly entries: ReadonlyMap<string, number>;
  /** Symbols that stand right behind a capital or alone in a norm, as vectors do: the β of `X \beta` and `\|\beta\|`. */
  readonly applied: ReadonlySet<string>;
  /** Letters that stand below fractions as the number of samples does. */
  readonly counts: ReadonlySet<string>;
  /** Letters that stand as an index anywhere. */
  readonly indices: ReadonlySet<string>;
  readonly guessed: Set<string>;
  readonly forced: Set<string>;
  /** How many members the families of the note have, if there are any. */
  readonly members: Size | null;
  readonly rows: Rows;
  statement: number;
  /** Whether it claims a derivative: that it is right is not known. */
  claims: boolean;
  /** How much was known when the latest statements had nothing more to say; null while they may. */
  settled: number | null;
  /** In the last rounds what is undecided takes its likeliest reading. */
  eager: boolean;
  /** Whether any declared size depends on a time or layer. */
  readonly indexed: boolean;
  /** Whether ⊗ is said to be the Kronecker product. */
  readonly kronecker: boolean;
  /** Whether · is said to multiply entry by entry. */
  readonly entrywiseDots: boolean;
  record: boolean;
  /** Functions whose bodies are being read. */
  readonly entered: Set<Definition>;
}

/** Makes two shapes one, or records a conflict where they cannot be. */
export function equate(state: State, a: Shape, b: Shape, span: Span): void {
  const rows = unify(state.bindings, a.rows, b.rows);
  const cols = unify(state.bindings, a.cols, b.cols);
  if (!(rows && cols) && state.record) state.conflicts.push({ statement: state.statement, span });
}

/** The shape of a single place, open until something says what it is. */
export function deferred(state: State, expression: Expression): Shape {
  const known = state.deferred.get(expression);
  if (known) return known;
  const fresh = freshShape(state.bindings);
  state.deferred.set(expression, fresh);
  return fresh;
}

/** The range of an index letter. */
export function letterSize(state: State, key: string): Size {
  const known = state.letters.get(key);
  if (known) return known;
  const fresh = freshSize(state.bindings);
  state.letters.set(key, fresh);
  return fresh;
}

/** A size of this name, where some declared shape uses it. */
export function sizeNamed({ sizes }: State, name: string): Size | null {
  return sizes.get(name) ?? null;
}

/** The sizes that shapes use, by name. */
export function namedSizes(shapes: Iterable<Shape>): ReadonlyMap<string, Size> {
  const sizes = new Map<string, Size>();
  for (const { rows, cols } of shapes)
    for (const size of [rows, cols])
      if (size.type === "name" && !size.at && !sizes.has(size.name)) sizes.set(size.name, size);
  return sizes;
}

/** The symbols that have as many rows or columns, where nothing else is known of that size. */
export function symbolsOfSize({ bindings, symbols }: State, size: Size): readonly string[] {
  if (isKnown(bindings, size)) return [];
  return gather(symbols, ([name, { rows, cols }]) =>
    isSameOpen(bindings, rows, size) || isSameOpen(bindings, cols, size) ? [name] : [],
  );
}

/** A declared size, or an open one where the declaration does not say. */
export function known(state: State, size: Size): Size {
  return size.type === "other" ? freshSize(state.bindings) : size;
}
