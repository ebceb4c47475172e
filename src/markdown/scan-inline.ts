/*
 * Reads the text of one leaf: finds its formulas (see `scan-math.ts`), and the marks that are no prose: code
 * ticks, emphasis, link targets, tags. What no token covers is prose.
 * Linear time: a closer that was not found is not looked for again.
 */
import type { MathSyntax } from "./dialect.ts";
import { type InlineToken, type Scan, find, mark, math } from "./inline-token.ts";
import type { Leaf } from "./leaf.ts";
import { autolinkEnd, isBetween, linkTargetEnd, tagEnd } from "./prose-marks.ts";
import { environmentEnd, readBracketed, readDollar } from "./scan-math.ts";

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
