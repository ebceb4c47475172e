/*
 * What the Markdown stage hands on: the math of a note with exact places, and the prose around it as a
 * flat list of blocks in document order. Nothing here knows what a formula means.
 */
import { oncePer } from "../text/once.ts";
import type { LocatedText, Span } from "../text/span.ts";

/** One formula. `span` includes the delimiters; `tex` is what stands between them. */
export interface MathSpan {
  readonly kind: "inlineMath" | "math";
  readonly span: Span;
  readonly tex: LocatedText;
}

/** Prose, or a reference to a formula by its index in `Note.math`. */
export type Inline =
  | { readonly type: "text"; readonly text: string; readonly span: Span }
  | { readonly type: "math"; readonly index: number; readonly span: Span };

/**
 * A heading, a paragraph (also one inside a list item, quote, callout, footnote or `<details>`) or a table cell.
 * A display formula is an inline of the paragraph it stands in, or of a paragraph of its own.
 */
export interface Block {
  readonly type: "heading" | "paragraph" | "tableCell";
  /** 1 to 6 for headings, more for a paragraph that opens an example, else 0. */
  readonly depth: number;
  readonly content: readonly Inline[];
  readonly span: Span;
  /** The block of another note that it was moved here from. */
  readonly origin?: Block;
}

/** An HTML comment or math comment that speaks to the linter. */
export type Directive =
  | {
      readonly type: "silence";
      readonly action:
        "disable" | "enable" | "disable-next-line" | "disable-next-block" | "disable-file" | "ignore";
      /** Rule names; empty means all. */
      readonly rules: readonly string[];
      readonly reason: string;
      readonly span: Span;
    }
  /** `<!-- jacobian-lint: W in R^{n x m}; A symmetric -->` or the front matter's: one text a declaration. */
  | { readonly type: "declare"; readonly declarations: readonly LocatedText[]; readonly span: Span };

export interface Note {
  /** What all places count in. */
  readonly text: string;
  readonly math: readonly MathSpan[];
  readonly blocks: readonly Block[];
  readonly directives: readonly Directive[];
  /** Settings under `jacobian-lint:` in the front matter, unchecked. */
  readonly frontMatter: { readonly settings: unknown; readonly span: Span } | null;
  /** The note that this is an excerpt of, where it has the same text and places. */
  readonly whole?: Note;
}

/** What stands in a note, and nothing that an excerpt leaves out. */
export const wordsOf = oncePer(({ text, blocks, directives, whole }: Note): string => {
  if (!whole) return text;
  return [...blocks, ...directives].map(({ span }) => text.slice(span.start, span.end)).join("\n\n");
});
