/*
 * `npm run bench`: speed beside peers, as ratios within one run. Writes nothing.
 */
import { benchClaims } from "./claims.ts";
import { benchDocuments } from "./documents.ts";
import { benchRepairs } from "./repairs.ts";

await benchClaims();
await benchDocuments();
await benchRepairs();
