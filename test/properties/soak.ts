/*
 * Right claims in bulk, each on instances of its own: counts those called wrong, and prints the first few notes.
 */
import fc from "fast-check";
import { defaultSettings } from "../../src/settings.ts";
import { generated, judgeNote } from "./judged-note.ts";

const SHOWN = 5;
const BATCH = 200;

const notes = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? 1);
const count = { verified: 0, refuted: 0, unchecked: 0 };

for (let done = 0; done < notes; done += BATCH) {
  const examples = fc.sample(generated, { seed: seed + done, numRuns: Math.min(BATCH, notes - done) });
  for (const [k, { subject, style }] of examples.entries()) {
    const { text, verdicts } = await judgeNote(subject, style, { ...defaultSettings, seed: seed + done + k });
    for (const { status, latex, message } of verdicts.flatMap(({ steps }) => steps)) {
      if (status === null) continue;
      count[status]++;
      if (status === "refuted" && count.refuted <= SHOWN) console.log(`${latex}\n${message}\n\n${text}\n`);
    }
  }
  console.log(`${done + examples.length} notes: ${JSON.stringify(count)}`);
}
process.exitCode = count.refuted > 0 ? 1 : 0;
