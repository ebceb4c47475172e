/*
 * Derivatives by a rotation: `\partial(Rp)/\partial\phi` of R = exp(φ^) may mean the change of R by a small rotation
 * beside it, on the left or on the right, instead of the change of φ. A claim that holds so is not called wrong.
 */
import { callOf } from "../algebra/compose.ts";
import type { Expression } from "../algebra/expression.ts";
import { type Doubt, type Failed, holdsUnder } from "./doubts/doubt.ts";

const sides = [
  { side: "left", jacobian: "leftJacobian" },
  { side: "right", jacobian: "rightJacobian" },
] as const;

/** Whether the claim holds for a perturbation of the rotation: then J_l or J_r behind it gives the derivative by φ. */
export function perturbationDoubt({ scope, claim, readings, seed }: Failed): Doubt | null {
  const { head, span } = claim;
  if (!scope.wedges || head.type !== "derivative" || head.withRespectTo.length !== 1) return null;
  const [variable] = head.withRespectTo;
  if (variable?.type !== "symbol") return null;
  for (const { side, jacobian } of sides) {
    const claimed = timesJacobian(claim.claimed, variable, jacobian);
    if (!holdsUnder(scope, { ...claim, claimed }, readings, {}, seed)) continue;
    const message = `this holds for a small rotation on the ${side}; define the derivative by its limit`;
    return { reason: "readings-disagree", message, span };
  }
  return null;
}

function timesJacobian(claimed: Expression, variable: Expression, name: string): Expression {
  const { span } = claimed;
  const jacobian = callOf(name, variable, span);
  return { type: "product", left: claimed, right: jacobian, sign: "", span };
}
