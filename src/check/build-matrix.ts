/*
 * Matrices written out. Where dots stand, the pattern of the corners is generalised: what runs from 1 to n along
 * a row is the column index, what runs down a column the row index.
 */
import type { Expression, Index, MatrixCell } from "../algebra/expression.ts";
import { indicesOf, mapParts, parts } from "../algebra/expression.ts";
import { combine, letterIndex, sameIndex } from "../algebra/index-arithmetic.ts";
import { type Dims, type NodeId, dims, isScalar, op, opWith, scalar } from "../algebra/graph.ts";
import { build } from "./build.ts";
import { type Builder, fail, indexValue, misfit } from "./builder.ts";

type Matrix = Expression & { type: "matrix" };

export function buildMatrix(builder: Builder, matrix: Matrix, expected?: Dims): NodeId {
  if (matrix.rows.some((row) => row.some((cell) => cell?.type === "dots")))
    return buildDotted(builder, matrix, expected);
  const width = Math.max(...matrix.rows.map((row) => row.length));
  const cells = matrix.rows.map((row) =>
    Array.from({ length: width }, (_, at) => {
      const cell = row[at];
      return cell && cell.type !== "dots" ? build(builder, cell) : scalar(builder.graph, 0);
    }),
  );
  if (cells.every((row) => row.every((cell) => isScalar(builder.graph, cell))))
    return opWith(builder.graph, "assemble", [cells.length, width], ...cells.flat());
  return buildBlocks(builder, matrix, cells);
}

function buildBlocks(builder: Builder, matrix: Matrix, cells: readonly (readonly NodeId[])[]): NodeId {
  const { graph } = builder;
  const rows = cells.map((row) => {
    const height = dims(graph, row[0]!).rows;
    if (row.some((cell) => dims(graph, cell).rows !== height))
      misfit("the blocks of a row differ in height", matrix.span);
    return row.length === 1 ? row[0]! : op(graph, "hstack", ...row);
  });
  const width = dims(graph, rows[0]!).cols;
  if (rows.some((row) => dims(graph, row).cols !== width))
    misfit("the blocks of a column differ in width", matrix.span);
  return rows.length === 1 ? rows[0]! : op(graph, "vstack", ...rows);
}

const ROW = "‹row›";
const COLUMN = "‹column›";

function buildDotted(builder: Builder, matrix: Matrix, expected?: Dims): NodeId {
  const rows = matrix.rows;
  const solid = (cell: MatrixCell | undefined): cell is Expression => !!cell && cell.type !== "dots";
  const lastRow = rows.at(-1)!;
  const first = rows[0]![0];
  if (!solid(first)) return fail("unsupported-notation", "a matrix that starts with dots", matrix.span);
  const diagonal =
    rows.length > 2 &&
    rows.every((row, r) =>
      row.every((cell, c) => r === c || cell === null || isZeroCell(cell) || cell?.type === "dots"),
    );
  const width = Math.max(...rows.map((row) => row.length));
  const last = lastRow[width - 1];
  if (
    diagonal &&
    solid(last) &&
    rows.some((row) => row.some((cell) => cell?.type === "dots")) &&
    !solid(nonZero(rows[0]![width - 1]))
  )
    return buildDiagonal(builder, first, last, matrix);
  const right = rows[0]![width - 1];
  const below = lastRow[0];
  const down = rows.length > 1 && solid(below) ? generalise(first, below, ROW) : unchanged(first);
  const across = width > 1 && solid(right) ? generalise(first, right, COLUMN) : unchanged(first);
  if (!down || !across)
    return fail("unsupported-notation", "the pattern behind these dots is not clear", matrix.span);
  const general = merge(down.pattern, across.pattern);
  if (!general)
    return fail("unsupported-notation", "the pattern behind these dots is not clear", matrix.span);
  const countRows =
    rows.length === 1 ? 1 : down.last ? indexValue(builder, down.last) : (expected?.rows ?? 1);
  const countCols = width === 1 ? 1 : across.last ? indexValue(builder, across.last) : (expected?.cols ?? 1);
  if (solid(last) && rows.length > 1 && width > 1) checkCorner(general, last, down.last, across.last, matrix);
  return fill(builder, general, countRows, countCols);
}

function isZeroCell(cell: MatrixCell | undefined): boolean {
  return !!cell && cell.type === "number" && cell.value === 0;
}

function nonZero(cell: MatrixCell | undefined): MatrixCell | undefined {
  return isZeroCell(cell) ? null : cell;
}

function buildDiagonal(builder: Builder, first: Expression, last: Expression, matrix: Matrix): NodeId {
  const general = generalise(first, last, ROW);
  if (!general?.last)
    return fail("unsupported-notation", "the pattern behind these dots is not clear", matrix.span);
  const column = fill(builder, general.pattern, indexValue(builder, general.last), 1);
  return op(builder.graph, "diag", column);
}

/** Cells of an n×m pattern. */
function fill(builder: Builder, general: Expression, rows: number, cols: number): NodeId {
  const outer = builder.letters;
  const cells: NodeId[] = [];
  for (let row = 1; row <= rows; row++)
    for (let col = 1; col <= cols; col++) {
      builder.letters = new Map([...outer, [ROW, row], [COLUMN, col]]);
      const cell = build(builder, general);
      if (!isScalar(builder.graph, cell))
        fail("unsupported-notation", "dots between blocks are not understood", general.span);
      cells.push(cell);
    }
  builder.letters = outer;
  return opWith(builder.graph, "assemble", [rows, cols], ...cells);
}

interface General {
  readonly pattern: Expression;
  /** The index that the last cell has where the first has 1. */
  readonly last: Index | null;
}

function unchanged(first: Expression): General {
  return { pattern: first, last: null };
}

/** Replaces the indices in which two cells differ (1 in the first, n in the last) by a letter. */
function generalise(first: Expression, last: Expression, letter: string): General | null {
  let end: Index | null = null;
  const differs = (a: Index, b: Index): Index | null => {
    if (sameIndex(a, b)) return a;
    if (a.terms.length > 0) return null;
    const ends = combine(b, { terms: [], offset: a.offset - 1, span: b.span }, -1, b.span);
    if (end && !sameIndex(end, ends)) return null;
    end = ends;
    return combine(letterIndex(letter, a.span), { terms: [], offset: a.offset - 1, span: a.span }, 1, a.span);
  };
  const pattern = pair(first, last, differs);
  return pattern && { pattern, last: end };
}

/** Walks two expressions of one form together, joining their indices. */
function pair(a: Expression, b: Expression, join: (a: Index, b: Index) => Index | null): Expression | null {
  if (a.type !== b.type || !sameHead(a, b)) return null;
  const left = parts(a);
  const right = parts(b);
  if (left.length !== right.length) return null;
  const joined = left.map((part, at) => pair(part, right[at]!, join));
  if (joined.some((part) => part === null)) return null;
  let at = 0;
  const inner = mapParts(a, () => joined[at++]!);
  const own = indicesOf(a);
  const other = indicesOf(b);
  if (own.length !== other.length) return null;
  const indices = own.map((index, k) => join(index, other[k]!));
  if (indices.some((index) => index === null)) return null;
  return withIndices(inner, indices as Index[]);
}

function sameHead(a: Expression, b: Expression): boolean {
  if (a.type === "symbol" && b.type === "symbol") return a.name === b.name && !a.time === !b.time;
  if (a.type === "number" && b.type === "number") return a.value === b.value;
  if (a.type === "call" && b.type === "call")
    return a.function.name === b.function.name && a.order === b.order;
  if (a.type === "product" && b.type === "product") return a.sign === b.sign;
  return true;
}

function withIndices(expression: Expression, indices: readonly Index[]): Expression {
  switch (expression.type) {
    case "symbol":
      return expression.time ? { ...expression, time: indices[0]! } : expression;
    case "entry":
    case "constant":
      return { ...expression, indices };
    case "delta":
      return { ...expression, left: indices[0]!, right: indices[1]! };
    case "index":
      return { ...expression, index: indices[0]! };
    default:
      return expression;
  }
}

/** Joins the pattern along the rows with the one along the columns. */
function merge(down: Expression, across: Expression): Expression | null {
  let clash = false;
  const merged = pair(down, across, (a, b) => {
    const row = a.terms.some((term) => term.letter === ROW);
    const column = b.terms.some((term) => term.letter === COLUMN);
    if (row && column) clash = true;
    return row ? a : b;
  });
  return clash ? null : merged;
}

/** The last corner must follow the same pattern, else the dots mean something else. */
function checkCorner(
  general: Expression,
  last: Expression,
  rows: Index | null,
  cols: Index | null,
  matrix: Matrix,
): void {
  const follows = pair(general, last, (a, b) => {
    const letter = a.terms.find((term) => term.letter === ROW || term.letter === COLUMN)?.letter;
    if (!letter) return sameIndex(a, b) ? a : null;
    const end = letter === ROW ? rows : cols;
    return end && sameIndex(combine(end, { terms: [], offset: a.offset, span: a.span }, 1, a.span), b)
      ? a
      : null;
  });
  if (!follows)
    fail("unsupported-notation", "the last corner does not follow the pattern of the others", matrix.span);
}
