/*
 * Prose as text that patterns can match: a block's inlines become sentences in which every formula is one
 * private-use character, whitespace is single and dashes and quotes are plain. Knows where each character stands.
 */
import type { Block } from "../../markdown/note.ts";
import type { Span } from "../../text/span.ts";
import type { TexNode } from "../../tex/syntax.ts";
import { plainSymbols } from "./plain-symbols.ts";

/** A formula in a sentence. */
export interface Mention {
  readonly node: TexNode;
  /** A display formula, or a letter of the prose itself. */
  readonly kind: "inline" | "display" | "plain";
  readonly span: Span;
}

export interface Sentence {
  readonly text: string;
  readonly mentions: readonly Mention[];
  /** Where each character of `text` starts in the document, and one entry more for the end. */
  readonly offsets: readonly number[];
  readonly kind: Block["type"];
}

const firstMark = 0xe000;
const mostMentions = 6000;

/** The class of characters that stand for formulas, for use in patterns. */
export const formulaMark = "[\\uE000-\\uF8FF]";

/** The mention that a character stands for. */
export function mentionOf(sentence: Sentence, character: string): Mention | undefined {
  const code = character.charCodeAt(0);
  return code < firstMark ? undefined : sentence.mentions[code - firstMark];
}

/** All mentions that a piece of the sentence names, in order. */
export function mentionsIn(sentence: Sentence, piece: string): Mention[] {
  return [...piece].flatMap((character) => mentionOf(sentence, character) ?? []);
}

/** The document span of a half-open range of the sentence. */
export function sentenceSpan(sentence: Sentence, start: number, end: number): Span {
  const from = sentence.offsets[start] ?? 0;
  const last = mentionOf(sentence, sentence.text[end - 1] ?? "");
  return { start: from, end: last ? last.span.end : Math.max(from, sentence.offsets[end - 1] ?? from) + 1 };
}

/** Splits a block into sentences; `formulas` holds the parsed root of each math span by its index in the note. */
export function readSentences(
  block: Block,
  formulas: readonly TexNode[],
  isDisplay: (index: number) => boolean,
): Sentence[] {
  const builder = emptyBuilder();
  for (const inline of block.content) {
    if (inline.type === "math") {
      const node = formulas[inline.index];
      if (node)
        addMention(builder, {
          node,
          kind: isDisplay(inline.index) ? "display" : "inline",
          span: inline.span,
        });
      continue;
    }
    const exact = inline.span.end - inline.span.start;
    for (let i = 0; i < inline.text.length; i++) {
      addCharacter(builder, inline.text[i]!, inline.span.start + Math.min(i, exact));
    }
  }
  return split(makeSentence(builder, block.type, block.span.end));
}

/** One sentence from words and formulas that are already apart, as in a word to the linter. */
export function composeSentence(
  parts: readonly (Mention | { readonly text: string; readonly start: number })[],
): Sentence {
  const builder = emptyBuilder();
  for (const part of parts) {
    if ("node" in part) addMention(builder, part);
    else [...part.text].forEach((character, i) => addCharacter(builder, character, part.start + i));
  }
  return makeSentence(builder, "paragraph", builder.offsets.at(-1) ?? 0);
}

interface Builder {
  readonly characters: string[];
  readonly offsets: number[];
  readonly mentions: Mention[];
}

function emptyBuilder(): Builder {
  return { characters: [], offsets: [], mentions: [] };
}

function addMention(builder: Builder, mention: Mention): void {
  if (builder.mentions.length >= mostMentions) return;
  builder.characters.push(String.fromCharCode(firstMark + builder.mentions.length));
  builder.offsets.push(mention.span.start);
  builder.mentions.push(mention);
}

const plainForms = new Map([
  ["\u2018", "'"],
  ["\u2019", "'"],
  ["\u201c", '"'],
  ["\u201d", '"'],
  ["\u2010", "-"],
  ["\u2011", "-"],
  ["\u2013", "-"],
  ["\u2014", "-"],
]);

function addCharacter(builder: Builder, raw: string, offset: number): void {
  const isPlain = raw > " " && raw <= "~";
  const isMark = raw.charCodeAt(0) >= firstMark && raw.charCodeAt(0) <= 0xf8ff;
  const character = isPlain ? raw : isMark || /\s/.test(raw) ? " " : (plainForms.get(raw) ?? raw);
  if (character === " " && (builder.characters.at(-1) ?? " ") === " ") return;
  builder.characters.push(character);
  builder.offsets.push(offset);
}

function makeSentence(builder: Builder, kind: Block["type"], end: number): Sentence {
  const characters = [...builder.characters];
  const mentions = [...builder.mentions];
  const offsets = [...builder.offsets, end];
  for (const { at, length, node } of plainSymbols(characters.join(""), offsets).reverse()) {
    if (mentions.length >= mostMentions) break;
    characters.splice(at, length, String.fromCharCode(firstMark + mentions.length));
    offsets.splice(at + 1, length - 1);
    mentions.push({ node, kind: "plain", span: node.span });
  }
  return { text: characters.join(""), mentions, offsets, kind };
}

/** The end of a sentence; not behind abbreviations or single letters. A display formula also ends one before a capital. */
const sentenceEnd =
  /(?<!\b(?:i\.e|e\.g|resp|cf|vs|eqs?|figs?|sec|no|al|w\.r\.t|wrt|dim|approx|s\.t|a\.k\.a|[A-Za-z]))[.!?](?=["')\]*]*(?:\s|$))["')\]*]*|;(?=\s|$)|[。；！？]/giu;

/** Longer text without an end is cut: no sentence is that long, and patterns stay fast. */
const longestSentence = 1500;

function split(whole: Sentence): Sentence[] {
  const ends = new Set<number>();
  for (const match of whole.text.matchAll(sentenceEnd)) ends.add(match.index + match[0].length);
  if (whole.mentions.some(({ kind }) => kind === "display"))
    for (const match of whole.text.matchAll(/[\uE000-\uF8FF](?= ?[A-Z][a-z])/g))
      if (mentionOf(whole, match[0])?.kind === "display") ends.add(match.index + 1);
  ends.add(whole.text.length);
  for (let end = longestSentence; end < whole.text.length; end += longestSentence) ends.add(end);
  let start = 0;
  const found: Sentence[] = [];
  for (const end of [...ends].sort((a, b) => a - b)) {
    const text = whole.text.slice(start, end);
    if (text.trim()) found.push({ ...whole, text, offsets: whole.offsets.slice(start, end + 1) });
    start = end;
  }
  return found;
}
