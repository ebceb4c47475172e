/*
 * One claim: its verdict beside KaTeX drawing it, and one check beside the same check in mathjs.
 */
import katex from "katex";
import { differences } from "../src/algebra/differences.ts";
import { loadMathjs } from "../src/algebra/load-mathjs.ts";
import { referenceDerivative } from "../src/algebra/reference.ts";
import { run } from "../src/algebra/tape.ts";
import { decide } from "../src/check/decide.ts";
import { drawInstance } from "../src/check/instances.ts";
import { judge } from "../src/check/judge.ts";
import { type Problem, buildProblem } from "../src/check/problem.ts";
import { createRandom } from "../src/check/random.ts";
import { admittedReadings } from "../src/check/readings.ts";
import { readClaims } from "../src/claims/claim.ts";
import { openNote } from "../src/open-note.ts";
import { readScope } from "../src/scope/scope.ts";
import { defaultSettings } from "../src/settings.ts";
import { macrosFromSettings } from "../src/tex/parser.ts";
import { geometricMean, line, sideBySide } from "./measure.ts";
import { type BenchNote, benchNotes, noteOf } from "./notes.ts";

const ROUNDS = 21;
/** Repetitions within a round of what takes microseconds. */
const OFTEN = 20;
const FIRST_INSTANCE = { agreeing: 1, most: 1 };

interface Ratios {
  readonly verdict: number;
  readonly first: number;
  readonly check: number;
}

export async function benchClaims(): Promise<void> {
  const ratios: Ratios[] = [];
  for (const note of [...benchNotes, ...benchNotes]) ratios.push(await benchClaim(note));
  const warm = ratios.slice(benchNotes.length);
  line(
    "fresh verdict / KaTeX renderToString",
    geometricMean(warm.map(({ verdict }) => verdict)),
    "×",
    1,
    "less",
  );
  line(
    "first instance / KaTeX renderToString",
    geometricMean(warm.map(({ first }) => first)),
    "×",
    0.15,
    "less",
  );
  line("one check in mathjs / ours", geometricMean(warm.map(({ check }) => check)), "×", 40, "more");
}

async function benchClaim(note: BenchNote): Promise<Ratios> {
  const opened = openNote(noteOf(note), defaultSettings, {});
  const scope = readScope(opened.note, macrosFromSettings({}));
  const claim = readClaims(scope).findLast(({ kind }) => kind !== "definition")!;
  const [reading] = admittedReadings(scope, claim, null);
  const built = buildProblem(scope, claim, reading!, 0);
  if (built.type !== "problem") throw new Error(`${note.name} cannot be built`);
  const judging = { scope, settings: defaultSettings, declared: null, thirdOpinion: null };
  const [verdict, first, drawn] = await sideBySide(
    [
      () => judge(claim, judging),
      () => decide(scope, claim, reading!, 1, FIRST_INSTANCE),
      () => katex.renderToString(note.claim, { displayMode: true }),
    ],
    ROUNDS,
  );
  const [ours, theirs] = await sideBySide(checks(built.problem), ROUNDS);
  return { verdict: verdict! / drawn!, first: first! / drawn!, check: (theirs! * OFTEN) / ours! };
}

/** The derivative at one instance and the claimed value, by us (repeated) and by mathjs. */
function checks({ builder, tape, pairs }: Problem): readonly (() => unknown)[] {
  const { raw } = pairs[0]!;
  const values = drawInstance(tape, builder, createRandom(1), "any");
  const mathjs = loadMathjs();
  const { output, variable, frozen } = raw!;
  return [
    () => {
      for (let k = 0; k < OFTEN; k++) {
        run(tape);
        differences(tape, output, variable, frozen);
      }
    },
    () => referenceDerivative(mathjs, builder.graph, values, output, variable, frozen),
  ];
}
