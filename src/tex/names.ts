/*
 * Names: letters in a font, words set upright, operator names, and prose in `\text`. Decides what is one letter,
 * one word, or words of a sentence.
 */
import { conjunctions, functionWords, proseWords } from "./commands.ts";
import { current, emptyAt, endOfRead, errorAt, partnerOf, place, textBetween } from "./reader.ts";
import type { Place, Reader } from "./reader.ts";
import { parseArgument } from "./scripts.ts";
import type { Font, TexNode } from "./syntax.ts";

/** Fonts in which a run of letters is one name. */
const wordFonts: ReadonlySet<Font> = new Set(["upright", "text", "sans", "typewriter", "italic"] as const);
/** Fonts in which a lone digit is a symbol: the all-ones vector, the zero vector, an indicator. */
const digitFonts: ReadonlySet<Font> = new Set(["bold", "blackboard"] as const);

const oneName = /^[A-Za-z][A-Za-z0-9-]*$/;

/** One letter is a letter, several are a word. */
function nameNode(text: string, font: Font | null, placed: Place): TexNode {
  if (text.length === 1) return { type: "letter", name: text, font, ...placed };
  return { type: "word", text, ...placed };
}

/** `\mathbf{…}`, `\mathrm x`: the position is behind the command at `start`. */
export function parseFont(reader: Reader, font: Font | null, start: number): TexNode {
  const content = contentOf(reader);
  const placed = (): Place => place(reader, start, endOfRead(reader, start));
  if (content && font) {
    const { from, to } = content;
    const first = reader.tokens[from];
    if (
      to === from + 1 &&
      first?.kind === "digit" &&
      digitFonts.has(font) &&
      (first.text === "0" || first.text === "1")
    ) {
      reader.position = content.next;
      return { type: "letter", name: first.text, font, ...placed() };
    }
    const text = plainText(reader, from, to);
    if (text !== null && text.length > 1 && (wordFonts.has(font) || functionWords.has(text))) {
      reader.position = content.next;
      return { type: "word", text, ...placed() };
    }
  }
  const saved = reader.font;
  reader.font = font;
  const node = parseArgument(reader);
  reader.font = saved;
  return node.type === "error" ? node : { ...node, ...placed() };
}

/** `\text{…}`: a name if it is one word, else prose. Null when it is empty. */
export function parseText(reader: Reader, font: Font | null, start: number): TexNode | null {
  const content = contentOf(reader);
  if (!content) return errorAt(reader, start, endOfRead(reader, start), "missing argument");
  reader.position = content.next;
  const placed = place(reader, start, content.next);
  const text = textBetween(reader, content.from, content.to).trim();
  if (text === "") return null;
  if (oneName.test(text) && (!proseWords.has(text) || text.length === 1)) return nameNode(text, font, placed);
  return { type: "text", text, ...placed };
}

/** Whether `\text{if …}`, `\text{where …}` stands here: words that part one statement from the next. */
export function isConjunction(reader: Reader): boolean {
  if (
    reader.entries[reader.position]?.is !== "text" ||
    reader.entries[reader.position + 1]?.is !== "openBrace"
  )
    return false;
  let word = "";
  for (let index = reader.position + 2; index < reader.end && word.length < longestConjunction; index++) {
    const token = reader.tokens[index]!;
    if (token.kind !== "letter" || (word !== "" && token.spaceBefore)) break;
    word += token.text;
  }
  return conjunctions.has(word.toLowerCase()) && partnerOf(reader, reader.position + 1) >= 0;
}

const longestConjunction = 12;

/** `\operatorname{arg\,max}`, `\operatorname*{…}`. */
export function parseOperatorName(reader: Reader, start: number): TexNode {
  if (current(reader)?.is === "times") reader.position++;
  const content = contentOf(reader);
  if (!content) return errorAt(reader, start, endOfRead(reader, start), "missing argument");
  let text = "";
  for (let index = content.from; index < content.to; index++) {
    const { kind, text: piece } = reader.tokens[index]!;
    if (kind === "letter" || kind === "digit" || kind === "char") text += piece;
    else if (kind === "command" && reader.entries[index]!.is === "word") text += piece.slice(1);
  }
  reader.position = content.next;
  const placed = place(reader, start, content.next);
  return text === "" ? { ...emptyAt(reader, start), ...placed } : nameNode(text, "upright", placed);
}

/** The tokens of the argument at the position: inside its braces, or the one that follows. */
function contentOf(reader: Reader): { from: number; to: number; next: number } | null {
  const entry = current(reader);
  if (!entry) return null;
  const from = reader.position;
  if (entry.is !== "openBrace") return { from, to: from + 1, next: from + 1 };
  const close = partnerOf(reader, from);
  return close < 0 ? null : { from: from + 1, to: close, next: close + 1 };
}

/** The letters of the tokens if they are nothing but one name written without spaces, else null. */
function plainText(reader: Reader, from: number, to: number): string | null {
  let text = "";
  for (let index = from; index < to; index++) {
    const token = reader.tokens[index]!;
    if (index > from && token.spaceBefore) return null;
    if (token.kind !== "letter" && token.kind !== "digit" && token.text !== "-") return null;
    text += token.text;
  }
  return oneName.test(text) && !text.endsWith("-") ? text : null;
}
