/*
 * Phrasings of parts of a matrix or vector: "`w_i` is the i-th row of `W`".
 * Goes out: a `part` declaration with the symbol of the part and that of the whole.
 */
import { isSymbol } from "../subject.ts";
import { F, type Phrasing, node, phrase } from "./phrasing.ts";

export const partRows: readonly Phrasing[] = [
  {
    pattern: phrase(
      `[F],? (?:is|be|denotes|for|are|represents) (?:the )?(?:${F}|\\w+)?-?(?:-?th|st|nd|rd)? ?rows? (?:vector )?(?:\\([^)]*\\) )?of (?:the )?(?:matrix )?[F]`,
    ),
    read: part("row"),
  },
  {
    pattern: phrase(
      `[F],? (?:is|be|denotes|for|are|represents) (?:the )?(?:${F}|\\w+)?-?(?:-?th|st|nd|rd)? ?columns? (?:vector )?(?:\\([^)]*\\) )?of (?:the )?(?:matrix )?[F]`,
    ),
    read: part("column"),
  },
  {
    pattern: phrase(
      `[F],? (?:is|be|denotes|for|are|represents) (?:the )?(?:${F}|\\([^)]*\\)|\\w+)?-?(?:-?th|st|nd|rd)? ?(?:entry|element|component|coordinate|entries|elements|components)(?: \\([^)]*\\)| ${F})? of (?:the )?(?:matrix |vector )?[F]`,
    ),
    read: part("entry"),
  },
  {
    pattern: phrase(`[F] ?(?:是|为|表示) ?(?:矩阵|向量)? ?[F] ?的?第 ?(?:${F}|\\w) ?行(?!第)`),
    read: part("row"),
  },
  {
    pattern: phrase(`[F] ?(?:是|为|表示) ?(?:矩阵|向量)? ?[F] ?的?第 ?(?:${F}|\\w) ?列`),
    read: part("column"),
  },
  {
    pattern: phrase(
      `[F] ?(?:是|为|表示) ?(?:矩阵|向量)? ?[F] ?的?第 ?(?:${F}|\\w) ?(?:行第? ?(?:${F}|\\w) ?列)?(?:的)?个?(?:元素|分量)`,
    ),
    read: part("entry"),
  },
];

function part(kind: "row" | "column" | "entry"): Phrasing["read"] {
  return (match, sentence, span) => {
    const [subject, of] = [node(sentence, match[1]), node(sentence, match.at(-1))];
    if (!subject || !of || !isSymbol(subject) || !isSymbol(of)) return [];
    return [{ type: "part", subject, of, part: kind, span }];
  };
}
