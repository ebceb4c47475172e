/*
 * Subscripts that name and count nothing. Letters whose pairs of subscripts are labels, as `W_{ir}` and `W_{hr}` of a
 * gate r: no letter in them counts anything anywhere in the note, and not all of them are letters that usually count.
 * And copies by number, as in `Z_1 = X W_1 + b_1`, and a point beside another, as in `x_p = x + l`. Formula trees go in.
 */
import type { TexNode } from "../tex/syntax.ts";
import { gather } from "../text/gather.ts";
import { oncePer } from "../text/once.ts";
import { walk } from "../tex/walk.ts";
import { countersIn, letterName } from "./index-reading.ts";
import { type Occurrence, readOccurrence, visitOccurrences } from "./occurrence.ts";

/** The letters that carry labels of two letters. */
export function findLabelPairs(formulas: readonly TexNode[]): ReadonlySet<string> {
  const pairs = new Map<string, Set<string>>();
  for (const [base, names] of gather(formulas, pairsIn)) addAll(pairs, base, names);
  if (![...pairs.values()].some(mayBeLabels)) return new Set();
  const alone = new Set<string>();
  const counting = new Set<string>();
  for (const seen of formulas.map(scriptsIn)) {
    for (const base of seen.alone) alone.add(base);
    for (const name of seen.counting) counting.add(name);
  }
  for (const letter of alone) if (/^[i-m]$/.test(letter)) counting.add(letter);
  for (const [base, names] of pairs)
    if (alone.has(base) || base === "\\delta") for (const name of names) counting.add(name);
  const isLabel = (base: string, names: ReadonlySet<string>) =>
    !alone.has(base) && mayBeLabels(names) && [...names].every((name) => !counting.has(name));
  return new Set([...pairs].flatMap(([base, names]) => (isLabel(base, names) ? [base] : [])));
}

/** Small letters, and not only those that usually count. */
function mayBeLabels(names: ReadonlySet<string>): boolean {
  const all = [...names];
  return all.every((name) => /^[a-z]$/.test(name)) && all.some((name) => !/^[i-s]$/.test(name));
}

/** What the scripts of the letters in a formula say. */
interface Scripts {
  readonly alone: ReadonlySet<string>;
  readonly counting: ReadonlySet<string>;
  readonly pairs: ReadonlyMap<string, ReadonlySet<string>>;
}

const scriptsIn = oncePer((formula: TexNode): Scripts => {
  const alone = new Set<string>();
  const counting = new Set<string>(countersIn(formula));
  const pairs = new Map<string, Set<string>>();
  visitOccurrences(formula, ({ base, font, subscripts, superscripts }) => {
    if (font === "blackboard") return;
    const names = (subscripts[0]?.items ?? []).map((item) => letterName(item) ?? "");
    if (names.length === 0) alone.add(base);
    else if (names.length === 1) counting.add(names[0]!);
    else addAll(pairs, base, names);
    for (const part of superscripts) if (part.type === "bare") counting.add(letterName(part.node) ?? "");
  });
  return { alone, counting, pairs };
});

const pairsIn = (formula: TexNode) => scriptsIn(formula).pairs;

function addAll(to: Map<string, Set<string>>, base: string, names: Iterable<string>): void {
  const all = to.get(base) ?? new Set();
  for (const name of names) all.add(name);
  to.set(base, all);
}

/** A letter and the subscript that tells it from others. */
export interface Labelled {
  readonly base: string;
  readonly name: string;
}

/** The d with a letter below that is a size: below a root, as in `\sqrt{d_k}`, or in a `\mathbb{R}^{n \times d_k}`. */
export const findSizes = oncePer((formula: TexNode): readonly Labelled[] => {
  const found: Labelled[] = [];
  const add = ({ base, subscripts }: Occurrence): void => {
    const [item, ...more] = subscripts[0]?.items ?? [];
    const name = item && more.length === 0 ? letterName(item) : null;
    if (/^[dD]$/.test(base) && name !== null) found.push({ base, name });
  };
  walk(formula, (node) => {
    const sup = node.type === "scripts" && readOccurrence(node)?.font === "blackboard" ? node.sup : null;
    if (sup) visitOccurrences(sup, add);
    const body = node.type === "root" ? readOccurrence(node.body) : null;
    if (body) add(body);
  });
  return found;
});

/** Whether a d stands alone that is no sign of a differential: the d of `dV` and of `\frac{dE}{dt}` is one. */
export const hasPlainD = oncePer((formula: TexNode): boolean => {
  let plain = 0;
  const isD = (node: TexNode) => node.type === "letter" && node.name === "d";
  visitOccurrences(formula, ({ base, subscripts }) => {
    if (base === "d" && subscripts.length === 0) plain++;
  });
  walk(formula, (node) => {
    if (node.type !== "product") return;
    const signs = node.factors.filter(({ node: factor }, at) => {
      const next = node.factors[at + 1];
      return isD(factor) && next?.sign === "" && readOccurrence(next.node) !== null;
    });
    plain -= signs.length;
  });
  return plain > 0;
});

/** The letters of layers by number: a capital is defined by a capital of its own number, and both are wholes. */
export function findCopies(formulas: readonly TexNode[]): readonly Labelled[] {
  return gather(formulas, copiesIn);
}

const copiesIn = oncePer((formula: TexNode): readonly Labelled[] => {
  const found: Labelled[] = [];
  walk(formula, (node) => {
    const [left, right] = node.type === "relation" ? node.operands : [];
    const head = left && readOccurrence(left);
    const number = head ? numberBelow(head) : null;
    if (!head || !right || number === null || !isCapital(head)) return;
    const same: Occurrence[] = [];
    visitOccurrences(right, (occurrence) => {
      if (numberBelow(occurrence) === number) same.push(occurrence);
    });
    if (same.some(isCapital)) for (const { base } of [head, ...same]) found.push({ base, name: number });
  });
  return found;
});

function numberBelow({ subscripts }: Occurrence): string | null {
  const [item, ...more] = subscripts[0]?.items ?? [];
  return item?.type === "number" && more.length === 0 ? letterName(item) : null;
}

function isCapital({ base }: Occurrence): boolean {
  return /^[A-Z]$/.test(base);
}

/** The p of `x_p = x + l \sin\theta`: an x that is made of the other x, where nothing on the right has a p. */
export function findNeighbours(formulas: readonly TexNode[]): readonly string[] {
  return gather(formulas, neighboursIn);
}

const neighboursIn = oncePer((formula: TexNode): readonly string[] => {
  const found: string[] = [];
  walk(formula, (node) => {
    const isEquation = node.type === "relation" && /^:?=$/.test(node.relations[0]!.name);
    const [left, right] = isEquation ? node.operands : [];
    const head = left && readOccurrence(left);
    const [item, ...more] = head?.subscripts[0]?.items ?? [];
    if (!head || !right || item?.type !== "letter" || more.length > 0) return;
    let isBeside = false;
    visitOccurrences(right, ({ base, subscripts }) => {
      isBeside ||= base === head.base && subscripts.length === 0;
    });
    let hasLetter = false;
    walk(right, (part) => {
      hasLetter ||= part.type === "letter" && part.name === item.name;
    });
    if (isBeside && !hasLetter) found.push(item.name);
  });
  return found;
});
