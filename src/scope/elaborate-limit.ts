/*
 * Limits: `\lim_{h \to 0} \frac{f(x+h)-f(x)}{h}`. The operator with what stands under it comes in; the body with its
 * variable and where that goes comes out.
 */
import { type Expression, type SymbolExpression, walkExpression } from "../algebra/expression.ts";
import type { Term } from "../algebra/terms.ts";
import type { Span } from "../text/span.ts";
import type { BigOperatorNode, TexNode } from "../tex/syntax.ts";
import { type Context, unknown } from "./context.ts";
import { elaborate } from "./elaborate.ts";
import { isOptimum } from "./optimum-names.ts";
import { superscriptParts, withoutDecoration } from "./occurrence.ts";

const arrows = /^(\\to|\\rightarrow|\\longrightarrow|→)$/;

/** Reads a limit of one variable at a finite place. */
export function elaborateLimit(node: BigOperatorNode, context: Context): Expression {
  const under = node.sub && withoutDecoration(node.sub);
  if (under?.type !== "relation" || under.operands.length !== 2 || !arrows.test(under.relations[0]!.name))
    return unknown("unsupported-notation", "what goes where is not understood", node.headSpan);
  const variable = elaborate(under.operands[0]!, context);
  const { place, side } = sideOf(under.operands[1]!);
  const to = elaborate(place, context);
  if (variable.type !== "symbol")
    return unknown("unsupported-notation", "this is no variable of a limit", under.operands[0]!.span);
  if (to.type === "unknown")
    return unknown("unsupported-operator", "only finite limits are understood", place.span);
  return { type: "limit", of: elaborate(node.body, context), variable, to, side, span: node.span };
}

/** `0^+`, `a^-`. */
function sideOf(node: TexNode): { readonly place: TexNode; readonly side: 1 | -1 | 0 } {
  const bare = withoutDecoration(node);
  if (bare.type !== "scripts" || !bare.sup) return { place: node, side: 0 };
  const [part] = superscriptParts(bare.sup, bare.sup.span);
  const mark = part?.type === "pseudo-inverse" ? "+" : part?.type === "mark" ? part.name : null;
  if (mark !== "+" && mark !== "-") return { place: node, side: 0 };
  const place = bare.sub ? { ...bare, sup: null, supSpan: null } : bare.base;
  return { place, side: mark === "+" ? 1 : -1 };
}

/**
 * `\lim_{h\to 0} 2x + h` and `\arg\min_w \|w - y\|^2 + \lambda \|w\|^2`: the variable means nothing outside, so they are
 * of all terms up to its last one.
 */
export function limitOfRest(terms: readonly Term[], span: Span): Expression | null {
  const at = terms.findIndex(({ of }) => bodyOf(of) !== null);
  const first = terms[at];
  const bound = first && bodyOf(first.of);
  if (!bound || first.sign < 0) return null;
  const { name } = bound.variable;
  const uses = (expression: Expression) =>
    [...walkExpression(expression)].some((part) => part.type === "symbol" && part.name === name);
  if (!terms.slice(at + 1).some(({ of }) => uses(of))) return null;
  const inner = [{ sign: first.sign, of: bound.body }, ...terms.slice(at + 1)];
  const whole = { start: first.of.span.start, end: span.end };
  const limit = bound.of({ type: "sum", terms: inner, span: whole }, whole);
  return at === 0 ? limit : { type: "sum", terms: [...terms.slice(0, at), { sign: 1, of: limit }], span };
}

interface Bound {
  readonly variable: SymbolExpression;
  readonly body: Expression;
  /** The same of another body. */
  readonly of: (body: Expression, span: Span) => Expression;
}

/** What a limit or a least value is taken of. */
function bodyOf(expression: Expression): Bound | null {
  if (expression.type === "limit") {
    const { variable, of: body } = expression;
    return { variable, body, of: (of, span) => ({ ...expression, of, span }) };
  }
  if (expression.type !== "call" || !isOptimum(expression)) return null;
  const [variable, body] = expression.arguments as [SymbolExpression, Expression];
  return { variable, body, of: (of, span) => ({ ...expression, arguments: [variable, of], span }) };
}
