/*
 * Phrasings of products: in which order their factors run ("largest index leftmost"), and what the sign between two
 * factors means ("⊙ is the Hadamard product"). Goes out: `product-order` and `product-sign` declarations.
 */
import type { Span } from "../../../text/span.ts";
import type { Declaration } from "../../declaration.ts";
import { mentionOf, type Sentence } from "../sentence.ts";
import { bare, spell } from "../spell.ts";
import { elementwise } from "../vocabulary/functions.ts";
import { F, type Phrasing, phrase } from "./phrasing.ts";

export const productRows: readonly Phrasing[] = [
  // In which order products run.
  {
    pattern: phrase(
      `\\b(largest|highest|greatest|last|latest|biggest|smallest|lowest|least|earliest) (?:(?:value of |index |time |time step |step )*(?:${F} ?)?)?(?:is |stands |goes |comes |appears |placed |standing )*(?:on the |at the |to the |furthest |far )*(left-?most|right-?most|left|right|first|last)\\b`,
    ),
    read: ordered,
  },
  {
    pattern: phrase(
      `(?:${F} |index |indices |time )(?:running |runs |is |are )*(increasing|ascending|decreasing|descending)(?: order)? (?:from )?(?:left to right|to the right)`,
    ),
    read: (m, s, at) => productOrder(/^(?:inc|asc)/i.test(m[1]!) ? "right" : "left")(m, s, at),
  },
  {
    pattern: phrase(
      `(?:${F} |index |indices )(?:running |runs |is |are )*(increasing|ascending|decreasing|descending)(?: order)? (?:from )?right to left`,
    ),
    read: (m, s, at) => productOrder(/^(?:inc|asc)/i.test(m[1]!) ? "left" : "right")(m, s, at),
  },
  {
    pattern: phrase(
      `\\b(?:in|by|with|of) (decreasing|descending|increasing|ascending) (?:order(?: of(?: the)?(?: index)? ${F})?|${F}|index|indices)\\b(?! (?:from )?(?:left|right))`,
    ),
    read: (m, s, at) => productOrder(/^(?:dec|desc)/i.test(m[1]!) ? "left" : "right")(m, s, at),
  },

  // What a sign means.
  {
    pattern: phrase(
      `(${F}|[⊙⊗∘*·×]) (?:is|denotes|means|stands for|represents|for|being|indicates|=) (?:the |an? )?([a-z -]*?(?:product|multiplication|products))`,
    ),
    read: (m, s, at) => productSign(m[1]!, m[2]!, s, at),
  },
  {
    pattern: phrase(
      `(${F}|[⊙⊗∘*·×]) ?(?:是|为|表示|代表) ?((?:逐元素|按元素|矩阵|外|内|点|克罗内克|Hadamard|哈达玛|阿达马)[^，。；]{0,6})`,
    ),
    read: (m, s, at) => productSign(m[1]!, m[2]!, s, at),
  },
  {
    pattern: phrase(
      `\\(?(?:the |by )?((?:hadamard|element-?wise|kronecker|outer|inner|matrix) (?:product|multiplication)),? (?:which |that )?(?:we )?(?:is )?(?:denoted?|written|denote by|written as)(?: by| as| with)? (${F}|[⊙⊗∘*])`,
    ),
    read: (m, s, at) => productSign(m[2]!, m[1]!, s, at),
  },

  {
    pattern: phrase(
      `(?:and|,|with|where) (${F}) (?:the |an? )?((?:hadamard|element-?wise|kronecker|outer|inner|ordinary|usual) (?:matrix )?(?:product|multiplication))`,
    ),
    read: (m, s, at) => productSign(m[1]!, m[2]!, s, at),
  },
  {
    pattern: phrase(
      `(?:the |an? )((?:hadamard|element-?wise|kronecker|outer|inner) (?:product|multiplication)) (${F})(?![a-z])`,
    ),
    read: (m, s, at) => productSign(m[2]!, m[1]!, s, at),
  },

  {
    pattern: phrase(`denote by (${F}) (?:the |an? )?([a-z-]+ (?:product|multiplication))`),
    read: (m, s, at) => productSign(m[1]!, m[2]!, s, at),
  },
];

function productOrder(largest: "left" | "right"): Phrasing["read"] {
  return (_match, _sentence, span) => [{ type: "product-order", largest, span }];
}

function ordered(match: RegExpExecArray, sentence: Sentence, span: Span): Declaration[] {
  const [, extreme, side] = match;
  const isLargest = /larg|high|great|last|latest|big/i.test(extreme ?? "");
  const isLeft = /left|first/i.test(side ?? "");
  return productOrder(isLargest === isLeft ? "left" : "right")(match, sentence, span);
}

const meanings: readonly {
  pattern: RegExp;
  means: Extract<Declaration, { type: "product-sign" }>["means"];
}[] = [
  { pattern: new RegExp(`hadamard|(?:${elementwise})|阿达马|哈达玛`, "i"), means: "hadamard" },
  { pattern: /kronecker|tensor|克罗内克/i, means: "kronecker" },
  { pattern: /outer|外积/i, means: "outer" },
  { pattern: /inner|dot|scalar product|内积|点积/i, means: "inner" },
  { pattern: /(?:ordinary|usual|standard)? ?matrix|矩阵乘/i, means: "matrix" },
  { pattern: /scalar|ordinary|数乘/i, means: "scalar" },
];

/** What a product is called: "Hadamard product", "elementwise multiplication". */
export function meaningOf(said: string): Extract<Declaration, { type: "product-sign" }>["means"] | null {
  return meanings.find((row) => row.pattern.test(said))?.means ?? null;
}

const productSigns = new Set([
  "odot",
  "otimes",
  "circ",
  "times",
  "cdot",
  "*",
  "ast",
  "star",
  "bullet",
  "⊙",
  "⊗",
  "∘",
  "×",
  "·",
]);

/** A formula that is only a sign: `\odot`, also with empty or dotted sides. */
function signOf(sentence: Sentence, mark: string): string | null {
  const found = mentionOf(sentence, mark);
  if (found?.node.type === "product" && found.node.factors.length === 2 && found.node.factors[1]!.sign) {
    const sign = found.node.factors[1]!.sign;
    return productSigns.has(bare(sign)) ? sign : null;
  }
  const text = found ? spell(found.node).replace(/\\cdot(?=\\)|[{}\s]/g, "") : mark;
  return productSigns.has(bare(text)) ? text : null;
}

function productSign(mark: string, said: string, sentence: Sentence, span: Span): Declaration[] {
  const sign = signOf(sentence, mark);
  const means = meaningOf(said);
  return sign && means ? [{ type: "product-sign", sign, means, span }] : [];
}
