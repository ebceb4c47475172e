/*
 * Labels of classes: the `y` of a cross-entropy `-\sum_k y_k \log p_k`. In come the statements and the words of a note,
 * out go the symbols whose entries sum to one because that is what a label is, unless the note says that they need not.
 */
import { type Expression, walkExpression } from "../algebra/expression.ts";
import type { Note } from "../markdown/note.ts";
import { oncePer } from "../text/once.ts";
import { type Statement, sidesOf } from "./statement.ts";

/** Words that make a sum of this form a cross-entropy. */
export const speaksOfClasses = /cross[- ]?entrop|softmax|one-hot|class(es|if)|交叉熵|分类/i;

const denied = /\b(not|n't|never|neither|without)\b[^.;]{0,40}\bsums? to (one|1)\b/i;

/** The labels that cross-entropies of the note weigh logarithms with. */
export function findClassLabels(statements: readonly Statement[], note: Note): ReadonlySet<string> {
  const labels = new Set(statements.flatMap(sidesOf).flatMap(labelsIn));
  if (labels.size === 0) return labels;
  const words = note.blocks
    .flatMap(({ content }) => content)
    .map((inline) => (inline.type === "text" ? inline.text : ""))
    .join(" ");
  return speaksOfClasses.test(words) && !denied.test(words) ? labels : new Set();
}

const labelsIn = oncePer((side: Expression) => walkExpression(side).flatMap((part) => labelOf(part) ?? []));

/** `\sum_k y_k \log p_k`, `y^\top \log p`. */
function labelOf(part: Expression): string | null {
  const product = part.type === "iterated" && part.operator === "sum" ? part.body : part;
  if (product.type !== "product" || !isLogarithm(product.right)) return null;
  const { left } = product;
  const weight =
    part.type === "iterated"
      ? left.type === "entry"
        ? left
        : null
      : left.type === "transpose"
        ? left
        : null;
  return weight?.of.type === "symbol" ? weight.of.name : null;
}

function isLogarithm(expression: Expression): boolean {
  return expression.type === "call" && expression.function.name === "log";
}
