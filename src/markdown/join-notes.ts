/*
 * Puts notes one after another into one, with all places moved along.
 */
import { move } from "../text/span.ts";
import { moveContent, moveDirective, moveMath } from "./move.ts";
import type { Block, MathSpan, Note } from "./note.ts";

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
    math.push(...note.math.map((one) => moveMath(one, by)));
    for (const block of note.blocks)
      blocks.push({ ...block, content: moveContent(block.content, by, first), span: move(block.span, by) });
    text += note === own ? note.text : note.text + SEPARATOR;
  }
  const start = text.length - own.text.length;
  const directives = own.directives.map((directive) => moveDirective(directive, start));
  const frontMatter = own.frontMatter && { ...own.frontMatter, span: move(own.frontMatter.span, start) };
  return { note: { text, math, blocks, directives, frontMatter }, start };
}
