/*
 * Phrasings of parts of a matrix or vector: "`w_i` is the i-th row of `W`".
 * Goes out: a `part` declaration with the symbol of the part and that of the whole.
 */
import type { TexNode } from "../../../tex/syntax.ts";
import { isTranspose, withoutDecoration } from "../../occurrence.ts";
import { isSymbol } from "../subject.ts";
import type { Span } from "../../../text/span.ts";
import type { Declaration } from "../../declaration.ts";
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
  ...partsBehind((part) => `[F],? (?:ha(?:s|ve|ving)|with) (?:the |as |its )?${part}s? [F]`),
  ...partsBehind((part) => `\\b${part}s of (?:the )?(?:matrix )?[F] are (?:the )?(?:\\w+ )?[F]`),
  {
    pattern: phrase("\\b(?:with|and|where|for) (?:the )?rows? [F] of (?:the )?(?:matrix )?[F]"),
    read: part("row"),
  },
  {
    pattern: phrase("\\b(?:with|and|where|for) (?:the )?columns? [F] of (?:the )?(?:matrix )?[F]"),
    read: part("column"),
  },
  ...partsBehind((part) => `[F],? whose ${part}s are (?:the )?(?:\\w+ )?[F]`),
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
  return (match, sentence, span) => declared(kind, node(sentence, match[1]), node(sentence, match[2]), span);
}

/** The same with the whole first, said of rows and of columns. */
function partsBehind(words: (part: "row" | "column") => string): readonly Phrasing[] {
  return (["row", "column"] as const).map((part) => ({
    pattern: phrase(words(part)),
    read: (match, sentence, span) => declared(part, node(sentence, match[2]), node(sentence, match[1]), span),
  }));
}

function declared(
  kind: "row" | "column" | "entry",
  named: TexNode | null,
  whole: TexNode | null,
  span: Span,
): Declaration[] {
  if (!named || !whole) return [];
  const { subject, transposed } = withoutTranspose(firstOf(named));
  const of = subjectOf(whole);
  if (!isSymbol(subject) || !isSymbol(of)) return [];
  return [{ type: "part", subject, of, part: kind, transposed, span }];
}

/** The first of `x_1, \dots, x_n`. */
function firstOf(node: TexNode): TexNode {
  const bare = withoutDecoration(node);
  return bare.type === "list" ? (bare.items[0] ?? bare) : node;
}

/** X of `X \in \mathbb{R}^{n \times d}`, and of `X = [x_1, \dots, x_n]`. */
function subjectOf(node: TexNode): TexNode {
  const bare = withoutDecoration(node);
  return bare.type === "relation" ? withoutDecoration(bare.operands[0]!) : node;
}

function withoutTranspose(node: TexNode): { readonly subject: TexNode; readonly transposed: boolean } {
  const bare = withoutDecoration(node);
  if (bare.type !== "scripts" || !bare.sup || !isTranspose(bare.sup))
    return { subject: node, transposed: false };
  return { subject: { ...bare, sup: null, supSpan: null }, transposed: true };
}
