/*
 * Formulas within a leaf's text: dollars as VS Code's preview reads them (and as the dialect says), brackets,
 * bare environments. Each function looks at one opener and returns where to go on.
 */
import { mathEnvironments } from "./dialect.ts";
import { type Scan, find, findUnescaped, math } from "./inline-token.ts";

export function readDollar(scan: Scan, at: number): number {
  const { text, end } = scan;
  const next = at + 1 < end ? text[at + 1] : undefined;
  if (next === "$") return readDoubleDollar(scan, at);
  const rule = scan.syntax.dollar;
  if (!rule) return at + 1;
  const before = text[at - 1];
  if (before === "$" || before === "\\") return at + 1;
  if (before !== undefined && !rule.afterWord && isWord(before)) return at + 1;
  if (next === "`") {
    const close = find(scan, "`$", at + 2);
    const region = { start: at, end: close + 2, texStart: at + 2, texEnd: close };
    if (close > at + 2 && text.slice(at + 2, close).indexOf("$") < 0) return math(scan, region, false);
  }
  if (!rule.spaceInside && (next === undefined || isSpace(next))) return at + 1;
  const close = findUnescaped(scan, "$", at + 1);
  if (close < 0) return at + 1;
  const after = close + 1 < end ? text[close + 1] : undefined;
  if (after === "$" || !mayClose(after, rule.notBefore)) return at + 1;
  if (!rule.spaceInside && isSpace(text[close - 1]!)) return at + 1;
  return math(scan, { start: at, end: close + 1, texStart: at + 1, texEnd: close }, false);
}

function mayClose(after: string | undefined, notBefore: "word" | "digit" | "nothing"): boolean {
  if (after === undefined || notBefore === "nothing") return true;
  return notBefore === "word" ? !isWord(after) : !/\d/.test(after);
}

function readDoubleDollar(scan: Scan, at: number): number {
  const { text, end } = scan;
  if (text[at - 1] === "$" || text[at + 2] === "$") return at + 2;
  const close = findUnescaped(scan, "$$", at + 2);
  if (close <= at + 2) return close < 0 ? at + 2 : at + 4;
  if (text[close - 1] === "$" || (close + 2 < end && text[close + 2] === "$")) return at + 2;
  const region = { start: at, end: close + 2, texStart: at + 2, texEnd: close };
  const alone = text.slice(0, at).trim() === "" && text.slice(close + 2).trim() === "";
  return math(scan, region, !scan.syntax.inlineDouble || alone);
}

/** A formula in `\(…\)` or `\[…\]`, with one or two backslashes; 0 if there is none. */
export function readBracketed(scan: Scan, at: number, length: number, slashes: string): number {
  const open = scan.text[at + length - 1];
  if (open !== "(" && open !== "[") return 0;
  const closer = slashes + (open === "(" ? ")" : "]");
  const close = find(scan, closer, at + length);
  if (close < 0 || scan.text.slice(at + length, close).trim() === "") return 0;
  const region = { start: at, end: close + length, texStart: at + length, texEnd: close };
  return math(scan, region, open === "[");
}

export function environmentEnd(scan: Scan, at: number): number {
  scan.environments ??= matchEnvironments(scan.text, at, scan.end);
  return scan.environments.get(at) ?? 0;
}

/** Matches `\begin` with `\end` in one pass. */
function matchEnvironments(text: string, from: number, to: number): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: { at: number; name: string }[] = [];
  for (const match of text.slice(from, to).matchAll(/\\(begin|end)\s*\{([A-Za-z]+\*?)\}/g)) {
    const name = match[2]!;
    if (match[1] === "begin") open.push({ at: from + match.index, name });
    else {
      const begin = open.pop();
      if (begin?.name === name && mathEnvironments.has(name))
        ends.set(begin.at, from + match.index + match[0].length);
    }
  }
  return ends;
}

function isWord(character: string): boolean {
  return /^\w$/.test(character);
}

function isSpace(character: string): boolean {
  return /^\s$/.test(character);
}
