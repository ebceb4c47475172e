/*
 * The author's own word to the linter, one declaration a text: `W in R^{n x m}`, `A symmetric`, `layout numerator`,
 * `gates fixed`, `n = 3`. It is read as prose and formulas are, with a lighter spelling; out go declarations, or
 * one clear line on what is wrong.
 */
import { type LocatedText, type Piece, type Span, toDocument, toDocumentSpan } from "../../text/span.ts";
import type { TexNode } from "../../tex/syntax.ts";
import type { LayoutName } from "../../report.ts";
import type { Declaration } from "../declaration.ts";
import { readClauses } from "./clause.ts";
import { readDescription } from "./description.ts";
import { readFormula } from "./formula.ts";
import { readLayouts } from "./layout.ts";
import { readPhrases } from "./phrase.ts";
import { meaningOf } from "./phrasings/products.ts";
import { functionNames, greek, readTex } from "./plain-tex.ts";
import { composeSentence, type Mention, type Sentence } from "./sentence.ts";
import { sizeValues } from "./size.ts";
import { subjectsOf } from "./subject.ts";

interface Reading {
  readonly declarations: Declaration[];
  readonly problem: string | null;
}

const examples = "for example `W in R^{n x m}`, `A symmetric`, `layout numerator`, `gates fixed` or `n = 3`";

/** Reads one declaration of a directive. */
export function readWordToLinter(whole: LocatedText): Reading {
  const text = trimmed(whole);
  if (text.text === "") return { declarations: [], problem: `This declaration is empty; write ${examples}.` };
  if (text.text.length > longestText)
    return { declarations: [], problem: `This declaration is too long; write ${examples}.` };
  const span = toDocumentSpan(text, 0, text.text.length);
  for (const read of readers) {
    const declarations = read(text, span);
    if (declarations && declarations.length > 0) return { declarations, problem: null };
  }
  return { declarations: [], problem: `Cannot read the declaration “${text.text}”; write ${examples}.` };
}

const longestText = 500;

type Reader = (text: LocatedText, span: Span) => Declaration[] | null;

/** The first that understands the text wins. */
const readers: readonly Reader[] = [
  readLayout,
  readFixed,
  readOrder,
  readSign,
  readRelation,
  readDescribed,
  readParts,
  readAsProse,
];

function trimmed(whole: LocatedText): LocatedText {
  const start = /^[\s$`]*/.exec(whole.text)![0].length;
  const end = whole.text.replace(/[\s$`.;]*$/, "").length;
  const bare = { ...whole, text: whole.text.replace(/[$`]/g, " ") };
  return part(bare, start, Math.max(start, end));
}

/** A piece of located text that knows its places. */
function part(whole: LocatedText, start: number, end: number): LocatedText {
  const pieces = whole.pieces.flatMap((piece): Piece[] => {
    const from = Math.max(piece.inText, start);
    const to = Math.min(piece.inText + piece.length, end);
    return to > from
      ? [{ inText: from - start, inDocument: piece.inDocument + from - piece.inText, length: to - from }]
      : [];
  });
  return { text: whole.text.slice(start, end), pieces };
}

function readLayout(text: LocatedText, span: Span): Declaration[] | null {
  const match =
    /^(?:the )?layout(?: is|:|=)? *(numerator|denominator|gradient)$/i.exec(text.text) ??
    /^(?:in |use )?(?:the )?(numerator|denominator|gradient)(?:[- ]layout)?(?: throughout)?$/i.exec(
      text.text,
    );
  return match
    ? [{ type: "layout", layout: match[1]!.toLowerCase() as LayoutName, extent: "word", span }]
    : null;
}

function readFixed(text: LocatedText, span: Span): Declaration[] | null {
  const match =
    /^(?:hold |holding |with )?(.+?)(?: (?:is|are))?(?: (?:held|kept|treated as))? (?:fixed|const(?:ant)?s?)$/i.exec(
      text.text,
    );
  if (!match) return null;
  const said = match[1]!.replace(/^the /i, "");
  const groups =
    /^gates(?: and (?:the )?candidates?)?$|^candidates?$|^(?:reset|update|forget|input|output)[- ]gate$/i;
  if (groups.test(said)) {
    const lower = said
      .toLowerCase()
      .replace(/ and (?:the )?/, "-and-")
      .replace(/ /g, "-")
      .replace(/candidates$/, "candidate");
    return [
      { type: "fixed", subjects: [], group: lower as Extract<Declaration, { type: "fixed" }>["group"], span },
    ];
  }
  if (/constants?$/i.test(text.text) && !/held|kept|treated/i.test(text.text)) return null;
  const start = text.text.indexOf(match[1]!);
  const symbols = readSymbols(text, start, start + match[1]!.length);
  return symbols && [{ type: "fixed", subjects: symbols, group: null, span }];
}

function readOrder(text: LocatedText, span: Span): Declaration[] | null {
  const match =
    /^(?:products?(?: order)?:? *)?(largest|smallest|last|first)(?: index| [A-Za-z])?(?: is| stands)?(?: on the)? *(left|right)(?:most)?$/i.exec(
      text.text,
    );
  if (!match) return null;
  const isLargest = /largest|last/i.test(match[1]!);
  return [{ type: "product-order", largest: isLargest === /left/i.test(match[2]!) ? "left" : "right", span }];
}

/** `* elementwise`, `⊙ is the Hadamard product`. */
function readSign(text: LocatedText, span: Span): Declaration[] | null {
  const match =
    /^(\*|⊙|⊗|∘|·|×|\\(?:odot|otimes|circ|cdot|times|ast|star))\s*(?:is|:|=|means)?\s*(?:the |an? )?([a-z -]+)$/i.exec(
      text.text,
    );
  const means = match && meaningOf(match[2]!);
  return means ? [{ type: "product-sign", sign: match[1]!, means, span }] : null;
}

/** Several declarations with commas between them; all must be understood. */
function readParts(text: LocatedText): Declaration[] | null {
  const found: Declaration[] = [];
  let at = 0;
  for (const match of [...text.text.matchAll(/,\s+|\s+and\s+/g), null]) {
    const end = match?.index ?? text.text.length;
    if (match === null && at === 0) return null;
    const piece = trimmed(part(text, at, end));
    const read = readers
      .slice(0, 6)
      .map((reader) => reader(piece, toDocumentSpan(piece, 0, piece.text.length)));
    const declarations = read.find((list) => list && list.length > 0);
    if (!declarations) return null;
    found.push(...declarations);
    at = end + (match?.[0].length ?? 0);
  }
  return found;
}

/** `W in R^{n x m}`, `f: R^n -> R^m`, `n = 3`, `a > 0`, `A = A^T`. */
function readRelation(text: LocatedText): Declaration[] | null {
  if (!/\\in\b|∈|\bin\b|->|→|\\to\b|[=<>≥≠]|\\succ|\\ge|\\ne/.test(text.text)) return null;
  const root = readTex(text, 0, text.text.length);
  const found = readFormula(root);
  return found.length > 0 ? found : sizeValues(root, false);
}

const symbol =
  "(?:\\\\(?:mathbf|boldsymbol|mathrm|bm|hat|tilde|bar|vec|operatorname|mathcal|text)\\s*\\{[^{}]*\\}|\\\\[A-Za-z]+|[A-Za-z]+|[\\u0370-\\u03ff])(?:[_^](?:\\{(?:[^{}]|\\{[^{}]*\\})*\\}|\\\\[A-Za-z]+|[A-Za-z0-9]+))*'*(?:\\([a-z]\\))?";
const symbolList = new RegExp(`^${symbol}(?:(?:\\s*,\\s*(?:and )?|\\s+and\\s+)${symbol})*`);

/** The symbols that a list names, or null if a word among them is no symbol. */
function readSymbols(text: LocatedText, start: number, end: number): TexNode[] | null {
  const found: TexNode[] = [];
  const piece = text.text.slice(start, end);
  if (symbolList.exec(piece)?.[0] !== piece) return null;
  for (const match of piece.matchAll(new RegExp(symbol, "g"))) {
    if (match[0] === "and") continue;
    const isWord = /^[A-Za-z]{2,}$/.test(match[0]);
    if (isWord && !greek.test(match[0]) && !functionNames.test(match[0])) return null;
    found.push(readTex(text, start + match.index, start + match.index + match[0].length));
  }
  return found.every((node) => subjectsOf(node).length === 1) ? found : null;
}

/** `A symmetric`, `b is a vector of length n`, `W: n x m`. */
function readDescribed(text: LocatedText): Declaration[] | null {
  const list = symbolList.exec(text.text);
  const rest =
    list && /^\s*(?:[:=]|(?:is|are)\s(?:an? |the )?)?\s*(?=\S)/.exec(text.text.slice(list[0].length));
  if (!list || !rest) return null;
  const symbols = readSymbols(text, 0, list[0].length);
  const behind = list[0].length + rest[0].length;
  if (!symbols) return null;
  const parts: (Mention | Words)[] = symbols.flatMap((node, i) => [
    ...(i > 0 ? [{ text: ", ", start: node.span.start }] : []),
    asMention(node),
  ]);
  parts.push({ text: " are ", start: toDocument(text, list[0].length) }, ...wordsAndSizes(text, behind));
  const sentence = composeSentence(parts);
  const said = readDescription(sentence, sentence.text.indexOf(" are ") + 4);
  return said && said.end === sentence.text.trimEnd().length ? readClauses(sentence) : null;
}

interface Words {
  readonly text: string;
  readonly start: number;
}

function asMention(node: TexNode): Mention {
  return { node, kind: "inline", span: node.span };
}

/** The rest of a declaration: sizes and symbols become formulas, words stay. */
const formulaToken = new RegExp(
  `(?<![A-Za-z\\\\])(?:\\d+[a-z](?![a-z])|\\d+|(?!a\\b|x\\b)[A-Za-z](?![A-Za-z])(?:[_^](?:\\{[^{}]*\\}|\\\\[A-Za-z]+|[A-Za-z0-9]+))*|\\\\(?!times|in\\b)[A-Za-z]+(?:[_^](?:\\{[^{}]*\\}|[A-Za-z0-9]+))*|R(?:\\^\\{[^{}]*\\}|\\^\\w))(?:[-+]\\d+)?`,
  "g",
);

function wordsAndSizes(text: LocatedText, start: number): (Mention | Words)[] {
  const parts: (Mention | Words)[] = [];
  let at = start;
  const addWords = (end: number): void => {
    const words = text.text.slice(at, end).replace(/\\times|\bx\b/g, "×");
    if (words) parts.push({ text: words, start: toDocument(text, at) });
  };
  for (const match of text.text.slice(start).matchAll(formulaToken)) {
    const from = start + match.index;
    addWords(from);
    parts.push(asMention(readTex(text, from, from + match[0].length)));
    at = from + match[0].length;
  }
  addWords(text.text.length);
  return parts;
}

/** Anything that would be understood in prose: `* is the Hadamard product`, `W_j is the j-th row of W`. */
function readAsProse(text: LocatedText): Declaration[] | null {
  const sentence: Sentence = composeSentence(wordsAndSizes(text, 0));
  const layouts = readLayouts(sentence).map((d) =>
    d.type === "layout" ? { ...d, extent: "scope" as const } : d,
  );
  return [...layouts, ...readPhrases(sentence), ...readClauses(sentence)].filter(
    (d) => d.type !== "redefines" && d.type !== "attitude",
  );
}
