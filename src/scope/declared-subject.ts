/*
 * What a declaration is about, and the sizes in it: formula trees as they were declared go in, names and sizes of the
 * note come out.
 */
import { type Size, one } from "../algebra/shape.ts";
import type { TexNode } from "../tex/syntax.ts";
import type { DeclaredShape } from "./declaration.ts";
import { letterName, readIndex } from "./index-reading.ts";
import type { Notation } from "./notation.ts";
import { readOccurrence, withoutDecoration } from "./occurrence.ts";
import { readSymbol } from "./symbol-reading.ts";

interface Subject {
  readonly name: string;
  /** The letter of its time. */
  readonly letter: string | null;
  /** Its time, where that is a number. */
  readonly at: number | null;
  /** Whether a component is meant, and no whole. */
  readonly isPart: boolean;
}

/** The symbol a declaration is about. */
export function readSubject(node: TexNode, notation: Notation): Subject | null {
  const bare = withoutDecoration(node);
  // `U(t)` declares the value of U.
  if (bare.type === "product" && bare.factors.length === 2)
    return readSubject(bare.factors[0]!.node, notation);
  if (bare.type === "word") return { name: bare.text, letter: null, at: null, isPart: false };
  const occurrence = readOccurrence(bare);
  if (!occurrence) return null;
  const read = readSymbol(occurrence, notation);
  // A declared component (`y_i > 0`) says something of the whole.
  const letter = read.time?.terms[0]?.letter ?? null;
  const at = read.time && read.time.terms.length === 0 ? read.time.offset : null;
  return { name: read.name + "'".repeat(read.primes), letter, at, isPart: read.entries.length > 0 };
}

export function functionName(node: TexNode, notation: Notation): string | null {
  return readSubject(node, notation)?.name ?? null;
}

/** What a declared application is applied to: `A(t) \in …` says that A depends on t. */
export function argumentsOf(subject: TexNode): readonly TexNode[] {
  const bare = withoutDecoration(subject);
  if (bare.type !== "product" || bare.factors.length !== 2) return [];
  const fenced = withoutDecoration(bare.factors[1]!.node);
  if (fenced.type !== "fenced" || fenced.open !== "(") return [];
  const body = withoutDecoration(fenced.body);
  const items = body.type === "list" ? body.items : [body];
  return items.every((item) => readOccurrence(item) !== null) ? items : [];
}

/** Rows and columns of a declared shape. */
export function readShape(shape: DeclaredShape, notation: Notation): readonly [Size, Size] {
  const [first, second] = shape.sizes.map((size) => (size ? readSize(size, notation) : null));
  const open: Size = { type: "other" };
  if (shape.rank === 0) return [one, one];
  if (shape.rank === 1) return shape.side === "row" ? [one, first ?? open] : [first ?? open, one];
  return [first ?? open, second ?? open];
}

/** A size as written: `n`, `n_{l-1}`, `d_h`, `3`; anything else is known only from values. */
export function readSize(node: TexNode, notation: Notation): Size {
  const index = readIndex(node);
  if (index && index.terms.length === 0) return { type: "number", value: index.offset };
  const occurrence = readOccurrence(node);
  if (!occurrence) return { type: "other" };
  const read = readSymbol(occurrence, notation);
  if (read.time) return { type: "name", name: read.name, at: read.time };
  const name = letterName(node);
  return name === null ? { type: "other" } : { type: "name", name, at: null };
}
