/*
 * Whole notes: the pipeline beside markdownlint, one keystroke, and cost against size.
 */
import { lint as lintMarkdown } from "markdownlint/sync";
import { lint } from "../src/lint.ts";
import { defaultSettings } from "../src/settings.ts";
import { line, quantile, sideBySide } from "./measure.ts";
import { longNote } from "./notes.ts";

const ROUNDS = 5;
const KEYSTROKES = 20;
const SMALL = 100_000;
const LARGE = 1_000_000;

export async function benchDocuments(): Promise<void> {
  const text = longNote(SMALL);
  const fresh = () => lint(text, defaultSettings);
  await fresh();
  const [ours, peer] = await sideBySide([fresh, () => lintMarkdown({ strings: { note: text } })], ROUNDS);
  line("100 kB, 200 claims / markdownlint", ours! / peer!, "×", 1.2, "less");
  line("one edited character in it, 95 of 100", await keystrokes(text), "ms", 20, "less");
  const large = longNote(LARGE);
  const [small, whole] = await sideBySide([fresh, () => lint(large, defaultSettings)], 2);
  line("1 MB / 100 kB", whole! / small!, "×", 12, "less");
}

/** From an edit to the new report: letters typed at places all over the note. */
async function keystrokes(text: string): Promise<number> {
  const times: number[] = [];
  for (let k = 0; k < KEYSTROKES; k++) {
    const at = Math.floor((text.length * (k + 0.5)) / KEYSTROKES);
    const edited = `${text.slice(0, at)}x${text.slice(at)}`;
    const start = performance.now();
    await lint(edited, defaultSettings);
    times.push(performance.now() - start);
  }
  return quantile(times, 0.95);
}
