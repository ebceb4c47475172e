/*
 * A product of scalars as powers of different bases, so that what stands above and below a fraction line cancels:
 * `aᵀx ‖a‖ / (‖a‖‖x‖)² ‖x‖` is `aᵀx / ‖a‖‖x‖³`.
 */
import type { Expression } from "../../algebra/expression.ts";
import { keyOf } from "../../algebra/expression-key.ts";
import type { Scope } from "../../scope/scope.ts";
import { flatten } from "./transpose.ts";
import { number, power, quotient } from "./form.ts";
import { kindOf } from "./kind.ts";

interface Factor {
  readonly base: Expression;
  exponent: number;
  /** As it was written, where it stands alone. */
  readonly written: Expression;
  readonly writtenExponent: number;
}

export interface Monomial {
  readonly number: number;
  readonly scalars: readonly Expression[];
}

/** The product of these scalars, each base once. */
export function monomial(scope: Scope, scalars: readonly Expression[]): Monomial {
  const factors = new Map<string, Factor>();
  let size = 1;
  const add = (part: Expression, exponent: number): void => {
    const value = numberOf(part);
    if (value !== null) {
      size *= value ** exponent;
      return;
    }
    if (part.type === "quotient" && kindOf(scope, part) === "scalar") {
      add(part.left, exponent);
      add(part.right, -exponent);
      return;
    }
    const { base, raised } = asPower(scope, part);
    const items = base.type === "product" ? flatten(scope, base) : [base];
    if (items.length > 1 && items.every((item) => kindOf(scope, item) === "scalar"))
      return items.forEach((item) => add(item, exponent * raised));
    const key = keyOf(base);
    const same = factors.get(key);
    if (same) same.exponent += exponent * raised;
    else factors.set(key, { base, exponent: exponent * raised, written: part, writtenExponent: raised });
  };
  for (const scalar of scalars) add(scalar, 1);
  const rest = [...factors.values()].filter(({ exponent }) => exponent !== 0);
  return { number: size, scalars: rest.map(toScalar) };
}

function asPower(scope: Scope, part: Expression): { readonly base: Expression; readonly raised: number } {
  if (part.type === "power" && part.exponent.type === "number")
    return { base: part.base, raised: part.exponent.value };
  if (part.type === "inverse" && kindOf(scope, part.of) === "scalar") return { base: part.of, raised: -1 };
  return { base: part, raised: 1 };
}

function toScalar({ base, exponent, written, writtenExponent }: Factor): Expression {
  const size = Math.abs(exponent);
  const above = size === writtenExponent ? written : power(base, size, true);
  return exponent > 0 ? above : quotient(number(1), above);
}

function numberOf(part: Expression): number | null {
  if (part.type === "number") return part.value;
  if (part.type === "constant" && part.constant === "ones") return 1;
  if (part.type !== "quotient") return null;
  const above = numberOf(part.left);
  const below = numberOf(part.right);
  return above === null || below === null ? null : above / below;
}
