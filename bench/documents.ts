/*
 * Whole notes: the pipeline beside markdownlint, one keystroke, and cost against size.
 */
import { lint as lintMarkdown } from "markdownlint/sync";
import { type LintMemory, createLintMemory, lint } from "../src/lint.ts";
import { defaultSettings } from "../src/settings.ts";
import { line, quantile, sideBySide } from "./measure.ts";
import { longNote } from "./notes.ts";

const ROUNDS = 5;
const KEYSTROKES = 100;
const SMALL = 100_000;
const LARGE = 1_000_000;

export async function benchDocuments(): Promise<void> {
  const text = longNote(SMALL);
  const memory = createLintMemory();
  const fresh = () => lint(text, defaultSettings);
  const again = () => lint(text, defaultSettings, { memory });
  const peer = () => lintMarkdown({ strings: { note: text } });
  await fresh();
  await again();
  const [cold, warm, theirs] = await sideBySide([fresh, again, peer], ROUNDS);
  line("100 kB, 200 claims / markdownlint", cold! / theirs!, "×", 1.2, "less");
  line("the same note again, what it says remembered", warm! / theirs!, "×", 0.4, "less");
  const times = await keystrokes(text, memory);
  line("one edited character in it, median", quantile(times, 0.5), "ms", 20, "less");
  line("one edited character in it, 95 of 100", quantile(times, 0.95), "ms", 20, "less");
  const large = longNote(LARGE);
  const [small, whole] = await sideBySide([fresh, () => lint(large, defaultSettings)], 3);
  line("1 MB / 100 kB", whole! / small!, "×", 12, "less");
}

/** From an edit to the new report: letters typed at places all over the note, prose and formulas. */
async function keystrokes(text: string, memory: LintMemory): Promise<readonly number[]> {
  const times: number[] = [];
  for (let k = 0; k < KEYSTROKES; k++) {
    const at = Math.floor((text.length * (k + 0.5)) / KEYSTROKES);
    const edited = `${text.slice(0, at)}x${text.slice(at)}`;
    const start = performance.now();
    await lint(edited, defaultSettings, { memory });
    times.push(performance.now() - start);
  }
  return times;
}
