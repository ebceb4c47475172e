/*
 * What a row of a table of phrasings is, and how rows are written: a pattern, and what a match of it declares.
 * Comes in: the match and its sentence. Goes out: declarations, or none where the formulas do not fit the words.
 */
import type { Span } from "../../../text/span.ts";
import type { TexNode } from "../../../tex/syntax.ts";
import type { Declaration } from "../../declaration.ts";
import { mentionOf, mentionsIn, type Sentence } from "../sentence.ts";
import { subjectsOf } from "../subject.ts";

export interface Phrasing {
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray, sentence: Sentence, span: Span) => Declaration[];
}

/** Any one formula of a sentence. */
export const F = "[\\uE000-\\uF8FF]";
const list = `${F}(?:(?: ?, ?and | ?, ?| and | or )(?:the )?(?:\\w+ ){0,2}?${F})*`;

/** `[F]` is one formula, `[list]` several; case does not matter. */
export function phrase(source: string): RegExp {
  return new RegExp(source.replaceAll("[F]", `(${F})`).replaceAll("[list]", `(${list})`), "gi");
}

/** The formula that a mark in the text stands for. */
export function node(sentence: Sentence, mark: string | undefined): TexNode | null {
  return mark ? (mentionOf(sentence, mark)?.node ?? null) : null;
}

/** The symbols of all formulas in a piece of text. */
export function symbols(sentence: Sentence, marks: string | undefined): TexNode[] {
  return mentionsIn(sentence, marks ?? "").flatMap((mention) =>
    subjectsOf(mention.node).map((subject) => subject.node),
  );
}
