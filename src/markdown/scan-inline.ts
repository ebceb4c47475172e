/*
 * Reads the text of one leaf: finds its formulas as VS Code's preview does (and as the dialect says), and the
 * marks that are no prose: code ticks, emphasis, link targets, tags. What no token covers is prose.
 * Linear time: a closer that was not found is not looked for again.
 */
import type { DisplayRegion, Leaf } from "./leaf.ts";
import { type MathSyntax, mathEnvironments } from "./dialect.ts";
import { autolinkEnd, isBetween, linkTargetEnd, tagEnd } from "./prose-marks.ts";

/** A part of a leaf's text, in offsets of that text. */
export type InlineToken =
  | ({ readonly type: "math"; readonly display: boolean } & DisplayRegion)
  /** Marks and other text that nobody reads aloud. */
  | { readonly type: "mark" | "comment"; readonly start: number; readonly end: number };

interface Scan {
  readonly text: string;
  readonly syntax: MathSyntax;
  /** Whether what is left open reaches to the end, as in a piece of HTML. */
  readonly html: boolean;
  readonly tokens: InlineToken[];
  /** Where a search stops: the next display formula, or the end. */
  end: number;
  /** Closers that do not occur between here and `end`. */
  readonly missing: Set<string>;
  /** Opening square brackets that may yet become links. */
  brackets: number[];
  /** Ends of bare environments by where they begin; found when the first is met. */
  environments: ReadonlyMap<number, number> | null;
}

/** The tokens of a leaf in order. */
export function scanInline(leaf: Leaf, syntax: MathSyntax): readonly InlineToken[] {
  const { text } = leaf.content;
  const scan: Scan = {
    text,
    syntax,
    html: leaf.kind === "html",
    tokens: [],
    end: 0,
    missing: new Set(),
    brackets: [],
    environments: null,
  };
  let from = 0;
  for (const region of leaf.displays) {
    scanStretch(scan, from, region.start);
    scan.tokens.push({ type: "math", display: true, ...region });
    from = region.end;
  }
  scanStretch(scan, from, text.length);
  return scan.tokens.sort((a, b) => a.start - b.start);
}

const interesting = /[$\\`<[\]!*_~]/g;

function scanStretch(scan: Scan, from: number, to: number): void {
  scan.end = to;
  scan.missing.clear();
  scan.brackets = [];
  scan.environments = null;
  let position = from;
  while (position < to) {
    interesting.lastIndex = position;
    const match = interesting.exec(scan.text);
    if (!match || match.index >= to) return;
    position = readMark(scan, match.index);
  }
}

/** Reads what starts at `at` and returns where to go on. */
function readMark(scan: Scan, at: number): number {
  switch (scan.text[at]) {
    case "$":
      return readDollar(scan, at);
    case "\\":
      return readBackslash(scan, at);
    case "`":
      return readCode(scan, at);
    case "<":
      return readAngle(scan, at);
    case "[":
      scan.brackets.push(at);
      return at + 1;
    case "]":
      return readLinkEnd(scan, at);
    case "!":
      return scan.text[at + 1] === "[" ? mark(scan, at, at + 1) : at + 1;
    default:
      return readEmphasis(scan, at);
  }
}

function mark(scan: Scan, start: number, end: number): number {
  scan.tokens.push({ type: "mark", start, end });
  return end;
}

function math(scan: Scan, region: DisplayRegion, display: boolean): number {
  scan.tokens.push({ type: "math", display, ...region });
  return region.end;
}

/** Where `closer` next stands before the end of the stretch, or -1. */
function find(scan: Scan, closer: string, from: number): number {
  if (scan.missing.has(closer)) return -1;
  const at = scan.text.indexOf(closer, from);
  if (at >= 0 && at + closer.length <= scan.end) return at;
  scan.missing.add(closer);
  return -1;
}

/** As `find`, but not where an odd number of backslashes stands before it. */
function findUnescaped(scan: Scan, closer: string, from: number): number {
  let at = find(scan, closer, from);
  while (at >= 0 && isEscaped(scan.text, at, from)) at = find(scan, closer, at + closer.length);
  return at;
}

function isEscaped(text: string, at: number, from: number): boolean {
  let before = at - 1;
  while (before >= from && text[before] === "\\") before--;
  return (at - before) % 2 === 0;
}

function readDollar(scan: Scan, at: number): number {
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

function readBackslash(scan: Scan, at: number): number {
  const { text, syntax } = scan;
  if (syntax.escapedBrackets && text[at + 1] === "\\") {
    const opened = readBracketed(scan, at, 3, "\\\\");
    if (opened > 0) return opened;
  }
  if (syntax.brackets) {
    const opened = readBracketed(scan, at, 2, "\\");
    if (opened > 0) return opened;
  }
  if (syntax.environments && text.startsWith("\\begin", at)) {
    const end = environmentEnd(scan, at);
    if (end > 0) return math(scan, { start: at, end, texStart: at, texEnd: end }, true);
  }
  const next = text[at + 1];
  if (next === undefined || !/[!-/:-@[-`{-~]/.test(next)) return at + 1;
  mark(scan, at, at + 1);
  return at + 2;
}

/** A formula in `\(…\)` or `\[…\]`, with one or two backslashes; 0 if there is none. */
function readBracketed(scan: Scan, at: number, length: number, slashes: string): number {
  const open = scan.text[at + length - 1];
  if (open !== "(" && open !== "[") return 0;
  const closer = slashes + (open === "(" ? ")" : "]");
  const close = find(scan, closer, at + length);
  if (close < 0 || scan.text.slice(at + length, close).trim() === "") return 0;
  const region = { start: at, end: close + length, texStart: at + length, texEnd: close };
  return math(scan, region, open === "[");
}

function environmentEnd(scan: Scan, at: number): number {
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

function readCode(scan: Scan, at: number): number {
  let after = at + 1;
  while (after < scan.end && scan.text[after] === "`") after++;
  const ticks = after - at;
  const close = findTicks(scan, after, ticks);
  const role = scan.syntax.directives
    ? /(?:\{math\}|:math:)$/.exec(scan.text.slice(Math.max(0, at - 6), at))
    : null;
  if (role && close >= 0)
    return math(
      scan,
      { start: at - role[0].length, end: close + ticks, texStart: after, texEnd: close },
      false,
    );
  if (close < 0) return mark(scan, at, after);
  mark(scan, at, after);
  return mark(scan, close, close + ticks);
}

/** Where a run of exactly `ticks` ticks next stands, or -1. */
function findTicks(scan: Scan, from: number, ticks: number): number {
  const key = `code ${ticks}`;
  if (scan.missing.has(key)) return -1;
  for (let at = scan.text.indexOf("`", from); at >= 0 && at < scan.end;) {
    let after = at + 1;
    while (after < scan.end && scan.text[after] === "`") after++;
    if (after - at === ticks) return at;
    at = scan.text.indexOf("`", after);
  }
  scan.missing.add(key);
  return -1;
}

function readAngle(scan: Scan, at: number): number {
  const { text } = scan;
  if (text.startsWith("<!--", at)) {
    const close = find(scan, "-->", at + 4);
    if (close < 0) return scan.html ? mark(scan, at, scan.end) : at + 4;
    scan.tokens.push({ type: "comment", start: at, end: close + 3 });
    return close + 3;
  }
  const end = autolinkEnd(text, at) || tagEnd(text, at);
  if (end === 0 || end > scan.end) return at + 1;
  const raw = /^<(script|style|pre|textarea|code)\b/i.exec(text.slice(at, end))?.[1]?.toLowerCase();
  return raw ? readRawElement(scan, { at, end, name: raw }) : mark(scan, at, end);
}

/** An element whose text is no Markdown; a script may hold a formula. */
function readRawElement(scan: Scan, tag: { at: number; end: number; name: string }): number {
  const { at, end, name } = tag;
  const close = find(scan, `</${name}>`, end);
  if (close < 0) return mark(scan, at, scan.html ? scan.end : end);
  const closeEnd = close + name.length + 3;
  if (name === "code") {
    mark(scan, at, end);
    return mark(scan, close, closeEnd);
  }
  const type = /\btype\s*=\s*["']?math\/tex\b([^"'>]*)/i.exec(scan.text.slice(at, end));
  if (name !== "script" || !type) return mark(scan, at, closeEnd);
  const region = { start: at, end: closeEnd, texStart: end, texEnd: close };
  return math(scan, region, /mode\s*=\s*display/i.test(type[1]!));
}

function readLinkEnd(scan: Scan, at: number): number {
  const open = scan.brackets.pop();
  if (open === undefined) return at + 1;
  const { text } = scan;
  const target = text[at + 1] === "(" ? linkTargetEnd(text, at + 1, scan.end) : 0;
  const isNote = text[open + 1] === "^" || (text[open + 1] === "!" && open + 2 < at);
  const isPlain = (scan.tokens.at(-1)?.end ?? 0) <= open;
  if (isNote && target === 0) return isPlain ? mark(scan, open, at + 1) : at + 1;
  const wiki = text[at + 1] === "]" && text[open - 1] === "[";
  if (target === 0 && !wiki) return at + 1;
  mark(scan, wiki ? open - 1 : open, open + 1);
  if (wiki) scan.brackets.pop();
  return mark(scan, at, wiki ? at + 2 : target);
}

function readEmphasis(scan: Scan, at: number): number {
  const { text } = scan;
  const sign = text[at];
  let after = at + 1;
  while (after < scan.end && text[after] === sign) after++;
  const before = text[at - 1];
  const next = text[after];
  if (sign === "~" && after - at < 2) return after;
  return isBetween(sign!, after - at, before, next) ? after : mark(scan, at, after);
}

function isWord(character: string): boolean {
  return /^\w$/.test(character);
}

function isSpace(character: string): boolean {
  return /^\s$/.test(character);
}
