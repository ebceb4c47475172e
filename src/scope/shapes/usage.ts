/*
 * How letters stand in the statements of a note, before anything is known of their shapes: with how many indices, as an
 * index, behind a matrix, as a count. Statements go in, letters come out; each statement is looked through once.
 */
import { type Expression, factorsOf, untransposed } from "../../algebra/expression.ts";
import { onlyLetter } from "../../algebra/index-arithmetic.ts";
import type { Size } from "../../algebra/shape.ts";
import { gather } from "../../text/gather.ts";
import { oncePer } from "../../text/once.ts";
import { FAMILY } from "../families.ts";
import { inParts } from "../sides.ts";
import type { Statement } from "../statement.ts";
import { positionOf } from "../vector-calculus.ts";
import { isMatrixLetter } from "./typography.ts";

/** The symbols that stand with components in these statements: `W_{ij}` has two. */
export const entriesOf = oncePer((statements: readonly Statement[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const [name, count] of allEntries(statements))
    counts.set(name, Math.max(count, counts.get(name) ?? 0));
  return counts;
});

const allEntries = inParts((part) =>
  part.type === "entry" && part.of.type === "symbol" ? [[part.of.name, part.indices.length] as const] : [],
);

/** The letters of entries, of sums and of times. */
export const indicesOf = inParts((part) => {
  if (part.type === "iterated") return [part.letter];
  const indices = part.type === "entry" ? part.indices : part.type === "symbol" ? [part.time] : [];
  return gather(indices, (index) => index?.terms.map(({ letter }) => letter) ?? []);
});

/** The β of `X \beta` and of `\|\beta\|`. */
export const appliedOf = inParts((part) => {
  if (part.type === "norm" && part.of.type === "symbol") return [part.of.name];
  if (part.type !== "product" || part.sign !== "" || part.right.type !== "symbol") return [];
  const before = untransposed(factorsOf(part.left).at(-1)!);
  return before.type === "symbol" && isMatrixLetter(before.name) ? [part.right.name] : [];
});

/** The r of `\nabla \cdot \mathbf{r}`. */
export const positionsOf = inParts((part) => {
  const position = positionOf(part);
  return position === null ? [] : [position];
});

/** The n of `\frac{1}{2n}`, of `\sqrt{n}` below a fraction and of `\frac{n}{2} \log 2\pi`: numbers of samples and sizes. */
export const countsOf = inParts((part) => {
  if (part.type === "quotient" && (part.left.type === "number" || part.right.type === "call"))
    return countsBelow(part.right);
  if (part.type !== "product" || part.left.type !== "quotient") return [];
  const isOfLogarithm = part.right.type === "call" && part.right.function.name === "log";
  return isOfLogarithm && part.left.right.type === "number" ? countsBelow(part.left.left) : [];
});

function countsBelow(below: Expression): readonly string[] {
  if (below.type === "symbol") return !below.time && isCount(below.name) ? [below.name] : [];
  if (below.type === "product") return gather([below.left, below.right], countsBelow);
  return below.type === "call" && below.function.name === "sqrt" ? countsBelow(below.arguments[0]!) : [];
}

/** The letters of counts, alone or with a label: the `d_k` of attention. */
function isCount(name: string): boolean {
  return /^[dkmnBDKMN](_\{.*\})?$/.test(name);
}

/** The K of a sum from 1 to K over members; a few where no sum says how many. */
export function membersOf(statements: readonly Statement[]): Size {
  const [last] = lastMembers(statements);
  return last === undefined ? { type: "number", value: FAMILY } : { type: "name", name: last, at: null };
}

const lastMembers = inParts((part) => {
  const last = part.type === "iterated" && part.operator === "sum" && part.to ? onlyLetter(part.to) : null;
  return last === null ? [] : [last];
});
