/*
 * Symbolic shapes: sizes that are numbers, names (`n`, `n_{l-1}`), or not yet known. `unify` makes two sizes
 * equal or says that they cannot be.
 */
import type { Index } from "./expression.ts";
import { sameIndex, substituteIndex } from "./index-arithmetic.ts";

export type Size =
  | { readonly type: "number"; readonly value: number }
  | { readonly type: "name"; readonly name: string; readonly at: Index | null }
  | { readonly type: "variable"; readonly id: number }
  /** Of what stands below each other: n + m. */
  | { readonly type: "sum"; readonly of: readonly Size[] }
  /** Known only from values: the size of `vec X`. */
  | { readonly type: "other" };

export interface Shape {
  readonly rows: Size;
  readonly cols: Size;
}

export const one: Size = { type: "number", value: 1 };
export const scalarShape: Shape = { rows: one, cols: one };

/** What is known of the variables so far; grows only. */
export interface Bindings {
  readonly sizes: Size[];
  readonly names: Map<string, Size>;
  /** Variables that are more than one: what says otherwise does not fit. */
  readonly wide: Set<number>;
  /** Variables below this one were there before the present round of inference. */
  old: number;
  /** Counts what was learnt of those: a round that learns nothing is the last. */
  learnt: number;
}

export function createBindings(): Bindings {
  return { sizes: [], names: new Map(), wide: new Set(), old: 0, learnt: 0 };
}

export function freshSize(bindings: Bindings): Size {
  const id = bindings.sizes.length;
  const size: Size = { type: "variable", id };
  bindings.sizes.push(size);
  return size;
}

export function freshShape(bindings: Bindings): Shape {
  return { rows: freshSize(bindings), cols: freshSize(bindings) };
}

/** The size a variable stands for, as far as is known. */
export function resolve(bindings: Bindings, size: Size): Size {
  const found = follow(bindings, size);
  // Long ways are shortened, so that they are not walked again.
  if (size.type === "variable" && found !== size) bindings.sizes[size.id] = found;
  return found;
}

function follow(bindings: Bindings, size: Size): Size {
  let current = size;
  for (;;) {
    if (current.type === "variable") {
      const next: Size = bindings.sizes[current.id] ?? current;
      if (next === current || (next.type === "variable" && next.id === current.id)) return current;
      current = next;
    } else if (current.type === "name" && !current.at) {
      const next = bindings.names.get(current.name);
      if (!next) return current;
      current = next;
    } else return current;
  }
}

/** Makes two sizes equal; false where they cannot be. */
export function unify(bindings: Bindings, a: Size, b: Size): boolean {
  const left = resolve(bindings, a);
  const right = resolve(bindings, b);
  if (left === right || left.type === "other" || right.type === "other") return true;
  // Nothing is longer than itself: `\hat x = [x; 1]` of one letter says nothing of its size.
  if (isWithin(bindings, left, right) || isWithin(bindings, right, left)) return true;
  if (left.type === "variable") {
    if (right.type === "variable") {
      if (right.id === left.id) return true;
      // The older one stays: nothing is learnt of it.
      if (right.id > left.id) return unify(bindings, right, left);
      if (bindings.wide.has(left.id)) bindings.wide.add(right.id);
    } else if (right.type === "number" && right.value === 1 && bindings.wide.has(left.id)) return false;
    bindings.sizes[left.id] = right;
    if (left.id < bindings.old) bindings.learnt++;
    return true;
  }
  if (right.type === "variable") return unify(bindings, right, left);
  if (left.type === "number" && right.type === "number") return left.value === right.value;
  if (left.type === "name" && right.type === "name") {
    if (left.name !== right.name) return false;
    return left.at === right.at || (!!left.at && !!right.at && sameIndex(left.at, right.at));
  }
  if (left.type === "sum") return unifySum(bindings, left, right);
  if (right.type === "sum") return unifySum(bindings, right, left);
  const [name, number] = left.type === "name" ? [left, right] : [right as Size & { type: "name" }, left];
  if (name.at || number.type !== "number" || number.value === 1) return false;
  bindings.names.set(name.name, number);
  bindings.learnt++;
  return true;
}

/** Whether an open size is a part of a sum. */
function isWithin(bindings: Bindings, part: Size, whole: Size): boolean {
  return (
    part.type === "variable" &&
    whole.type === "sum" &&
    whole.of.some((one) => {
      const size = resolve(bindings, one);
      return (size.type === "variable" && size.id === part.id) || isWithin(bindings, part, size);
    })
  );
}

/** Open parts of a whole of known length are equally long; whether other sums fit is seen when sizes are drawn. */
function unifySum(bindings: Bindings, { of }: Size & { type: "sum" }, whole: Size): boolean {
  if (whole.type === "number" && whole.value % of.length === 0 && of.every((one) => !isKnown(bindings, one)))
    for (const one of of) unify(bindings, one, { type: "number", value: whole.value / of.length });
  return true;
}

/** Says that the open sizes of a shape are more than one. */
export function widen(bindings: Bindings, { rows, cols }: Shape): void {
  for (const size of [rows, cols]) {
    const open = resolve(bindings, size);
    if (open.type === "variable") bindings.wide.add(open.id);
  }
}

/** Whether neither of its open sizes can become one. */
export function isWide(bindings: Bindings, { rows, cols }: Shape): boolean {
  return [rows, cols].every((size) => {
    const open = resolve(bindings, size);
    return open.type === "variable" && bindings.wide.has(open.id);
  });
}

export function isOne(bindings: Bindings, size: Size): boolean {
  const known = resolve(bindings, size);
  return known.type === "number" && known.value === 1;
}

/** Whether two sizes are one, of which nothing else is known. */
export function isSameOpen(bindings: Bindings, a: Size, b: Size): boolean {
  const [one, other] = [resolve(bindings, a), resolve(bindings, b)];
  return one.type === "variable" && other.type === "variable" && one.id === other.id;
}

export function isKnown(bindings: Bindings, size: Size): boolean {
  return resolve(bindings, size).type !== "variable";
}

export function isScalarShape(bindings: Bindings, shape: Shape): boolean {
  return isOne(bindings, shape.rows) && isOne(bindings, shape.cols);
}

/** Puts an index in place of a letter in the sizes of a shape: the shape of `W^{(l)}` at l - 1. */
export function shapeAt(shape: Shape, letter: string, index: Index): Shape {
  const replace = (size: Size): Size => {
    if (size.type === "sum") return { ...size, of: size.of.map(replace) };
    return size.type === "name" && size.at
      ? { ...size, at: substituteIndex(size.at, new Map([[letter, index]])) }
      : size;
  };
  return { rows: replace(shape.rows), cols: replace(shape.cols) };
}
