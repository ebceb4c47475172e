/*
 * Random instances: entries ±U[0.2, 1.2], away from zero and saturation, weights scaled by 1/√n, and values with
 * a role drawn as that role says.
 */
import { type Tape, inputsOf, setInput } from "../algebra/tape.ts";
import { drawCoefficients } from "../algebra/smooth-function.ts";
import type { Role } from "../scope/declaration.ts";
import type { Builder } from "./builder.ts";

type Random = () => number;

/** Values of both signs, positive ones, such as are above one, or positive ones of another size for each symbol. */
export type Range = "any" | "positive" | "large" | "uneven";

const scales = [0.1, 1, 5] as const;

/** An input with the value that it is held at. */
export interface Held {
  readonly input: string;
  readonly value: number;
}

/** Fills every input of the tape; what was drawn comes back by input name, row by row. */
export function drawInstance(
  tape: Tape,
  builder: Builder,
  random: Random,
  range: Range,
): Map<string, number[]> {
  const drawn = new Map<string, number[]>();
  const sizes = new Map<string, number>();
  const scaleOf = (symbol: string): number => {
    const known = sizes.get(symbol) ?? (range === "uneven" ? scales[Math.floor(3 * random())]! : 1);
    sizes.set(symbol, known);
    return builder.scope.facts.roles.has(symbol) ? 1 : known;
  };
  for (const { name, dims } of inputsOf(tape)) {
    const scale = scaleOf(builder.leaves.get(name) ?? name);
    const plain = valuesOf(name, dims.rows, dims.cols, builder, random, range);
    const values = scale === 1 ? plain : plain.map((value) => scale * value);
    drawn.set(name, values);
    setInput(tape, name, values);
  }
  for (const [symbol, names] of scalarFamilies(builder, drawn)) {
    const values = valuesOf(symbol, names.length, 1, builder, random, range);
    names.forEach((name, at) => {
      drawn.set(name, [values[at]!]);
      setInput(tape, name, [values[at]!]);
    });
  }
  for (const [first, second] of builder.scope.facts.commuting) {
    const base = drawn.get(first);
    if (!base || drawn.get(second)?.length !== base.length) continue;
    const values = commutingWith(base, random);
    drawn.set(second, values);
    setInput(tape, second, values);
  }
  return drawn;
}

/** Gives inputs the values that they are held at. */
export function holdInputs(tape: Tape, held: readonly Held[], drawn: Map<string, readonly number[]>): void {
  for (const { input, value } of held) {
    if (!drawn.has(input)) continue;
    drawn.set(input, [value]);
    setInput(tape, input, [value]);
  }
}

/** Whether the sizes are such as a role asks for: a matrix of full column rank is not wide. */
export function admitsSizes(tape: Tape, { leaves, scope }: Builder): boolean {
  return inputsOf(tape).every(({ name, dims: { rows, cols } }) => {
    const roles = scope.facts.roles.get(leaves.get(name) ?? name);
    return !(roles?.has("full-column-rank") && rows < cols) && !(roles?.has("full-row-rank") && rows > cols);
  });
}

const jointRoles: readonly Role[] = ["one-hot", "sums-to-one", "unit-norm"];

/** The members of a family of scalars of which something is said together: `y_1`, …, `y_K` with y one-hot. */
function scalarFamilies(
  { leaves, scope }: Builder,
  drawn: ReadonlyMap<string, readonly number[]>,
): ReadonlyMap<string, readonly string[]> {
  const families = new Map<string, string[]>();
  for (const [input, symbol] of leaves) {
    const roles = scope.facts.roles.get(symbol);
    if (!isMember(input, symbol) || drawn.get(input)?.length !== 1) continue;
    if (jointRoles.some((role) => roles?.has(role)))
      families.set(symbol, [...(families.get(symbol) ?? []), input]);
  }
  return families;
}

/** Whether an input is one of several that a symbol stands for: `y@2` of y. */
export function isMember(input: string, symbol: string): boolean {
  return input.startsWith(`${symbol}@`);
}

/** A polynomial of a square matrix commutes with it. */
function commutingWith(base: readonly number[], random: Random): number[] {
  const n = Math.round(Math.sqrt(base.length));
  const [constant, linear, square] = [entry(random, "any"), entry(random, "any"), entry(random, "any")];
  return base.map((value, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    let squared = 0;
    for (let k = 0; k < n; k++) squared += base[i * n + k]! * base[k * n + j]!;
    return (i === j ? constant : 0) + linear * value + square * squared;
  });
}

function valuesOf(
  name: string,
  rows: number,
  cols: number,
  builder: Builder,
  random: Random,
  range: Range,
): number[] {
  const coefficients = drawCoefficients(name, { rows, cols }, random);
  if (coefficients) return coefficients;
  if (name.startsWith("step ε")) return [0];
  const symbol = builder.leaves.get(name) ?? name;
  const differential = symbol.startsWith("d ");
  const roles = builder.scope.facts.roles.get(differential ? symbol.slice(2) : symbol) ?? new Set<Role>();
  if (differential) return differentialValues(rows, cols, roles, random);
  if (rows > 1 && cols > 1 && listRoles.some((role) => roles.has(role)))
    return drawLists(rows, cols, hasLabelColumns(builder), (size) => drawRole(size, 1, roles, random, range));
  return drawRole(rows, cols, roles, random, range);
}

/** What a matrix has of one of these, it has row by row: labels of samples. */
const listRoles: readonly Role[] = ["one-hot", "sums-to-one"];

/** A softmax of each column has a label in each column. */
function hasLabelColumns({ scope: { facts } }: Builder): boolean {
  return (facts.functions.get("softmax") ?? []).some(({ acts }) => acts === "columns");
}

function drawLists(
  rows: number,
  cols: number,
  isByColumns: boolean,
  draw: (size: number) => readonly number[],
): number[] {
  const lists = Array.from({ length: isByColumns ? cols : rows }, () => draw(isByColumns ? rows : cols));
  return Array.from({ length: rows * cols }, (_, k) => {
    const [i, j] = [Math.floor(k / cols), k % cols];
    return isByColumns ? lists[j]![i]! : lists[i]![j]!;
  });
}

function entry(random: Random, range: Range): number {
  const size = 0.2 + random();
  if (range === "large") return 1 + size;
  return range !== "any" || random() < 0.5 ? size : -size;
}

function drawRole(
  rows: number,
  cols: number,
  roles: ReadonlySet<Role>,
  random: Random,
  range: Range,
): number[] {
  const all = range === "any" && (roles.has("positive") || roles.has("nonnegative")) ? "positive" : range;
  const plain = (scale = 1) => {
    const values: number[] = [];
    for (let left = rows * cols; left > 0; left--) values.push(scale * entry(random, all));
    return values;
  };
  if (rows === 1 || cols === 1) return drawVector(plain, rows * cols, roles, random);
  const scale = 1 / Math.sqrt(cols);
  if (rows !== cols) return plain(scale);
  const n = rows;
  const at = (values: number[], i: number, j: number) => values[i * n + j]!;
  const make = (of: (i: number, j: number) => number) =>
    Array.from({ length: n * n }, (_, k) => of(Math.floor(k / n), k % n));
  const base = plain(scale);
  if (roles.has("orthogonal")) {
    const turn = orthogonal(n, base);
    // A rotation is no reflection; the square of either is one.
    if (!roles.has("positive-determinant")) return turn;
    return make((i, j) =>
      turn.slice(i * n, (i + 1) * n).reduce((sum, one, k) => sum + one * at(turn, k, j), 0),
    );
  }
  if (roles.has("positive-definite") || roles.has("positive-semidefinite"))
    return make((i, j) => {
      let sum = i === j ? 0.5 : 0;
      for (let k = 0; k < n; k++) sum += at(base, i, k) * at(base, j, k);
      return sum;
    });
  if (roles.has("diagonal")) return make((i, j) => (i === j ? at(base, i, j) : 0));
  const shaped = roles.has("symmetric")
    ? make((i, j) => (i <= j ? at(base, i, j) : at(base, j, i)))
    : roles.has("skew-symmetric")
      ? make((i, j) => (i === j ? 0 : i < j ? at(base, i, j) : -at(base, j, i)))
      : roles.has("lower-triangular")
        ? make((i, j) => (i >= j ? at(base, i, j) : 0))
        : roles.has("upper-triangular")
          ? make((i, j) => (i <= j ? at(base, i, j) : 0))
          : base;
  if (roles.has("skew-symmetric")) return shaped;
  // A well-conditioned matrix: a dominant diagonal keeps inverses and determinants tame.
  const needsInverse = roles.has("invertible") || roles.has("positive-determinant");
  return needsInverse
    ? make(
        (i, j) =>
          at(shaped, i, j) * 0.6 +
          (i === j ? Math.sign(at(shaped, i, i)) * signFor(roles, at(shaped, i, i)) : 0),
      )
    : shaped;
}

/** A positive determinant needs a positive diagonal. */
function signFor(roles: ReadonlySet<Role>, diagonal: number): number {
  if (!roles.has("positive-determinant")) return 1;
  return diagonal < 0 ? -1 - 1.2 * Math.abs(diagonal) : 1;
}

function drawVector(
  plain: (scale?: number) => number[],
  size: number,
  roles: ReadonlySet<Role>,
  random: Random,
): number[] {
  const values = plain();
  if (roles.has("one-hot")) {
    const hot = Math.floor(random() * size);
    return values.map((_, at) => (at === hot ? 1 : 0));
  }
  if (roles.has("sums-to-one")) {
    const positive = values.map(Math.abs);
    const total = positive.reduce((sum, value) => sum + value, 0);
    return positive.map((value) => value / total);
  }
  if (roles.has("unit-norm")) {
    const norm = Math.hypot(...values);
    return values.map((value) => value / norm);
  }
  if (roles.has("unit-interval")) return values.map(() => 0.1 + 0.8 * random());
  if (roles.has("plus-or-minus-one")) return values.map(Math.sign);
  if (roles.has("integer")) return values.map(() => 1 + Math.floor(random() * 4));
  return values;
}

/** Directions: free, but symmetric where the matrix is. */
function differentialValues(rows: number, cols: number, roles: ReadonlySet<Role>, random: Random): number[] {
  const kept = new Set<Role>(
    [...roles].filter((role) => role === "symmetric" || role === "diagonal" || role === "skew-symmetric"),
  );
  return drawRole(rows, cols, kept, random, "any");
}

/** Gram–Schmidt on the rows. */
function orthogonal(n: number, base: readonly number[]): number[] {
  const rows: number[][] = [];
  for (let i = 0; i < n; i++) {
    let row = Array.from({ length: n }, (_, j) => base[i * n + j]! + (i === j ? 1 : 0));
    for (const other of rows) {
      const dot = row.reduce((sum, value, j) => sum + value * other[j]!, 0);
      row = row.map((value, j) => value - dot * other[j]!);
    }
    const norm = Math.hypot(...row) || 1;
    rows.push(row.map((value) => value / norm));
  }
  return rows.flat();
}
