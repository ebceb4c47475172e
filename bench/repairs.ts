/*
 * The search for a repair, claim by claim, over the corpus where there is one: how long it takes until a wrong claim
 * is explained, in processor time. The engine counts work, not time; this is where the two are compared.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { judgeNote } from "../src/judged-note.ts";
import { diagnose } from "../src/repair/diagnose.ts";
import { scopeIn } from "../src/scope/local-shapes.ts";
import { defaultSettings } from "../src/settings.ts";
import { line, quantile } from "./measure.ts";

const corpus = process.env["JACOBIAN_LINT_CORPUS"] ?? join("..", "shared", "corpus");
const files = ["seed.jsonl", "networks-dev.jsonl", "handbook-dev.jsonl"];
/** Milliseconds for one claim. */
const BAR = 300;

export async function benchRepairs(): Promise<void> {
  const times: number[] = [];
  for (const file of files.map((name) => join(corpus, name)).filter(existsSync))
    for (const text of notesIn(file)) times.push(...(await repairTimes(text)));
  if (times.length === 0) {
    console.log(`repairs: no notes in ${corpus}; set JACOBIAN_LINT_CORPUS`);
    return;
  }
  console.log(`repairs of ${times.length} wrong claims:`);
  line("  half of them within", quantile(times, 0.5), "ms", BAR, "less");
  line("  95 of 100 within", quantile(times, 0.95), "ms", BAR, "less");
  line("  all within", Math.max(...times), "ms", BAR, "less");
}

function notesIn(file: string): readonly string[] {
  const rows = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return rows.map((row) => {
    const { markdown, file: name } = JSON.parse(row) as { markdown?: string; file?: string };
    return markdown ?? readFileSync(join(corpus, name!), "utf8");
  });
}

async function repairTimes(text: string): Promise<readonly number[]> {
  const { passages, preferred, settled } = await judgeNote(text, defaultSettings, {});
  return passages.flatMap(({ view }) =>
    view.claims.flatMap((claim, at) => {
      const verdict = view.verdicts[at];
      if (verdict?.type !== "refuted") return [];
      const scope = scopeIn(view.scope, claim.section);
      const start = process.cpuUsage();
      diagnose({ scope, claim, verdict, declared: view.declared[at] ?? null, preferred, settled });
      const { user, system } = process.cpuUsage(start);
      return [(user + system) / 1000];
    }),
  );
}
