/*
 * Numbers and matrices for people: few digits, a true minus sign, no exponent where none is needed.
 */

/** Three significant digits: `0.412`, `−0.087`, `3×10⁻¹¹`. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "not a number" : value > 0 ? "∞" : "−∞";
  const [mantissa = "0", exponent] = Number(value.toPrecision(3)).toString().split("e");
  const sign = (text: string) => text.replace("-", "−");
  if (exponent === undefined) return sign(mantissa);
  return `${sign(mantissa)}×10${superscript(exponent.replace("+", ""))}`;
}

/** `[1, 2]`, counted from one as in mathematics. */
export function formatEntry(entry: readonly number[]): string {
  return `[${entry.join(", ")}]`;
}

/** `n = 3, m = 4`. */
export function formatSizes(sizes: Readonly<Record<string, number>>): string {
  return Object.entries(sizes)
    .map(([name, size]) => `${name} = ${String(size)}`)
    .join(", ");
}

/** Entry by entry `a − b`; null where the shapes differ. */
export function difference(a: Matrix, b: Matrix): Matrix | null {
  if (a.length !== b.length || a.some((row, i) => row.length !== b[i]?.length)) return null;
  return a.map((row, i) => row.map((value, j) => value - (b[i]?.[j] ?? 0)));
}

export type Matrix = readonly (readonly number[])[];

function superscript(text: string): string {
  return text.replace(/[-0-9]/g, (digit) => (digit === "-" ? "⁻" : ("⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)] ?? "")));
}
