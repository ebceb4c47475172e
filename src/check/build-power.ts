/*
 * Quotients, powers and inverses: of numbers and entrywise where that is meant, of square matrices otherwise.
 * What could be read either way fails and says so.
 */
import type { Expression } from "../algebra/expression.ts";
import {
  type Dims,
  type NodeId,
  apply,
  dims,
  isScalar,
  op,
  opWith,
  scalar,
  uniformValue,
} from "../algebra/graph.ts";
import { build } from "./build.ts";
import { type Builder, fail, misfit } from "./builder.ts";
import { must, shapeText } from "./fit.ts";

/** Divides by a number, or entry by entry. */
export function buildQuotient(
  builder: Builder,
  expression: Expression & { type: "quotient" },
  expected?: Dims,
): NodeId {
  const { graph } = builder;
  const left = build(builder, expression.left, expected);
  const right = build(builder, expression.right);
  const a = dims(graph, left);
  const b = dims(graph, right);
  const fits = isScalar(graph, right) || (a.rows === b.rows && a.cols === b.cols) || isScalar(graph, left);
  if (!fits) misfit(`${shapeText(a)} cannot be divided by ${shapeText(b)}`, expression.span);
  return must(apply(graph, "divide", [left, right]), "quotient", expression.span);
}

/** Raises a number, a square matrix, or every entry to a scalar power. */
export function buildPower(builder: Builder, expression: Expression & { type: "power" }): NodeId {
  const { graph } = builder;
  const base = build(builder, expression.base);
  const { rows, cols } = dims(graph, base);
  const exponent = build(builder, expression.exponent);
  if (!isScalar(graph, exponent))
    return fail("unsupported-operator", "a matrix as exponent", expression.span);
  const value = uniformValue(graph, exponent);
  const isMatrix = rows === cols && rows > 1;
  if (isMatrix && !expression.elementwise && !builder.elementwise) {
    if (value === null || !Number.isInteger(value)) {
      // Whole powers of the square root.
      if (value !== null && Number.isInteger(2 * value))
        return opWith(graph, "matrixPower", [2 * value], op(graph, "sqrtm", base));
      return fail("unsupported-operator", "this matrix power is not understood", expression.span);
    }
    return opWith(graph, "matrixPower", [value], base);
  }
  if (rows > 1 && cols > 1 && !expression.elementwise && !builder.elementwise && value !== null && value < 0)
    return misfit(`a ${rows}×${cols} matrix has no inverse`, expression.span);
  if (rows > 1 && cols > 1 && !expression.elementwise && !builder.elementwise)
    return fail("readings-disagree", "a power of a matrix that is not square", expression.span);
  return must(apply(graph, "pow", [base, exponent]), "power", expression.span);
}

/** Inverts a number or a square matrix, or takes the pseudo-inverse. */
export function buildInverse(
  builder: Builder,
  expression: Expression & { type: "inverse" },
  expected?: Dims,
): NodeId {
  const { graph } = builder;
  const of = build(builder, expression.of, expected && { rows: expected.cols, cols: expected.rows });
  const { rows, cols } = dims(graph, of);
  if (expression.pseudo) return op(graph, "pinv", of);
  if (rows === 1 && cols === 1) return op(graph, "divide", scalar(graph, 1), of);
  // `x^{-1}` of a letter that is a vector elsewhere is the reciprocal of a number here.
  if (rows === 1 || cols === 1) return fail("readings-disagree", "the inverse of a vector", expression.span);
  if (rows !== cols) misfit(`a ${rows}×${cols} matrix has no inverse`, expression.span);
  return op(graph, "inverse", of);
}
