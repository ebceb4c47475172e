/*
 * Derivatives in parentheses before an argument: `(\nabla f)(g(x))`, `(Df)(x)`. The factors of a product go in; the
 * derivative that starts at one of them comes out, or null where none does.
 */
import type { TexNode } from "../tex/syntax.ts";
import type { Context } from "./context.ts";
import { derivativeAt } from "./elaborate-derivative.ts";
import { operatorDerivativeAt } from "./elaborate-operator.ts";
import type { Factor, Unit } from "./elaborate-product.ts";
import { withoutDecoration } from "./occurrence.ts";

/** The derivative that the parentheses hold, at what is in the next ones. */
export function enclosedDerivativeAt(factors: readonly Factor[], at: number, context: Context): Unit | null {
  const [first, argument] = [factors[at]!, factors[at + 1]];
  const fence = withoutDecoration(first.node);
  const isFence = (node: TexNode) => node.type === "fenced" && node.open === "(";
  if (!isFence(fence) || argument?.sign !== "" || !isFence(withoutDecoration(argument.node))) return null;
  const body = fence.type === "fenced" ? withoutDecoration(fence.body) : fence;
  if (body.type !== "product" || body.factors.length !== 2) return null;
  const inner = [...body.factors, argument];
  const unit = derivativeAt(inner, 0, context) ?? operatorDerivativeAt(inner, 0, context);
  return unit?.next === inner.length ? { ...unit, next: at + 2 } : null;
}
