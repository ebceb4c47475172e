/*
 * Which values the free indices of a claim are given: all that there are, or as many as can be compared, of those that
 * the claim is about.
 */
import { indexLettersOf, some } from "../algebra/expression.ts";
import type { Claim } from "../claims/claim.ts";
import type { Scope } from "../scope/scope.ts";
import { type Builder, fail, sizeValue } from "./builder.ts";
import { besideClasses } from "./class-letters.ts";
import { memberLetters } from "./times.ts";

/** Combinations of free index values that there may be. */
const COMBINATIONS = 700;
/** Those that are compared in one instance: all where there are fewer, else as many, evenly spread. */
const COMPARED = 256;

/** Values of the free indices, by their letters. */
export type IndexChoice = ReadonlyMap<string, number>;

/** All choices that are compared. */
export function indexChoices(
  builder: Builder,
  claim: Claim,
  free: readonly string[],
): readonly IndexChoice[] {
  let assignments = members(builder, claim);
  for (const letter of free) {
    const size = builder.scope.shapes.letters.get(`${claim.statement.id}:${letter}`);
    const count = size && sizeValue(builder, size);
    // An index that runs over one value tells nothing of its place in the formula.
    if (count === undefined || count === 1)
      fail("unknown-shape", `the range of the index ${letter} is not known`, claim.span);
    const first = countsBehindFirst(claim, letter, builder.scope.firstApart) ? 2 : 1;
    assignments = assignments.flatMap((letters) =>
      Array.from({ length: count - first + 1 }, (_, at) => new Map([...letters, [letter, first + at]])),
    );
    if (assignments.length > COMBINATIONS) fail("over-budget", "too many free indices", claim.span);
  }
  const all = besideClasses(builder, restricted(builder, assignments, claim), claim);
  if (all.length <= COMPARED) return all;
  return Array.from({ length: COMPARED }, (_, at) => all[Math.floor((at * all.length) / COMPARED)]!);
}

/** Whether an index stands for any part but the first, `\theta_0`. */
function countsBehindFirst(
  { head, claimed }: Claim,
  letter: string,
  firstApart: Scope["firstApart"],
): boolean {
  if (firstApart.size === 0) return false;
  return [head, claimed].some((side) =>
    some(
      side,
      (part) =>
        part.type === "entry" &&
        part.of.type === "symbol" &&
        firstApart.has(part.of.name) &&
        indexLettersOf(part).includes(letter),
    ),
  );
}

/** Two letters that count members, `\partial p_k/\partial w_j`, stand for any two, and for one and the same. */
function members({ scope, choice }: Builder, claim: Claim): readonly IndexChoice[] {
  const letters = memberLetters(claim, scope).filter((letter) => choice.letters.has(letter));
  if (letters.length !== 2) return [new Map()];
  const all = Array.from({ length: choice.lastTime - 1 }, (_, at) => at + 1);
  return all.flatMap((one) => all.map((other) => new Map([[letters[0]!, one], [letters[1]!, other]]))); // prettier-ignore
}

/** The choices of indices that a claim is about: all, or those with `i = j`, or with `i \neq j`. */
function restricted(
  builder: Builder,
  assignments: readonly IndexChoice[],
  { conditions: { own } }: Claim,
): readonly IndexChoice[] {
  const [first] = assignments;
  if (!own || !first?.has(own.left) || !first.has(own.right)) return assignments;
  builder.senses.add(`only ${own.left} ${own.equal ? "=" : "≠"} ${own.right} is claimed`);
  return assignments.filter((letters) => (letters.get(own.left) === letters.get(own.right)) === own.equal);
}
