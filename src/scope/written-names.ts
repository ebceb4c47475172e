/*
 * Names of several letters that no font marks: `net_j`, `loss`, `MPL`. Formula trees go in; they come out with each of
 * them as one letter, where a derivative is by it (nobody differentiates by a product), or where an equation is about
 * it and it is a word of the note, or is differentiated, as well. Two capitals are one where an equation applies them
 * to several things, `CE(y, p) = …`, where one that is differentiated is given by an equation, `KL = …`, or where they
 * have a label and name a derivative, `MP_L = \partial Q/\partial L`.
 */
import { gather } from "../text/gather.ts";
import { oncePer } from "../text/once.ts";
import type { Block } from "../markdown/note.ts";
import type { LetterNode, ProductNode, ScriptsNode, TexNode } from "../tex/syntax.ts";
import { children, mapTree, rewritten } from "../tex/walk.ts";
import { withoutDecoration } from "./occurrence.ts";

/** What stands without a space between, from one factor of a product up to another; the last may have scripts. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

/** How many letters make a name: `dW`, `xy` and `AB` are products, unless `AB` is applied. */
const SHORTEST = 3;
const isShort = (name: string): boolean => name.length < SHORTEST;

/** Writes names of several letters as one letter each. */
export function writeNames(formulas: readonly TexNode[], blocks: readonly Block[]): readonly TexNode[] {
  const names = new Set(namesIn(formulas, blocks));
  if (names.size === 0) return formulas;
  const way = `names ${[...names].join(" ")}`;
  const change = (node: TexNode) => (node.type === "product" ? withNames(node, names) : node);
  return formulas.map((formula) => rewritten(formula, way, () => mapTree(formula, change)));
}

function namesIn(formulas: readonly TexNode[], blocks: readonly Block[]): readonly string[] {
  const found = formulas.map(runsOf);
  const by = new Set(gather(found, (one) => one.by));
  const of = new Set(gather(found, (one) => one.of));
  const set = new Set(gather(found, (one) => one.set));
  const all = new Set([...by, ...of, ...set]);
  if (all.size === 0) return [];
  const alone = new Set(found.flatMap((one) => [...one.alone]));
  const marked = new Set(found.flatMap((one) => [...one.marked]));
  const isWord = (name: string) =>
    marked.has(name) ||
    blocks.some(({ content }) =>
      content.some((one) => one.type === "text" && new RegExp(`(?<!\\w)${name}(?!\\w)`).test(one.text)),
    );
  // Letters that all stand by themselves as well are factors.
  const isProduct = (name: string) => [...name].every((letter) => alone.has(letter));
  const isStated = (name: string) => of.has(name) && set.has(name);
  const applied = new Set(found.flatMap((one) => [...one.applied]));
  const called = new Set(found.flatMap((one) => [...one.called]));
  const isOne = (name: string) => by.has(name) || isStated(name) || called.has(name) || isWord(name);
  const named = new Set(found.flatMap((one) => [...one.named]));
  const isOneOfTwo = (name: string) => applied.has(name) || named.has(name) || isStated(name);
  return [...all].filter((name) => !isProduct(name) && (isShort(name) ? isOneOfTwo(name) : isOne(name)));
}

interface Runs {
  /** Runs that a derivative is by. */
  readonly by: ReadonlySet<string>;
  /** Those that are differentiated, and those that stand for a derivative. */
  readonly of: ReadonlySet<string>;
  /** Those left of an equation. */
  readonly set: ReadonlySet<string>;
  /** Those left of an equation before a list. */
  readonly applied: ReadonlySet<string>;
  /** Capitals left of an equation before a letter in parentheses. */
  readonly called: ReadonlySet<string>;
  /** Those with a label that stand for a derivative. */
  readonly named: ReadonlySet<string>;
  /** Words that a font marks. */
  readonly marked: ReadonlySet<string>;
  readonly alone: ReadonlySet<string>;
}

const runsOf: (formula: TexNode) => Runs = oncePer((formula) => {
  const by = new Set<string>();
  const of = new Set<string>();
  const set = new Set<string>();
  const applied = new Set<string>();
  const called = new Set<string>();
  const named = new Set<string>();
  const marked = new Set<string>();
  const alone = new Set<string>();
  const collect = (node: TexNode): void => {
    if (node.type === "word") marked.add(node.text);
    if (node.type === "letter") alone.add(node.name);
    if (node.type === "fraction") {
      addDifferentiated(node.numerator, of);
      addDifferentiated(node.denominator, by);
    }
    if (node.type === "product") addBehindNabla(node, of);
    if (node.type === "relation") {
      const [left, right] = node.operands.map(withoutDecoration);
      addWhole(left!, 0, set);
      if (left!.type === "product" && isList(left.factors.at(-1)!.node)) addWhole(left, 0, applied);
      if (left!.type === "product" && isArgument(left.factors.at(-1)!.node)) addCapitals(left, called);
      if (right?.type === "fraction" && startsWithSign(right.numerator)) {
        addWhole(left!, 0, of);
        if (left!.type === "product" && isLabelled(left.factors.at(-1)!.node)) addWhole(left, 0, named);
      }
    }
    const inRuns = new Set(
      node.type === "product" ? runsIn(node).flatMap(({ from, to }) => range(from, to)) : [],
    );
    children(node).forEach((child, at) => {
      if (!inRuns.has(at)) collect(child);
    });
  };
  collect(formula);
  return { by, of, set, applied, called, named, marked, alone };
});

/** `P_L`, with a letter below. */
function isLabelled(node: TexNode): boolean {
  return node.type === "scripts" && node.sub !== null && withoutDecoration(node.sub).type === "letter";
}

function isList(node: TexNode): boolean {
  return node.type === "fenced" && withoutDecoration(node.body).type === "list";
}

/** `(w)` of a letter. */
function isArgument(node: TexNode): boolean {
  const body = node.type === "fenced" && node.open === "(" ? withoutDecoration(node.body) : null;
  return (
    body?.type === "letter" || (body?.type === "scripts" && withoutDecoration(body.base).type === "letter")
  );
}

/** Adds the run of capitals that a product is, but for its argument. */
function addCapitals(node: ProductNode, names: Set<string>): void {
  const found = new Set<string>();
  addWhole(node, 0, found);
  for (const name of found) if (/^[A-Z]{3,}$/.test(name)) names.add(name);
}

/** The MSE of `\nabla_w MSE(w)`: the run that is all there is behind ∇. */
function addBehindNabla(node: ProductNode, names: Set<string>): void {
  const first = withoutDecoration(node.factors[0]!.node);
  const sign = first.type === "scripts" ? withoutDecoration(first.base) : first;
  if (sign.type === "sign" && sign.name === "\\nabla") addWhole(node, 1, names);
}

/** What stands behind the sign of a differential. */
function addDifferentiated(side: TexNode, names: Set<string>): void {
  if (startsWithSign(side)) addWhole(withoutDecoration(side), 1, names);
}

function startsWithSign(side: TexNode): boolean {
  const bare = withoutDecoration(side);
  const first = bare.type === "product" ? bare.factors[0]!.node : null;
  return first?.type === "sign" ? first.name === "\\partial" : first?.type === "letter" && first.name === "d";
}

/** Adds the run that fills a product from a factor on. */
function addWhole(node: TexNode, from: number, names: Set<string>): void {
  if (node.type !== "product") return;
  const run = runsIn(node).find((one) => one.from === from);
  const rest = run && node.factors.slice(run.to + 1);
  if (!run || !rest!.every((factor) => factor.node.type === "fenced")) return;
  const last = node.factors[run.to]!.node;
  if (last.type !== "scripts" || !last.sup) names.add(run.name);
}

function runsIn({ factors }: ProductNode): readonly Run[] {
  const runs: Run[] = [];
  for (let from = 0; from < factors.length; from++) {
    let name = "";
    let to = from;
    for (let at = from; at < factors.length; at++) {
      const { node, sign } = factors[at]!;
      const joins = at === from || (sign === "" && factors[at - 1]!.node.span.end === node.span.start);
      const letter = joins ? letterOf(node) : null;
      if (letter === null) break;
      name += letter.name;
      to = at;
      if (node.type === "scripts") break;
    }
    if (isShort(name) && !/^[A-Z]{2}$/.test(name)) continue;
    runs.push({ from, to, name });
    from = to;
  }
  return runs;
}

/** A plain letter of the Latin alphabet, with an index or a power perhaps. */
function letterOf(node: TexNode): LetterNode | null {
  const letter = node.type === "scripts" && node.primes === 0 ? node.base : node;
  return letter.type === "letter" && letter.font === null && /^[A-Za-z]$/.test(letter.name) ? letter : null;
}

function withNames(node: ProductNode, names: ReadonlySet<string>): TexNode {
  const runs = runsIn(node).filter(({ name }) => names.has(name));
  if (runs.length === 0) return node;
  const factors = node.factors.flatMap((factor, at) => {
    const run = runs.find(({ from, to }) => from <= at && at <= to);
    if (!run) return [factor];
    return at === run.from ? [{ ...factor, node: asLetter(node, run) }] : [];
  });
  return factors.length === 1 && factors[0]!.sign === "" ? factors[0]!.node : { ...node, factors };
}

function asLetter({ factors }: ProductNode, { from, to, name }: Run): LetterNode | ScriptsNode {
  const first = letterOf(factors[from]!.node)!;
  const last = factors[to]!.node;
  const end = letterOf(last)!.span.end;
  const letter: LetterNode = { ...first, name, span: { start: first.span.start, end } };
  if (last.type !== "scripts") return letter;
  return { ...last, base: letter, span: { start: first.span.start, end: last.span.end } };
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, k) => from + k);
}
