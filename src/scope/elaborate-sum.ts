/*
 * Sums of terms; `x_1 + x_2 + \cdots + x_n` as the sum over an index.
 */
import type { Expression } from "../algebra/expression.ts";
import type { Term } from "../algebra/terms.ts";
import type { TexNode } from "../tex/syntax.ts";
import { type Context, unknown } from "./context.ts";
import { reachIsUnclear } from "./elaborate-evaluation.ts";
import { limitOfRest } from "./elaborate-limit.ts";
import { elaborate } from "./elaborate.ts";
import { overDots } from "./ellipsis.ts";
import { withoutDecoration } from "./occurrence.ts";

/** A sum of more terms is no formula a person wrote. */
const MOST_TERMS = 400;

export function elaborateSum(node: TexNode & { type: "sum" }, context: Context): Expression {
  if (node.terms.some((term) => term.sign !== "+" && term.sign !== "-"))
    return unknown("unsupported-notation", "± is not understood", node.span);
  if (node.terms.length > MOST_TERMS) return unknown("over-budget", "too many terms", node.span);
  const terms: Term[] = [];
  for (let at = 0; at < node.terms.length; at++) {
    const { sign, node: of } = node.terms[at]!;
    const last = node.terms[at + 1];
    if (withoutDecoration(of).type === "dots" && last) {
      terms.push(...dottedTerm(terms, { sign, of: elaborate(last.node, context) }, of));
      at++;
    } else terms.push({ sign: sign === "-" ? -1 : 1, of: elaborate(of, context) });
  }
  if (reachIsUnclear(node, terms))
    return unknown(
      "unsupported-notation",
      "how far this bar reaches is not clear; use parentheses",
      node.span,
    );
  return limitOfRest(terms, node.span) ?? { type: "sum", terms, span: node.span };
}

/** `x_1 + x_2 + \cdots + x_n`: takes back the term before the dots, and gives the sum from it to the one behind. */
function dottedTerm(before: Term[], last: { sign: string; of: Expression }, dots: TexNode): readonly Term[] {
  const first = before.pop();
  if (!first) return [{ sign: 1, of: unknownDots(dots) }];
  const alike = before.filter(({ sign }) => sign === first.sign).map(({ of }) => of);
  const sum = overDots("sum", [...alike, first.of], last.of);
  return sum && (last.sign === "-" ? -1 : 1) === first.sign
    ? [{ sign: first.sign, of: sum }]
    : [{ sign: 1, of: unknownDots(dots) }];
}

function unknownDots(node: TexNode): Expression {
  return unknown("unsupported-notation", "the pattern behind these dots is not clear", node.span);
}
