/*
 * Eigenvalues of symmetric matrices and singular values, by Jacobi rotations: slow for large matrices, accurate
 * to the last bits for the small ones of notes. On one heap, by offsets, row by row; nothing allocates.
 * Source: Golub and Van Loan, Matrix Computations, 8.5 (cyclic Jacobi) and 8.6.3 (one-sided Jacobi).
 */
import { setIdentity } from "./dense.ts";

/** Sweeps after which rotations have long converged. */
const SWEEPS = 30;
/** Rotations smaller than this change nothing. */
const NEGLIGIBLE = 1e-17;

/**
 * Diagonalises the symmetric part of a[n×n] in place: its diagonal becomes the eigenvalues, largest first, the
 * columns of v[n×n] the eigenvectors, each with its largest entry positive.
 */
export function symmetricEigen(heap: Float64Array, a: number, v: number, n: number): void {
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      const middle = (heap[a + i * n + j]! + heap[a + j * n + i]!) / 2;
      heap[a + i * n + j] = middle;
      heap[a + j * n + i] = middle;
    }
  setIdentity(heap, v, n);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let rotated = false;
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) rotated = rotateSymmetric(heap, a, v, n, p, q) || rotated;
    if (!rotated) break;
  }
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k + 1; i < n; i++) if (heap[a + i * (n + 1)]! > heap[a + best * (n + 1)]!) best = i;
    swap(heap, a + k * (n + 1), a + best * (n + 1));
    for (let i = 0; i < n; i++) swap(heap, v + i * n + k, v + i * n + best);
    if (largestInColumn(heap, v, n, n, k) < 0) scaleColumn(heap, v, n, n, k, -1);
  }
}

function rotateSymmetric(heap: Float64Array, a: number, v: number, n: number, p: number, q: number): boolean {
  const app = heap[a + p * (n + 1)]!;
  const aqq = heap[a + q * (n + 1)]!;
  const apq = heap[a + p * n + q]!;
  if (!(Math.abs(apq) > NEGLIGIBLE * (Math.abs(app) + Math.abs(aqq)))) return false;
  const theta = (aqq - app) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  rotateColumns(heap, a, n, n, p, q, c, t * c);
  for (let k = 0; k < n; k++) {
    const x = heap[a + p * n + k]!;
    const y = heap[a + q * n + k]!;
    heap[a + p * n + k] = c * x - t * c * y;
    heap[a + q * n + k] = t * c * x + c * y;
  }
  heap[a + p * n + q] = 0;
  heap[a + q * n + p] = 0;
  rotateColumns(heap, v, n, n, p, q, c, t * c);
  return true;
}

/**
 * Thin singular value decomposition with m ≥ n: on entry u[m×n] holds the matrix, on return its left singular
 * vectors; s[n] the singular values, largest first, v[n×n] the right singular vectors as columns. The largest
 * entry of each right singular vector is positive.
 */
export function singularValues(
  heap: Float64Array,
  u: number,
  s: number,
  v: number,
  m: number,
  n: number,
): void {
  setIdentity(heap, v, n);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let rotated = false;
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) rotated = rotateOneSided(heap, u, v, m, n, p, q) || rotated;
    if (!rotated) break;
  }
  for (let k = 0; k < n; k++) heap[s + k] = Math.sqrt(columnProduct(heap, u, m, n, k, k));
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k + 1; i < n; i++) if (heap[s + i]! > heap[s + best]!) best = i;
    swap(heap, s + k, s + best);
    for (let i = 0; i < m; i++) swap(heap, u + i * n + k, u + i * n + best);
    for (let i = 0; i < n; i++) swap(heap, v + i * n + k, v + i * n + best);
    const sign = largestInColumn(heap, v, n, n, k) < 0 ? -1 : 1;
    scaleColumn(heap, v, n, n, k, sign);
    scaleColumn(heap, u, m, n, k, heap[s + k]! > 0 ? sign / heap[s + k]! : 0);
  }
}

function rotateOneSided(
  heap: Float64Array,
  u: number,
  v: number,
  m: number,
  n: number,
  p: number,
  q: number,
): boolean {
  const alpha = columnProduct(heap, u, m, n, p, p);
  const beta = columnProduct(heap, u, m, n, q, q);
  const gamma = columnProduct(heap, u, m, n, p, q);
  if (!(Math.abs(gamma) > 4 * Number.EPSILON * Math.sqrt(alpha * beta)) || alpha * beta < Number.MIN_VALUE)
    return false;
  const zeta = (beta - alpha) / (2 * gamma);
  const t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.hypot(zeta, 1));
  const c = 1 / Math.hypot(t, 1);
  rotateColumns(heap, u, m, n, p, q, c, t * c);
  rotateColumns(heap, v, n, n, p, q, c, t * c);
  return true;
}

function columnProduct(heap: Float64Array, a: number, m: number, n: number, p: number, q: number): number {
  let sum = 0;
  for (let i = 0; i < m; i++) sum += heap[a + i * n + p]! * heap[a + i * n + q]!;
  return sum;
}

function rotateColumns(
  heap: Float64Array,
  a: number,
  m: number,
  n: number,
  p: number,
  q: number,
  c: number,
  s: number,
): void {
  for (let i = 0; i < m; i++) {
    const x = heap[a + i * n + p]!;
    const y = heap[a + i * n + q]!;
    heap[a + i * n + p] = c * x - s * y;
    heap[a + i * n + q] = s * x + c * y;
  }
}

function scaleColumn(heap: Float64Array, a: number, m: number, n: number, k: number, factor: number): void {
  for (let i = 0; i < m; i++) heap[a + i * n + k] = heap[a + i * n + k]! * factor;
}

function largestInColumn(heap: Float64Array, a: number, m: number, n: number, k: number): number {
  let largest = 0;
  for (let i = 0; i < m; i++)
    if (Math.abs(heap[a + i * n + k]!) > Math.abs(largest)) largest = heap[a + i * n + k]!;
  return largest;
}

function swap(heap: Float64Array, i: number, j: number): void {
  const kept = heap[i]!;
  heap[i] = heap[j]!;
  heap[j] = kept;
}
