/*
 * Integrals: `\int_0^1 e^{sA}\,dA\,e^{(1-s)A}\,ds`. The operator with its body comes in; the integrand with its
 * variable and limits comes out. The last `d` of the body says by what; of the others each is a differential.
 */
import { type Expression, some } from "../algebra/expression.ts";
import { cover } from "../text/span.ts";
import type { BigOperatorNode, TexNode } from "../tex/syntax.ts";
import { mapTree } from "../tex/walk.ts";
import { type Context, unknown } from "./context.ts";
import { type Factor, elaborateFactors } from "./elaborate-product.ts";
import { elaborate } from "./elaborate.ts";
import { freeNumber } from "./free-number.ts";
import { letterName } from "./index-reading.ts";
import { withoutDecoration } from "./occurrence.ts";

/** Reads an integral over a finite interval. */
export function elaborateIntegral(node: BigOperatorNode, context: Context): Expression {
  const parts = node.sub && node.sup ? partsOf(node.body) : null;
  if (!node.sub || !node.sup)
    return unknown("unsupported-operator", "an integral without limits is not understood", node.headSpan);
  if (!parts)
    return unknown("unsupported-notation", "what this integral goes over is not clear", node.headSpan);
  const variable = freeNumber(parts.by, node.headSpan);
  const [from, to] = [node.sub, node.sup].map((end) => elaborate(end, context)) as [Expression, Expression];
  if ([from, to].some((end) => some(end, ({ type }) => type === "unknown")))
    return unknown(
      "unsupported-operator",
      "only integrals over a finite interval are understood",
      node.headSpan,
    );
  const of = elaborateFactors(
    parts.factors.map((factor) => ({ ...factor, node: renamed(factor.node, parts.by, variable.name) })),
    context,
  );
  const end = parts.factors.at(-1)!.node.span;
  const integral: Expression = {
    type: "integral",
    of,
    variable,
    from,
    to,
    span: cover(node.headSpan, parts.end ?? end),
  };
  return parts.rest.reduce<Expression>((left, { sign, node: factor }) => {
    const right = elaborate(factor, context);
    return { type: "product", left, right, sign, span: cover(left.span, right.span) };
  }, integral);
}

interface Parts {
  readonly factors: readonly Factor[];
  readonly by: string;
  readonly end: TexNode["span"] | null;
  /** What stands behind `ds`. */
  readonly rest: readonly Factor[];
}

/** The integrand and the s of `ds`, which stands behind it or, with nothing before, in front of it. */
function partsOf(body: TexNode): Parts | null {
  const bare = withoutDecoration(body);
  if (bare.type === "bigOperator") return withinBody(bare, []);
  if (bare.type !== "product") return null;
  const { factors } = bare;
  const last = factors.at(-1)!;
  const inside = withoutDecoration(last.node);
  for (let at = factors.length - 2; at >= 0; at--) {
    const by =
      isMark(factors[at]!.node) && factors[at + 1]!.sign === "" ? letterName(factors[at + 1]!.node) : null;
    if (by === null || !/^\\?[a-zA-Z]+$/.test(by)) continue;
    const rest = factors.slice(at + 2);
    if (at > 0) return { factors: factors.slice(0, at), by, end: factors[at + 1]!.node.span, rest };
    return rest.length > 0 ? { factors: rest, by, end: null, rest: [] } : null;
  }
  return inside.type === "bigOperator" ? withinBody(inside, factors.slice(0, -1), last.sign) : null;
}

/** `\sum_i f_i(s)\,ds`: the sum has taken the end along. */
function withinBody(node: BigOperatorNode, before: readonly Factor[], sign = ""): Parts | null {
  const parts = partsOf(node.body);
  if (!parts || parts.rest.length > 0) return null;
  const product: TexNode = {
    type: "product",
    factors: parts.factors.map((factor) => ({ signSpan: null, ...factor })),
    span: cover(parts.factors[0]!.node.span, parts.factors.at(-1)!.node.span),
    literal: node.literal,
  };
  return { ...parts, factors: [...before, { sign, node: { ...node, body: product } }] };
}

function isMark(node: TexNode): boolean {
  const bare = withoutDecoration(node);
  if (bare.type === "letter") return bare.name === "d";
  return (bare.type === "word" || bare.type === "text") && bare.text.trim() === "d";
}

/** The letter means nothing outside, whatever the note calls so elsewhere. */
function renamed(node: TexNode, letter: string, name: string): TexNode {
  return mapTree(node, (part) => (part.type === "letter" && part.name === letter ? { ...part, name } : part));
}
