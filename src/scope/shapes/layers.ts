/*
 * `z^{[1]} = W^{[1]} x + b^{[1]}`, `z^{[2]} = W^{[2]} a^{[1]} + b^{[2]}`: layers that are numbered, each of which may have
 * sizes of its own. Statements and definitions go in, the numbers of all that is numbered come out.
 */
import { type Expression, some, walkExpression } from "../../algebra/expression.ts";
import { oncePer } from "../../text/once.ts";
import type { Definition } from "../definitions.ts";
import { allSides } from "../sides.ts";
import type { Statement } from "../statement.ts";
import { isMatrixLetter } from "./typography.ts";

export type Layers = ReadonlyMap<string, ReadonlySet<number>>;

/** Nothing where weights are not numbered, or one of two layers has a letter: what is said of l holds for all. */
export function layersOf(statements: readonly Statement[], definitions: readonly Definition[]): Layers {
  const weighted = definitions.filter(isLayer).length;
  return weighted > 1 ? numberedIn(statements) : new Map();
}

/** `z^{[2]} = W^{[2]} …`, `a^{[2]} = \sigma(W^{[2]} …)`, and `z^{(2)} = \Theta^{(1)} …` of weights from a layer to the next. */
function isLayer({ time, components, body }: Definition): boolean {
  if (!time || time.terms.length > 0 || components.length > 0) return false;
  const isWeight = (part: Expression) =>
    part.type === "symbol" &&
    isWeightLetter(part.name) &&
    (part.time?.offset === time.offset || part.time?.offset === time.offset - 1);
  return some(body, (part) => part.type === "product" && isWeight(part.left));
}

function isWeightLetter(name: string): boolean {
  return isMatrixLetter(name) || /^\\Theta\b/.test(name);
}

/** The symbols that never stand with a letter for their number. */
const numberedIn = oncePer((statements: readonly Statement[]): Layers => {
  const numbers = new Map<string, Set<number>>();
  const lettered = new Set<string>();
  for (const part of allSides(statements).flatMap(walkExpression)) {
    if (part.type !== "symbol" || !part.time) continue;
    if (part.time.terms.length > 0) lettered.add(part.name);
    numbers.set(part.name, (numbers.get(part.name) ?? new Set()).add(part.time.offset));
  }
  return new Map([...numbers].filter(([name]) => !lettered.has(name)));
});
