/*
 * What stands between fences: norms, absolute values, inner products, tuples, or an expression in parentheses.
 */
import { callOf } from "../algebra/compose.ts";
import type { Expression } from "../algebra/expression.ts";
import type { TexNode } from "../tex/syntax.ts";
import { type Context, unknown } from "./context.ts";
import { elaborateTuple } from "./elaborate-matrix.ts";
import { elaborate } from "./elaborate.ts";
import { letterName } from "./index-reading.ts";
import { visitOccurrences } from "./occurrence.ts";

/** `2`, `1`, `F`, `*`, `\infty`: the kind of norm, or null where the fences are no norm. */
export function normKind(node: TexNode & { type: "fenced" }, sub: TexNode | null): string | null {
  const double = /^(\\\||\\Vert|\\lVert|\|\||‖)$/.test(node.open) || isDistance(node);
  const single = /^(\||\\vert|\\lvert)$/.test(node.open);
  if (!double && !(single && sub)) return null;
  if (!sub) return "";
  const name = letterName(sub) ?? (sub.type === "sign" ? sub.name : null);
  return name === null ? "" : name.replace("\\ast", "*").replace(/^\\text/, "");
}

/** `|\mathbf{r}|`, `|\mathbf{r} - \mathbf{r}'|`: of a position in space, bars are the length. */
function isDistance({ open, body }: TexNode & { type: "fenced" }): boolean {
  if (!/^(\||\\vert|\\lvert)$/.test(open)) return false;
  const letters: boolean[] = [];
  visitOccurrences(body, ({ base, font }) => letters.push(font === "bold" && /^(bold )?r$/.test(base)));
  return letters.length > 0 && letters.every((isPosition) => isPosition);
}

export function elaborateFenced(node: TexNode & { type: "fenced" }, context: Context): Expression {
  const norm = normKind(node, null);
  if (norm !== null) return { type: "norm", of: elaborate(node.body, context), kind: norm, span: node.span };
  if (/^(\||\\vert|\\lvert)$/.test(node.open)) return callOf("abs", elaborate(node.body, context), node.span);
  if (node.open === "\\langle" && node.body.type === "list" && node.body.items.length === 2)
    return innerProduct(node, node.body.items, context);
  if (node.body.type === "list" && node.body.separators.every((separator) => /^[,;]$/.test(separator)))
    return elaborateTuple(node, node.body, context);
  if (/^(\\lfloor|\\lceil|\\langle)$/.test(node.open)) {
    return unknown("unsupported-operator", `${node.open} … ${node.close} is not understood`, node.span);
  }
  const body = elaborate(node.body, context);
  // The fences belong to the expression: an edit that replaces it takes them along.
  return { ...body, span: node.span };
}

function innerProduct(node: TexNode, items: readonly TexNode[], context: Context): Expression {
  const [left, right] = items.map((item) => elaborate(item, context)) as [Expression, Expression];
  return {
    type: "call",
    function: { type: "operator", name: "inner" },
    arguments: [left, right],
    order: 0,
    functionSpan: node.span,
    span: node.span,
  };
}
