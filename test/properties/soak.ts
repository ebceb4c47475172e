/*
 * Right claims in bulk, each on instances of its own. A number asks for that many notes made at random; a benchmark
 * file asks for each of its right claims on many instances. Counts those called wrong, and prints the first few.
 */
import { soakClaims } from "./soak-claims.ts";
import { soakNotes } from "./soak-notes.ts";

const [first = "10000", second] = process.argv.slice(2);
const refuted = /\.jsonl$/.test(first)
  ? await soakClaims(first, Number(second ?? 100_000))
  : await soakNotes(Number(first), Number(second ?? 1));
process.exitCode = refuted > 0 ? 1 : 0;
