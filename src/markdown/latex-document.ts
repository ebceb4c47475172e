/*
 * Reads a LaTeX document as a note: sections become headings, paragraphs and items become blocks, the macro
 * definitions of the preamble become one leading formula so that the reader of macros meets them. This is a
 * scanner of structure in one linear pass, not TeX: nothing is expanded, and any text is valid.
 */
import { locatedSlice, toDocumentSpan } from "../text/span.ts";
import { mathEnvironments } from "./dialect.ts";
import { readDirective, readMathComments } from "./directives.ts";
import { afterArguments, afterGroup, definitionEnd, groupStart, isDefinition } from "./latex-arguments.ts";
import type { Block, Directive, Inline, MathSpan, Note } from "./note.ts";

/** Depth of the headings that sectioning commands make. */
const sections: Readonly<Record<string, number>> = {
  part: 1,
  chapter: 1,
  section: 2,
  subsection: 3,
  subsubsection: 4,
  paragraph: 5,
  subparagraph: 6,
};

/** Environments whose text is neither prose nor mathematics. */
const skippedEnvironments: ReadonlySet<string> = new Set(
  "verbatim verbatim* lstlisting minted comment tikzpicture filecontents thebibliography".split(" "),
);

/** Commands whose arguments are not read aloud. */
const silentCommands: ReadonlySet<string> = new Set(
  (
    "label ref eqref cite citep citet autoref cref Cref pageref input include includegraphics bibliography " +
    "bibliographystyle usepackage documentclass url vspace hspace setlength hypersetup newtheorem index"
  ).split(" "),
);

interface Reading {
  readonly text: string;
  readonly end: number;
  readonly math: MathSpan[];
  readonly blocks: Block[];
  readonly directives: Directive[];
  /** The block being read. */
  content: Inline[];
  /** Closers that do not occur from here on. */
  readonly missing: Set<string>;
}

const interesting = /[%$\\{}~]|\n[ \t]*\r?\n/g;

/** Reads a LaTeX document; without `\begin{document}` all of it is the body. */
export function readLatexDocument(text: string): Note {
  const begin = /^[^%\n]*?\\begin\{document\}/m.exec(text);
  const bodyStart = begin ? begin.index + begin[0].length : 0;
  const bodyEnd = text.indexOf("\\end{document}", bodyStart);
  const reading: Reading = {
    text,
    end: bodyEnd < 0 ? text.length : bodyEnd,
    math: [],
    blocks: [],
    directives: [],
    content: [],
    missing: new Set(),
  };
  addPreamble(reading, begin ? begin.index : 0);
  readBody(reading, bodyStart);
  const { math, blocks, directives } = reading;
  return { text, math, blocks, directives, frontMatter: null };
}

/** The macro definitions before the body, as one formula of as many pieces. */
function addPreamble(reading: Reading, end: number): void {
  const pieces = [];
  let tex = "";
  const scan = /%[^\n]*|\\[A-Za-z]+|\\[^A-Za-z]/g;
  for (let match = scan.exec(reading.text); match && match.index < end; match = scan.exec(reading.text)) {
    if (!isDefinition(match[0])) continue;
    const stop = Math.min(end, definitionEnd(reading.text, match.index));
    pieces.push({ inText: tex.length, inDocument: match.index, length: stop - match.index });
    tex += reading.text.slice(match.index, stop);
    scan.lastIndex = stop;
  }
  if (pieces.length === 0) return;
  const located = { text: tex, pieces };
  addMath(reading, { kind: "math", span: toDocumentSpan(located, 0, tex.length), tex: located });
  endBlock(reading);
}

function readBody(reading: Reading, from: number): void {
  const { text, end } = reading;
  let position = from;
  while (position < end) {
    interesting.lastIndex = position;
    const match = interesting.exec(text);
    const at = match && match.index < end ? match.index : end;
    addText(reading, position, at);
    position = at < end ? readMark(reading, at, match![0]) : end;
  }
  endBlock(reading);
}

/** Reads what starts at `at` and returns where to go on. */
function readMark(reading: Reading, at: number, mark: string): number {
  switch (mark) {
    case "%":
      return readLineComment(reading, at);
    case "$": {
      const sign = reading.text.startsWith("$$", at) ? "$$" : "$";
      return readDelimited(reading, at, { open: sign, close: sign, display: sign === "$$" });
    }
    case "\\":
      return readCommand(reading, at);
    case "{":
    case "}":
      return at + 1;
    case "~":
      reading.content.push({ type: "text", text: " ", span: { start: at, end: at + 1 } });
      return at + 1;
    default:
      endBlock(reading);
      return at + mark.length;
  }
}

function readLineComment(reading: Reading, at: number): number {
  const lineEnd = reading.text.indexOf("\n", at);
  const end = lineEnd < 0 ? reading.end : Math.min(lineEnd, reading.end);
  const directive = readDirective(locatedSlice(reading.text, at + 1, end), { start: at, end });
  if (directive) reading.directives.push(directive);
  return end;
}

interface Delimiters {
  readonly open: string;
  readonly close: string;
  readonly display: boolean;
}

function readDelimited(reading: Reading, at: number, delimiters: Delimiters): number {
  const { text } = reading;
  const { open, close, display } = delimiters;
  const texStart = at + open.length;
  const texEnd = find(reading, close, texStart);
  if (texEnd < 0) return texStart;
  const tex = locatedSlice(text, texStart, texEnd);
  // A paragraph ends inside single dollars: one of them was a mistake, and the next may open a formula.
  if (open === "$" && /\n[ \t]*\r?\n/.test(tex.text)) return texStart;
  addMath(reading, {
    kind: display ? "math" : "inlineMath",
    span: { start: at, end: texEnd + close.length },
    tex,
  });
  return texEnd + close.length;
}

/** Where `closer` next stands without a backslash before it, or -1. */
function find(reading: Reading, closer: string, from: number): number {
  if (reading.missing.has(closer)) return -1;
  let at = reading.text.indexOf(closer, from);
  while (at >= 0 && isEscaped(reading.text, at, from)) at = reading.text.indexOf(closer, at + 1);
  if (at >= 0 && at + closer.length <= reading.end) return at;
  reading.missing.add(closer);
  return -1;
}

function isEscaped(text: string, at: number, from: number): boolean {
  let before = at - 1;
  while (before >= from && text[before] === "\\") before--;
  return (at - before) % 2 === 0;
}

const commandName = /\\(?:([A-Za-z]+)\*?|[^])/y;

function readCommand(reading: Reading, at: number): number {
  const { text } = reading;
  if (text[at + 1] === "(") return readDelimited(reading, at, { open: "\\(", close: "\\)", display: false });
  if (text[at + 1] === "[") return readDelimited(reading, at, { open: "\\[", close: "\\]", display: true });
  commandName.lastIndex = at;
  const match = commandName.exec(text);
  if (!match) return at + 1;
  const after = at + match[0].length;
  const name = match[1];
  if (name === undefined) {
    if (/[$%&_#]/.test(match[0])) addText(reading, at + 1, after);
    return after;
  }
  if (name === "begin" || name === "end") return readEnvironment(reading, at, after);
  const depth = sections[name];
  if (depth !== undefined) return readHeading(reading, at, { after, depth });
  if (isDefinition(`\\${name}`)) {
    const end = Math.min(definitionEnd(text, at), reading.end);
    addMath(reading, { kind: "inlineMath", span: { start: at, end }, tex: locatedSlice(text, at, end) });
    return end;
  }
  if (name === "item" || name === "par") {
    endBlock(reading);
    return after;
  }
  return silentCommands.has(name) ? Math.min(afterArguments(text, after), reading.end) : after;
}

function readEnvironment(reading: Reading, at: number, after: number): number {
  const { text } = reading;
  const end = afterGroup(text, after);
  const name = text.slice(after, end).replace(/[{}\s]/g, "");
  const isBegin = text.startsWith("\\begin", at);
  if (isBegin && mathEnvironments.has(name)) {
    const close = find(reading, `\\end{${name}}`, end);
    if (close < 0) return end;
    const span = { start: at, end: close + `\\end{${name}}`.length };
    addMath(reading, { kind: "math", span, tex: locatedSlice(text, span.start, span.end) });
    return span.end;
  }
  endBlock(reading);
  if (!isBegin || !skippedEnvironments.has(name))
    return isBegin ? Math.min(afterOptions(text, end), reading.end) : end;
  const close = find(reading, `\\end{${name}}`, end);
  return close < 0 ? end : close;
}

/** Behind the optional argument of an environment. */
function afterOptions(text: string, at: number): number {
  return (/^\[[^\]\n]{0,200}\]/.exec(text.slice(at, at + 202))?.[0].length ?? 0)
    ? text.indexOf("]", at) + 1
    : at;
}

function readHeading(reading: Reading, at: number, heading: { after: number; depth: number }): number {
  endBlock(reading);
  const end = Math.min(afterGroup(reading.text, heading.after), reading.end);
  const inner: Reading = { ...reading, end, content: [], missing: new Set() };
  readBodyOfHeading(inner, Math.min(end, groupStart(reading.text, heading.after)));
  if (inner.content.length > 0)
    reading.blocks.push({
      type: "heading",
      depth: heading.depth,
      content: inner.content,
      span: { start: at, end },
    });
  return end;
}

function readBodyOfHeading(inner: Reading, from: number): void {
  let position = from;
  while (position < inner.end) {
    interesting.lastIndex = position;
    const match = interesting.exec(inner.text);
    const at = match && match.index < inner.end ? match.index : inner.end;
    addText(inner, position, at);
    if (at >= inner.end) return;
    const isCommand = match![0] === "\\" && /[A-Za-z]/.test(inner.text[at + 1] ?? "");
    const isMath = match![0] === "$" || (match![0] === "\\" && inner.text[at + 1] === "(");
    position = isMath
      ? readMark(inner, at, match![0])
      : at + (isCommand ? commandLength(inner.text, at) : match![0].length);
  }
}

function commandLength(text: string, at: number): number {
  commandName.lastIndex = at;
  return commandName.exec(text)?.[0].length ?? 1;
}

function addText(reading: Reading, start: number, end: number): void {
  if (end <= start) return;
  reading.content.push({ type: "text", text: reading.text.slice(start, end), span: { start, end } });
}

function addMath(reading: Reading, math: MathSpan): void {
  reading.math.push(math);
  reading.directives.push(...readMathComments(math));
  reading.content.push({ type: "math", index: reading.math.length - 1, span: math.span });
}

/** Ends the block being read; one without text or mathematics is none. */
function endBlock(reading: Reading): void {
  const { content } = reading;
  const isEmpty = !content.some((inline) => inline.type === "math" || inline.text.trim() !== "");
  const first = content[0];
  const last = content.at(-1);
  if (!isEmpty && first && last)
    reading.blocks.push({
      type: "paragraph",
      depth: 0,
      content,
      span: { start: first.span.start, end: last.span.end },
    });
  reading.content = [];
}
