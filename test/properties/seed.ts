/*
 * The seed of all laws: fixed, so that every run is the same; `SEED=` takes another, `RUNS=` multiplies the runs.
 */
export const seed = Number(process.env["SEED"] ?? 20_260_101);

const factor = Number(process.env["RUNS"] ?? 1);

/** Parameters of a property that runs `numRuns` times. */
export const runs = (numRuns: number): { readonly seed: number; readonly numRuns: number } => ({
  seed,
  numRuns: Math.ceil(numRuns * factor),
});

console.log(`seed ${seed}`);
