/*
 * The b of `X W + b`: beside a product of two matrices a small b is a vector that is added to each sample. On which
 * side the weights stand says whether samples are rows or columns.
 */
import type { Expression } from "../../algebra/expression.ts";
import type { Facts } from "../facts.ts";
import { isMatrixLetter } from "./typography.ts";

/** How a term of a sum is added to the matrix beside it, or null where it is no bias. */
export function biasSide(
  term: Expression,
  terms: readonly Expression[],
  facts: Facts,
): "row" | "column" | null {
  if (term.type !== "symbol" || !/^(bold )?b(?![A-Za-z])/.test(term.name)) return null;
  if (facts.shapes.get(term.name)?.some(({ rank }) => rank !== 1)) return null;
  const [product, ...others] = terms.filter((one) => one !== term);
  if (others.length > 0 || product?.type !== "product" || !/^(\\cdot)?$/.test(product.sign)) return null;
  const { left, right } = product;
  if (isWeight(left) === isWeight(right) || !isMatrix(left, facts) || !isMatrix(right, facts)) return null;
  return isWeight(right) ? "row" : "column";
}

/** What is made of capitals, which no one declares to be anything but matrices, or of declared matrices. */
function isMatrix(factor: Expression, facts: Facts): boolean {
  switch (factor.type) {
    case "symbol": {
      const declared = facts.shapes.get(factor.name);
      return declared ? declared.every(({ rank }) => rank === 2) : isMatrixLetter(factor.name);
    }
    case "transpose":
      return isMatrix(factor.of, facts);
    case "call":
      return factor.arguments.some((argument) => isMatrix(argument, facts));
    case "sum":
      return factor.terms.some(({ of }) => isMatrix(of, facts));
    case "product":
      return isMatrix(factor.left, facts) && isMatrix(factor.right, facts);
    default:
      return false;
  }
}

/** The W of `W x` and `x W`, transposed or not. */
export function isWeight(factor: Expression): boolean {
  if (factor.type === "transpose") return isWeight(factor.of);
  return factor.type === "symbol" && /^(bold )?[WUV]/.test(factor.name);
}
