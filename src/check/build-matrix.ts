/*
 * Matrices written out. Where dots stand, the pattern of the corners is generalised: what runs from 1 to n along
 * a row is the column index, what runs down a column the row index.
 */
import type { Expression, MatrixCell } from "../algebra/expression.ts";
import { combine, sameIndex } from "../algebra/index-arithmetic.ts";
import { type Pattern, generalise, pair } from "../algebra/pattern.ts";
import { type Dims, type NodeId, isScalar, op, opWith, scalar } from "../algebra/graph.ts";
import { build } from "./build.ts";
import { buildBlocks, stack } from "./build-blocks.ts";
import { type Builder, attempt, fail, indexValue } from "./builder.ts";
import { commutatorOf } from "./commutator.ts";

type Matrix = Expression & { type: "matrix" };

export function buildMatrix(builder: Builder, matrix: Matrix, expected?: Dims): NodeId {
  if (matrix.rows.some((row) => row.some((cell) => cell?.type === "dots")))
    return buildDotted(builder, matrix, expected);
  const width = Math.max(...matrix.rows.map((row) => row.length));
  const blocks = matrix.rows.map((row) =>
    Array.from({ length: width }, (_, at) => {
      const cell = row[at];
      return cell && cell.type !== "dots" ? cell : null;
    }),
  );
  const entries = attempt(() => blocks.map((row) => row.map((cell) => entryOf(builder, cell))));
  if ("value" in entries && entries.value.every((row) => row.every((cell) => isScalar(builder.graph, cell))))
    return opWith(builder.graph, "assemble", [blocks.length, width], ...entries.value.flat());
  const commutator = commutatorOf(builder, matrix, expected);
  if (commutator !== null) return commutator;
  return buildBlocks(builder, blocks, matrix.span, expected);
}

function entryOf(builder: Builder, cell: Expression | null): NodeId {
  return cell ? build(builder, cell) : scalar(builder.graph, 0);
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
  if (!general || !rows.every((row) => row.every((cell) => !solid(cell) || isOfPattern(general, cell))))
    return fail("unsupported-notation", "the pattern behind these dots is not clear", matrix.span);
  const alongRows = rows.length === 1 ? ONE : rangeOf(builder, down, expected?.rows ?? 1);
  const alongColumns = width === 1 ? ONE : rangeOf(builder, across, expected?.cols ?? 1);
  if (solid(last) && rows.length > 1 && width > 1) checkCorner(general, last, down, across, matrix);
  return fill(builder, general, alongRows, alongColumns);
}

function isZeroCell(cell: MatrixCell | undefined): boolean {
  return !!cell && cell.type === "number" && cell.value === 0;
}

function nonZero(cell: MatrixCell | undefined): MatrixCell | undefined {
  return isZeroCell(cell) ? null : cell;
}

function buildDiagonal(builder: Builder, first: Expression, last: Expression, matrix: Matrix): NodeId {
  const general = generalise(first, last, ROW);
  if (!general?.ends)
    return fail("unsupported-notation", "the pattern behind these dots is not clear", matrix.span);
  const column = fill(builder, general.pattern, rangeOf(builder, general, 1), ONE);
  return op(builder.graph, "diag", column);
}

/** What a letter runs through along the dots. */
interface Range {
  readonly from: number;
  readonly to: number;
}

const ONE: Range = { from: 1, to: 1 };

function rangeOf(builder: Builder, { ends }: Pattern, expected: number): Range {
  if (!ends) return { from: 1, to: expected };
  return { from: indexValue(builder, ends.from), to: indexValue(builder, ends.to) };
}

/** All cells of a pattern; blocks are stacked. */
function fill(builder: Builder, general: Expression, rows: Range, cols: Range): NodeId {
  const { graph, letters: outer } = builder;
  const grid: NodeId[][] = [];
  if (rows.from > rows.to || cols.from > cols.to)
    fail("unsupported-notation", "the pattern behind these dots runs backwards", general.span);
  for (let row = rows.from; row <= rows.to; row++) {
    const cells: NodeId[] = [];
    for (let col = cols.from; col <= cols.to; col++) {
      builder.letters = new Map([...outer, [ROW, row], [COLUMN, col]]);
      cells.push(build(builder, general));
    }
    grid.push(cells);
  }
  builder.letters = outer;
  if (grid.every((cells) => cells.every((cell) => isScalar(graph, cell))))
    return opWith(graph, "assemble", [grid.length, grid[0]?.length ?? 0], ...grid.flat());
  return stack(builder, grid, general.span);
}

function unchanged(first: Expression): Pattern {
  return { pattern: first, ends: null };
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

/** Whether a cell is one of the pattern: `x_2` is of `x_1, x_2, \dots, x_n`, and the x of `0, \dots, x, \dots, 0` of none. */
function isOfPattern(general: Expression, cell: Expression): boolean {
  const counts = ({ letter }: { letter: string }) => letter === ROW || letter === COLUMN;
  return pair(general, cell, (a, b) => (a.terms.some(counts) || sameIndex(a, b) ? a : null)) !== null;
}

/** The last corner must follow the same pattern, else the dots mean something else. */
function checkCorner(
  general: Expression,
  last: Expression,
  down: Pattern,
  across: Pattern,
  matrix: Matrix,
): void {
  const follows = pair(general, last, (a, b) => {
    const letter = a.terms.find((term) => term.letter === ROW || term.letter === COLUMN)?.letter;
    if (!letter) return sameIndex(a, b) ? a : null;
    const end = (letter === ROW ? down : across).ends?.to;
    return end && sameIndex(combine(end, { terms: [], offset: a.offset, span: a.span }, 1, a.span), b)
      ? a
      : null;
  });
  if (!follows)
    fail("unsupported-notation", "the last corner does not follow the pattern of the others", matrix.span);
}
