/*
 * Puts notes one after another into one, with all places moved along.
 */
import type { LocatedText, Span } from "../text/span.ts";
import type { Block, Directive, MathSpan, Note } from "./note.ts";

const SEPARATOR = "\n\n";

/** The used notes, then the note itself; only its own directives and front matter count. */
export function joinNotes(used: readonly Note[], own: Note): { readonly note: Note; readonly start: number } {
  if (used.length === 0) return { note: own, start: 0 };
  let text = "";
  const math: MathSpan[] = [];
  const blocks: Block[] = [];
  for (const note of [...used, own]) {
    const by = text.length;
    const first = math.length;
    math.push(...note.math.map((one) => ({ ...one, span: move(one.span, by), tex: moveText(one.tex, by) })));
    blocks.push(...note.blocks.map((block) => moveBlock(block, by, first)));
    text += note === own ? note.text : note.text + SEPARATOR;
  }
  const start = text.length - own.text.length;
  const directives = own.directives.map((directive) => moveDirective(directive, start));
  const frontMatter = own.frontMatter && { ...own.frontMatter, span: move(own.frontMatter.span, start) };
  return { note: { text, math, blocks, directives, frontMatter }, start };
}

function move({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

function moveText({ text, pieces }: LocatedText, by: number): LocatedText {
  return { text, pieces: pieces.map((piece) => ({ ...piece, inDocument: piece.inDocument + by })) };
}

function moveBlock(block: Block, by: number, first: number): Block {
  const content = block.content.map((inline) =>
    inline.type === "math"
      ? { ...inline, index: inline.index + first, span: move(inline.span, by) }
      : { ...inline, span: move(inline.span, by) },
  );
  return { ...block, content, span: move(block.span, by) };
}

function moveDirective(directive: Directive, by: number): Directive {
  const span = move(directive.span, by);
  if (directive.type === "silence") return { ...directive, span };
  return { ...directive, span, declarations: directive.declarations.map((one) => moveText(one, by)) };
}
