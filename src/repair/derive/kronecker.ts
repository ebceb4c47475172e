/*
 * ∂vec(Y)/∂vec(X) as a sum of Kronecker products: where dY is a sum of L dX R, it is that of Rᵀ ⊗ L, or of L ⊗ Rᵀ in a
 * note that stacks rows. What transposes dX needs the note's commutation matrix: K_{mn} vec(X) is vec(Xᵀ).
 */
import {
  type DerivativeExpression,
  type Expression,
  type Index,
  untransposed,
} from "../../algebra/expression.ts";
import { constantIndex, letterIndex } from "../../algebra/index-arithmetic.ts";
import { type Size, resolve } from "../../algebra/shape.ts";
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
  const motion = motionOf(site, { of, by }, route);
  if (!motion) return [];
  const { variable, change, terms } = motion;
  const swap = commutation(site.scope, variable);
  return [true, false].map((byColumns) =>
    terms.map((term) => around(site.scope, term, change, { byColumns, swap })),
  );
}

/** Whether the Jacobian takes a commutation matrix, and the note names none. */
export function lacksCommutation(
  site: Site,
  { of, withRespectTo: [by] }: DerivativeExpression,
  route: Route,
): boolean {
  const motion = motionOf(site, { of, by }, route);
  if (!motion || commutation(site.scope, motion.variable)) return false;
  const isTurned = (factor: Expression) => factor.type === "transpose" && factor.of === motion.change;
  return motion.terms.some(({ factors }) => factors.some(isTurned));
}

interface Motion {
  readonly variable: Expression;
  readonly change: Expression;
  readonly terms: readonly Term[];
}

/** dY in terms of dX, where both are stacked. */
function motionOf(
  site: Site,
  { of, by }: { readonly of: Expression; readonly by: Expression | undefined },
  route: Route,
): Motion | null {
  const output = stacked(of);
  const variable = by && stacked(untransposed(by));
  if (!output || !variable) return null;
  const change: Expression = { type: "differential", of: variable, span: nowhere };
  const motion = createDerivation(site, { ...route, variable, scalarOutput: false });
  return { variable, change, terms: tangent({ ...motion, changeOf: () => change }, output) };
}

/** K_{mn} for X of m×n, where the note names such a matrix and the sizes are letters or numbers. */
function commutation({ facts, shapes }: Scope, variable: Expression): Commutation | null {
  const isNamed = [...facts.constants.values()].includes("commutation");
  const shape = variable.type === "symbol" ? shapes.symbols.get(variable.name) : undefined;
  if (!isNamed || !shape) return null;
  const sizes = [shape.rows, shape.cols].map((size) => indexOf(resolve(shapes.bindings, size)));
  const [m, n] = sizes;
  return m && n ? { type: "constant", constant: "commutation", indices: [m, n], span: nowhere } : null;
}

type Commutation = Expression & { type: "constant" };

function indexOf(size: Size): Index | null {
  if (size.type === "number") return constantIndex(size.value, nowhere);
  return size.type === "name" && size.at === null && size.name.length === 1
    ? letterIndex(size.name, nowhere)
    : null;
}

function turnedOver({ indices, ...constant }: Commutation): Commutation {
  return { ...constant, indices: [...indices].reverse() };
}

function isCommutation(part: Expression): part is Commutation {
  return part.type === "constant" && part.constant === "commutation";
}

/** The terms transposed, factor by factor. */
export function transposedKronecker(scope: Scope, terms: readonly Term[]): readonly Term[] {
  const turned = (part: Expression): Expression =>
    part.type === "product"
      ? product([transposeOf(scope, part.left), transposeOf(scope, part.right)], part.sign)
      : isCommutation(part)
        ? turnedOver(part)
        : part;
  return terms.map((term) => ({ ...term, factors: [...term.factors].reverse().map(turned) }));
}

function stacked(part: Expression): Expression | null {
  return part.type === "call" && part.function.name.toLowerCase() === "vec" ? part.arguments[0]! : null;
}

interface Stacking {
  readonly byColumns: boolean;
  /** The commutation matrix of the variable, if there is one. */
  readonly swap: Commutation | null;
}

/** L dX R as one Kronecker product, L dXᵀ R as one times a commutation matrix. */
function around(scope: Scope, term: Term, change: Expression, { byColumns, swap }: Stacking): Term {
  const at = term.factors.findIndex(
    (factor) => factor === change || (factor.type === "transpose" && factor.of === change),
  );
  if (at < 0) stop();
  const isTurned = term.factors[at] !== change;
  if (isTurned && !swap) stop();
  const behind = isTurned ? [byColumns ? swap! : turnedOver(swap!)] : [];
  const before = term.factors.slice(0, at);
  const after = transposeAll(scope, term.factors.slice(at + 1));
  const [left, right] = byColumns ? [after, before] : [before, after];
  const alone = before.length + after.length === 0;
  const whole = product([product(left), product(right)], "\\otimes");
  return { ...term, factors: alone ? (isTurned ? behind : [identity]) : [whole, ...behind] };
}
