/*
 * Subscripts, superscripts and primes behind a base, and the arguments of scripts and commands: a group, or the
 * one thing that follows.
 */
import type { Span } from "../text/span.ts";
import { current, emptyAt, emptyPlace, endOfRead, errorAt, maxDepth, partnerOf, place } from "./reader.ts";
import type { Reader } from "./reader.ts";
import type { ScriptsNode, TexNode } from "./syntax.ts";

/** How often a base may take a second subscript or superscript. */
const maxRepeats = 12;

interface Marks {
  sub: TexNode | null;
  sup: TexNode | null;
  primes: number;
  subSpan: Span | null;
  supSpan: Span | null;
  primeSpan: Span | null;
}

const noMarks: Marks = { sub: null, sup: null, primes: 0, subSpan: null, supSpan: null, primeSpan: null };

/** The base with the scripts and primes that follow. A second subscript goes on the scripted base. */
export function parseScripts(reader: Reader, base: TexNode, start: number): TexNode {
  let node = base;
  let marks: Marks = { ...noMarks };
  let repeats = 0;
  const wrap = (): void => {
    const placed = place(reader, start, endOfRead(reader, start));
    node = widened({ type: "scripts", base: node, ...marks, ...placed });
    marks = { ...noMarks };
    repeats++;
  };
  for (let entry = current(reader); entry && repeats < maxRepeats; entry = current(reader)) {
    const mark = reader.position;
    if (entry.is === "prime") readPrimes(reader, marks);
    else if (entry.is === "sub") {
      if (marks.sub) wrap();
      reader.position++;
      marks.sub = parseArgument(reader);
      marks.subSpan = place(reader, mark, reader.position).span;
    } else if (entry.is === "sup") {
      reader.position++;
      if (readRaisedPrimes(reader, mark, marks)) continue;
      if (marks.sup) {
        reader.position = mark;
        wrap();
        reader.position++;
      }
      marks.sup = parseRaised(reader, mark, marks);
      marks.supSpan = place(reader, mark, reader.position).span;
    } else break;
  }
  if (repeats >= maxRepeats) {
    while (["sub", "sup", "prime"].includes(current(reader)?.is ?? "")) reader.position++;
    return errorAt(reader, start, reader.position, "too many scripts");
  }
  if (marks.sub || marks.sup || marks.primes > 0) wrap();
  return node;
}

/** A base such as `x̄` may reach beyond the first and last token. */
function widened(node: ScriptsNode): TexNode {
  const { start, end } = node.base.span;
  if (node.base.type === "empty" || start >= node.span.start) return onLastLetter(node);
  return { ...node, span: { start, end: Math.max(end, node.span.end) } };
}

/** `\mathbf{BX}^\top` is drawn as B Xᵀ: the scripts of a run without brackets stand on its last letter. */
function onLastLetter(node: ScriptsNode): TexNode {
  const { base } = node;
  const last = base.type === "product" ? base.factors.at(-1) : undefined;
  if (base.type !== "product" || !last || last.sign !== "") return node;
  const raised: ScriptsNode = {
    ...node,
    base: last.node,
    span: { start: last.node.span.start, end: node.span.end },
    literal: false,
  };
  const factors = [...base.factors.slice(0, -1), { ...last, node: raised }];
  return { ...base, factors, span: node.span, literal: node.literal };
}

function readPrimes(reader: Reader, marks: Marks): void {
  const start = reader.position;
  while (reader.position < reader.end && reader.entries[reader.position]!.is === "prime") {
    reader.position++;
    marks.primes++;
  }
  markPrimes(reader, marks, start, reader.position);
}

function markPrimes(reader: Reader, marks: Marks, start: number, end: number): void {
  const { span } = place(reader, start, end);
  marks.primeSpan = marks.primeSpan ? { start: marks.primeSpan.start, end: span.end } : span;
}

/** `^\prime`, `^{\prime\prime}`, `^{'}`: primes, and nothing else. */
function readRaisedPrimes(reader: Reader, mark: number, marks: Marks): boolean {
  const at = reader.position;
  const close = partnerOf(reader, at);
  const isGroup = reader.entries[at]?.is === "openBrace" && close > at;
  const from = isGroup ? at + 1 : at;
  const to = isGroup ? close : Math.min(at + 1, reader.end);
  if (from >= to) return false;
  for (let index = from; index < to; index++) if (reader.entries[index]!.is !== "prime") return false;
  reader.position = isGroup ? close + 1 : to;
  marks.primes += to - from;
  markPrimes(reader, marks, mark, reader.position);
  return true;
}

/** `^{\prime T}` holds a prime and a superscript. */
function parseRaised(reader: Reader, mark: number, marks: Marks): TexNode {
  const at = reader.position;
  const close = partnerOf(reader, at);
  if (reader.entries[at]?.is !== "openBrace" || close <= at || reader.entries[at + 1]?.is !== "prime") {
    return parseArgument(reader);
  }
  let from = at + 1;
  while (reader.entries[from]!.is === "prime") from++;
  marks.primes += from - at - 1;
  markPrimes(reader, marks, mark, from);
  return parseInner(reader, at, from, close);
}

/** The argument of a script or command: a group without its braces, or one thing. */
export function parseArgument(reader: Reader): TexNode {
  const before = reader.position;
  const entry = current(reader);
  const start = reader.position;
  if (!entry) return missing(reader, before);
  if (reader.depth >= maxDepth) {
    reader.position = Math.max(start, partnerOf(reader, start)) + 1;
    return errorAt(reader, start, reader.position, "nested too deeply");
  }
  switch (entry.is) {
    case "openBrace": {
      const close = partnerOf(reader, start);
      if (close > start) return parseInner(reader, start, start + 1, close);
      reader.position++;
      return errorAt(reader, start, start + 1, "group is not closed");
    }
    case "digit":
      reader.position++;
      return { type: "number", value: Number(entry.name), ...place(reader, start, start + 1) };
    case "relation":
    case "plus":
    case "times":
    case "prime":
    case "separator":
      reader.position++;
      return { type: "sign", name: entry.name, ...place(reader, start, start + 1) };
    case "sub":
    case "sup":
    case "row":
    case "wide":
    case "align":
    case "closeBrace":
    case "right":
    case "end":
    case "close":
      return missing(reader, before);
    case "word":
      reader.position++;
      return { type: "word", text: entry.name, ...place(reader, start, start + 1) };
    case "big":
      reader.position++;
      return bareOperator(reader, entry.name, start);
    case "letter": {
      reader.position++;
      return { type: "letter", name: entry.name, font: reader.font, ...place(reader, start, start + 1) };
    }
    default: {
      reader.depth++;
      const node = reader.grammar.parseAtom(reader) ?? emptyAt(reader, start);
      reader.depth--;
      return node;
    }
  }
}

/** The tokens from `from` up to the closing brace of the group at `open`: read as a label, not as a sentence. */
function parseInner(reader: Reader, open: number, from: number, close: number): TexNode {
  const { inSentence } = reader;
  reader.inSentence = false;
  const node = asTimeFence(reader, open, close) ?? reader.grammar.parseGroup(reader, open, from, close);
  reader.inSentence = inSentence;
  reader.position = close + 1;
  return node;
}

/** `^{<t>}` is a fence, as `^{\langle t \rangle}` is. */
function asTimeFence(reader: Reader, open: number, close: number): TexNode | null {
  if (close < open + 4 || reader.tokens[open + 1]!.text !== "<" || reader.tokens[close - 1]!.text !== ">")
    return null;
  const body = reader.grammar.parseGroup(reader, open, open + 2, close - 1);
  return { type: "fenced", open: "\\langle", close: "\\rangle", body, ...place(reader, open + 1, close) };
}

/** The sign of a big operator on its own, as in `\underset{k}\sum`. */
function bareOperator(reader: Reader, operator: string, start: number): TexNode {
  const placed = place(reader, start, start + 1);
  const body = emptyAt(reader, start + 1);
  return { type: "bigOperator", operator, sub: null, sup: null, body, headSpan: placed.span, ...placed };
}

function missing(reader: Reader, before: number): TexNode {
  let index = before;
  while (index > 0 && reader.entries[index - 1]!.is === "align") index--;
  reader.position = index;
  return { type: "error", ...emptyPlace(reader, index), message: "missing argument", text: "" };
}
