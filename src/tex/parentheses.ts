/*
 * Parentheses that a note does not write: round a formula where it stands, or round one that is put in the place of
 * another.
 */
import type { Span } from "../text/span.ts";
import type { FencedNode, TexNode } from "./syntax.ts";

/** A formula in parentheses, at the place of a node. */
export function inParentheses(
  body: TexNode,
  { span, literal }: Pick<TexNode, "span" | "literal">,
): FencedNode {
  return { type: "fenced", open: "(", close: ")", body, span, literal };
}

/** In parentheses, at the place of its use: nothing within can be edited there. */
export function enclosed(body: TexNode, span: Span): FencedNode {
  return inParentheses(placedAt(body, span) as TexNode, { span, literal: false });
}

/** A tree, or a part of one, all of whose marks have that place. */
function placedAt(value: unknown, span: Span): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => placedAt(one, span));
  if ("start" in value) return span;
  const fields = Object.entries(value).map(([key, one]): [string, unknown] => [key, placedAt(one, span)]);
  return { ...Object.fromEntries(fields), ...("literal" in value ? { literal: false } : {}) };
}
