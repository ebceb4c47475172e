/*
 * Dense linear algebra on one heap of numbers, by offsets: what kernels of several operators share. Matrices are
 * stored row by row. Nothing here allocates; indices are in bounds by the callers' construction.
 */

/** out[m×p] = a[m×n] · b[n×p]. */
export function multiply(
  heap: Float64Array,
  out: number,
  a: number,
  b: number,
  m: number,
  n: number,
  p: number,
): void {
  for (let i = 0; i < m; i++)
    for (let j = 0; j < p; j++) {
      let sum = 0;
      const row = a + i * n;
      let column = b + j;
      for (let k = 0; k < n; k++, column += p) sum += heap[row + k]! * heap[column]!;
      heap[out + i * p + j] = sum;
    }
}

/**
 * Factors a[n×n] in place as P·L·U with partial pivoting; the row chosen at each step goes to pivots[n].
 * Returns the determinant.
 */
export function factor(heap: Float64Array, a: number, pivots: number, n: number): number {
  let determinant = 1;
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k + 1; i < n; i++)
      if (Math.abs(heap[a + i * n + k]!) > Math.abs(heap[a + best * n + k]!)) best = i;
    heap[pivots + k] = best;
    if (best !== k) {
      swapRows(heap, a, n, k, best);
      determinant = -determinant;
    }
    const pivot = heap[a + k * n + k]!;
    determinant *= pivot;
    for (let i = k + 1; i < n; i++) {
      const ratio = heap[a + i * n + k]! / pivot;
      heap[a + i * n + k] = ratio;
      for (let j = k + 1; j < n; j++)
        heap[a + i * n + j] = heap[a + i * n + j]! - ratio * heap[a + k * n + j]!;
    }
  }
  return determinant;
}

function swapRows(heap: Float64Array, a: number, width: number, i: number, j: number): void {
  for (let k = 0; k < width; k++) {
    const kept = heap[a + i * width + k]!;
    heap[a + i * width + k] = heap[a + j * width + k]!;
    heap[a + j * width + k] = kept;
  }
}

/** Solves for b[n×p] in place, with a factored matrix. */
export function substitute(
  heap: Float64Array,
  factored: number,
  pivots: number,
  n: number,
  b: number,
  p: number,
): void {
  for (let k = 0; k < n; k++) {
    const row = heap[pivots + k]!;
    if (row !== k) swapRows(heap, b, p, k, row);
  }
  for (let j = 0; j < p; j++) {
    for (let i = 0; i < n; i++) {
      let sum = heap[b + i * p + j]!;
      for (let k = 0; k < i; k++) sum -= heap[factored + i * n + k]! * heap[b + k * p + j]!;
      heap[b + i * p + j] = sum;
    }
    for (let i = n - 1; i >= 0; i--) {
      let sum = heap[b + i * p + j]!;
      for (let k = i + 1; k < n; k++) sum -= heap[factored + i * n + k]! * heap[b + k * p + j]!;
      heap[b + i * p + j] = sum / heap[factored + i * n + i]!;
    }
  }
}

/** A pivot below this fraction of the largest is round-off: the matrix has no inverse. */
const SINGULAR = 1e-12;

/** Whether a factored matrix is singular as far as numbers can tell. */
export function isSingular(heap: Float64Array, factored: number, n: number): boolean {
  let smallest = Infinity;
  let largest = 0;
  for (let k = 0; k < n; k++) {
    const pivot = Math.abs(heap[factored + k * (n + 1)]!);
    smallest = Math.min(smallest, pivot);
    largest = Math.max(largest, pivot);
  }
  return !(smallest > SINGULAR * largest);
}

/** out[n×n] = a⁻¹; scratch holds n·n + n numbers. */
export function invert(heap: Float64Array, out: number, a: number, n: number, scratch: number): void {
  heap.copyWithin(scratch, a, a + n * n);
  factor(heap, scratch, scratch + n * n, n);
  if (isSingular(heap, scratch, n)) {
    heap.fill(NaN, out, out + n * n);
    return;
  }
  setIdentity(heap, out, n);
  substitute(heap, scratch, scratch + n * n, n, out, n);
}

/** a[n×n] = I. */
export function setIdentity(heap: Float64Array, a: number, n: number): void {
  heap.fill(0, a, a + n * n);
  for (let i = 0; i < n; i++) heap[a + i * (n + 1)] = 1;
}

/** The largest sum of absolute values along a row. */
export function rowNorm(heap: Float64Array, a: number, n: number): number {
  let largest = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += Math.abs(heap[a + i * n + j]!);
    largest = Math.max(largest, sum);
  }
  return largest;
}
