/*
 * What a note is made of, moved along to another place of a document.
 */
import { type LocatedText, move } from "../text/span.ts";
import type { Directive, Inline, MathSpan } from "./note.ts";

export function moveMath(one: MathSpan, by: number): MathSpan {
  return { ...one, span: move(one.span, by), tex: moveText(one.tex, by) };
}

/** Inlines moved along, with their formulas counted from so much further. */
export function moveContent(content: readonly Inline[], by: number, further: number): readonly Inline[] {
  return content.map((inline) =>
    inline.type === "math"
      ? { ...inline, index: inline.index + further, span: move(inline.span, by) }
      : { ...inline, span: move(inline.span, by) },
  );
}

export function moveDirective<D extends Directive>(directive: D, by: number): D {
  const span = move(directive.span, by);
  if (directive.type === "silence") return { ...directive, span };
  return { ...directive, span, declarations: directive.declarations.map((one) => moveText(one, by)) };
}

function moveText({ text, pieces }: LocatedText, by: number): LocatedText {
  return { text, pieces: pieces.map((piece) => ({ ...piece, inDocument: piece.inDocument + by })) };
}
