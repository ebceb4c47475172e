/*
 * Notes made at random whose claims are all right: how many of them are called wrong.
 */
import fc from "fast-check";
import { defaultSettings } from "../../src/settings.ts";
import { generated, judgeNote } from "./judged-note.ts";

const SHOWN = 5;
const BATCH = 200;

/** Judges `notes` notes from a seed on, and returns how many right claims were refuted. */
export async function soakNotes(notes: number, seed: number): Promise<number> {
  const count = { verified: 0, refuted: 0, unchecked: 0 };
  for (let done = 0; done < notes; done += BATCH) {
    const examples = fc.sample(generated, { seed: seed + done, numRuns: Math.min(BATCH, notes - done) });
    for (const [k, { subject, style }] of examples.entries()) {
      const { text, verdicts } = await judgeNote(subject, style, {
        ...defaultSettings,
        seed: seed + done + k,
      });
      for (const { status, latex, message } of verdicts.flatMap(({ steps }) => steps)) {
        if (status === null) continue;
        count[status]++;
        if (status === "refuted" && count.refuted <= SHOWN) console.log(`${latex}\n${message}\n\n${text}\n`);
      }
    }
    console.log(`${done + examples.length} notes: ${JSON.stringify(count)}`);
  }
  return count.refuted;
}
