/*
 * Operators of vector calculus: `\nabla\cdot v`, `\nabla\times v` and, where the note speaks of a Laplacian,
 * `\Delta f` and `\nabla^2 f`. The factors of a product go in; the trace or the axial vector of a derivative comes
 * out, or null where none starts here.
 */
import { type Expression, walkExpression } from "../algebra/expression.ts";
import { cover } from "../text/span.ts";
import type { TexNode } from "../tex/syntax.ts";
import { type Context, unknown } from "./context.ts";
import { argumentsAsVariable } from "./elaborate-gradient.ts";
import { appliedAt } from "./elaborate-operator.ts";
import { type Factor, type Unit, takeUnit } from "./elaborate-product.ts";
import { visitOccurrences, withoutDecoration } from "./occurrence.ts";

/** What is taken of the derivative of the operand: of order one, or of two for a Laplacian. */
interface Taken {
  readonly operator: "trace" | "axial";
  readonly order: 1 | 2;
}

/** The divergence, curl or Laplacian that starts at a factor. */
export function vectorCalculusAt(factors: readonly Factor[], at: number, context: Context): Unit | null {
  const next = factors[at + 1];
  const taken = next ? takenBy(factors[at]!.node, next.sign, context) : null;
  if (!taken) return null;
  const { of, next: end } = operandAt(factors, at + 1, context);
  const span = cover(factors[at]!.node.span, factors[end - 1]!.node.span);
  const by = variableOf(of) ?? positionIn(of, factors.slice(at + 1, end));
  if (!by) return { value: unknown("unsupported-notation", "∇ without its variable", span), next: end };
  const withRespectTo = taken.order === 1 ? [by] : [by, by];
  const notation = taken.order === 1 ? "operator" : "nabla";
  const value: Expression = {
    type: "call",
    function: { type: "operator", name: taken.operator },
    arguments: [{ type: "derivative", of, withRespectTo, notation, span }],
    order: 0,
    functionSpan: factors[at]!.node.span,
    span,
  };
  return { value, next: end };
}

function takenBy(node: TexNode, sign: string, { laplacian }: Context): Taken | null {
  const bare = withoutDecoration(node);
  const isSquared =
    bare.type === "scripts" && !bare.sub && bare.sup?.type === "number" && bare.sup.value === 2;
  const base = isSquared ? withoutDecoration(bare.base) : bare;
  const isNabla = base.type === "sign" && base.name === "\\nabla";
  if (isNabla && !isSquared && sign === "\\cdot") return { operator: "trace", order: 1 };
  if (isNabla && !isSquared && sign === "\\times") return { operator: "axial", order: 1 };
  const isDelta = base.type === "letter" && base.name === "\\Delta" && !isSquared;
  const isLaplacian = laplacian && sign === "" && (isDelta || (isNabla && isSquared));
  return isLaplacian ? { operator: "trace", order: 2 } : null;
}

/** The operand: a function at its arguments, those it is written with elsewhere where it has none here. */
function operandAt(
  factors: readonly Factor[],
  at: number,
  context: Context,
): { of: Expression; next: number } {
  const plain = factors.map((factor, place) => (place === at ? { ...factor, sign: "" } : factor));
  const applied = appliedAt(plain, at, context);
  if (applied) return { of: applied.call, next: applied.next };
  const { value, next } = takeUnit(plain, at, context);
  return { of: value, next };
}

function variableOf(of: Expression): Expression | null {
  if (of.type === "call" && of.function.type === "symbol") return argumentsAsVariable(of);
  if (of.type === "derivative") return of.withRespectTo[0] ?? null;
  return of.type === "call" ? variableOf(of.arguments[0]!) : null;
}

/** The position that a field is written in: the r of `\nabla \cdot \mathbf{r}` and of `\nabla^2 |\mathbf{r}|^2`. */
function positionIn(of: Expression, operand: readonly Factor[]): Expression | null {
  const bold = new Set<string>();
  for (const { node } of operand)
    visitOccurrences(node, ({ base, font }) => {
      if (font === "bold" && POSITION.test(base)) bold.add(base);
    });
  if (bold.size !== 1) return null;
  return (
    walkExpression(of).find((part) => part.type === "symbol" && !part.time && bold.has(part.name)) ?? null
  );
}

const POSITION = /^(bold )?[rx]$/;

/** The position by which a divergence, a curl or a Laplacian differentiates. */
export function positionOf(expression: Expression): string | null {
  if (expression.type !== "call" || !/^(trace|axial)$/.test(expression.function.name)) return null;
  const [of] = expression.arguments;
  const [by] = of?.type === "derivative" && of.notation !== "fraction" ? of.withRespectTo : [];
  return by?.type === "symbol" && POSITION.test(by.name) ? by.name : null;
}
