/*
 * What the grammar reads from: the tokens of one formula with a position, the end of the group being read, the
 * font in force and the depth. It also says where a run of tokens stands in the document.
 */
import { span } from "../text/span.ts";
import type { Span } from "../text/span.ts";
import type { Entry } from "./commands.ts";
import type { Groups } from "./groups.ts";
import type { Region, Token } from "./lexer.ts";
import type { Font, TexNode } from "./syntax.ts";

/** The rules of the grammar that call each other across files. */
export interface Grammar {
  /** The content of the group that opens at token `key`, from `start` up to `end`; leaves the position at `end`. */
  readonly parseGroup: (reader: Reader, key: number, start: number, end: number) => TexNode;
  readonly parseRow: (reader: Reader) => TexNode;
  /** What follows a sign: a product, with signs of its own. */
  readonly parseTerm: (reader: Reader) => TexNode;
  readonly parseProduct: (reader: Reader) => TexNode;
  /** One thing without scripts, or null where what stands there means nothing. */
  readonly parseAtom: (reader: Reader) => TexNode | null;
}

export interface Reader {
  readonly grammar: Grammar;
  readonly tokens: readonly Token[];
  readonly entries: readonly Entry[];
  readonly groups: Groups;
  /** Where the formula starts in the document. */
  readonly origin: number;
  position: number;
  /** First token that is not of the group being read. */
  end: number;
  font: Font | null;
  depth: number;
  /** Whether `&` ends a cell; else it only aligns, but for those in `parting`. */
  inCells: boolean;
  /** The `&` that part one equation from the next, as every second one in `align` does. */
  readonly parting: Set<number>;
  /** Tokens that were read over: full stops that end a sentence. Marks of alignment are known by their kind. */
  readonly fullStops: Set<number>;
  /** Whether a full stop may end what is being read. */
  inSentence: boolean;
}

export interface Place {
  readonly span: Span;
  readonly literal: boolean;
}

/** Deeper than any formula a person writes, and shallow enough for recursive readers of the tree. */
export const maxDepth = 150;

/** The entry at the position, alignment marks skipped; undefined at the end of the group. */
export function current(reader: Reader): Entry | undefined {
  while (reader.position < reader.end) {
    const entry = reader.entries[reader.position]!;
    if (entry.is !== "align" || reader.inCells || reader.parting.has(reader.position)) return entry;
    reader.position++;
  }
  return undefined;
}

/** The partner of the bracket at `index`, if it lies within the group being read; else -1. */
export function partnerOf(reader: Reader, index: number): number {
  const partner = reader.groups.partner[index] ?? -1;
  return partner > index && partner < reader.end ? partner : -1;
}

/** Where the tokens from `start` up to `end` stand, and whether they can be edited as they stand. */
export function place(reader: Reader, start: number, end: number): Place {
  const first = reader.tokens[start];
  const last = reader.tokens[end - 1];
  if (!first || !last || end <= start) return emptyPlace(reader, start);
  if (first === last) return { span: { start: first.start, end: first.end }, literal: first.literal };
  const together = first.region === last.region && first.substitution === last.substitution;
  if (together && first.literal && last.literal) return { span: span(first.start, last.end), literal: true };
  const [a, b] = together ? [first, last] : sideBySide(first, last);
  const covered = span(Math.min(a.start, b.start), Math.max(a.end, b.end));
  const whole = !inside(reader.tokens[start - 1], covered) && !inside(reader.tokens[end], covered);
  return { span: covered, literal: whole && (a.start !== b.start || a.end !== b.end) };
}

/** The end of what was just read, without the marks of alignment and the full stop behind it. */
export function endOfRead(reader: Reader, start: number): number {
  let end = reader.position;
  while (end > start + 1 && (reader.entries[end - 1]!.is === "align" || reader.fullStops.has(end - 1))) end--;
  return end;
}

/** Between the token before `index` and the one at it. */
export function emptyPlace(reader: Reader, index: number): Place {
  const before = reader.tokens[Math.min(index, reader.tokens.length) - 1];
  const offset = before?.end ?? reader.tokens[0]?.start ?? reader.origin;
  return { span: { start: offset, end: offset }, literal: before?.literal ?? true };
}

interface Spot {
  readonly start: number;
  readonly end: number;
  readonly region: Region | null;
}

/** Climbs from arguments of macro calls to the calls themselves until both stand in the same text. */
function sideBySide(first: Token, last: Token): readonly [Spot, Spot] {
  let a: Spot = first;
  let b: Spot = last;
  if (a.region === b.region) [a, b] = [outside(a), outside(b)];
  while (a.region !== b.region) {
    const aLevel = a.region?.level ?? 0;
    const bLevel = b.region?.level ?? 0;
    if (aLevel >= bLevel) a = outside(a);
    if (bLevel >= aLevel) b = outside(b);
  }
  return [a, b];
}

function outside(spot: Spot): Spot {
  const { region } = spot;
  return region ? { start: region.start, end: region.end, region: region.parent } : spot;
}

function inside(token: Token | undefined, covered: Span): boolean {
  return token !== undefined && token.start >= covered.start && token.end <= covered.end;
}

export function emptyAt(reader: Reader, index: number): TexNode {
  return { type: "empty", ...emptyPlace(reader, index) };
}

/** An error over the tokens from `start` up to `end`. */
export function errorAt(reader: Reader, start: number, end: number, message: string): TexNode {
  const text = reader.tokens
    .slice(start, Math.min(end, start + 40))
    .map((token) => token.text)
    .join("");
  return { type: "error", ...place(reader, start, end), message, text };
}

/** The tokens from `start` up to `end` as prose. */
export function textBetween(reader: Reader, start: number, end: number): string {
  let text = "";
  for (let index = start; index < end; index++) {
    const token = reader.tokens[index]!;
    text +=
      (token.spaceBefore && index > start ? " " : "") + (token.kind === "parameter" ? "#" : "") + token.text;
  }
  return text;
}
