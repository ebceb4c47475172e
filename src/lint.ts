/*
 * The whole pipeline on one screen: text in, report out. Pure: no clock, disk, network, unseeded randomness or
 * editor. Shells read the report and recompute nothing. Bad notes are data, never exceptions.
 */
import type { Mathjs } from "./algebra/reference.ts";
import { judgeChains } from "./check/chains.ts";
import { judge } from "./check/judge.ts";
import { declaredLayout, preferredLayout } from "./check/readings.ts";
import { type Claim, readClaims } from "./claims/claim.ts";
import { type UsedNote, openNote } from "./open-note.ts";
import { diagnose } from "./repair/diagnose.ts";
import type { FileReport } from "./report.ts";
import { describe } from "./rules/describe.ts";
import { scopeIn } from "./scope/local-shapes.ts";
import { readScope } from "./scope/scope.ts";
import type { Settings } from "./settings.ts";
import { macrosFromSettings } from "./tex/parser.ts";

export interface LintOptions {
  /** Decides the format (`.ipynb`, `.tex`, …) and stands in the report. */
  readonly path?: string;
  /** Notes whose definitions hold here too. */
  readonly uses?: readonly UsedNote[];
  /** Loads the third opinion (`algebra/load-mathjs.ts`); asked only before something is called wrong. */
  readonly thirdOpinion?: () => Promise<{ readonly loadMathjs: () => Mathjs }>;
  readonly signal?: AbortSignal;
}

/** Reads a note, judges every claim in it, looks for repairs, and reports. */
export async function lint(text: string, settings: Settings, options: LintOptions = {}): Promise<FileReport> {
  const opened = openNote(text, settings, options);
  const scope = readScope(opened.note, macrosFromSettings(opened.settings.macros));
  const claims = readClaims(scope);
  const seenFrom = (claim: Claim) => scopeIn(scope, claim.section);
  const layouts = claims.map((claim) => declaredLayout(scope, claims, claim, opened.settings));
  const thirdOpinion = options.thirdOpinion ? async () => (await options.thirdOpinion!()).loadMathjs() : null;
  const verdicts = await judgeChains(claims, options.signal, (claim, at) =>
    judge(claim, {
      scope: seenFrom(claim),
      settings: opened.settings,
      declared: layouts[at] ?? null,
      thirdOpinion,
    }),
  );
  const preferred = preferredLayout(verdicts);
  const judged = claims.map((claim, at) => {
    const verdict = verdicts[at] ?? null;
    const declared = layouts[at] ?? null;
    const diagnosis =
      verdict?.type === "refuted"
        ? diagnose({ scope: seenFrom(claim), claim, verdict, declared, preferred })
        : null;
    return { claim, verdict, declared, diagnosis };
  });
  const own = judged.filter(({ claim }) => claim.span.start >= opened.start);
  return describe({ ...opened, path: options.path ?? "", scope, judged: own });
}
