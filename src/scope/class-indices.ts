/*
 * The class of an example as an index: the y of `-\log p_y`, the y_i of `e^{f_{y_i}} / \sum_j e^{f_j}`. Formula trees go
 * in; they come out with one letter for it wherever it is an index, or is compared to one: `\mathbb{1}[k = y_i]`.
 */
import type { Note } from "../markdown/note.ts";
import { wordsOf } from "../markdown/note.ts";
import type { ScriptsNode, TexNode } from "../tex/syntax.ts";
import { children, mapTree, rewritten, someNode, walk } from "../tex/walk.ts";
import { gather } from "../text/gather.ts";
import { oncePer } from "../text/once.ts";
import { speaksOfClasses } from "./class-labels.ts";
import { letterName } from "./index-reading.ts";
import { itemsOf, visitOccurrences, withoutDecoration } from "./occurrence.ts";

const PREFIX = "class ";
const EACH = "of each ";

/** Whether the letter of an index is that of a class. */
export function isClassIndex(letter: string): boolean {
  return letter.startsWith(PREFIX);
}

/** The t of a class `y_t` that a sum takes in turn: it is another one at each t. */
export function memberOfClass(letter: string): string | null {
  return letter.startsWith(PREFIX + EACH) ? (/_([a-z])$/.exec(letter)?.[1] ?? null) : null;
}

/** The t of `p_{t,y_t}` where `p_t` is a vector of its own: it counts what is classified, as time does. */
export function countersOfClasses(formulas: readonly TexNode[]): readonly string[] {
  const single = new Set<string>();
  const classified: { readonly base: string; readonly member: string }[] = [];
  for (const formula of formulas)
    visitOccurrences(formula, ({ base, subscripts }) => {
      const [first, second] = (subscripts[0]?.items ?? []).map(letterName);
      if (first && second === undefined) single.add(`${base} ${first}`);
      if (first && second && memberOfClass(second) === first) classified.push({ base, member: first });
    });
  return classified.flatMap(({ base, member }) => (single.has(`${base} ${member}`) ? [member] : []));
}

/** What is a class and an index in a note, by its name: `y`, `y_i`; and the letter that is written for it. */
export type Classes = ReadonlyMap<string, string>;

export function findClasses(formulas: readonly TexNode[], note: Note): Classes {
  const plain = plainClasses(formulas, note).map((name) => [name, PREFIX + name] as const);
  return new Map([...nestedClasses(formulas), ...plain]);
}

/** Writes one letter for each index that is one of these. */
export function nameClasses(formula: TexNode, classes: Classes): TexNode {
  if (classes.size === 0) return formula;
  return rewritten(formula, `classes ${[...classes.values()].join()}`, () =>
    mapTree(formula, (node) => withClasses(node, classes)),
  );
}

interface Indexed {
  readonly base: string;
  readonly index: string;
  /** The letter of the index of the index. */
  readonly inner: string | null;
}

/** All letters with the indices that they have. */
const indexedBy = oncePer((formula: TexNode): readonly Indexed[] => {
  const found: Indexed[] = [];
  walk(formula, (node) => {
    const base = node.type === "scripts" ? letterName(node.base) : null;
    for (const item of node.type === "scripts" && node.sub ? itemsOf(node.sub) : []) {
      const index = letterName(item);
      const bare = withoutDecoration(item);
      const inner = isNested(bare) ? letterName(bare.sub!) : null;
      if (base !== null && index !== null) found.push({ base, index, inner });
    }
  });
  return found;
});

/** The `y_i` of `f_{y_i}` beside `f_j`, and the `y_t` of a `\log p_{t,y_t}` that a sum over t takes in turn. */
function nestedClasses(formulas: readonly TexNode[]): readonly (readonly [string, string])[] {
  const nested = gather(formulas, nestedIn);
  if (nested.length === 0) return [];
  const plain = new Set(
    gather(formulas, indexedBy).flatMap(({ base, index, inner }) =>
      inner === null ? `${base} ${index}` : [],
    ),
  );
  const isPlainOf = (base: string) => [..."jklmn"].some((letter) => plain.has(`${base} ${letter}`));
  const summed = new Set(gather(formulas, summedIn));
  return nested.flatMap(({ base, index, inner }) => {
    const isEach = summed.has(index);
    if (!isPlainOf(base) && !(isEach && plain.has(`${base} ${inner}`))) return [];
    return [[index, isEach ? PREFIX + EACH + index : PREFIX + index] as const];
  });
}

const nestedIn = oncePer((formula: TexNode) =>
  indexedBy(formula).filter(({ index, inner }) => inner !== null && /^[cly]_[a-z]$/.test(index)),
);

/** Those whose inner letter a sum of their formula counts with. */
const summedIn = oncePer((formula: TexNode): readonly string[] => {
  const counters = countingIn(formula);
  return nestedIn(formula).flatMap(({ index, inner }) =>
    inner !== null && counters.includes(inner) ? [index] : [],
  );
});

/** The letters that sums count with: the j of `\sum_{j \ne y_i}`. */
const countingIn = oncePer((formula: TexNode): readonly string[] => {
  const found: string[] = [];
  walk(formula, (node) => {
    const below = node.type === "bigOperator" && node.sub ? withoutDecoration(node.sub) : null;
    const counted = below?.type === "relation" ? below.operands[0]! : below;
    for (const item of counted ? itemsOf(counted) : []) found.push(letterName(item) ?? "");
  });
  return found;
});

/** The y of `-\log p_y` in a note on classes in which it is nothing but a class. */
function plainClasses(formulas: readonly TexNode[], note: Note): readonly string[] {
  const found = new Set(gather(formulas, inLogarithms));
  if (found.size === 0) return [];
  if (!speaksOfClasses.test(wordsOf(note)) && !formulas.some(hasSoftmax)) return [];
  const counters = new Set(gather(formulas, countingIn));
  const others = new Set(gather(formulas, termsIn));
  return [...found].filter((letter) => !counters.has(letter) && !others.has(letter));
}

const hasSoftmax = oncePer((formula: TexNode) =>
  someNode(formula, (node) => node.type === "word" && node.text === "softmax"),
);

/** The indices of what a logarithm is taken of. */
const inLogarithms = oncePer((formula: TexNode): readonly string[] => {
  const found: string[] = [];
  walk(formula, (node) => {
    const factors = node.type === "product" ? node.factors.map((factor) => factor.node) : [];
    factors.forEach((factor, at) => {
      const isLog = factor.type === "word" && /^(log|ln)$/.test(factor.text);
      const of = isLog ? factors[at + 1] : undefined;
      if (of) for (const { index } of indexedBy(of)) if (/^[cy]$/.test(index)) found.push(index);
    });
  });
  return found;
});

/** Letters that stand in a sum or product, or with scripts: those are no classes. */
const termsIn = oncePer((formula: TexNode): readonly string[] => {
  const found: string[] = [];
  const collect = (node: TexNode, isOperand: boolean): void => {
    if (isOperand && node.type === "letter") found.push(node.name);
    const inner = node.type === "scripts" ? [node.base] : children(node);
    const operates = /^(sum|product|scripts|fraction)$/.test(node.type);
    for (const child of inner) collect(child, operates);
  };
  collect(formula, false);
  return found;
});

function withClasses(node: TexNode, found: Classes): TexNode {
  if (node.type === "scripts" && node.sub) return { ...node, sub: inIndex(node.sub, found) };
  const [left, right, ...more] = node.type === "relation" ? node.operands : [];
  if (node.type !== "relation" || !left || !right || more.length > 0) return node;
  const isIndex = (side: TexNode) => /^(number|letter)$/.test(withoutDecoration(side).type);
  if (!isIndex(left) && !isIndex(right)) return node;
  return { ...node, operands: node.operands.map((side) => asClass(side, found)) };
}

/** The class within a subscript, which may be one of several items. */
function inIndex(sub: TexNode, found: Classes): TexNode {
  const items = new Set(itemsOf(sub));
  return mapTree(sub, (node) => (items.has(node) || node === sub ? asClass(node, found) : node));
}

function asClass(node: TexNode, found: Classes): TexNode {
  const bare = withoutDecoration(node);
  const name = bare.type === "letter" || isNested(bare) ? letterName(bare) : null;
  const written = name === null ? undefined : found.get(name);
  if (written === undefined) return node;
  return { type: "letter", name: written, font: null, span: node.span, literal: node.literal };
}

function isNested(node: TexNode): node is ScriptsNode {
  return node.type === "scripts" && node.base.type === "letter" && node.sub !== null && node.sup === null;
}
