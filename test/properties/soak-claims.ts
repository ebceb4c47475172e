/*
 * Each right claim of a benchmark file under the reading in which it is verified, on many random instances: how many
 * of them speak against it. Two such instances would refute it. Goes round by round through all claims, so that the
 * figures mean something whenever it is stopped.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Compared, compareAt } from "../../src/check/compare.ts";
import { type Range, drawInstance } from "../../src/check/instances.ts";
import { type Problem, buildProblem } from "../../src/check/problem.ts";
import { createRandom } from "../../src/check/random.ts";
import type { Claim } from "../../src/claims/claim.ts";
import { judgeNote } from "../../src/judged-note.ts";
import { scopeIn } from "../../src/scope/local-shapes.ts";
import { defaultSettings } from "../../src/settings.ts";

/** Instances of one claim before the next has its turn. */
const ROUND = 1_000;
/** Shapes of instances, as many as the decision takes. */
const SHAPES = 4;
/** Draws by which a range of values is told to suit a claim. */
const TRIALS = 40;
const SHOWN = 5;

interface BenchmarkNote {
  readonly id: string;
  readonly markdown?: string;
  /** Where the text of the note is, from the benchmark's folder. */
  readonly file?: string;
  readonly claims: readonly { readonly latex: string; readonly verdict: string }[];
}

/** A right claim with a problem for each shape, and the values that suit it. */
interface Soaked {
  readonly id: string;
  readonly latex: string;
  readonly problems: readonly { readonly problem: Problem; readonly range: Range }[];
}

type Count = Record<Compared["type"], number>;

/** Tries every right claim of a file on `instances` instances, and returns how many instances speak against one. */
export async function soakClaims(file: string, instances: number): Promise<number> {
  const claims = await readRightClaims(file);
  const count: Count = { agree: 0, disagree: 0, odd: 0, approximate: 0, broken: 0, skip: 0 };
  const random = createRandom(1);
  for (let done = 0; done < instances; done += ROUND) {
    for (const { id, latex, problems } of claims)
      for (let k = 0; k < Math.min(ROUND, instances - done); k++) {
        const { problem, range } = problems[k % problems.length]!;
        const { type } = compareAt(problem, drawInstance(problem.tape, problem.builder, random, range));
        count[type]++;
        if (type === "disagree" && count.disagree <= SHOWN) console.log(`${id}: ${latex}`);
      }
    console.log(
      `${file}: ${claims.length} claims, ${Math.min(done + ROUND, instances)} instances of each: ${JSON.stringify(count)}`,
    );
  }
  return count.disagree;
}

async function readRightClaims(file: string): Promise<readonly Soaked[]> {
  const notes = readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as BenchmarkNote);
  const soaked: Soaked[] = [];
  let open = 0;
  for (const { id, markdown, file: source = "", claims } of notes) {
    const right = claims.filter(({ verdict }) => /^(correct|either-layout|shorthand)$/.test(verdict));
    if (right.length === 0) continue;
    const text = markdown ?? readFileSync(join(dirname(file), source), "utf8");
    const { passages } = await judgeNote(text, defaultSettings, {});
    for (const { view } of passages)
      for (const [at, claim] of view.claims.entries()) {
        const verdict = view.verdicts[at];
        const latex = textOf(claim, view.scope.note.text);
        if (!right.some((one) => squeezed(one.latex).includes(squeezed(latex)))) continue;
        if (verdict?.type !== "verified") {
          if (verdict) open++;
          continue;
        }
        const scope = scopeIn(view.scope, claim.section);
        const problems = Array.from({ length: SHAPES }, (_, draw) =>
          buildProblem(scope, claim, verdict.reading, draw),
        ).flatMap((built) => (built.type === "problem" ? (suited(built.problem) ?? []) : []));
        if (problems.length > 0) soaked.push({ id, latex, problems });
        else open++;
      }
  }
  console.log(
    `${file}: ${soaked.length} right claims, and ${open} that are not verified or have no instances`,
  );
  return soaked;
}

/** The first range of values at which a claim is mostly finite. */
function suited(problem: Problem): Soaked["problems"][number] | null {
  const random = createRandom(2);
  for (const range of ["any", "positive", "large"] as const) {
    let finite = 0;
    for (let k = 0; k < TRIALS; k++)
      if (compareAt(problem, drawInstance(problem.tape, problem.builder, random, range)).type !== "broken")
        finite++;
    if (finite >= TRIALS / 2) return { problem, range };
  }
  return null;
}

function textOf({ span }: Claim, text: string): string {
  return text.slice(span.start, span.end);
}

function squeezed(latex: string): string {
  return latex.replaceAll(/[\s&]|\\\\/g, "");
}
