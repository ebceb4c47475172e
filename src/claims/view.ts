/*
 * A section with the sections it rests on: where each letter it uses is said what it is, and each letter that this
 * rests on in turn. A note is judged view by view: what is far away costs nothing, and a change only what it changes.
 */
import { type Part, type Whole, keyOf, partsOf, wholeOf } from "../markdown/excerpt.ts";
import type { Block, Note } from "../markdown/note.ts";
import type { Scope } from "../scope/scope.ts";
import { readSections } from "../scope/section.ts";
import { later } from "../text/once.ts";
import type { Span } from "../text/span.ts";
import type { Digest } from "./digest.ts";

/** A heading with what stands under it, up to the next one. */
export interface Passage {
  readonly parts: readonly Part[];
  readonly span: Span;
  /** The headings around it, outermost first. */
  readonly around: readonly Part[];
  /** The outermost heading around it that is not around everything. */
  readonly chapter: number | undefined;
  /** Equal keys, equal passages. */
  readonly key: string;
}

/** The passages of a note, in order. */
export function passagesOf(note: Note, isMute: (block: Block) => boolean): readonly Passage[] {
  const sections = readSections(note.blocks);
  const parts = partsOf(note, isMute);
  const passages: { id: number; path: readonly number[]; start: number; parts: Part[] }[] = [];
  const heads = new Map<number, Part>();
  let block = 0;
  for (const part of parts) {
    const { id, path } = sections[Math.min(block, sections.length - 1)] ?? { id: -1, path: [-1] };
    const { span } = part.type === "block" ? part.block : part.directive;
    if (passages.at(-1)?.id !== id) passages.push({ id, path, start: span.start, parts: [] });
    if (part.type === "block" && block++ === id) heads.set(id, part);
    passages.at(-1)!.parts.push(part);
  }
  const common = sharedDepth(passages.map(({ path }) => path));
  return passages.map(({ path, start, parts }, at) => {
    const around = path.slice(0, -1).flatMap((heading) => heads.get(heading) ?? []);
    const span = { start, end: passages[at + 1]?.start ?? note.text.length + 1 };
    const key = [...around.map(muted), ...parts].map((part) => keyOf(note, part)).join("\n");
    return { parts, span, around, chapter: path[common], key };
  });
}

/** How many headings stand around all passages that have as many. */
function sharedDepth(paths: readonly (readonly number[])[]): number {
  let depth = 0;
  while (new Set(paths.flatMap((path) => path[depth] ?? [])).size === 1) depth++;
  return depth;
}

/** A passage that was read by itself; `id` stands for its key. */
export interface DigestedPassage extends Passage {
  readonly id: number;
  readonly scope: Scope;
  /** Where its parts stand in the note of that scope. */
  readonly places: readonly Span[];
  readonly digest: Digest;
}

/** Which passages say something of a letter, and which say what holds for all. */
export interface PassageIndex {
  readonly passages: readonly DigestedPassage[];
  readonly declaring: ReadonlyMap<string, readonly number[]>;
  readonly defining: ReadonlyMap<string, readonly number[]>;
  readonly agreeing: ReadonlyMap<string, readonly number[]>;
  /** Which passage each heading opens. */
  readonly opening: ReadonlyMap<Part, number>;
  readonly whole: () => Whole;
  /** The number of passages and views that were read before any of these. */
  readonly readBefore: number;
}

export function indexPassages(
  note: Note,
  passages: readonly DigestedPassage[],
  readBefore: number,
): PassageIndex {
  return {
    passages,
    readBefore,
    whole: later(() =>
      wholeOf(
        note,
        passages.flatMap(({ parts }) => parts),
      ),
    ),
    declaring: byName(passages.map(({ digest }) => [...digest.declares.keys()])),
    defining: byName(passages.map(({ digest }) => [...digest.defines.keys()])),
    agreeing: byName(passages.map(({ digest }) => digest.conventions)),
    opening: new Map(
      passages.flatMap(({ parts }, at) => parts.filter(isHeading).map((part) => [part, at] as const)),
    ),
  };
}

function byName(said: readonly Iterable<string>[]): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  for (const [at, names] of said.entries())
    for (const name of names) {
      const all = index.get(name);
      if (all) all.push(at);
      else index.set(name, [at]);
    }
  return index;
}

export interface View {
  readonly parts: readonly Part[];
  /** Where the parts of the passage itself stand among them. */
  readonly own: readonly [number, number];
  /** Whether nothing else is in view but the headings around it. */
  readonly alone: boolean;
  /** Equal keys, equal parts; which of them are the passage's own is not in it. */
  readonly key: string;
}

/** A passage by itself, with nothing but the headings around it. */
export function alone({ around, parts }: Passage): readonly Part[] {
  return [...around.map(muted), ...parts];
}

function isHeading(part: Part): boolean {
  return part.type === "block" && part.block.type === "heading";
}

function muted(part: Part): Part {
  return part.type === "block" ? { ...part, mute: true } : part;
}

/** The view of a passage that takes in, for each letter, up to `reach` passages before and after it that speak of it. */
export function viewOf(at: number, index: PassageIndex, reach: number): View {
  const seen = [...inView(at, index, reach)].sort((a, b) => a - b);
  const placed = new Set<Part>();
  const parts: Part[] = [];
  const key: number[] = [];
  let first = 0;
  for (const one of seen) {
    const { around, parts: written, id } = index.passages[one]!;
    for (const heading of around)
      if (!placed.has(heading)) {
        placed.add(heading);
        parts.push(muted(heading));
        key.push(-1);
      }
    if (one === at) first = parts.length;
    for (const part of written) if (isHeading(part)) placed.add(part);
    parts.push(...written);
    key.push(id);
  }
  const own = [first, first + index.passages[at]!.parts.length] as const;
  return { parts, own, alone: seen.length === 1, key: key.join(" ") };
}

function inView(
  at: number,
  { passages, declaring, defining, agreeing, opening }: PassageIndex,
  reach: number,
): Set<number> {
  const seen = new Set([at]);
  const { digest, scope } = passages[at]!;
  // What states nothing rests on nothing.
  if (scope.statements.length === 0) return seen;
  const anywhere = () => true;
  for (const all of agreeing.values()) for (const one of nearestTo(at, all, reach, anywhere)) seen.add(one);
  const letters = new Set(digest.letters);
  // "Problem: the curve `x^2 + y^2 = 25`", and under it the solution.
  for (const heading of passages[at]!.around) {
    const one = opening.get(heading);
    const ties = one === undefined ? null : passages[one]!.digest.ties;
    if (ties && [...digest.letters].filter((letter) => ties.has(letter)).length > 1) seen.add(one!);
  }
  // A set that grows while it is walked: what is found has letters of its own.
  for (const letter of letters)
    for (const [index, kind] of [
      [declaring, "declares"],
      [defining, "defines"],
    ] as const) {
      const all = index.get(letter);
      if (!all) continue;
      for (const one of nearestTo(at, all, reach, inReach(letter, at, all, passages, reach))) {
        seen.add(one);
        for (const other of passages[one]!.digest[kind].get(letter)!) letters.add(other);
      }
    }
  return seen;
}

/**
 * Which passages behind it a passage asks: what a chapter has said of a letter by now, it says for itself, and later
 * chapters may use the letter for something else. Within the reach of one they are not asked at all.
 */
function inReach(
  letter: string,
  at: number,
  all: readonly number[],
  passages: readonly DigestedPassage[],
  reach: number,
): (one: number) => boolean {
  const { chapter, digest } = passages[at]!;
  const isOwn = (one: number) => passages[one]!.chapter === chapter;
  const isSaid = reach === 1 || digest.parameters.has(letter) || all.some((one) => one <= at && isOwn(one));
  return isSaid ? isOwn : () => true;
}

/** Up to `reach` on each side, behind it of those that count; within the reach of one, the passage itself is enough. */
function nearestTo(
  at: number,
  all: readonly number[],
  reach: number,
  counts: (one: number) => boolean,
): readonly number[] {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle]! < at) low = middle + 1;
    else high = middle;
  }
  const own = all[low] === at ? 1 : 0;
  if (own && reach === 1) return [at];
  const nearest = all.slice(Math.max(0, low - reach), low + own);
  const most = nearest.length + reach;
  for (let next = low + own; next < all.length && nearest.length < most; next++)
    if (counts(all[next]!)) nearest.push(all[next]!);
  return nearest;
}
