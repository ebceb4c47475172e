/*
 * Some blocks of a note as a note of its own: what is left out leaves no trace, so that the same blocks make the
 * same excerpt wherever they stand. Every place in it leads back to the note it comes from.
 */
import { type LocatedText, type Piece, type Span, move } from "../text/span.ts";
import { moveContent, moveDirective, moveMath } from "./move.ts";
import type { Block, Directive, MathSpan, Note } from "./note.ts";

/** What may stand in an excerpt: a block as it is or muted, which only takes its place, or a word to the linter. */
export type Part =
  | { readonly type: "block"; readonly block: Block; readonly mute: boolean; readonly gap: string }
  | { readonly type: "directive"; readonly directive: Declare; readonly gap: string };

type Declare = Directive & { readonly type: "declare" };

/** The text of an excerpt, with its places in the whole note, and where each part stands in it. */
export interface Layout {
  readonly located: LocatedText;
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
  const pieces: Piece[] = [];
  const places = parts.map((part): Span => {
    const span = spanOf(part);
    // A word to the linter may stand within the block before it.
    if (span.start >= end) {
      text += part.gap;
      pieces.push({ inText: text.length, inDocument: span.start, length: span.end - span.start });
      text += note.text.slice(span.start, span.end);
      end = span.end;
    }
    return move(span, text.length - end);
  });
  return { located: { text, pieces }, places };
}

/** The note that these parts make, laid out like that. */
export function excerptOf(note: Note, parts: readonly Part[], { located, places }: Layout): Note {
  const math: MathSpan[] = [];
  const blocks: Block[] = [];
  const directives: Directive[] = [];
  for (const [at, part] of parts.entries()) {
    const by = places[at]!.start - spanOf(part).start;
    if (part.type === "directive") directives.push(moveDirective(part.directive, by));
    else {
      const content = part.mute ? [] : part.block.content;
      const formulas = content.flatMap((inline) => (inline.type === "math" ? [inline.index] : []));
      const further = math.length - (formulas[0] ?? 0);
      math.push(...formulas.map((index) => moveMath(note.math[index]!, by)));
      const moved = { ...part.block, content: moveContent(content, by, further), span: places[at]! };
      blocks.push(part.mute ? moved : { ...moved, origin: part.block });
    }
  }
  return { text: located.text, math, blocks, directives, frontMatter: null };
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
