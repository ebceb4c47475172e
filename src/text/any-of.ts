/*
 * Patterns of many words, written as a list: a kind of words, or a language, a line.
 */

/** The source of a pattern that matches any of these sources. */
export function anyOf(...sources: readonly string[]): string {
  return `(?:${sources.join("|")})`;
}
