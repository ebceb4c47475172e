/*
 * Times side by side: contenders take turns within each round, so that whatever else the machine does falls on all
 * of them. Medians over the rounds.
 */
export type Contender = () => unknown;

/** Milliseconds of each contender, in the order given. */
export async function sideBySide(
  contenders: readonly Contender[],
  rounds: number,
): Promise<readonly number[]> {
  const times: number[][] = contenders.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (const [k, contender] of contenders.entries()) {
      const start = performance.now();
      await contender();
      times[k]!.push(performance.now() - start);
    }
  return times.map((all) => quantile(all, 0.5));
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** One line of the table: what, how much, the bar, and whether it is met. */
export function line(what: string, value: number, unit: string, bar: number, better: "less" | "more"): void {
  const met = better === "less" ? value <= bar : value >= bar;
  const shown = `${value.toFixed(2)} ${unit}`.padStart(14);
  console.log(
    `${what.padEnd(58)}${shown}   bar ${better === "less" ? "≤" : "≥"} ${bar}${met ? "" : "   MISSED"}`,
  );
}
