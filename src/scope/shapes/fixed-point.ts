/*
 * Repeats inference over statements until nothing more is learnt: both sides of an equation get one shape. Claims
 * are read to the end of their chain, definitions only up to their first step.
 */
import type { Expression } from "../../algebra/expression.ts";
import { type Shape, type Size, isOne, resolve } from "../../algebra/shape.ts";
import type { Span } from "../../text/span.ts";
import { type Definition, listsOwnComponents } from "../definitions.ts";
import type { Statement } from "../statement.ts";
import { infer } from "./infer.ts";
import { type State, equate } from "./state.ts";

/** Rounds of inference until nothing changes, at most a few. */
export function inferAll(
  state: State,
  statements: readonly Statement[],
  definitions: readonly Definition[],
  rounds = 6,
): void {
  state.settled = null;
  const bodies = new Set(definitions.map(({ body }) => body));
  for (let round = 0; round < rounds; round++) {
    const before = progress(state);
    state.bindings.old = state.bindings.sizes.length;
    for (const statement of statements) {
      state.statement = statement.id;
      let written = statement.left;
      state.claims = written.type === "derivative";
      let left = infer(state, written);
      for (const [at, step] of statement.steps.entries()) {
        // Behind a definition stands what may be claimed, or the next definition: `\hat y = a = \sigma(z)`.
        if (at > 0 && definitions.length > 0 && !bodies.has(step.right)) break;
        // Of `\delta = \partial L / \partial z = …` too, what stands behind the derivative is claimed.
        state.claims ||= written.type === "derivative";
        const right = listedAs(left, written, step.right, infer(state, step.right), state);
        const gradient = step.right.type === "derivative" && statement.left.type !== "symbol";
        if (step.right.type !== "number" && !gradient) {
          if (state.claims) equateSizes(state, left, right, step.span);
          else equate(state, left, right, step.span);
        }
        written = step.right;
        left = right;
      }
    }
    state.claims = false;
    if (progress(state) === before) {
      state.settled = before;
      return;
    }
  }
}

/** A vector that is a column by other words is one in `z = (z_1, \ldots, z_n)`, too. */
function listedAs(
  left: Shape,
  written: Expression,
  by: Expression,
  shape: Shape,
  { bindings }: State,
): Shape {
  const isOwn = written.type === "symbol" && listsOwnComponents({ name: written.name, body: by });
  const { rows, cols } = shape;
  return isOwn && isOne(bindings, left.cols) && isOne(bindings, rows) ? { rows: cols, cols: rows } : shape;
}

/** What is claimed of a derivative, in one layout or another, makes no vector a number: nothing open becomes 1 by it. */
function equateSizes(state: State, a: Shape, b: Shape, span: Span): void {
  const { bindings } = state;
  // By a row it may as well be a column.
  if (isOne(bindings, a.rows)) return;
  const open = (size: Size) => resolve(bindings, size).type === "variable";
  const collapses = (one: Size, other: Size) =>
    (isOne(bindings, one) && open(other)) || (isOne(bindings, other) && open(one));
  const rows = collapses(a.rows, b.rows) ? a.rows : b.rows;
  const cols = collapses(a.cols, b.cols) ? a.cols : b.cols;
  equate(state, a, { rows, cols }, span);
}

/** Settles again, if anything was learnt since nothing more was to be learnt from the same statements. */
export function inferFurther(
  state: State,
  statements: readonly Statement[],
  definitions: readonly Definition[],
): void {
  if (progress(state) !== state.settled) inferAll(state, statements, definitions);
}

/** Grows with whatever a round of inference learns. */
function progress({ bindings, symbols, letters, deferred }: State): number {
  return bindings.learnt + symbols.size + letters.size + deferred.size;
}
