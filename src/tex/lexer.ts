/*
 * From the text of a formula to its tokens. Spaces and comments are dropped (a token knows whether a space came
 * before it), Unicode mathematics becomes commands, `\begin{name}` is one token. Every token carries its
 * document span. It never fails and never looks at what a command means.
 */
import { toDocument } from "../text/span.ts";
import type { LocatedText } from "../text/span.ts";
import { accentOf, meaningOf, scriptOf } from "./unicode.ts";

type TokenKind =
  | "command"
  | "letter"
  | "digit"
  | "char"
  | "open"
  | "close"
  | "sub"
  | "sup"
  | "prime"
  | "align"
  | "parameter"
  | "begin"
  | "end"
  | "foreign"
  | "error";

/** A macro call whose argument some tokens stand in. */
export interface Region {
  readonly parent: Region | null;
  readonly level: number;
  readonly start: number;
  readonly end: number;
}

export interface Token {
  readonly kind: TokenKind;
  /** As written; of `\begin{aligned}` the name, of an error the message. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly spaceBefore: boolean;
  /** False for tokens out of a macro's body, whose span is that of the call. */
  readonly literal: boolean;
  /** Innermost macro call in whose argument the token was written. */
  readonly region: Region | null;
  /** Which substitution of an argument brought it here; 0 for none. */
  readonly substitution: number;
  /** How many macro expansions it came through. */
  readonly expansions: number;
  /** A command that `\let` froze: not expanded again. */
  readonly frozen?: boolean;
}

const punctuation: Readonly<Record<string, TokenKind>> = {
  "{": "open",
  "}": "close",
  _: "sub",
  "^": "sup",
  "'": "prime",
  "&": "align",
};

const environment = /\\(begin|end)\s*\{\s*([a-zA-Z]*\*?)\s*\}/y;
const controlWord = /\\([a-zA-Z]+)/y;
const rowEnd = /\\\\\*?(?:\[\s*-?[\d.]+\s*(?:mm|cm|pt|em|ex|in|pc|bp|mu|px)?\s*\])?/y;
const entity = /&(lt|gt|amp);/y;
const entityText: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&" };

/** A token as written in a document. */
function writtenToken(kind: TokenKind, text: string, start: number, end: number, spaceBefore = false): Token {
  return { kind, text, start, end, spaceBefore, literal: true, region: null, substitution: 0, expansions: 0 };
}

/** The tokens of a formula. */
export function lex(located: LocatedText): readonly Token[] {
  const { text } = located;
  const only = located.pieces.length === 1 ? located.pieces[0] : undefined;
  const shift = only ? only.inDocument - only.inText : 0;
  const place = (offset: number): number => (only ? offset + shift : toDocument(located, offset));
  const tokens: Token[] = [];
  let position = 0;
  let space = false;

  const push = (kind: TokenKind, value: string, end: number): void => {
    tokens.push(writtenToken(kind, value, place(position), place(end - 1) + 1, space));
    space = false;
  };
  const take = (kind: TokenKind, value: string, length: number): void => {
    push(kind, value, position + length);
    position += length;
  };

  while (position < text.length) {
    const code = text.charCodeAt(position);
    const character = text[position]!;
    if (code === 92) lexCommand();
    else if (code <= 32 || code === 0xa0 || character === "~") skipSpace();
    else if (code === 37) skipComment();
    else if (isLetter(code)) lexLetter();
    else if (code >= 48 && code <= 57) take("digit", character, 1);
    else if (code > 126) lexUnicode();
    else if (code === 35 && isDigit(text.charCodeAt(position + 1))) take("parameter", text[position + 1]!, 2);
    else if (code === 38 && matchAt(entity, text, position)) lexEntity();
    // Entry by entry, as in Matlab.
    else if (text.startsWith(".*", position)) take("command", "\\odot", 2);
    else take(punctuation[character] ?? "char", character, 1);
  }
  return tokens;

  function skipSpace(): void {
    space = true;
    position++;
  }

  function skipComment(): void {
    while (position < text.length && text[position] !== "\n" && text[position] !== "\r") position++;
    space = true;
  }

  function lexCommand(): void {
    const block = matchAt(environment, text, position);
    if (block) return take(block[1] as "begin" | "end", block[2] ?? "", block[0].length);
    const word = matchAt(controlWord, text, position);
    if (word) return take("command", word[0], word[0].length);
    const row = matchAt(rowEnd, text, position);
    if (row) return take("command", "\\\\", row[0].length);
    const next = text.codePointAt(position + 1);
    if (next === undefined || next <= 32) {
      space = true;
      position += 2;
      return;
    }
    const name = "\\" + String.fromCodePoint(next);
    take("command", name, name.length);
  }

  function lexLetter(): void {
    const accent = text.charCodeAt(position + 1) > 126 ? accentOf(text[position + 1]!) : undefined;
    if (accent) {
      push("command", accent, position + 2);
      take("letter", text[position]!, 1);
      position++;
    } else take("letter", text[position]!, 1);
  }

  function lexEntity(): void {
    const name = matchAt(entity, text, position)![1]!;
    const value = entityText[name]!;
    take(value === "&" ? "align" : "char", value, name.length + 2);
  }

  function lexUnicode(): void {
    const character = String.fromCodePoint(text.codePointAt(position)!);
    const width = character.length;
    const script = scriptOf(character);
    if (script) return lexScript(script.mark);
    const meaning = meaningOf(character);
    if (meaning) {
      for (const value of meaning) push(kindOf(value), value, position + width);
      position += width;
    } else if (character === "\ufeff" || character === "\u200b" || isSpace(character)) {
      space = true;
      position += width;
    } else lexForeign();
  }

  /** A run of raised or lowered characters: `x⁻¹` is `x^{-1}`. None of it can be edited as LaTeX. */
  function lexScript(mark: "^" | "_"): void {
    const first = tokens.length;
    push(mark === "^" ? "sup" : "sub", mark, position + 1);
    push("open", "{", position + 1);
    for (;;) {
      const script = position < text.length ? scriptOf(text[position]!) : undefined;
      if (script?.mark !== mark) break;
      take(kindOf(script.text), script.text, 1);
    }
    position--;
    push("close", "}", position + 1);
    position++;
    for (let index = first; index < tokens.length; index++)
      tokens[index] = { ...tokens[index]!, literal: false };
  }

  function lexForeign(): void {
    let end = position;
    while (end < text.length) {
      const character = String.fromCodePoint(text.codePointAt(end)!);
      if (text.charCodeAt(end) <= 126 || meaningOf(character) || scriptOf(character)) break;
      end += character.length;
    }
    take("foreign", text.slice(position, end), end - position);
  }
}

/** Unicode spaces, zero-width marks and variation selectors. */
function isSpace(character: string): boolean {
  const code = character.charCodeAt(0);
  return (code >= 0x2000 && code <= 0x200d) || (code >= 0x2060 && code <= 0x2064) || otherSpaces.has(code);
}

const otherSpaces: ReadonlySet<number> = new Set([0x202f, 0x205f, 0x3000, 0xfeff, 0xfe0f]);

function kindOf(value: string): TokenKind {
  if (value.startsWith("\\")) return "command";
  const code = value.charCodeAt(0);
  if (isLetter(code) && value.length === 1) return "letter";
  if (isDigit(code)) return "digit";
  return punctuation[value] ?? "char";
}

function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position;
  return pattern.exec(text);
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
