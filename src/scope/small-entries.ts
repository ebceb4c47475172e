/*
 * `w_{ij}` as the entry of W: a small letter that stands nowhere without two indices, beside the capital that does.
 * Statements go in and come out, with entries of the matrix.
 */
import { type Expression, type SymbolExpression, mapParts, parts, some } from "../algebra/expression.ts";
import { gather } from "../text/gather.ts";
import { oncePer } from "../text/once.ts";
import type { Facts } from "./facts.ts";
import { allSides } from "./sides.ts";
import { type Statement, mapSides } from "./statement.ts";

/** By the small letter, the name of its matrix: the `w_{jk}^l` of a layer and a `w_{jk}` without one are two letters. */
export type SmallEntries = ReadonlyMap<string, string>;

/** Writes entries of matrices for the small letters that stand for these. */
export function writeSmallEntries(
  statements: readonly Statement[],
  facts: Facts,
): { readonly statements: readonly Statement[]; readonly smallEntries: SmallEntries } {
  const smallEntries = findSmallEntries(statements, facts);
  const write = (side: Expression): Expression =>
    [...seenIn(side).entries.keys()].some((letter) => smallEntries.has(letter))
      ? asMatrixEntries(side, smallEntries)
      : side;
  return {
    statements: smallEntries.size > 0 ? statements.map((one) => mapSides(one, write)) : statements,
    smallEntries,
  };
}

/** An expression with entries of the matrices for the small letters. */
export function asMatrixEntries(part: Expression, smallEntries: SmallEntries): Expression {
  const matrix = isEntryOfTwo(part) ? smallEntries.get(letterOf(part.of)) : undefined;
  return isEntryOfTwo(part) && matrix !== undefined
    ? { ...part, of: { ...part.of, name: matrix } }
    : mapParts(part, (inner) => asMatrixEntries(inner, smallEntries));
}

/** Each entry of such a matrix with its two indices the other way round. */
export function swapSmallEntries(part: Expression, smallEntries: SmallEntries): Expression {
  return isOfMatrix(part, smallEntries)
    ? { ...part, indices: [part.indices[1]!, part.indices[0]!] }
    : mapParts(part, (inner) => swapSmallEntries(inner, smallEntries));
}

/** The names of the small letters. */
export function namesOfSmallEntries(smallEntries: SmallEntries): readonly string[] {
  return [...smallEntries.keys()].map((letter) => letter.replace("@", ""));
}

/** Whether there are any in an expression. */
export function hasSmallEntries(of: Expression, smallEntries: SmallEntries): boolean {
  return some(of, (part) => isOfMatrix(part, smallEntries));
}

function isOfMatrix(part: Expression, smallEntries: SmallEntries): part is EntryOfSymbol {
  return isEntryOfTwo(part) && [...smallEntries.values()].includes(part.of.name);
}

function findSmallEntries(statements: readonly Statement[], facts: Facts): SmallEntries {
  const seen = allSides(statements).map(seenIn);
  const entries = new Map(gather(seen, (side) => side.entries));
  if (entries.size === 0) return new Map();
  const whole = new Set(gather(seen, (side) => side.whole));
  const divisors = new Set(gather(seen, (side) => side.divisors));
  const defined = new Set(statements.flatMap(({ left }) => definedName(left)));
  return new Map(
    [...entries].flatMap(([letter, entry]) => {
      const { name } = entry;
      const matrices = capitals(name).filter(
        (capital) =>
          whole.has(letterOf({ ...entry, name: capital })) &&
          !divisors.has(capital) &&
          !isDeclaredNumber(facts, capital),
      );
      const [matrix, ...more] = matrices;
      const isItself = whole.has(letter) || facts.shapes.get(name)?.some(({ rank }) => rank > 0);
      if (matrix === undefined || more.length > 0 || isItself) return [];
      // Where the note says of each what it is, they may be two.
      return defined.has(name) && defined.has(matrix) ? [] : [[letter, matrix] as const];
    }),
  );
}

function letterOf({ name, time }: SymbolExpression): string {
  return time ? `${name}@` : name;
}

interface Seen {
  /** Letters with two indices. */
  readonly entries: ReadonlyMap<string, SymbolExpression>;
  /** Letters without. */
  readonly whole: ReadonlySet<string>;
  /** What is divided by is a number: the A of `F / A` is an area. */
  readonly divisors: ReadonlySet<string>;
}

const seenIn = oncePer((side: Expression): Seen => {
  const entries = new Map<string, SymbolExpression>();
  const whole = new Set<string>();
  const divisors = new Set<string>();
  const visit = (part: Expression): void => {
    if (part.type === "quotient") for (const name of factorNames(part.right)) divisors.add(name);
    if (isEntryOfTwo(part)) entries.set(letterOf(part.of), part.of);
    else {
      if (part.type === "symbol") whole.add(letterOf(part));
      parts(part).forEach(visit);
    }
  };
  visit(side);
  return { entries, whole, divisors };
});

function factorNames(of: Expression): readonly string[] {
  if (of.type === "product") return [...factorNames(of.left), ...factorNames(of.right)];
  if (of.type === "power") return factorNames(of.base);
  return of.type === "symbol" ? [of.name] : [];
}

/** `W` and `bold W` of w, `\Sigma` of σ; none of what is no small letter. */
function capitals(name: string): readonly string[] {
  const [, backslash, first, rest] = /^(?:bold )?(\\?)([a-z])(.*)$/.exec(name) ?? [];
  if (first === undefined) return [];
  const capital = `${backslash}${first.toUpperCase()}${rest}`;
  return [capital, `bold ${capital}`];
}

function definedName(left: Expression): readonly string[] {
  const symbol = left.type === "entry" ? left.of : left;
  return symbol.type === "symbol" ? [symbol.name] : [];
}

function isDeclaredNumber(facts: Facts, name: string): boolean {
  return facts.shapes.get(name)?.every(({ rank }) => rank === 0) ?? facts.sizes.has(name);
}

type EntryOfSymbol = Expression & { readonly type: "entry"; readonly of: SymbolExpression };

function isEntryOfTwo(part: Expression): part is EntryOfSymbol {
  return part.type === "entry" && part.indices.length === 2 && part.of.type === "symbol";
}
