/*
 * A row of the vocabulary: what to match at a place in a sentence, and what it says. Here are the patterns that rows are
 * written with and what most of them say; a subject's rows are a file beside this one.
 */
import type { DeclaredShape, Role } from "../../declaration.ts";
import type { Acts, Description } from "../description.ts";
import type { Sentence } from "../sentence.ts";

export interface VocabularyRow {
  /** Sticky: it is tried at one place. */
  readonly pattern: RegExp;
  /** Takes the match in; false when the formula it holds does not fit after all. */
  readonly say: (said: Description, match: RegExpExecArray, sentence: Sentence) => boolean | void;
  /** Only behind the noun ("of length n"), or only before it. */
  readonly after?: "noun" | "start";
}

/** A formula in a sentence: one private-use character. */
export const F = "[\\uE000-\\uF8FF]";
export const numberWords = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
];
/** `(samples × features)`: in parentheses a size may go by a word. */
const sizeWord = "[A-Za-z][a-z_]+";
const cross = "(?: ?[×,] ?| x )";
const wordedSize = `(?:(?<=\\()${sizeWord}(?=${cross}(?:${sizeWord}|\\d+|${F})\\))|(?<=\\((?:${sizeWord}|\\d+|${F})${cross})${sizeWord}(?=\\)))`;
const size = `(?:${wordedSize}|${F}|\\d+|[A-Za-z]|${numberWords.slice(1).join("|")})`;

/** `[size]` stands for a size and `[F]` for a formula; spaces before a word are optional, and it ends at a boundary. */
export function words(pattern: string): RegExp {
  const source = pattern.replaceAll("[size]", `(${size})`).replaceAll("[F]", `(${F})`);
  return new RegExp(` ?(?:${source})(?![A-Za-z0-9_])`, "iy");
}

export const nothing: VocabularyRow["say"] = () => undefined;

/** "Differentiable matrices `A(t)`" are matrices: the adjective alone makes no functions of them. */
export function dropFunction(said: Description): void {
  if (!said.hasHead && said.named === null && said.acts === "unstated") said.isFunction = false;
}

export function setShape(said: Description, shape: DeclaredShape | null): boolean {
  if (!shape) return false;
  dropFunction(said);
  said.shape = shape;
  said.hasHead = true;
  return true;
}

export const role =
  (...roles: Role[]): VocabularyRow["say"] =>
  (said) =>
    void said.roles.push(...roles);

export const noun =
  (rank: 0 | 1 | 2, more: Partial<Description> = {}): VocabularyRow["say"] =>
  (said, match) => {
    dropFunction(said);
    if (said.isFunction && said.rank === null) return false;
    Object.assign(said, { rank, hasHead: true, plural: /(?:s|ices)$/i.test(match[0]) }, more);
    return true;
  };

/** "function", "map": unspecified unless a name was read before. */
export const functionNoun =
  (how: Acts, more: Partial<Description> = {}): VocabularyRow["say"] =>
  (said) => {
    Object.assign(said, { isFunction: true, hasHead: true }, more);
    if (said.acts === "unstated") said.acts = how;
    if (said.rank !== null) Object.assign(said, { codomainRank: said.codomainRank ?? said.rank, rank: null });
  };
