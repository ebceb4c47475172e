/*
 * ∂vec(Y)/∂vec(X) as a sum of Kronecker products: where dY is a sum of L dX R, it is that of Rᵀ ⊗ L, or of L ⊗ Rᵀ in a
 * note that stacks rows. What transposes dX has no such form.
 */
import type { DerivativeExpression, Expression } from "../../algebra/expression.ts";
import type { Scope } from "../../scope/scope.ts";
import type { Site } from "../site.ts";
import { stop } from "./adjoint.ts";
import { type Term, identity, nowhere, product } from "./form.ts";
import { type Route, createDerivation } from "./paths.ts";
import { tangent } from "./tangent.ts";
import { transposeAll, transposeOf } from "./transpose.ts";

/** The Jacobian's terms with columns stacked and with rows stacked; none where no matrices are stacked. */
export function kroneckerTerms(
  site: Site,
  { of, withRespectTo: [by] }: DerivativeExpression,
  route: Route,
): readonly (readonly Term[])[] {
  const output = stacked(of);
  const variable = by && stacked(by.type === "transpose" ? by.of : by);
  if (!output || !variable) return [];
  const change: Expression = { type: "differential", of: variable, span: nowhere };
  const motion = createDerivation(site, { ...route, variable, scalarOutput: false });
  const terms = tangent({ ...motion, changeOf: () => change }, output);
  return [true, false].map((byColumns) => terms.map((term) => around(site.scope, term, change, byColumns)));
}

/** The terms with each Kronecker product transposed. */
export function transposedKronecker(scope: Scope, terms: readonly Term[]): readonly Term[] {
  const turned = (part: Expression): Expression =>
    part.type === "product"
      ? product([transposeOf(scope, part.left), transposeOf(scope, part.right)], part.sign)
      : part;
  return terms.map((term) => ({ ...term, factors: term.factors.map(turned) }));
}

function stacked(part: Expression): Expression | null {
  return part.type === "call" && part.function.name.toLowerCase() === "vec" ? part.arguments[0]! : null;
}

/** L dX R as one Kronecker product. */
function around(scope: Scope, term: Term, change: Expression, byColumns: boolean): Term {
  const at = term.factors.indexOf(change);
  if (at < 0) stop();
  const before = term.factors.slice(0, at);
  const after = transposeAll(scope, term.factors.slice(at + 1));
  const [left, right] = byColumns ? [after, before] : [before, after];
  const alone = before.length + after.length === 0;
  return { ...term, factors: [alone ? identity : product([product(left), product(right)], "\\otimes")] };
}
