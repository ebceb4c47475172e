/*
 * `npm run soak [-- NOTES [SEED]]`: notes made at random whose claims are all right, and how many of them are called
 * wrong. For the night, not for CI. NOTES is how many (10,000 unless told), SEED where the dice start.
 * `npm run soak -- BENCHMARK.jsonl [INSTANCES]`: each right claim of a benchmark on INSTANCES random instances
 * (100,000 unless told), and how many of these speak against it.
 */
import { runBundled } from "./run-bundled.mjs";

await runBundled("test/properties/soak.ts");
