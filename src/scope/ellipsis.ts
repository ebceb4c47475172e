/*
 * Dots in sums, products and argument lists: `x_1 + \cdots + x_n`, `W_1 \cdots W_L`, `f(x_1, \ldots, x_n)`. What
 * stands around the dots goes in; a sum or product over an index, or the vector that is listed, comes out.
 */
import type { Expression, Index } from "../algebra/expression.ts";
import { combine, sameIndex, substituteIndex } from "../algebra/index-arithmetic.ts";
import { generalise, pair } from "../algebra/pattern.ts";
import { cover } from "../text/span.ts";

/** The letter that counts along dots. */
export const COUNT = "‹count›";

/**
 * The sum or product that dots stand for: `before` are the operands in front of them, `last` the one behind. The
 * direction is that of the last two operands in front, else from a number upwards. Null where no pattern shows.
 */
export function overDots(
  operator: "sum" | "product",
  before: readonly Expression[],
  last: Expression,
): Expression | null {
  const first = before.at(-1)!;
  const general = generalise(first, last, COUNT);
  if (!general?.ends) return null;
  const { from, to } = general.ends;
  const previous = before.at(-2);
  // In `\theta_0 + \theta_1 x_1 + \cdots` the first is no member of the rest.
  const isDeepEqual = previous !== undefined && pair(general.pattern, previous, (index) => index) !== null;
  const step = isDeepEqual ? stepTo(general.pattern, previous, from) : towards(from, to);
  if (step === null) return null;
  const span = cover(first.span, last.span);
  return {
    type: "iterated",
    operator,
    letter: COUNT,
    from,
    to,
    descending: step < 0,
    except: null,
    body: general.pattern,
    headSpan: span,
    span,
  };
}

/** By how much the index grows from one operand to the next, which must follow the pattern too. */
function stepTo(pattern: Expression, previous: Expression, from: Index): 1 | -1 | null {
  for (const step of [1, -1] as const) {
    const value = combine(from, { terms: [], offset: step, span: from.span }, -1, from.span);
    const follows = pair(pattern, previous, (a, b) =>
      sameIndex(substituteIndex(a, new Map([[COUNT, value]])), b) ? a : null,
    );
    if (follows) return step;
  }
  return null;
}

function towards(from: Index, to: Index): 1 | -1 | null {
  if (from.terms.length === 0) return 1;
  return to.terms.length === 0 ? -1 : null;
}

/** The vector whose components a list goes through from the first on: `x_1, x_2, \ldots, x_n`. */
export function listedVector(first: Expression, last: Expression): Expression | null {
  if (first.type !== "entry" || last.type !== "entry" || first.indices.length !== 1) return null;
  const [index] = first.indices;
  if (index!.terms.length > 0 || index!.offset !== 1 || !generalise(first, last, COUNT)?.ends) return null;
  return { ...first.of, span: cover(first.span, last.span) };
}
