/*
 * A small picture of written − numeric: one square an entry, red where the claim is too large, blue where it
 * is too small, empty where both agree. Plain SVG text without fonts or scripts.
 */
import type { Matrix } from "./numbers.ts";

const cell = 14;
const gap = 2;
/** More squares than this help nobody in a hover. */
const largestSide = 24;

/** The picture, or null for an empty or a very large matrix. */
export function heatMap(difference: Matrix, ink: string): string | null {
  const rows = difference.length;
  const columns = difference[0]?.length ?? 0;
  if (rows === 0 || columns === 0 || Math.max(rows, columns) > largestSide) return null;
  const largest = Math.max(...difference.flat().map(Math.abs).filter(Number.isFinite), 0);
  const squares = difference.flatMap((row, i) => row.map((value, j) => square(i, j, value, largest)));
  const [width, height] = [columns * cell + gap, rows * cell + gap];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<g stroke="${ink}" stroke-opacity="0.35">${squares.join("")}</g></svg>`
  );
}

function square(row: number, column: number, value: number, largest: number): string {
  const strength = largest === 0 ? 0 : Math.abs(value) / largest;
  const fill = Number.isFinite(value) ? (value > 0 ? "#d64545" : "#3b7dd8") : "#888888";
  const opacity = Number.isFinite(value) ? strength.toFixed(2) : "1";
  const side = cell - gap;
  return (
    `<rect x="${column * cell + gap}" y="${row * cell + gap}" width="${side}" height="${side}" ` +
    `fill="${fill}" fill-opacity="${opacity}"/>`
  );
}
