/*
 * Values by cases, each with its condition: `x > 0`, "otherwise".
 */
import type { Expression } from "../algebra/expression.ts";
import type { TexNode } from "../tex/syntax.ts";
import { type Context, unknown } from "./context.ts";
import { elaborate } from "./elaborate.ts";
import { withoutDecoration } from "./occurrence.ts";

export function elaborateCases(node: TexNode & { type: "cases" }, context: Context): Expression {
  const rows = node.rows.map((row) => {
    const condition = row.condition ? conditionOf(row.condition, context) : null;
    return {
      value: elaborate(row.value, context),
      condition: condition ?? null,
      failed: condition === undefined,
    };
  });
  if (rows.some((row) => row.failed))
    return unknown("unsupported-notation", "this case condition is not understood", node.span);
  return {
    type: "cases",
    rows: rows.map(({ value, condition }) => ({ value, condition })),
    span: node.span,
  };
}

/** `x > 0` of a case; null for "otherwise", undefined where it is not understood. */
function conditionOf(
  node: TexNode,
  context: Context,
): { relation: string; left: Expression; right: Expression } | null | undefined {
  const bare = withoutDecoration(node);
  if (bare.type === "text" || bare.type === "word") {
    const text = bare.type === "text" ? bare.text : bare.text;
    return /otherwise|else|other/i.test(text) ? null : undefined;
  }
  if (bare.type === "list" || bare.type === "product") {
    const inner = bare.type === "list" ? bare.items : bare.factors.map((factor) => factor.node);
    const rest = inner.filter(
      (item) => !(item.type === "text" && /^\s*(if|for|when|where)?\s*$/.test(item.text)),
    );
    return rest.length === 1 && rest.length < inner.length ? conditionOf(rest[0]!, context) : undefined;
  }
  if (bare.type !== "relation" || bare.operands.length !== 2) return undefined;
  const left = stripWords(bare.operands[0]!);
  const right = stripWords(bare.operands[1]!);
  const relation = relationNames[bare.relations[0]!.name];
  if (!relation) return undefined;
  return { relation, left: elaborate(left, context), right: elaborate(right, context) };
}

const relationNames: Readonly<Record<string, string>> = {
  "<": "<",
  ">": ">",
  "\\le": "<=",
  "\\leq": "<=",
  "\\leqslant": "<=",
  "\\ge": ">=",
  "\\geq": ">=",
  "\\geqslant": ">=",
  "=": "=",
  "\\ne": "!=",
  "\\neq": "!=",
};

export function relationOf(name: string): string | undefined {
  return relationNames[name];
}

function stripWords(node: TexNode): TexNode {
  if (node.type !== "product") return node;
  const factors = node.factors.filter((factor) => factor.node.type !== "text");
  return factors.length === 1 ? factors[0]!.node : { ...node, factors };
}
