/*
 * A note in a few short lines, for tables of expectations: one line a block, formulas in ⟨…⟩ (inline) or
 * ⟪…⟫ (display), white space of formulas squeezed.
 */
import type { Note } from "../../src/markdown/note.ts";

export function showNote(note: Note): readonly string[] {
  return note.blocks.map((block) => {
    const head =
      block.type === "heading" ? `${"#".repeat(block.depth)} ` : block.type === "tableCell" ? "| " : "";
    const content = block.content.map((inline) => {
      if (inline.type === "text") return inline.text.replace(/\s+/g, " ");
      const { kind, tex } = note.math[inline.index]!;
      const text = tex.text.trim().replace(/\s+/g, " ");
      return kind === "math" ? `⟪${text}⟫` : `⟨${text}⟩`;
    });
    return head + content.join("").trim();
  });
}

/** The formulas alone, white space squeezed. */
export function showMath(note: Note): readonly string[] {
  return note.math.map(({ tex }) => tex.text.trim().replace(/\s+/g, " "));
}
