/*
 * Where the marks of links, tags and emphasis end. Each function looks at one place, in bounded or linear
 * time, and knows nothing of what was read before.
 */

/** Longest link target, tag or address that is taken for one; longer ones are read as text. */
const maximumLength = 2000;

/** Deepest brackets in a link target, as in CommonMark. */
const maximumNesting = 32;

const autolink = /<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]{0,2000}>/y;
const tag = /<\/?[A-Za-z][\w-]{0,60}(?:\s[^<>]{0,2000})?\/?>/y;

/** The end of `<https://…>` at `at`, or 0. */
export function autolinkEnd(text: string, at: number): number {
  autolink.lastIndex = at;
  return autolink.test(text) ? autolink.lastIndex : 0;
}

/** The end of an HTML tag at `at`, or 0. */
export function tagEnd(text: string, at: number): number {
  tag.lastIndex = at;
  return tag.test(text) ? tag.lastIndex : 0;
}

/** The end of a link's `(target "title")` that starts at `at`, or 0; a target holds no space, but balanced brackets. */
export function linkTargetEnd(text: string, at: number, end: number): number {
  const last = Math.min(end, at + maximumLength);
  let depth = 0;
  let quote = "";
  let gap = false;
  for (let i = at; i < last; i++) {
    const c = text[i]!;
    if (quote) {
      if (c === quote) quote = "";
    } else if (c === "\\") i++;
    else if (/\s/.test(c)) gap = i > at + 1;
    else if (gap && (c === '"' || c === "'")) quote = c;
    else if (c === "(") {
      if (++depth > maximumNesting) return 0;
    } else if (c === ")") {
      if (--depth === 0) return i + 1;
    } else if (gap) return 0;
  }
  return 0;
}

/** Whether a run of `*`, `_` or `~` is no emphasis: between spaces, or a single mark inside a word. */
export function isBetween(sign: string, length: number, before = " ", after = " "): boolean {
  if (/\s/.test(before) && /\s/.test(after)) return true;
  const inWord = /[\p{L}\p{N}]/u.test(before) && /[\p{L}\p{N}]/u.test(after);
  return inWord && (sign === "_" || length === 1);
}
