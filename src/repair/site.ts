/*
 * Where a repair is looked for: a refuted claim, its right side as text without quote marks and indents, and the
 * author's ways of writing things. Edits are made in that text and mapped back to the document.
 */
import { type Expression, walkExpression } from "../algebra/expression.ts";
import { isOne } from "../algebra/shape.ts";
import type { Claim } from "../claims/claim.ts";
import { formulaText, inSurroundings } from "../markdown/formula-text.ts";
import type { Scope } from "../scope/scope.ts";
import type { Span } from "../text/span.ts";
import { kindOf } from "./derive/kind.ts";
import type { Rule } from "../report.ts";

/** A replacement in the document. */
export interface Edit {
  readonly span: Span;
  readonly newText: string;
}

/** A small change that might make the claim true, with the rule that would name the error. */
export interface Candidate {
  readonly rule: Rule;
  readonly edits: readonly Edit[];
  /** What to underline; narrower than the edit where the edit also tidies up. */
  readonly marks: readonly Span[];
  /** Larger is less plausible. */
  readonly cost: number;
  readonly title: string;
}

export interface Site {
  readonly scope: Scope;
  readonly claim: Claim;
  readonly text: string;
  readonly claimed: Expression;
  /** All parts of the right side, itself first. */
  readonly parts: readonly Expression[];
  readonly style: Style;
}

/** How the author writes what an edit may add. */
export interface Style {
  readonly transpose: string;
  /** `diag` with its fences: `\operatorname{diag}(`, `)`. */
  readonly diag: readonly [string, string];
  /** How a symbol with a superscript is transposed: `(W^{(l)})^T` or `{W^{(l)}}^T`. */
  readonly group: readonly [string, string];
}

export function createSite(scope: Scope, claim: Claim): Site {
  return {
    scope,
    claim,
    text: formulaText(scope.note),
    claimed: claim.claimed,
    parts: [...walkExpression(claim.claimed)],
    style: readStyle(formulaText(scope.note), claim.statement.span.start),
  };
}

/** The sign of a transpose without its superscript: `\top`, `\mathrm{T}`. */
export function transposeLetter({ transpose }: Style): string {
  return transpose.slice(1).replace(/^\{(.*)\}$/, "$1");
}

export function source(site: Site, span: Span): string {
  return site.text.slice(span.start, span.end);
}

/** The nearest use of each notation before the claim, else anywhere, else the usual one. */
function readStyle(text: string, at: number): Style {
  const nearest = (pattern: RegExp): string | undefined => {
    let best: string | undefined;
    for (const match of text.matchAll(pattern)) {
      if (best !== undefined && match.index > at + 400) break;
      best = match[0];
    }
    return best;
  };
  const transpose =
    nearest(
      /\^\{\\(?:top|intercal)\}|\^\\(?:top|intercal)(?![a-zA-Z])|\^\{\\math(?:rm|sf)\s*(?:\{T\}|T)\}|\^\{T\}|\^T(?![a-zA-Z])/g,
    ) ?? "^\\top";
  const diag = nearest(
    /(?:\\operatorname\{diag\}|\\math(?:rm|sf)\{diag\}|\\text\{diag\}|\\diag|diag)\s*(?:\\left\(|\\left\[|\(|\[)/g,
  );
  const braces = /\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}\^(?:\{?\\top|T|\{T\}|\{\\math)/.test(text);
  return {
    transpose,
    diag: diag
      ? [
          diag,
          diag.endsWith("\\left(")
            ? "\\right)"
            : diag.endsWith("\\left[")
              ? "\\right]"
              : diag.endsWith("[")
                ? "]"
                : ")",
        ]
      : ["\\operatorname{diag}(", ")"],
    group: braces && !/\)\^(?:\{?\\top|T|\{T\}|\{\\math)/.test(text) ? ["{", "}"] : ["(", ")"],
  };
}

/** The text of a span with edits applied; the edits lie inside it and do not overlap. */
export function applyWithin(text: string, span: Span, edits: readonly Edit[]): string {
  let result = "";
  let at = span.start;
  for (const edit of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    result += text.slice(at, edit.span.start) + edit.newText;
    at = edit.span.end;
  }
  return result + text.slice(at, span.end);
}

/** An edit as it must stand in the note: in its quote, list or table. */
export function written({ scope }: Site, { span, newText }: Edit): Edit {
  return { span, newText: inSurroundings(scope.note, span, newText) };
}

/** Factors of a product from left to right, with the text between them; parentheses end a chain. */
export interface Chain {
  readonly whole: Expression;
  readonly factors: readonly Expression[];
}

/** The products of the right side, each as one chain. */
export function chainsOf(site: Site): readonly Chain[] {
  const inner = new Set<Expression>();
  const chains: Chain[] = [];
  for (const part of site.parts) {
    if (part.type !== "product" || inner.has(part)) continue;
    chains.push({ whole: part, factors: flatten(site, part, inner) });
  }
  return chains;
}

function flatten(site: Site, product: Expression, inner: Set<Expression>): Expression[] {
  if (product.type !== "product") return [product];
  const unwrap = (side: Expression): Expression[] => {
    if (side.type !== "product" || isFenced(site, side)) return [side];
    inner.add(side);
    return flatten(site, side, inner);
  };
  return [...unwrap(product.left), ...unwrap(product.right)];
}

/** Whether an expression carries parentheses of its own in its span. */
export function isFenced(site: Site, part: Expression): boolean {
  return unfenced(site, part) !== null;
}

/** The text inside the outermost parentheses or braces of an expression, or null where it has none. */
export function unfenced(site: Site, part: { readonly span: Span }): string | null {
  const text = source(site, part.span);
  for (const [open, close] of [
    ["\\left(", "\\right)"],
    ["\\left[", "\\right]"],
    ["\\left\\{", "\\right\\}"],
    ["(", ")"],
    ["[", "]"],
    ["{", "}"],
  ] as const) {
    if (!text.startsWith(open) || !text.endsWith(close)) continue;
    const inside = text.slice(open.length, text.length - close.length);
    if (isBalanced(inside)) return inside.trim();
  }
  return null;
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if (char === "(" || char === "[" || char === "{") depth++;
    if (char === ")" || char === "]" || char === "}") depth--;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Whether a part is a number at every instance, so that its place in a product does not matter. */
export function isScalar(site: Site, part: Expression): boolean {
  if (part.type === "number" || part.type === "norm" || part.type === "entry" || part.type === "index")
    return true;
  if (part.type === "quotient") return isScalar(site, part.left) && isScalar(site, part.right);
  if (part.type === "call") return /^(trace|det|inner)$/.test(part.function.name);
  if (part.type === "product") return kindOf(site.scope, part) === "scalar";
  if (part.type !== "symbol") return false;
  const shape = site.scope.shapes.symbols.get(part.name);
  if (!shape) return true;
  return isOne(site.scope.shapes.bindings, shape.rows) && isOne(site.scope.shapes.bindings, shape.cols);
}
