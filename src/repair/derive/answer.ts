/*
 * A derived right side: the expression itself, and how the note writes it. One is read back as the other, but for
 * what LaTeX does not show.
 */
import type { Expression, Index } from "../../algebra/expression.ts";
import type { Site } from "../site.ts";
import { indexText } from "../symbol-text.ts";
import { type Term, expressionOf, nowhere } from "./form.ts";
import { printTerms } from "./print-terms.ts";

export interface Answer {
  readonly expression: Expression;
  readonly tex: string;
}

/** The sum of these terms; `square` where an empty product is an identity. */
export function answerOf(site: Site, terms: readonly Term[], square: boolean): Answer {
  return {
    expression: expressionOf(terms, square),
    tex: printTerms(site, terms, square).replaceAll(/ {2,}/g, " "),
  };
}

/** Where an index runs from and to, in the order in which it is written. */
export interface Range {
  readonly letter: string;
  readonly from: Index;
  readonly to: Index;
}

/** A sum or a product of answers over an index; `isSum` where the body has several terms. */
export function iterated(operator: "sum" | "product", { letter, from, to }: Range, body: Answer): Answer {
  const sign = operator === "sum" ? "\\sum" : "\\prod";
  const { expression, tex } = body;
  return {
    expression: {
      type: "iterated",
      operator,
      letter,
      from,
      to,
      descending: false,
      except: null,
      body: expression,
      headSpan: nowhere,
      span: nowhere,
    },
    tex: `${sign}_{${letter}=${indexText(from)}}^{${indexText(to)}} ${isLong(body) ? `\\left(${tex}\\right)` : tex}`,
  };
}

/** A matrix times itself. */
export function raised(base: Answer, count: Index): Answer {
  const { expression, tex } = base;
  const alone =
    isLong(base) || !isFactor(expression) ? `\\left(${tex}\\right)` : /\^/.test(tex) ? `(${tex})` : tex;
  return {
    expression: {
      type: "power",
      base: expression,
      exponent: { type: "index", index: count, span: nowhere },
      elementwise: false,
      span: nowhere,
    },
    tex: `${alone}^{${indexText(count)}}`,
  };
}

/** Whether it is a sum of several terms. */
function isLong({ expression }: Answer): boolean {
  return expression.type === "sum" && expression.terms.length > 1;
}

/** Whether it is one positive factor. */
function isFactor(expression: Expression): boolean {
  const [only] = expression.type === "sum" ? expression.terms : [];
  return only?.sign === 1 && !/^(product|sum)$/.test(only.of.type);
}
