/*
 * Parts that are counted from 0. The θ_0 of `\theta_0 + \theta_1 x_1 + \cdots + \theta_n x_n` and of `\beta_0 + x^\top
 * \beta` is a letter of its own; where `\sum_{j=0}^n \theta_j x_j` runs over all, every part is counted one higher, as
 * all else is counted from 1. In come the formulas of a note, out go the letters, and formulas in which they are so.
 */
import type { BigOperatorNode, RelationNode, ScriptsNode, SumNode, TexNode } from "../tex/syntax.ts";
import { lettersIn, mapTree, rewritten, walk } from "../tex/walk.ts";
import { oncePer } from "../text/once.ts";
import { isShifted, letterName, readIndex } from "./index-reading.ts";
import { isTranspose, withoutDecoration } from "./occurrence.ts";

export interface ZeroIndices {
  /** What stands apart from the other parts of its letter, as `\theta_0`. */
  readonly intercepts: ReadonlySet<string>;
  /** Letters whose parts are counted from 0. */
  readonly based: ReadonlySet<string>;
  /** Those of them of which a sum leaves the first part out: what is said of `\theta_j` is not meant of `\theta_0`. */
  readonly firstApart: ReadonlySet<string>;
}

/** What one formula says of its letters. */
interface Seen {
  /** θ of a `\theta_0` that other parts of θ, or all of it, are added to. */
  readonly apart: readonly string[];
  /** Letters that a sum from 0 goes along. */
  readonly along: readonly string[];
  /** Letters that a sum from 1 goes along. */
  readonly behind: readonly string[];
  /** Letters whose norm is taken, which has the first part in it too. */
  readonly measured: readonly string[];
  /** Letters whose indices say more than which part is meant: steps in time, two of them. */
  readonly other: readonly string[];
}

export function findZeroIndices(formulas: readonly TexNode[]): ZeroIndices {
  const seen = formulas.map(seenIn);
  const among = (key: keyof Seen) => new Set(seen.flatMap((one) => one[key]));
  const [apart, along, measured, other] = [among("apart"), among("along"), among("measured"), among("other")];
  // Where one of two letters is counted from 0 and the other is not, nothing is.
  const isMixed =
    [...apart].some((letter) => along.has(letter)) || [...along].some((letter) => other.has(letter));
  const intercepts = [...apart].filter((letter) => !other.has(letter) && !measured.has(letter));
  return {
    intercepts: new Set(isMixed ? [] : intercepts.map((letter) => `${letter}_0`)),
    based: isMixed ? new Set() : along,
    firstApart: new Set([...among("behind")].filter((letter) => along.has(letter))),
  };
}

/** A formula with the parts of these letters counted from 1. */
export function countFromOne(formula: TexNode, based: ReadonlySet<string>): TexNode {
  if (!lettersIn(formula).some((letter) => [...based].some((name) => name.includes(letter)))) return formula;
  return rewritten(formula, `from zero ${[...based].join()}`, () =>
    mapTree(formula, (node) => {
      if (node.type === "scripts") return isPart(node, based) ? partFromOne(node) : node;
      return node.type === "bigOperator" && goesAlong(node, based) ? boundsFromOne(node) : node;
    }),
  );
}

const seenIn = oncePer((formula: TexNode): Seen => {
  const along: string[] = [];
  const behind: string[] = [];
  const measured: string[] = [];
  const other: string[] = [];
  const sums: SumNode[] = [];
  const whole: string[] = [];
  walk(formula, (node) => {
    if (node.type === "sum") {
      sums.push(node);
      along.push(...alongDots(node));
    } else if (node.type === "bigOperator") {
      const from = lowerBound(node)?.value;
      if (from === 0) along.push(...partsAlong(node));
      if (from === 1) behind.push(...partsAlong(node));
    } else if (node.type === "fenced") {
      if (/\||vert/i.test(node.open)) measured.push(...wholeOf(node.body));
    } else if (node.type === "product") {
      const wholes = wholesIn(node);
      whole.push(...wholes);
      measured.push(...wholes.filter((name, at) => wholes.indexOf(name) < at));
    } else if (node.type === "scripts" && node.sub) {
      const base = letterName(node.base);
      if (base !== null && (isShifted(node.sub) || !isLetterOrNumber(node.sub))) other.push(base);
    }
  });
  // In `\theta_0 + \theta_1 x_1 + \cdots = \theta^\top x` it is a part of θ.
  const apart = sums.flatMap((sum) =>
    apartIn(sum).filter(
      (base) => !whole.includes(base) || sum.terms.some(({ node }) => wholesIn(node).includes(base)),
    ),
  );
  return { apart, along, behind, measured, other };
});

/** The θ of `\theta_0`, whatever stands above it. */
function partZero(node: TexNode): string | null {
  const bare = withoutDecoration(node);
  if (bare.type !== "scripts" || !bare.sub || letterName(bare.sub) !== "0") return null;
  return letterName(bare.base);
}

/** Whether a factor is the ∂, ∇ or d of what stands behind it. */
function isDerivativeSign(node: TexNode): boolean {
  const bare = withoutDecoration(node.type === "scripts" ? node.base : node);
  return bare.type === "sign" || (bare.type === "letter" && bare.name === "d");
}

/** θ of `\theta` and `\theta^\top` as a factor. */
function wholeOf(node: TexNode): readonly string[] {
  const bare = withoutDecoration(node);
  const isTurned = bare.type === "scripts" && !bare.sub && bare.sup !== null && isTranspose(bare.sup);
  const name = bare.type === "letter" ? bare.name : isTurned ? letterName(bare.base) : null;
  return name === null ? [] : [name];
}

/** `\theta_0` as a term, beside terms with other parts of θ or with all of it. */
function apartIn({ terms }: SumNode): readonly string[] {
  return terms.flatMap(({ node }, at) => {
    const base = partZero(node);
    if (base === null) return [];
    const others = terms.filter((_, other) => other !== at).map((term) => term.node);
    return others.some((other) => hasParts(other, base) || wholesIn(other).includes(base)) ? [base] : [];
  });
}

/** The letters that a term multiplies as a whole; in `\partial\theta` nothing is multiplied. */
function wholesIn(term: TexNode): readonly string[] {
  const factors = term.type === "product" ? term.factors.map(({ node }) => node) : [term];
  return isDerivativeSign(factors[0]!) ? [] : factors.flatMap(wholeOf);
}

/** Whether a term goes along all parts of a letter: `\theta_n x_n`, `\sum_j \theta_j x_j`. */
function hasParts(term: TexNode, base: string): boolean {
  const bare = withoutDecoration(term);
  if (bare.type === "bigOperator") return partsAlong(bare).includes(base);
  const factors = bare.type === "product" ? bare.factors.map(({ node }) => node) : [bare];
  return factors.some((factor) => {
    const part = withoutDecoration(factor);
    const index =
      part.type === "scripts" && part.sub && letterName(part.base) === base ? letterName(part.sub) : null;
    return index !== null && /^[a-zA-Z]$/.test(index);
  });
}

/** The letters of `\theta_0 x_0 + \theta_1 x_1 + \cdots`. */
function alongDots({ terms }: SumNode): readonly string[] {
  const [first] = terms;
  if (first?.node.type !== "product" || !terms.some(({ node }) => node.type === "dots")) return [];
  const bases = first.node.factors.map(({ node }) => partZero(node));
  return bases.every((base) => base !== null) ? bases : [];
}

/** What a sum counts, and from which number. */
function lowerBound({
  operator,
  sub,
}: BigOperatorNode): { readonly letter: string; readonly value: number } | null {
  const bound = sub && withoutDecoration(sub);
  if (operator !== "sum" || bound?.type !== "relation" || bound.relations.length !== 1) return null;
  const [letter, from] = bound.operands;
  const name = bound.relations[0]!.name === "=" ? letterName(letter!) : null;
  return name !== null && from?.type === "number" ? { letter: name, value: from.value } : null;
}

/** The letters of which a sum takes the parts in turn; none where it uses the index in another way too. */
function partsAlong(node: BigOperatorNode): readonly string[] {
  const bound = lowerBound(node);
  if (!bound || !node.sup || readIndex(node.sup)?.terms.length !== 1) return [];
  const bases: string[] = [];
  let uses = 0;
  walk(node.body, (part) => {
    if (part.type === "letter" && part.name === bound.letter) uses++;
    if (part.type !== "scripts" || !part.sub || letterName(part.sub) !== bound.letter) return;
    const base = letterName(part.base);
    if (base !== null) bases.push(base);
  });
  return bases.length === uses ? bases : [];
}

function goesAlong(node: BigOperatorNode, based: ReadonlySet<string>): boolean {
  return partsAlong(node).some((base) => based.has(base));
}

function isPart({ base, sub }: ScriptsNode, based: ReadonlySet<string>): boolean {
  return sub !== null && sub.type === "number" && based.has(letterName(base) ?? "");
}

function isLetterOrNumber(index: TexNode): boolean {
  const bare = withoutDecoration(index);
  return bare.type === "letter" || bare.type === "number";
}

function partFromOne(node: ScriptsNode): TexNode {
  return { ...node, sub: oneHigher(node.sub!) };
}

/** `\sum_{j=0}^n` goes along n parts if nothing says that there are n + 1, and `\sum_{j=0}^{n-1}` does anyway. */
function boundsFromOne(node: BigOperatorNode): TexNode {
  const bound = withoutDecoration(node.sub!) as RelationNode;
  const [letter, from] = bound.operands;
  const sup = withoutDecoration(node.sup!);
  const isOneLess =
    sup.type === "sum" &&
    sup.terms.length === 2 &&
    sup.terms[1]!.sign === "-" &&
    letterName(sup.terms[1]!.node) === "1";
  const to = isOneLess ? sup.terms[0]!.node : node.sup;
  return { ...node, sub: { ...bound, operands: [letter!, oneHigher(from!)] }, sup: to };
}

function oneHigher(index: TexNode): TexNode {
  return index.type === "number" ? { ...index, value: index.value + 1 } : index;
}
