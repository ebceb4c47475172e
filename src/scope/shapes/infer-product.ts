/*
 * The shape of a product: a scalar leaves the other factor as it is, matrices meet in their inner size, and signs
 * such as ⊙ and ⊗ have shapes of their own. While a factor is open, so is the product.
 */
import { type Expression, holdsDerivative } from "../../algebra/expression.ts";
import {
  type Shape,
  type Size,
  isKnown,
  isOne,
  isScalarShape,
  isWide,
  one,
  resolve,
  unify,
} from "../../algebra/shape.ts";
import { isMatrixLetter } from "./typography.ts";
import { infer } from "./infer.ts";
import { type State, deferred, equate, symbolsOfSize } from "./state.ts";

/** Infers the shape of a product, and the inner size that its factors share. */
export function inferProduct(state: State, expression: Expression & { type: "product" }): Shape {
  const left = infer(state, expression.left);
  const right = infer(state, expression.right);
  const { bindings } = state;
  if (expression.sign === "\\oplus") return { rows: { type: "other" }, cols: { type: "other" } };
  if (isScalarShape(bindings, left)) return right;
  if (isScalarShape(bindings, right)) return left;
  const sign = expression.sign;
  if (isIdentity(expression.right) && !isKnown(bindings, left.rows) && !isCapital(expression.left)) {
    unify(bindings, left.rows, one);
    unify(bindings, left.cols, one);
    return right;
  }
  const withIdentity = isIdentity(expression.left) || isIdentity(expression.right);
  if (
    sign === "\\otimes" &&
    (state.kronecker || withIdentity || (isMatrix(state, left) && isMatrix(state, right)))
  )
    return { rows: { type: "other" }, cols: { type: "other" } };
  if (/odot/.test(sign)) {
    const isCollapse = collapses(state, left.rows, right.rows) || collapses(state, left.cols, right.cols);
    if (!state.claims || !isCollapse) equate(state, left, right, expression.span);
    return left;
  }
  const known = [left.rows, left.cols, right.rows, right.cols].every((size) => isKnown(bindings, size));
  if (
    known &&
    /circ|\*|cdot|times/.test(sign) &&
    sameSizes(state, left, right) &&
    !sameSize(state, left.cols, right.rows)
  )
    return isInner(state, expression, left) ? { rows: one, cols: one } : left;
  // A matrix or row next to an unknown is a product with a vector or matrix, not with a scalar.
  const meets = isMatrix(state, left) || isWide(bindings, left) || isRow(state, expression.left, left);
  if (known || state.eager || meets || isWide(bindings, right)) {
    if (!known && !meets && !isWide(bindings, right) && !isKnown(bindings, right.rows) && !state.eager)
      return deferred(state, expression);
    if (state.claims && collapses(state, left.cols, right.rows)) {
      if (
        holdsDerivative(expression) ||
        [left.cols, right.rows].some((size) => symbolsOfSize(state, size).some(isMatrixLetter))
      )
        return deferred(state, expression);
    }
    if (unify(bindings, left.cols, right.rows)) return { rows: left.rows, cols: right.cols };
    if (state.record) state.conflicts.push({ statement: state.statement, span: expression.span });
  }
  return deferred(state, expression);
}

/** `w \cdot x` of two columns, which is a number; of gradients in a chain it is entrywise. */
function isInner(state: State, product: Expression & { type: "product" }, { cols }: Shape): boolean {
  if (product.sign !== "\\cdot" || state.entrywiseDots) return false;
  return isOne(state.bindings, cols) && !holdsDerivative(product);
}

/** A column before what is open, as where a claim forgets a transpose: that makes no number of an output. */
function collapses({ bindings }: State, one: Size, other: Size): boolean {
  return (
    isOne(bindings, one) !== isOne(bindings, other) && !(isKnown(bindings, one) && isKnown(bindings, other))
  );
}

function isIdentity(expression: Expression): boolean {
  return expression.type === "constant" && expression.constant === "identity";
}

/** `A` and `A^2` of a letter that usually is a matrix. */
function isCapital(expression: Expression): boolean {
  if (expression.type === "power" || expression.type === "transpose" || expression.type === "inverse")
    return isCapital(expression.type === "power" ? expression.base : expression.of);
  return expression.type !== "symbol" || /^[A-Z]/.test(expression.name);
}

/** `w^\top` of a column, however long it is. */
function isRow({ bindings }: State, expression: Expression, { rows, cols }: Shape): boolean {
  return expression.type === "transpose" && isOne(bindings, rows) && !isOne(bindings, cols);
}

export function isMatrix(state: State, shape: Shape): boolean {
  const both = [shape.rows, shape.cols];
  return both.every((size) => isKnown(state.bindings, size) && !isOne(state.bindings, size));
}

export function sameSize(state: State, a: Size, b: Size): boolean {
  const left = resolve(state.bindings, a);
  const right = resolve(state.bindings, b);
  return JSON.stringify(strip(left)) === JSON.stringify(strip(right));
}

function strip(size: Size): unknown {
  if (size.type !== "name" || !size.at) return size;
  return [size.name, size.at.offset, size.at.terms];
}

function sameSizes(state: State, a: Shape, b: Shape): boolean {
  return sameSize(state, a.rows, b.rows) && sameSize(state, a.cols, b.cols);
}
