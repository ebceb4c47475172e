/*
 * Symbols that prose names without any mark of math: "W is 3×4", "X: input matrix of shape (samples × features)",
 * "Y_hat: predictions". In comes the text of a sentence, out go the symbols that something is said of.
 */
import type { TexNode } from "../../tex/syntax.ts";
import { readTex } from "./plain-tex.ts";

export interface PlainSymbol {
  readonly at: number;
  readonly length: number;
  readonly node: TexNode;
}

const symbol = String.raw`(?<![\p{L}\p{N}_'.$^\\{}-])(?:[B-HJ-Zb-hj-z]|A(?= is | ?: ))(?:_[A-Za-z0-9]{1,12})?`;
const shape = String.raw`[\w\uE000-\uF8FF]+(?: ?[x×] ?| by )[\w\uE000-\uF8FF]+\b`;
const noun = String.raw`(?:[A-Za-z][a-z-]* ){0,4}(?:matrix|vector|scalar|symmetric|invertible|orthogonal|diagonal)\b`;
const sized = String.raw`(?:[A-Za-z][a-z-]* ){1,4}(?:with|of) (?:shape|size|dimensions?) \(`;

/** A letter, with an index or not, that is said to be something. */
const named = new RegExp(
  String.raw`${symbol}(?= ?(?:: | is | be )(?:(?:[Aa]n?|[Tt]he) )?(?:${shape}|${noun}|${sized}))`,
  "gu",
);

/** The symbols in order; `offsets` holds the place of each character in the document. */
export function plainSymbols(text: string, offsets: readonly number[]): PlainSymbol[] {
  return [...text.matchAll(named)].map(({ index, 0: name }) => {
    const pieces = [{ inText: 0, inDocument: offsets[index] ?? 0, length: name.length }];
    return { at: index, length: name.length, node: readTex({ text: name, pieces }, 0, name.length) };
  });
}
