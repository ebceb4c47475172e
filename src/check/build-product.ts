/*
 * Products as they are written: decides which factors belong together and how large an I or 1 among them is, then
 * has the two sides multiplied. What a product sign means is not decided here.
 */
import type { Expression } from "../algebra/expression.ts";
import { type Dims, type NodeId, dims } from "../algebra/graph.ts";
import { build } from "./build.ts";
import { type Builder, attempt } from "./builder.ts";
import { multiply } from "./multiply.ts";

/** A factor with a size of its own comes first: it says how large a 1 or I beside it is. */
export function buildProduct(
  builder: Builder,
  expression: Expression & { type: "product" },
  expected?: Dims,
): NodeId {
  const regrouped = expression.sign === "" ? regroup(expression) : null;
  if (regrouped) {
    const asWritten = attempt(() => leftToRight(builder, expression, expected));
    if ("value" in asWritten) return asWritten.value;
    const grouped = attempt(() => build(builder, regrouped, expected));
    if ("value" in grouped) return grouped.value;
  }
  return leftToRight(builder, expression, expected);
}

/** `P \odot GV^\top`, `I \otimes XY`, where what comes first cannot be: what is written together is multiplied first. */
function regroup(expression: Expression & { type: "product" }): Expression | null {
  const { left, right } = expression;
  if (left.type !== "product") return null;
  const inner = left.sign === "" ? regroup(left) : /odot|circ|otimes/.test(left.sign) ? left : null;
  if (inner?.type !== "product") return null;
  const together: Expression = {
    type: "product",
    left: inner.right,
    right,
    sign: "",
    span: { start: inner.right.span.start, end: right.span.end },
  };
  return { ...inner, right: together, span: expression.span };
}

function leftToRight(
  builder: Builder,
  expression: Expression & { type: "product" },
  expected?: Dims,
): NodeId {
  const { graph } = builder;
  const isSquare = isKroneckerSum(expression.left);
  const isVagueBefore =
    isSquare || isVague(expression.left) || (expected !== undefined && isVagueKronecker(expression.left));
  if (isVagueBefore && !isVague(expression.right)) {
    const right = build(builder, expression.right);
    const shape = dims(graph, right);
    const square = isSquare && expression.sign === "" ? { rows: shape.rows, cols: shape.rows } : null;
    const asked =
      shape.rows * shape.cols === 1 ? expected : (square ?? vagueLeft(expression, shape, expected));
    return multiply(builder, build(builder, expression.left, asked), right, expression);
  }
  const left = build(builder, expression.left);
  const shape = dims(graph, left);
  const asked =
    isVague(expression.right) || isVagueKronecker(expression.right)
      ? vagueRight(expression, shape, expected)
      : undefined;
  const right = build(builder, expression.right, shape.rows * shape.cols === 1 ? expected : asked);
  return multiply(builder, left, right, expression);
}

/** Whether the size follows from what stands around it. */
export function isVague(expression: Expression): boolean {
  switch (expression.type) {
    case "transpose":
      return isVague(expression.of);
    case "constant":
      return expression.indices.length === 0 || expression.constant === "basis";
    case "sum":
      return expression.terms.every((term) => isVague(term.of) || term.of.type === "number");
    case "product":
      return isVague(expression.right) && (isVague(expression.left) || expression.left.type === "number");
    case "quotient":
      return isVague(expression.left);
    default:
      return false;
  }
}

/** `h^\top \otimes I`: as large as I, which follows from what stands around it, before or behind. */
function isVagueKronecker(expression: Expression): boolean {
  return (
    expression.type === "product" &&
    expression.sign === "\\otimes" &&
    (isVague(expression.left) || isVague(expression.right))
  );
}

/** `S \otimes I + I \otimes S` and its inverse: a square matrix, however large I is. */
function isKroneckerSum(expression: Expression): boolean {
  if (expression.type === "inverse") return isKroneckerSum(expression.of);
  return expression.type === "sum" && expression.terms.every(({ of }) => isVagueKronecker(of));
}

/** `x \mathbf 1^\top`, `A \mathbf 1`, `P I`: the sizes that the factor before asks for. */
function vagueRight(
  expression: Expression & { type: "product" },
  left: Dims,
  expected?: Dims,
): Dims | undefined {
  if (/odot|circ/.test(expression.sign)) return left;
  if (expression.sign === "\\otimes" && expected) return ratio(expected, left);
  return { rows: left.cols, cols: expected?.cols ?? (left.cols === 1 ? left.rows : 1) };
}

function vagueLeft(
  expression: Expression & { type: "product" },
  right: Dims,
  expected?: Dims,
): Dims | undefined {
  if (/odot|circ/.test(expression.sign)) return right;
  if (expression.sign === "\\otimes" && expected) return ratio(expected, right);
  return { rows: expected?.rows ?? (right.rows === 1 ? right.cols : 1), cols: right.rows };
}

/** The size of one factor of a Kronecker product beside the other, if there is one. */
function ratio(whole: Dims, other: Dims): Dims | undefined {
  const [rows, cols] = [whole.rows / other.rows, whole.cols / other.cols];
  return Number.isInteger(rows) && Number.isInteger(cols) ? { rows, cols } : undefined;
}
