/*
 * Transposes of expressions and of chains of factors, with double transposes and those of diagonal, symmetric and
 * scalar factors left out.
 */
import { type Expression, some } from "../../algebra/expression.ts";
import type { Scope } from "../../scope/scope.ts";
import { keyOf } from "../../algebra/expression-key.ts";
import { call, isDiag, isNew, nowhere, product, sum } from "./form.ts";
import { kindOf, multiplication } from "./kind.ts";

export function transposeOf(scope: Scope, part: Expression): Expression {
  if (kindOf(scope, part) === "scalar" || isDiag(part)) return part;
  switch (part.type) {
    case "transpose":
      return part.of;
    case "constant":
      return part.constant === "identity" ? part : plain(part);
    case "symbol":
      return isSymmetric(scope, part) ? part : plain(part);
    case "product": {
      const kind = multiplication(scope, part);
      if (kind !== "matrix" && kind !== "scale") return plain(part);
      return isSymmetric(scope, part) ? part : product(transposeAll(scope, flatten(scope, part)));
    }
    case "inverse":
      return isSymmetric(scope, part.of) ? part : plain(part);
    case "sum": {
      if (isSymmetric(scope, part)) return part;
      const signs = part.terms.map(({ sign, of }) => ({ sign, of: transposeOf(scope, of) }));
      const lighter = signs.every(({ of }) => !(of.type === "transpose") || of.of.type === "product");
      return lighter && kindOf(scope, part) === "matrix" ? sum(signs) : plain(part);
    }
    default:
      return plain(part);
  }
}

function plain(of: Expression): Expression {
  return { type: "transpose", of, span: nowhere };
}

/** The transpose of a product, as its factors. */
export function transposeAll(scope: Scope, factors: readonly Expression[]): readonly Expression[] {
  return [...factors].reverse().map((factor) => transposeOf(scope, factor));
}

/**
 * The factors in the other layout, where derivatives among them change by themselves; what multiplies one of them entry
 * by entry is a diagonal matrix there.
 */
export function turnedFactors(scope: Scope, factors: readonly Expression[]): readonly Expression[] {
  const spread = (part: Expression): readonly Expression[] =>
    part.type === "product" && some(part, isNewDerivative) && kindOf(scope, part) === "column"
      ? multiplication(scope, part) === "hadamard"
        ? [call("diag", part.right), ...spread(part.left)]
        : [...spread(part.left), ...spread(part.right)]
      : [part];
  return transposeAll(scope, factors.flatMap(spread)).map((factor) => {
    if (isNewDerivative(factor)) return kindOf(scope, factor) === "scalar" ? factor : plain(factor);
    return factor.type === "transpose" && isNewDerivative(factor.of) ? factor.of : factor;
  });
}

function isNewDerivative(part: Expression): boolean {
  return part.type === "derivative" && isNew(part);
}

/** Whether an expression is its own transpose for all values: `A + XᵀCX` with symmetric A and C. */
function isSymmetric(scope: Scope, part: Expression): boolean {
  switch (part.type) {
    case "symbol":
      return [...(scope.facts.roles.get(part.name) ?? [])].some((role) =>
        /^(symmetric|positive-definite|positive-semidefinite|diagonal)$/.test(role),
      );
    case "constant":
      return part.constant === "identity";
    case "inverse":
      return isSymmetric(scope, part.of);
    case "sum":
      return kindOf(scope, part) === "matrix" && part.terms.every(({ of }) => isSymmetric(scope, of));
    case "product": {
      const factors = flatten(scope, part).filter((factor) => kindOf(scope, factor) !== "scalar");
      // What is multiplied entry by entry has itself as its only factor.
      if (factors.length < 2) return factors.every((factor) => factor !== part && isSymmetric(scope, factor));
      const turned = [...factors].reverse().map((factor) => transposeOf(scope, factor));
      return factors.every((factor, at) => keyOf(factor) === keyOf(turned[at]!));
    }
    default:
      return isDiag(part);
  }
}

/** Factors of a matrix product from left to right; a scalar that is itself a matrix product stays one factor. */
export function flatten(scope: Scope, part: Expression): readonly Expression[] {
  if (part.type !== "product") return [part];
  const scalar = (one: Expression) => kindOf(scope, one) === "scalar";
  const unit = (one: Expression): readonly Expression[] =>
    one.type === "product" && multiplication(scope, one) === "scale" ? flatten(scope, one) : [one];
  switch (multiplication(scope, part)) {
    case "scale":
      return [
        ...(scalar(part.left) ? unit(part.left) : flatten(scope, part.left)),
        ...(scalar(part.right) ? unit(part.right) : flatten(scope, part.right)),
      ];
    case "matrix":
      return [...flatten(scope, part.left), ...flatten(scope, part.right)];
    case "inner":
      return [transposeOf(scope, part.left), ...flatten(scope, part.right)];
    case "outer":
      return [...flatten(scope, part.left), transposeOf(scope, part.right)];
    default:
      return [part];
  }
}
