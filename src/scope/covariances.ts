/*
 * Covariances by the form of a Gaussian: the Σ of `\exp(-\frac12 (x - \mu)^\top \Sigma^{-1} (x - \mu))`, the K of
 * `-\frac12 y^\top K^{-1} y - \frac12 \log |K|`. Statements go in; out go the symbols of which nothing is said but
 * that they are symmetric and positive definite by it.
 */
import { type Expression, factorsOf, walkExpression } from "../algebra/expression.ts";
import { gather } from "../text/gather.ts";
import type { Facts } from "./facts.ts";
import { keyOf } from "../algebra/expression-key.ts";
import { inParts } from "./sides.ts";
import type { Statement } from "./statement.ts";

/** The symbols whose inverse stands in a quadratic form, and which have a determinant or stand in an exponential. */
export function findCovariances(statements: readonly Statement[], { roles }: Facts): ReadonlySet<string> {
  const inGaussians = new Set(gaussianCentres(statements));
  const isCovariance = (name: string) => !roles.has(name) && (inGaussians.has(name) || isSigma(name));
  return new Set(centres(statements).filter(isCovariance));
}

/** The facts with what follows from it. */
export function withCovariances(facts: Facts, covariances: ReadonlySet<string>): Facts {
  if (covariances.size === 0) return facts;
  const roles = new Map(facts.roles);
  for (const name of covariances) roles.set(name, new Set(["positive-definite"]));
  return { ...facts, roles };
}

/** A letter that stands for nothing else between two vectors. */
function isSigma(name: string): boolean {
  return /^(bold )?\\Sigma/.test(name);
}

/** The M of `v^\top M^{-1} v`. */
const centres = inParts(centreOf);

/** The M of `|M|`, and of a form in an exponential. */
const gaussianCentres = inParts((part) => {
  if (part.type !== "call" || part.function.type !== "operator") return [];
  if (/^(det|abs)$/.test(part.function.name)) return gather(part.arguments, nameOf);
  if (part.function.name !== "exp") return [];
  return gather(gather(part.arguments, walkExpression), centreOf);
});

function centreOf(part: Expression): readonly string[] {
  if (part.type !== "product") return [];
  const factors = factorsOf(part);
  return factors.flatMap((factor, at) => {
    const [before, behind] = [factors[at - 1], factors[at + 1]];
    if (factor.type !== "inverse" || before?.type !== "transpose" || !behind) return [];
    return keyOf(before.of) === keyOf(behind) ? nameOf(factor.of) : [];
  });
}

function nameOf(expression: Expression): readonly string[] {
  return expression.type === "symbol" ? [expression.name] : [];
}
