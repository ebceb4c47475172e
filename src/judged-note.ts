/*
 * Opens a note and judges it passage by passage: what `lint` reports on and `convert` rewrites.
 */
import type { Mathjs } from "./algebra/reference.ts";
import { type OwnLayout, ownLayout } from "./check/declared-layout.ts";
import type { Claim } from "./claims/claim.ts";
import {
  type JudgedView,
  type LintMemory,
  createLintMemory,
  judgePassage,
  memoryUnder,
  readPassages,
} from "./judged-view.ts";
import { type OpenedNote, type UsedNote, openNote } from "./open-note.ts";
import type { RangeOf } from "./rules/places.ts";
import type { Settings } from "./settings.ts";
import { type Span, toDocumentSpan } from "./text/span.ts";

export interface NoteOptions {
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

export interface JudgedNote extends OpenedNote, OwnLayout {
  readonly passages: readonly PlacedPassage[];
  /** To be awaited between two searches for a repair. */
  readonly breathe: () => Promise<void>;
}

/** The claims of one passage with their verdicts, and where they stand. */
export interface PlacedPassage {
  readonly view: JudgedView;
  /** Whether a claim stands in the note itself, not in one that it uses. */
  readonly isOwn: (claim: Claim) => boolean;
  /** From the view to what was opened. */
  readonly inNote: (span: Span) => Span;
  readonly rangeOf: RangeOf;
}

/** Reads a note and judges every claim in it. */
export async function judgeNote(text: string, given: Settings, options: NoteOptions): Promise<JudgedNote> {
  const opened = openNote(text, given, options);
  const { note, settings, start } = opened;
  const memory = memoryUnder(settings, options.memory ?? createLintMemory());
  const thirdOpinion = options.thirdOpinion ? async () => (await options.thirdOpinion!()).loadMathjs() : null;
  const breathe = breathing(options.signal, CLAIMS_BETWEEN_BREATHS);
  const index = readPassages(note, settings, memory);
  const passages: PlacedPassage[] = [];
  for (const [at, passage] of index.passages.entries()) {
    if (passage.span.end <= start) continue;
    const { view, pieces } = await judgePassage(at, index, note, { settings, thirdOpinion, breathe }, memory);
    const inNote = (span: Span) => toDocumentSpan({ pieces }, span.start, span.end);
    passages.push({
      view,
      isOwn: ({ span }) => inNote(span).start >= start,
      inNote,
      rangeOf: (span) => opened.rangeOf(inNote(span)),
    });
  }
  const layout = ownLayout(passages.flatMap(({ view }) => view.verdicts));
  return { ...opened, ...layout, passages, breathe: breathing(options.signal, 1) };
}

const CLAIMS_BETWEEN_BREATHS = 8;

/** Every few claims other work gets its turn, and a newer version of the note may stop this one. */
function breathing(signal: AbortSignal | undefined, between: number): () => Promise<void> {
  let claims = 0;
  return async () => {
    if (!signal || claims++ % between > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal.throwIfAborted();
  };
}
