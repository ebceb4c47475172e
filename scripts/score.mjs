/*
 * Scores the built command line against the benchmark notes, `npm run score [-- SET… -- OPTIONS OF score.py]`: no
 * right claim may be called wrong, and no wrong one verified. The benchmark is no part of the repository: its folder
 * comes from JACOBIAN_LINT_CORPUS, or stands at ../shared/corpus. Where it is absent there is nothing to score.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const corpus = resolve(root, process.env.JACOBIAN_LINT_CORPUS ?? "../shared/corpus");

/** What must hold for each set; of the real notes only some claims are labelled, so how many are decided says little. */
const laws = {
  seed: "false_alarms==0 and missed==0 and decided==100 and fix_exact==8 and fix_comparable==8",
  // The one false alarm is none: net-d-0235 also claims ∂h_t/∂z_t = h̃_t − h_t, which is wrong (h_{t−1}, not h_t)
  // and not labelled.
  "networks-dev": "false_alarms<=1 and missed==0 and decided>=98 and wrong_refuted>=99.5",
  "handbook-dev": "false_alarms==0 and missed==0 and decided>=97 and wrong_refuted==100",
  notes: "false_alarms==0 and missed==0",
};

const words = process.argv.slice(2);
const split = words.indexOf("--");
const chosen = split < 0 ? words : words.slice(0, split);
const options = split < 0 ? [] : words.slice(split + 1);

const scorer = join(corpus, "score.py");
if (!existsSync(scorer)) {
  console.log(`No benchmark at ${corpus}: nothing is scored. JACOBIAN_LINT_CORPUS names its folder.`);
  process.exit(0);
}

let passed = 0;
let failed = 0;
for (const set of chosen.length > 0 ? chosen : Object.keys(laws)) {
  console.log(`\n${set}`);
  const command = `"${process.execPath}" "${join(root, "dist", "cli.js")}" check --no-config --format json FILE`;
  const file = join(corpus, `${set}.jsonl`);
  const wanted = options.includes("--by") ? options : [...options, "--by", "verdict"];
  const required = laws[set] ?? "false_alarms==0 and missed==0";
  const args = [scorer, file, "--cmd", command, "--cwd", root, "--require", required, ...wanted];
  const { status, error } = spawnSync("python3", args, { stdio: "inherit" });
  if (error) console.log(`python3 could not be started: ${error.message}`);
  if (status === 0) passed += 1;
  else failed += 1;
}
console.log(`\nscore: ${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
