/*
 * Reads and judges one passage of a note in view of what it rests on. What a memory holds is not worked out again:
 * verdicts follow from the view alone, so a change elsewhere in the note leaves them as they are.
 */
import type { Mathjs } from "./algebra/reference.ts";
import { chainsOf, judgeChains } from "./check/chains.ts";
import { judge, obstacleOf } from "./check/judge.ts";
import { isMute } from "./check/mute-blocks.ts";
import { type OwnLayout, declaredLayout } from "./check/declared-layout.ts";
import type { Verdict } from "./check/verdict.ts";
import { type Claim, declaringClaims, readClaims, readClaimsIn, scopeOf } from "./claims/claim.ts";
import { type Digest, definesMacro, digest } from "./claims/digest.ts";
import { type PassageIndex, type View, alone, indexPassages, passagesOf, viewOf } from "./claims/view.ts";
import { type Excerpt, type Part, excerptInPlace, excerptOf, layOut, waysBack } from "./markdown/excerpt.ts";
import type { Note } from "./markdown/note.ts";
import { diagnose } from "./repair/diagnose.ts";
import type { LayoutName } from "./report.ts";
import type { Judged } from "./rules/finding.ts";
import { type ReadingMemory, createReadingMemory } from "./scope/remembered.ts";
import { type Scope, readScope } from "./scope/scope.ts";
import type { Settings } from "./settings.ts";
import { type Macros, macrosFromSettings, parseTex } from "./tex/parser.ts";
import { type Memory, createMemory, keep, recall, remember } from "./text/memory.ts";
import { later, oncePer } from "./text/once.ts";
import { type Piece, type Span, cover } from "./text/span.ts";

/** What may be kept from one check of a note to the next, by settings; a new one is as good. */
export type LintMemory = Memory<NoteMemory>;

export interface NoteMemory {
  readonly mute: Memory<boolean>;
  readonly reading: ReadingMemory;
  readonly passages: Memory<ReadPassage & { readonly id: number; readonly digest: Digest }>;
  /** What passages say that are read together. */
  readonly scopes: Memory<ReadPassage>;
  /** Null for a view that leaves something open, where a farther one was judged instead. */
  readonly views: Memory<JudgedView | null>;
  /** The number of passages and views that were ever read. */
  read: number;
}

/** What parts of a note say, and where each of them stands in the note of the scope. */
interface ReadPassage {
  readonly scope: Scope;
  readonly places: readonly Span[];
}

export function createLintMemory(): LintMemory {
  return createMemory(2);
}

const MOST = 4_000;
/** Neighbours rest on the same passages. */
const MOST_SCOPES = 50;

/** What is known under these settings. */
export function memoryUnder(settings: Settings, memory: LintMemory): NoteMemory {
  return remember(memory, JSON.stringify(settings), () => ({
    mute: createMemory(MOST * 5),
    reading: createReadingMemory(),
    passages: createMemory(MOST),
    scopes: createMemory(MOST_SCOPES),
    views: createMemory(MOST),
    read: 0,
  }));
}

/** The passages of a note with what each says by itself. */
export function readPassages(note: Note, settings: Settings, memory: NoteMemory): PassageIndex {
  const { macros, source } = macrosOf(note, macrosFromSettings(settings.macros));
  const { read: before } = memory;
  const passages = passagesOf(note, (block) => isMute(block, memory.mute));
  return indexPassages(
    note,
    passages.map((passage) => {
      const read = remember(memory.passages, source + passage.key, () => {
        const parts = alone(passage);
        const layout = layOut(note, parts);
        const scope = readScope(excerptOf(note, parts, layout), macros, memory.reading);
        return { id: memory.read++, scope, places: layout.places, digest: digest(scope) };
      });
      return { ...passage, ...read };
    }),
    before,
  );
}

/** The macros of the whole note, and the formulas that define them. */
function macrosOf(note: Note, given: Macros): { readonly macros: Macros; readonly source: string } {
  const defining = note.math.filter(({ tex }) => definesMacro.test(tex.text));
  return {
    macros: defining.reduce((macros, { tex }) => parseTex(tex, macros).macros, given),
    source: defining.map(({ tex }) => tex.text).join("\n"),
  };
}

/** The claims of one passage with their verdicts, in a scope that holds what they rest on. */
export interface JudgedView extends ReadPassage {
  /** Where the passage itself stands in the scope's note. */
  readonly own: Span;
  readonly claims: readonly Claim[];
  readonly declared: readonly (LayoutName | null)[];
  readonly verdicts: readonly (Verdict | null)[];
  /** What is wrong with those that are refuted, by the layout to repair them in. */
  readonly diagnosed: Map<string, readonly Judged[]>;
}

export interface Judges {
  readonly settings: Settings;
  readonly thirdOpinion: (() => Promise<Mathjs>) | null;
  readonly breathe: () => Promise<void>;
}

/** A judged view and the places of its text in the note as it is now. */
export interface PlacedView {
  readonly view: JudgedView;
  readonly pieces: readonly Piece[];
}

/**
 * Excerpts of a longer note have a text of their own, and the few that a keystroke changes: what is remembered of them
 * does not hold on to all of it. Many are read faster where they stand.
 */
const LONGEST_WHOLE = 200_000;
const FEW = 4;

/** How far a view reaches: where a near one leaves something open or calls it wrong, a far one is judged instead. */
const NEAR = 1;
const FAR = 3;

/** Judges the passage at `at`. */
export async function judgePassage(
  at: number,
  index: PassageIndex,
  note: Note,
  judges: Judges,
  memory: NoteMemory,
): Promise<PlacedView> {
  const near = viewOf(at, index, NEAR);
  const far = later(() => viewOf(at, index, FAR));
  const isFinal = () => far().key === near.key;
  const isHopeless = !near.alone && hasObstacle(index.passages[at]!.scope) && !isFinal();
  const placed = (!isHopeless && (await place(near, isFinal))) || (await place(far(), () => true))!;
  if (!placed.view.verdicts.some(isConflict) || isFinal()) return placed;
  return (await placeInstead(near, placed.view)) ?? placed;

  async function place(seen: View, isLast: () => boolean): Promise<PlacedView | null> {
    const key = `${seen.own[0]} ${seen.key}`;
    let view = recall(memory.views, key);
    if (view === undefined || (view === null && isLast()))
      view = keep(memory.views, key, await judgeView(readView(seen), seen.own, judges, isLast));
    if (!view || (view.verdicts.some(isOpen) && !isLast())) return null;
    return { view, pieces: waysBack(seen.parts, view.places) };
  }

  async function placeInstead(seen: View, other: JudgedView): Promise<PlacedView | null> {
    const key = `${seen.own[0]} ${seen.key} instead of ${far().key}`;
    let view = recall(memory.views, key);
    if (view === undefined)
      view = keep(memory.views, key, await judgeInstead(readView(seen), seen.own, judges, other));
    return view && { view, pieces: waysBack(seen.parts, view.places) };
  }

  function excerptFor(parts: readonly Part[]): Excerpt {
    const areMany = memory.read++ - index.readBefore >= FEW;
    if (areMany && note.text.length <= LONGEST_WHOLE) return excerptInPlace(index.whole(), parts);
    const layout = layOut(note, parts);
    return { note: excerptOf(note, parts, layout), places: layout.places };
  }

  function readView({ key, parts, alone }: View): ReadPassage {
    if (alone) return index.passages[at]!;
    return remember(memory.scopes, key, () => {
      const excerpt = excerptFor(parts);
      const macros = macrosFromSettings(judges.settings.macros);
      return { scope: readScope(excerpt.note, macros, memory.reading), places: excerpt.places };
    });
  }
}

/** Whether a view from farther away may say more of this. */
function isOpen(verdict: Verdict | null): boolean {
  return verdict !== null && verdict.type !== "verified";
}

/** Whether sections that speak of other things by the same letters stand in the way of a claim. */
function isConflict(verdict: Verdict | null): boolean {
  return verdict?.type === "unchecked" && verdict.reason === "shape-conflict-in-definition";
}

function isDecided(verdict: Verdict | null): boolean {
  return verdict?.type === "verified" || verdict?.type === "refuted";
}

/** Whether no verdict is possible on a claim as it is read here. */
function isNotUnderstood(claim: Claim): boolean {
  return claim.kind !== "definition" && obstacleOf(claim) !== null;
}

/** Whether a section has a claim that is not understood by itself, and hardly is beside its neighbours. */
const hasObstacle = oncePer((scope: Scope) => readClaims(scope).some(isNotUnderstood));

/** The claims that a layout may depend on: those that declare one, or all where one is declared for the next. */
function besideLayouts(scope: Scope): readonly Claim[] {
  return scope.facts.layouts.some(({ extent }) => extent === "next")
    ? readClaims(scope)
    : declaringClaims(scope);
}

/** The view with its verdicts; null, as soon as that is clear, where something stays open and `isLast` says no. */
async function judgeView(
  read: ReadPassage,
  span: View["own"],
  judges: Judges,
  isLast: () => boolean,
): Promise<JudgedView | null> {
  const view = openView(read, span);
  const isEnough = (verdict: Verdict | null) => isOpen(verdict) && !isLast();
  if (view.claims.some(isNotUnderstood) && !isLast()) return null;
  const { declared, judgeOne } = judgingIn(view, judges);
  const verdicts = await judgeChains(view.claims, judgeOne, isEnough);
  return verdicts.some(isEnough) ? null : { ...view, declared, verdicts };
}

/** The view, where it decides what another leaves open for a conflict, and all else as that does; null where it does not. */
async function judgeInstead(
  read: ReadPassage,
  span: View["own"],
  judges: Judges,
  other: JudgedView,
): Promise<JudgedView | null> {
  const view = openView(read, span);
  if (view.claims.length !== other.verdicts.length) return null;
  const { declared, judgeOne } = judgingIn(view, judges);
  const verdicts: (Verdict | null)[] = [];
  let isMore = false;
  const chains = chainsOf(view.claims);
  const hasConflict = (chain: readonly number[]) => chain.some((at) => isConflict(other.verdicts[at]!));
  const first = chains.filter(hasConflict);
  const rest = chains.filter((chain) => !hasConflict(chain));
  for (const chain of [...first, ...rest]) {
    // Where no conflict is decided, nothing else needs to be.
    if (!isMore && chain === rest[0]) return null;
    const claims = chain.map((at) => view.claims[at]!);
    const found = await judgeChains(
      claims,
      (claim, at) => judgeOne(claim, chain[at]!),
      () => false,
    );
    for (const [k, at] of chain.entries()) {
      const [verdict, before] = [found[k]!, other.verdicts[at]!];
      if (isDecided(before) && verdict?.type !== before.type) return null;
      isMore ||= isConflict(before) && isDecided(verdict);
      verdicts[at] = verdict;
    }
  }
  return isMore ? { ...view, declared, verdicts } : null;
}

type OpenView = Omit<JudgedView, "declared" | "verdicts">;

function openView({ scope, places }: ReadPassage, [first, end]: View["own"]): OpenView {
  const own = cover(places[first]!, places[end - 1]!);
  return { scope, places, own, claims: readClaimsIn(scope, own), diagnosed: new Map() };
}

/** How the claims of a view are judged. */
function judgingIn({ scope, claims }: OpenView, judges: Judges) {
  const beside = besideLayouts(scope);
  const declared = claims.map((claim) => declaredLayout(scope, beside, claim, judges.settings));
  const judgeOne = async (claim: Claim, at: number) => {
    await judges.breathe();
    return judge(claim, { ...judges, scope: scopeOf(scope, claim), declared: declared[at] ?? null });
  };
  return { declared, judgeOne };
}

/** The claims of a view with what is wrong with them, repaired in the layout that the note prefers. */
export async function diagnosedIn(
  view: JudgedView,
  own: OwnLayout,
  breathe: () => Promise<void>,
): Promise<readonly Judged[]> {
  const key = `${own.preferred} ${own.settled}`;
  const before = view.diagnosed.get(key);
  if (before) return before;
  const judged: Judged[] = [];
  for (const [at, claim] of view.claims.entries()) {
    const verdict = view.verdicts[at] ?? null;
    const declared = view.declared[at] ?? null;
    const scope = scopeOf(view.scope, claim);
    if (verdict?.type === "refuted") await breathe();
    const diagnosis =
      verdict?.type === "refuted" ? diagnose({ scope, claim, verdict, declared, ...own }) : null;
    judged.push({ claim, verdict, declared, diagnosis });
  }
  view.diagnosed.set(key, judged);
  return judged;
}
