/*
 * Which letters are those of time, as far as a letter says so by itself. What a note says by its use of one is found by
 * `evidence.ts`.
 */
import type { DerivativeExpression } from "../algebra/expression.ts";
import { freeName } from "./free-number.ts";

/** The time of a note that writes none: `\dot x` alone. */
export const unwrittenTime = "t";

/** `t`, `\tau`: time wherever they stand, unless the note says something else of them. */
export function namesTime(letter: string): boolean {
  return letter === "t" || letter === "\\tau";
}

/** The letter of a note whose letters move: an s too may be what they move along, or it is not written. */
export function isTimeLetter(name: string): boolean {
  return namesTime(name) || name === "s" || name === freeName(unwrittenTime);
}

/** Whether this is a derivative by time, of a first order. */
export function isByTime({ withRespectTo: [by, ...more] }: DerivativeExpression): boolean {
  return by?.type === "symbol" && isTimeLetter(by.name) && more.length === 0;
}

/** Letters that may count the steps of `h(t)`, `x[k+1]`. */
export function isClock(letter: string): boolean {
  return isTimeLetter(letter) || /^[knT]$/.test(letter);
}

/** `h_T` speaks of the last step, `h_t` of any. */
export function isHorizon(letter: string): boolean {
  return /^[A-Z]$/.test(letter);
}
