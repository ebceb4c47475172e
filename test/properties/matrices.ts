/*
 * Dense matrices for the laws: as plain as can be, and none of the engine's own. What does not fit is null.
 */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  /** Row by row. */
  readonly data: readonly number[];
}

export function matrix(rows: number, cols: number, entry: (row: number, col: number) => number): Matrix {
  const data = Array.from({ length: rows * cols }, (_, k) => entry(Math.floor(k / cols), k % cols));
  return { rows, cols, data };
}

export const at = ({ cols, data }: Matrix, row: number, col: number): number => data[row * cols + col]!;
export const scalar = (value: number): Matrix => matrix(1, 1, () => value);
export const identity = (size: number): Matrix => matrix(size, size, (row, col) => (row === col ? 1 : 0));
export const transposed = (a: Matrix): Matrix => matrix(a.cols, a.rows, (row, col) => at(a, col, row));
export const map = (a: Matrix, f: (value: number) => number): Matrix => ({ ...a, data: a.data.map(f) });

const isScalar = ({ rows, cols }: Matrix): boolean => rows === 1 && cols === 1;
const sameShape = (a: Matrix, b: Matrix): boolean => a.rows === b.rows && a.cols === b.cols;

export function multiply(a: Matrix, b: Matrix): Matrix | null {
  if (isScalar(a)) return map(b, (value) => value * a.data[0]!);
  if (isScalar(b)) return map(a, (value) => value * b.data[0]!);
  if (a.cols !== b.rows) return null;
  return matrix(a.rows, b.cols, (row, col) => {
    let sum = 0;
    for (let k = 0; k < a.cols; k++) sum += at(a, row, k) * at(b, k, col);
    return sum;
  });
}

export function add(a: Matrix, b: Matrix, sign: 1 | -1): Matrix | null {
  return sameShape(a, b)
    ? matrix(a.rows, a.cols, (row, col) => at(a, row, col) + sign * at(b, row, col))
    : null;
}

export function hadamard(a: Matrix, b: Matrix): Matrix | null {
  return sameShape(a, b) ? matrix(a.rows, a.cols, (row, col) => at(a, row, col) * at(b, row, col)) : null;
}

export function diagonal(a: Matrix): Matrix | null {
  if (a.cols !== 1) return null;
  return matrix(a.rows, a.rows, (row, col) => (row === col ? a.data[row]! : 0));
}

/** Whether two matrices are the same up to `tolerance` of their own size. */
export function close(a: Matrix, b: Matrix, tolerance: number): boolean {
  if (!sameShape(a, b)) return false;
  const scale = Math.max(1e-12, ...a.data.map(Math.abs), ...b.data.map(Math.abs));
  return a.data.every((value, k) => Math.abs(value - b.data[k]!) <= tolerance * scale);
}
