/*
 * Powers: a base that was read and the tree above it go in; out comes its inverse, the transpose of that, Euler's
 * number to a power, or a plain power.
 */
import type { Expression } from "../algebra/expression.ts";
import type { TexNode } from "../tex/syntax.ts";
import type { Context } from "./context.ts";
import { elaborate } from "./elaborate.ts";
import { readIndex } from "./index-reading.ts";
import { isTranspose } from "./occurrence.ts";

/** `X^{-T}`, `X^{+\top}` and plain powers. */
export function powerOf(
  base: Expression,
  exponent: TexNode,
  span: { start: number; end: number },
  context: Context,
): Expression {
  if (exponent.type === "sum" && exponent.terms.length <= 2) {
    const last = exponent.terms.at(-1)!;
    const [first] = exponent.terms;
    if (isTranspose(last.node)) {
      const pseudo = first!.sign === "+";
      const inverse: Expression = { type: "inverse", of: base, pseudo, span };
      if (exponent.terms.length === 1 || first!.node.type === "empty")
        return { type: "transpose", of: inverse, span };
    }
  }
  if (
    exponent.type === "product" &&
    exponent.factors.length === 2 &&
    isTranspose(exponent.factors[1]!.node)
  ) {
    const first = exponent.factors[0]!.node;
    if (first.type === "sum" || first.type === "number")
      return { type: "transpose", of: powerOf(base, first, span, context), span };
  }
  if (exponent.type === "sum" && exponent.terms.length === 1 && exponent.terms[0]!.sign === "-") {
    const only = exponent.terms[0]!.node;
    if (only.type === "number" && only.value === 1) return { type: "inverse", of: base, pseudo: false, span };
    const [one, mark, ...more] = only.type === "product" ? only.factors.map(({ node }) => node) : [];
    const isOne = one?.type === "number" && one.value === 1;
    if (isOne && mark && more.length === 0 && isTranspose(mark))
      return { type: "transpose", of: { type: "inverse", of: base, pseudo: false, span }, span };
  }
  const index = readIndex(exponent);
  const value: Expression =
    index && index.terms.length > 0 && index.terms.every(({ letter }) => isCounter(letter, context))
      ? { type: "index", index, span: exponent.span }
      : elaborate(exponent, context);
  if (isExponentialBase(base, value, context))
    return {
      type: "call",
      function: { type: "operator", name: "exp" },
      arguments: [elaborate(exponent, context)],
      order: 0,
      functionSpan: base.span,
      span,
    };
  return { type: "power", base, exponent: value, elementwise: false, span };
}

/** Whether a letter in an exponent counts (`W^{t-k}`, `\lambda^n`) rather than varies (`x^x`). */
function isCounter(letter: string, context: Context): boolean {
  return (
    context.notation.timeLetters.has(letter) ||
    (/^[i-npqrstDKLMNT]$/.test(letter) && !context.ownSymbols.has(letter))
  );
}

/** Of an error e the note writes the square, and times above it; what varies above an e is the exponent of Euler's. */
function isExponentialBase(base: Expression, exponent: Expression, { ownSymbols }: Context): boolean {
  const isE = base.type === "symbol" && base.name === "e" && !base.time;
  return isE && (!ownSymbols.has("e") || !(exponent.type === "number" || exponent.type === "index"));
}
