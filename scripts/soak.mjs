/*
 * `npm run soak [-- NOTES [SEED]]`: notes made at random whose claims are all right, and how many of them are called
 * wrong. For the night, not for CI. NOTES is how many (10,000 unless told), SEED where the dice start.
 */
import { runBundled } from "./run-bundled.mjs";

await runBundled("test/properties/soak.ts");
