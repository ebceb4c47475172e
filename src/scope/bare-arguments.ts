/*
 * Arguments without parentheses: how much of what follows a function is its argument, `\sin 2x`, `A \cos\omega t`,
 * `\operatorname{tr} X^\top AX`. Factors go in, the argument and where it ends come out.
 */
import { splitsBehind } from "../algebra/bare-angle.ts";
import type { TexNode } from "../tex/syntax.ts";
import type { Context } from "./context.ts";
import { differentialOrder } from "./elaborate-derivative.ts";
import { type Factor, type Unit, multiply, takeUnit } from "./elaborate-product.ts";
import { readOccurrence, withoutDecoration } from "./occurrence.ts";

/** One unit, a leading number taken along (`\sin 2x`). */
export function takeArgument(factors: readonly Factor[], at: number, context: Context): Unit {
  const first = takeUnit(factors, at, context);
  const next = factors[first.next];
  if (factors[at]!.node.type !== "number" || next?.sign !== "" || next.node.type === "fenced") return first;
  const second = takeUnit(factors, first.next, context);
  return { value: multiply(first.value, "", second.value), next: second.next };
}

/** Functions of an angle, of which `\cos\omega t` takes all letters. */
export function isOfAngle(name: string): boolean {
  return splitsBehind.has(name);
}

/** All small letters, up to one that is an angle by itself: `\cos\omega t`, `\sin n\theta`, but `\cos\theta\, x`. */
export function takeAngle(factors: readonly Factor[], at: number, context: Context): Unit {
  let { value, next } = takeArgument(factors, at, context);
  const isLetter = (place: number) => isSmallLetter(factors[place]!.node);
  while (
    isLetter(next - 1) &&
    !isAngle(factors[next - 1]!.node) &&
    factors[next]?.sign === "" &&
    isLetter(next) &&
    differentialOrder(factors[next]!.node, context) === 0 &&
    !isApplied(factors, next)
  ) {
    const unit = takeUnit(factors, next, context);
    value = multiply(value, "", unit.value);
    next = unit.next;
  }
  return { value, next };
}

/** A plain small letter, with scripts or without: no vector, no rate. */
function isSmallLetter(node: TexNode): boolean {
  const bare = withoutDecoration(node);
  const base = bare.type === "scripts" ? withoutDecoration(bare.base) : bare;
  return base.type === "letter" && base.font !== "bold" && /^\\?[a-z]+$/.test(base.name);
}

function isAngle(node: TexNode): boolean {
  return /^\\(var)?(theta|phi|psi|alpha|beta|gamma|delta)$/.test(readOccurrence(node)?.base ?? "");
}

function isApplied(factors: readonly Factor[], at: number): boolean {
  const next = factors[at + 1];
  return next?.sign === "" && withoutDecoration(next.node).type === "fenced";
}

/** `\operatorname{tr} X^\top AX`: all matrices that are multiplied behind it. */
export function takeMatrices(factors: readonly Factor[], at: number, context: Context): Unit {
  let { value, next } = takeArgument(factors, at, context);
  if (!isMatrixLetter(factors[at]!.node)) return { value, next };
  while (factors[next]?.sign === "" && isMatrixLetter(factors[next]!.node)) {
    const unit = takeUnit(factors, next, context);
    value = multiply(value, "", unit.value);
    next = unit.next;
  }
  return { value, next };
}

/** A capital, but no identity: that stands behind the number that a trace is. */
function isMatrixLetter(node: TexNode): boolean {
  return /^[A-HJ-Z]$/.test(readOccurrence(node)?.base ?? "");
}
