/*
 * Some blocks of a note as a note of its own: what is left out leaves no trace, so that the same blocks make the
 * same excerpt wherever they stand; or they keep their places in the whole, so that what is known of a formula at its
 * place holds in all excerpts. Every place in it leads back to the note it comes from.
 */
import { gather } from "../text/gather.ts";
import { type Piece, type Span, move } from "../text/span.ts";
import { moveContent, moveDirective, moveMath } from "./move.ts";
import type { Block, Directive, MathSpan, Note } from "./note.ts";

/** What may stand in an excerpt: a block as it is or muted, which only takes its place, or a word to the linter. */
export type Part =
  | { readonly type: "block"; readonly block: Block; readonly mute: boolean; readonly gap: string }
  | { readonly type: "directive"; readonly directive: Declare; readonly gap: string };

type Declare = Directive & { readonly type: "declare" };

/** The text of an excerpt, and where each part stands in it. */
export interface Layout {
  readonly text: string;
  readonly places: readonly Span[];
}

/** The parts of a note in their order; `isMute` tells of which blocks nothing but their place matters. */
export function partsOf(note: Note, isMute: (block: Block) => boolean): readonly Part[] {
  let end = 0;
  const blocks = note.blocks.map((block): Part => {
    const gap = gapBetween(note.text, end, block.span.start);
    end = block.span.end;
    return { type: "block", block, mute: isMute(block), gap };
  });
  const directives = note.directives.flatMap((directive): readonly Part[] =>
    directive.type === "declare" ? [{ type: "directive", directive, gap: "\n\n" }] : [],
  );
  return [...blocks, ...directives].sort((a, b) => spanOf(a).start - spanOf(b).start);
}

/** Puts parts one after another, which are given in the order of the note. */
export function layOut(note: Note, parts: readonly Part[]): Layout {
  let text = "";
  let end = 0;
  const places = parts.map((part): Span => {
    const span = spanOf(part);
    // A word to the linter may stand within the block before it.
    if (span.start >= end) {
      text += part.gap + note.text.slice(span.start, span.end);
      end = span.end;
    }
    return move(span, text.length - end);
  });
  return { text, places };
}

/** The way back to a note from an excerpt of it, by where each part stands in that. */
export function waysBack(parts: readonly Part[], places: readonly Span[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const [at, part] of parts.entries()) {
    const span = spanOf(part);
    if (span.start < end) continue;
    pieces.push({ inText: places[at]!.start, inDocument: span.start, length: span.end - span.start });
    end = span.end;
  }
  return pieces;
}

/** The note that these parts make, laid out like that. */
export function excerptOf(note: Note, parts: readonly Part[], { text, places }: Layout): Note {
  const math: MathSpan[] = [];
  const blocks: Block[] = [];
  const directives: Directive[] = [];
  for (const [at, part] of parts.entries()) {
    const by = places[at]!.start - spanOf(part).start;
    if (part.type === "directive") directives.push(moveDirective(part.directive, by));
    else {
      const content = part.mute ? [] : part.block.content;
      const formulas = formulasIn(content);
      const further = math.length - (formulas[0] ?? 0);
      math.push(...formulas.map((index) => moveMath(note.math[index]!, by)));
      const moved = { ...part.block, content: moveContent(content, by, further), span: places[at]! };
      blocks.push(part.mute ? moved : { ...moved, origin: part.block });
    }
  }
  return { text, math, blocks, directives, frontMatter: null };
}

function formulasIn(content: Block["content"]): readonly number[] {
  return gather(content, (inline) => (inline.type === "math" ? [inline.index] : []));
}

/** All parts of a note, laid out together: excerpts may be taken that leave everything where it is. */
export interface Whole {
  readonly note: Note;
  /** What became of the blocks and words to the linter of the note. */
  readonly laid: ReadonlyMap<Block | Directive, Block | Directive>;
}

export function wholeOf(note: Note, parts: readonly Part[]): Whole {
  const whole = excerptOf(note, parts, layOut(note, parts));
  const laid = new Map<Block | Directive, Block | Directive>();
  const [blocks, directives] = [whole.blocks.values(), whole.directives.values()];
  for (const part of parts)
    if (part.type === "block") laid.set(part.block, blocks.next().value!);
    else laid.set(part.directive, directives.next().value!);
  return { note: whole, laid };
}

/** The note that some parts make in their places in the whole, and those places. */
export function excerptInPlace({ note: whole, laid }: Whole, parts: readonly Part[]): Excerpt {
  const math: MathSpan[] = [];
  const blocks: Block[] = [];
  const directives: Directive[] = [];
  const places = parts.map((part) => {
    if (part.type === "directive") {
      const directive = laid.get(part.directive) as Declare;
      directives.push(directive);
      return directive.span;
    }
    const block = laid.get(part.block) as Block;
    const { type, depth, span } = block;
    const place = part.mute ? { start: span.start, end: span.start } : span;
    if (part.mute) blocks.push({ type, depth, content: [], span: place });
    else {
      const formulas = formulasIn(block.content);
      const further = math.length - (formulas[0] ?? 0);
      math.push(...formulas.map((index) => whole.math[index]!));
      blocks.push({ ...block, content: moveContent(block.content, 0, further), origin: block });
    }
    return place;
  });
  return { note: { text: whole.text, math, blocks, directives, frontMatter: null, whole }, places };
}

/** An excerpt, and where each part stands in it. */
export interface Excerpt {
  readonly note: Note;
  readonly places: readonly Span[];
}

/** All that an excerpt takes from a part, as text: parts with equal keys make equal excerpts. */
export function keyOf(note: Note, part: Part): string {
  const { start } = spanOf(part);
  if (part.type === "directive") return JSON.stringify(moveDirective(part.directive, -start));
  const { type, depth, span, content } = part.block;
  const kind = `${part.gap}${type}${depth}`;
  if (part.mute) return kind;
  const structure = content.map((inline) => {
    if (inline.type === "text") return inline.span.start - start;
    const math = note.math[inline.index]!;
    const pieces = math.tex.pieces.map(({ inDocument, length }) => `${inDocument - start}+${length}`);
    return `${math.kind} ${pieces.join(" ")}`;
  });
  return `${kind} ${structure.join(",")} ${note.text.slice(start, span.end)}`;
}

/** Where a part stands; a muted block takes no room. */
function spanOf(part: Part): Span {
  if (part.type === "directive") return part.directive.span;
  const { start, end } = part.block.span;
  return { start, end: part.mute ? start : end };
}

/** Cells of one row stay in one line. */
function gapBetween(text: string, start: number, end: number): string {
  return text.slice(start, end).includes("\n") ? "\n\n" : " ";
}
