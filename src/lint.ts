/*
 * The whole pipeline on one screen: text in, report out. Pure: no clock, disk, network, unseeded randomness or
 * editor. Shells read the report and recompute nothing.
 */
import { judge } from "./check/judge.ts";
import { judgeChains } from "./check/chains.ts";
import { declaredLayout } from "./check/readings.ts";
import { readClaims } from "./claims/claim.ts";
import type { Mathjs } from "./algebra/reference.ts";
import { readNote } from "./markdown/read-note.ts";
import { describe } from "./rules/describe.ts";
import type { FileReport } from "./report.ts";
import { readScope } from "./scope/scope.ts";
import type { Settings } from "./settings.ts";
import { macrosFromSettings } from "./tex/parser.ts";

export interface LintOptions {
  readonly path?: string;
  /** Loads the third opinion (`algebra/load-mathjs.ts`); asked only before something is called wrong. */
  readonly thirdOpinion?: () => Promise<{ readonly loadMathjs: () => Mathjs }>;
  readonly signal?: AbortSignal;
}

/** Reads a note, judges every claim in it, and reports. Bad notes are data, never exceptions. */
export async function lint(text: string, settings: Settings, options: LintOptions = {}): Promise<FileReport> {
  const note = readNote(text, { dialect: settings.dialect });
  const scope = readScope(note, macrosFromSettings(settings.macros));
  const claims = readClaims(scope);
  const thirdOpinion = options.thirdOpinion ? async () => (await options.thirdOpinion!()).loadMathjs() : null;
  const verdicts = await judgeChains(claims, (claim) =>
    judge(claim, { scope, settings, declared: declaredLayout(scope, claims, claim, settings), thirdOpinion }),
  );
  return describe({ path: options.path ?? "", text, scope, claims, verdicts, settings });
}
