/*
 * The whole pipeline on one screen: text in, report out. Pure: no clock, disk, network, unseeded randomness or
 * editor. Shells read the report and recompute nothing. Bad notes are data, never exceptions.
 */
import type { Mathjs } from "./algebra/reference.ts";
import { preferredLayout } from "./check/readings.ts";
import {
  type LintMemory,
  createLintMemory,
  diagnosedIn,
  judgePassage,
  memoryUnder,
  readPassages,
} from "./judged-view.ts";
import { type UsedNote, openNote } from "./open-note.ts";
import type { FileReport } from "./report.ts";
import { describe } from "./rules/describe.ts";
import type { Settings } from "./settings.ts";
import { type Span, toDocumentSpan } from "./text/span.ts";

export { type LintMemory, createLintMemory } from "./judged-view.ts";

export interface LintOptions {
  /** Decides the format (`.ipynb`, `.tex`, …) and stands in the report. */
  readonly path?: string;
  /** Notes whose definitions hold here too. */
  readonly uses?: readonly UsedNote[];
  /** Loads the third opinion (`algebra/load-mathjs.ts`); asked only before something is called wrong. */
  readonly thirdOpinion?: () => Promise<{ readonly loadMathjs: () => Mathjs }>;
  readonly signal?: AbortSignal;
  /** What was found out about earlier versions of the note; the report is the same without. */
  readonly memory?: LintMemory;
}

/** Reads a note, judges every claim in it, looks for repairs, and reports. */
export async function lint(text: string, settings: Settings, options: LintOptions = {}): Promise<FileReport> {
  const opened = openNote(text, settings, options);
  const { note, start } = opened;
  const memory = memoryUnder(opened.settings, options.memory ?? createLintMemory());
  const thirdOpinion = options.thirdOpinion ? async () => (await options.thirdOpinion!()).loadMathjs() : null;
  const judges = { settings: opened.settings, thirdOpinion, breathe: breathing(options.signal) };
  const index = readPassages(note, opened.settings, memory);
  const placed = [];
  for (const [at, passage] of index.passages.entries())
    if (passage.span.end > start) placed.push(await judgePassage(at, index, note, judges, memory));
  const preferred = preferredLayout(placed.flatMap(({ view }) => view.verdicts));
  const passages = placed.map(({ view, located }) => {
    const inNote = (span: Span) => toDocumentSpan(located, span.start, span.end);
    const judged = diagnosedIn(view, preferred).filter(({ claim }) => inNote(claim.span).start >= start);
    return {
      scope: view.scope,
      own: view.own,
      judged,
      rangeOf: (span: Span) => opened.rangeOf(inNote(span)),
    };
  });
  return describe({ ...opened, path: options.path ?? "", passages });
}

const CLAIMS_BETWEEN_BREATHS = 8;

/** Every few claims other work gets its turn, and a newer version of the note may stop this one. */
function breathing(signal: AbortSignal | undefined): () => Promise<void> {
  let claims = 0;
  return async () => {
    if (!signal || claims++ % CLAIMS_BETWEEN_BREATHS > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal.throwIfAborted();
  };
}
