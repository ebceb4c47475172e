/*
 * Where patterns of the tables match in a sentence.
 */
import { neededBy } from "../../text/needed.ts";
import { oncePer } from "../../text/once.ts";
import type { Sentence } from "./sentence.ts";

/** All matches of a pattern, which is a global one; most match nothing, and to ask that costs less than to collect. */
export function matchesOf(pattern: RegExp, sentence: Sentence): readonly RegExpExecArray[] {
  const { text } = sentence;
  return mayMatch(pattern, sentence) && text.search(pattern) >= 0 ? [...text.matchAll(pattern)] : [];
}

/** Whether a sentence holds a word that a pattern cannot do without. */
export function mayMatch(pattern: RegExp, sentence: Sentence): boolean {
  const text = loweredOf(sentence);
  return needed(pattern)?.some((word) => text.includes(word)) ?? true;
}

const needed = oncePer(neededBy);

const loweredOf = oncePer(({ text }: Sentence) => text.toLowerCase());
