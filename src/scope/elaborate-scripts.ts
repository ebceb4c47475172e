/*
 * What sub- and superscripts make of their base: entries, transposes, inverses and powers. A tree with scripts goes in,
 * or a base that was read with those it has; what it means comes out.
 */
import { callOf } from "../algebra/compose.ts";
import type { Expression, Index, SymbolExpression } from "../algebra/expression.ts";
import type { TexNode } from "../tex/syntax.ts";
import { indexLetters } from "./conditions.ts";
import { type Context, unknown } from "./context.ts";
import { normKind } from "./elaborate-fenced.ts";
import { operatorDerivativeAt } from "./elaborate-operator.ts";
import { powerOf } from "./elaborate-power.ts";
import { elaborateSymbol } from "./elaborate-symbol.ts";
import { elaborate } from "./elaborate.ts";
import { letterName, readIndex } from "./index-reading.ts";
import { subscriptedIndicator } from "./indicators.ts";
import {
  type SuperscriptPart,
  itemsOf,
  readOccurrence,
  superscriptParts,
  withoutDecoration,
} from "./occurrence.ts";
import { entryOfTurned } from "./turned-entries.ts";

export function elaborateScripts(node: TexNode & { type: "scripts" }, context: Context): Expression {
  const derivative = operatorDerivativeAt([{ sign: "", node }], 0, context);
  if (derivative) return derivative.value;
  const indicator = subscriptedIndicator(node, context);
  if (indicator) return applySuperscripts(indicator, partsAbove(node), context);
  if (readOccurrence(node) || withoutDecoration(node.base).type === "word")
    return elaborateSymbol(node, context);
  const base = withoutDecoration(node.base);
  const above = partsAbove(node);
  if (base.type === "evaluation")
    return unknown("unsupported-notation", "two limits on a bar are not understood", node.span);
  if (base.type === "fenced") {
    const norm = normKind(base, node.sub);
    if (norm !== null) {
      const inner: Expression = {
        type: "norm",
        of: elaborate(base.body, context),
        kind: norm,
        span: { start: base.span.start, end: node.subSpan?.end ?? base.span.end },
      };
      return applySuperscripts(inner, above, context);
    }
  }
  if (base.type === "empty") return unknown("unsupported-notation", "scripts without a base", node.span);
  if (base.type === "fenced" && base.open === "[" && node.sub && listsEntries(base.body, node.sub))
    return unknown("unsupported-notation", "a matrix given by its entries is not understood here", node.span);
  if (base.type === "fenced" && base.open === "[" && node.sub && isCross(node.sub)) {
    const skew = { ...callOf("skew", elaborate(base.body, context), base.span), span: node.span };
    return applySuperscripts(skew, above, context);
  }
  const value = elaborate(base, context);
  const held = node.sub && !node.sup && node.primes === 0 ? heldIn(value, node.sub, context) : null;
  if (held && value.type === "derivative") return { ...value, held, span: node.span };
  return withScripts(value, node, context);
}

/** `\left(\frac{\partial P}{\partial T}\right)_{V,N}`: what is held fixed, where numbers are differentiated and nothing is counted. */
function heldIn(value: Expression, sub: TexNode, context: Context): readonly SymbolExpression[] | null {
  if (value.type !== "derivative" || value.notation !== "fraction") return null;
  if (![value.of, ...value.withRespectTo].every((one) => one.type === "symbol" && !one.time)) return null;
  const held = itemsOf(sub).map((item) => {
    const occurrence = readOccurrence(item);
    if (!occurrence || /^[i-n]$/.test(occurrence.base) || !context.notation.evidence.has(occurrence.base))
      return null;
    const symbol = elaborateSymbol(item, context);
    return symbol.type === "symbol" ? symbol : null;
  });
  return held.length > 0 && held.every((one) => one !== null) ? held : null;
}

/** `[a]_\times`: the matrix of the cross product with a. */
export function isCross(sub: TexNode): boolean {
  const bare = withoutDecoration(sub);
  if (bare.type === "product")
    return bare.factors.every(({ sign, node }) => node.type === "empty" && /^$|times/.test(sign));
  return bare.type === "sign" && bare.name === "\\times";
}

/** `[f(x_i, y_j)]_{ij}`: the indices at the bracket are those of what stands in it. */
function listsEntries(body: TexNode, sub: TexNode): boolean {
  const counted = indexLetters([body]);
  const letters = itemsOf(sub).map(letterName);
  return letters.length > 0 && letters.every((letter) => letter !== null && counted.has(letter));
}

/** Applies the sub- and superscripts of a node to what its base was read as. */
export function withScripts(
  base: Expression,
  node: TexNode & { type: "scripts" },
  context: Context,
): Expression {
  let result = base;
  const above = partsAbove(node);
  if (node.sub) {
    const indices = itemsOf(node.sub).map(readIndex);
    const known = indices.filter((index) => index !== null);
    if (known.length !== indices.length || known.length > 2)
      return unknown("unsupported-notation", "this subscript is not understood", node.sub.span);
    const turned = node.primes === 0 ? entryOfTurned(base, known, above, node.span, context) : null;
    if (turned) return turned;
    result = entryOf(result, known, node.span);
  }
  if (node.primes > 0) return unknown("unsupported-notation", "a prime on an expression", node.span);
  return applySuperscripts(result, above, context);
}

function partsAbove({ sup, supSpan }: TexNode & { type: "scripts" }): readonly SuperscriptPart[] {
  return sup ? superscriptParts(sup, supSpan ?? sup.span) : [];
}

export function entryOf(
  of: Expression,
  indices: readonly Index[],
  span: { start: number; end: number },
): Expression {
  const [only] = indices;
  // `W_{12}` is row 1, column 2.
  const digits =
    indices.length === 1 && only && only.terms.length === 0 && only.offset >= 10
      ? [...String(only.offset)].map((digit) => ({ terms: [], offset: Number(digit), span: only.span }))
      : indices;
  return { type: "entry", of, indices: digits, span };
}

/** Applies what superscripts say, one after the other: transposes, inverses, powers. */
export function applySuperscripts(
  base: Expression,
  parts: readonly SuperscriptPart[],
  context: Context,
): Expression {
  return parts.reduce<Expression>((of, part) => {
    const span = { start: base.span.start, end: Math.max(part.span.end, of.span.end) };
    switch (part.type) {
      case "transpose":
        return { type: "transpose", of, span };
      case "inverse":
        return { type: "inverse", of, pseudo: false, span };
      case "operator":
        return {
          type: "call",
          function: { type: "operator", name: part.name },
          arguments: [of],
          order: 0,
          functionSpan: part.span,
          span,
        };
      case "pseudo-inverse":
        return { type: "inverse", of, pseudo: true, span };
      case "hadamard-power":
        return { type: "power", base: of, exponent: elaborate(part.node, context), elementwise: true, span };
      case "bare":
        return powerOf(of, part.node, span, context);
      case "bracket":
      case "mark":
        return unknown("unsupported-notation", "this superscript is not understood", part.span);
    }
  }, base);
}
