/*
 * Words between formulas: `2x \text{ and } \frac{\partial f}{\partial y}` is two formulas. In comes a side of a
 * relation, out goes what stands before the first words in it and what stands after them.
 */
import { type Span, cover } from "../text/span.ts";
import type { TexNode } from "../tex/syntax.ts";
import { spell } from "./prose/spell.ts";

export interface Parted {
  readonly before: TexNode;
  /** Null where nothing but words follows. */
  readonly after: TexNode | null;
}

/** The two parts of a side; null where no words stand behind its start. */
export function partAtWords(node: TexNode): Parted | null {
  if (node.type === "product") return partProduct(node);
  if (node.type === "sum") return partSum(node);
  if (node.type !== "bigOperator") return null;
  const inner = partAtWords(node.body);
  if (!inner) return null;
  const span = cover(node.span, inner.before.span);
  return { before: { ...node, body: inner.before, span: until(span, inner.before) }, after: inner.after };
}

function partProduct(node: TexNode & { type: "product" }): Parted | null {
  const at = node.factors.findIndex((factor) => factor.node.type === "text" || isRemark(factor.node));
  if (at < 0) {
    // What a sum runs over reaches up to the end.
    const last = node.factors.at(-1)!;
    const inner = partAtWords(last.node);
    if (!inner) return null;
    return {
      ...inner,
      before: product(node, [...node.factors.slice(0, -1), { ...last, node: inner.before }])!,
    };
  }
  const before = product(node, node.factors.slice(0, at));
  const behind = node.factors.findIndex(
    ({ node: one }, k) => k > at && one.type !== "text" && !isRemark(one),
  );
  if (!before) return null;
  return { before, after: behind < 0 ? null : product(node, node.factors.slice(behind)) };
}

function product(
  node: TexNode & { type: "product" },
  factors: (TexNode & { type: "product" })["factors"],
): TexNode | null {
  const [first] = factors;
  if (!first) return null;
  if (factors.length === 1) return first.node;
  return { ...node, factors, span: cover(first.node.span, factors.at(-1)!.node.span) };
}

function partSum(node: TexNode & { type: "sum" }): Parted | null {
  for (const [at, term] of node.terms.entries()) {
    const inner = partAtWords(term.node);
    if (!inner) continue;
    const before = [...node.terms.slice(0, at), { ...term, node: inner.before }];
    const rest = node.terms.slice(at + 1);
    const whole = before.length === 1 && term.signSpan === null ? inner.before : { ...node, terms: before };
    const after = inner.after && { sign: "+", signSpan: null, node: inner.after };
    return {
      before: { ...whole, span: until(whole.span, inner.before) },
      after:
        after && rest.length > 0
          ? { ...node, terms: [after, ...rest], span: { start: after.node.span.start, end: node.span.end } }
          : inner.after,
    };
  }
  return null;
}

function until({ start }: Span, { span }: TexNode): Span {
  return { start, end: span.end };
}

/** Words in parentheses that stand in math as they are. */
function isRemark(node: TexNode): boolean {
  if (node.type !== "fenced" || node.open !== "(") return false;
  return /^(from|using|since|because|see|where|chain)/.test(spell(node.body).replace(/[\s{}]/g, ""));
}
