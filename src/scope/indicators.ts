/*
 * Indicators: one where a condition holds, else zero. The condition stands behind the sign (`\mathbb{1}[z > 0]`,
 * `1\{i = j\}`) or below it (`\mathbf 1_{z > 0}`, `1_{\{c = j\}}`).
 */
import type { Expression, Index } from "../algebra/expression.ts";
import type { TexNode } from "../tex/syntax.ts";
import { type Span, cover } from "../text/span.ts";
import { isClassIndex } from "./class-indices.ts";
import { type Context, unknown } from "./context.ts";
import type { Factor, Unit } from "./elaborate-product.ts";
import { relationOf } from "./elaborate-cases.ts";
import { elaborate } from "./elaborate.ts";
import { readIndex } from "./index-reading.ts";
import { readOccurrence, withoutDecoration } from "./occurrence.ts";

/** An indicator among factors, with its condition in the fences behind it. */
export function indicatorAt(factors: readonly Factor[], at: number, context: Context): Unit | null {
  const { node } = factors[at]!;
  const next = factors[at + 1];
  const argument = next?.sign === "" ? withoutDecoration(next.node) : null;
  if (argument?.type !== "fenced") return null;
  const isNumber = isOne(node) && argument.open === "\\{";
  if (!isNumber && !/^[1I]$/.test(readOccurrence(node)?.base ?? "")) return null;
  const value = indicatorOf(argument.body, cover(node.span, argument.span), context);
  return value && value.type !== "unknown" ? { value, next: at + 2 } : null;
}

/** An indicator with its condition as a subscript. */
export function subscriptedIndicator(
  { base, sub, span }: TexNode & { type: "scripts" },
  context: Context,
): Expression | null {
  const below = sub ? withoutDecoration(sub) : null;
  if (!below || !(isOne(base) || /^(1|I|\\chi)$/.test(readOccurrence(base)?.base ?? ""))) return null;
  return indicatorOf(below.type === "fenced" ? below.body : below, span, context);
}

function isOne(node: TexNode): boolean {
  const bare = withoutDecoration(node);
  return bare.type === "number" && bare.value === 1;
}

/** Null where no condition stands; one that is not understood (`x \in A`) is unknown. */
function indicatorOf(node: TexNode, span: Span, context: Context): Expression | null {
  const condition = withoutDecoration(node);
  if (condition.type !== "relation") return null;
  const relation = condition.operands.length === 2 ? relationOf(condition.relations[0]!.name) : undefined;
  if (!relation) return unknown("unsupported-notation", "this condition is not understood", span);
  const [one, other] = condition.operands.map(readIndex);
  if (relation === "=" && one && other && [one, other].some(isOfClass))
    return { type: "delta", left: one, right: other, span };
  const left = elaborate(condition.operands[0]!, context);
  const right = elaborate(condition.operands[1]!, context);
  return { type: "indicator", relation, left, right, span };
}

function isOfClass({ terms }: Index): boolean {
  return terms.some(({ letter }) => isClassIndex(letter));
}
