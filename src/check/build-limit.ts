/*
 * Limits: the body at the place, a quotient there by the derivatives of its two sides. Every limit is held against
 * values on both sides of the place; a difference quotient by a whole vector is a Jacobian.
 */
import { type Expression, some } from "../algebra/expression.ts";
import { derivative } from "../algebra/derivative.ts";
import { type NodeId, cut, dims, isScalar, isZero, op, opWith, uniform, zeros } from "../algebra/graph.ts";
import { substitution } from "../algebra/substitute.ts";
import { arrange } from "../claims/layout.ts";
import { build } from "./build.ts";
import { symbolDims } from "./build-symbol.ts";
import { type Builder, attempt, fail, layoutIn } from "./builder.ts";

type Limit = Expression & { readonly type: "limit" };

/** How often the two sides of 0/0 are differentiated. */
const MOST_ORDERS = 3;
/** How far from the place the values lie that must be near the limit. */
const STEP = 1e-4;

/** Builds the value to which the body goes. */
export function buildLimit(builder: Builder, limit: Limit): NodeId {
  const { graph } = builder;
  const { name } = limit.variable;
  const shape = attempt(() => symbolDims(builder, name, null, limit.span));
  const size = "value" in shape ? shape.value : { rows: 1, cols: 1 };
  const to = build(builder, limit.to, size);
  const place = cut(graph, isScalar(graph, to) && isZero(graph, to) ? zeros(graph, size) : to);
  const outer = builder.parameters;
  builder.parameters = new Map([...outer, [name, place]]);
  try {
    const { above, below } = asQuotient(limit.of, name);
    if (!below) return near(builder, limit, place, build(builder, above), null);
    const numerator = build(builder, above);
    const denominator = build(builder, below);
    if (denominator === place && !isScalar(graph, place)) return jacobianAt(builder, limit, numerator, place);
    if (!isScalar(graph, place) || !isScalar(graph, denominator))
      return fail("unsupported-operator", "a limit by a vector that is no difference quotient", limit.span);
    return near(builder, limit, place, numerator, denominator);
  } finally {
    builder.parameters = outer;
  }
}

interface Quotient {
  readonly above: Expression;
  readonly below: Expression | null;
}

/** The body as one quotient, if a divisor in it contains the variable: `\frac{1}{h}(f(x+h) - f(x))`. */
function asQuotient(of: Expression, name: string): Quotient {
  if (of.type === "quotient" && some(of.right, (part) => part.type === "symbol" && part.name === name))
    return { above: of.left, below: of.right };
  if (of.type === "product") {
    const left = asQuotient(of.left, name);
    if (left.below) return { above: { ...of, left: left.above }, below: left.below };
    const right = asQuotient(of.right, name);
    if (right.below) return { above: { ...of, right: right.above }, below: right.below };
  }
  return { above: of, below: null };
}

/** The value at the place, and none where values next to it are not near it. */
function near(
  builder: Builder,
  { side, span }: Limit,
  place: NodeId,
  numerator: NodeId,
  denominator: NodeId | null,
): NodeId {
  const { graph } = builder;
  const value = denominator === null ? numerator : quotientAt(builder, numerator, denominator, place, span);
  const body = denominator === null ? numerator : op(graph, "divide", numerator, denominator);
  const at = (sign: number) => {
    const step = uniform(graph, dims(graph, place), sign * STEP);
    return substitution(graph, new Map([[place, op(graph, "add", place, step)]]))(body);
  };
  return op(graph, "limit", value, at(side === 0 ? 1 : side), at(side === 0 ? -1 : side));
}

/** N/D at the place; where both vanish, that of their derivatives, and so on. */
function quotientAt(
  builder: Builder,
  above: NodeId,
  below: NodeId,
  place: NodeId,
  span: Limit["span"],
  orders = MOST_ORDERS,
): NodeId {
  const { graph } = builder;
  const { rows } = dims(graph, above);
  const [rise, run] = [derivative(graph, above, place), derivative(graph, below, place)];
  if (rise === null || run === null)
    return fail("unsupported-operator", "an operator here has no derivative rule", span);
  const slope = opWith(graph, "unvec", [rows], rise);
  const next =
    orders > 1 ? quotientAt(builder, slope, run, place, span, orders - 1) : op(graph, "divide", slope, run);
  return op(graph, "limitQuotient", above, below, next);
}

/** `\lim_{\varphi\to 0} \frac{g(\varphi)}{\varphi}` of a vector, where g(0) = 0: the Jacobian of g at 0. */
function jacobianAt(builder: Builder, { span }: Limit, numerator: NodeId, place: NodeId): NodeId {
  const { graph } = builder;
  const jacobian = derivative(graph, numerator, place);
  if (jacobian === null) return fail("unsupported-operator", "an operator here has no derivative rule", span);
  const value = op(graph, "whereZero", numerator, jacobian);
  const [of, by] = [dims(graph, numerator), dims(graph, place)];
  const form = { of, by, byTransposed: false, ofTransposed: false, nabla: false };
  const arrangement = arrange(form, layoutIn(builder));
  return arrangement.type === "transposed-jacobian" ? op(graph, "transpose", value) : value;
}
