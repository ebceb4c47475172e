/*
 * What the scripts of each letter count in this note. The evidence is every occurrence of the letter: `t` and
 * `t-1` in one place make it time; a pair of index letters makes components; `rec`, `hh`, `f` are labels.
 */
import type { Index } from "../algebra/expression.ts";
import type { TexNode } from "../tex/syntax.ts";
import { callsIn, differentiatedCallsIn } from "./called.ts";
import { findFamilies, findSamples } from "./families.ts";
import { isIndexLike, isShifted, letterName, readIndex } from "./index-reading.ts";
import { findCopies, findLabelPairs, findSizes } from "./labels.ts";
import { oncePer } from "../text/once.ts";
import { someNode } from "../tex/walk.ts";
import { type Occurrence, type SuperscriptPart, readOccurrence, visitOccurrences } from "./occurrence.ts";

/** What was seen of one base letter across the note. */
interface Evidence {
  /** Stands somewhere without a subscript. */
  bare: boolean;
  bracketIndex: boolean;
  /** Items seen as first subscript item, by their name. */
  readonly firstItems: Set<string>;
  firstShifted: boolean;
  pairs: boolean;
  /** First items of subscripts with two. */
  readonly pairFirst: Set<string>;
  /** Superscripts that would be indices if they are not powers, on a letter that is declared, defined or differentiated. */
  subjectSuperscript: boolean;
  /** Stands somewhere without a superscript. */
  plain: boolean;
  called: boolean;
  /** Stands before several arguments: `l(o, y)`. */
  calledWithSeveral: boolean;
  /** Stands before other than a sum: `g(z)`. */
  calledWithOne: boolean;
  /** Stands before a fence and a letter: `g(m_1 + m_2) l`. */
  calledAndMultiplied: boolean;
  /** Is differentiated before an argument: `\frac{dh}{dx}(x)`. */
  differentiatedCall: boolean;
  primed: boolean;
  /** Has a transpose somewhere. */
  transposed: boolean;
  readonly fonts: Set<string>;
  /** Stands as a whole subject with a one-letter or one-word subscript: `W_f \in …`, `b_h = …`. */
  readonly labelSubjects: Set<string>;
  /** Subscripts of whole vectors and matrices that are declared: `W_{in} \in …` is no entry. */
  readonly declaredLabels: Set<string>;
  /** Whether something is declared or defined of the letter without a subscript. */
  statedBare: boolean;
  /** Whether the index is known to count members of a family. */
  family: boolean;
  /** Letters in superscripts that might count, and whether one is shifted: the l of `a^{l-1}`. */
  readonly layers: Set<string>;
  layerShifted: boolean;
  /** Letters above, where a time stands below; null once anything but a letter or a number stood there. */
  above: Set<string> | null;
  /** Whether two letters below are one label. */
  labelPairs: boolean;
  /** Subscripts with which the letter is a size: the k of `\sqrt{d_k}`. */
  readonly sizes: Set<string>;
}

export interface Notation {
  readonly evidence: ReadonlyMap<string, Evidence>;
  readonly timeLetters: ReadonlySet<string>;
  /** Letters that count the members of families. */
  readonly familyLetters: ReadonlySet<string>;
  /** Letters that act as functions. */
  readonly functions: ReadonlySet<string>;
  /** Whole symbols (by name) that are declared with a shape of rank 1 or 2. */
  readonly declaredRank: ReadonlyMap<string, number>;
  /** Whether something is multiplied entry by entry, as only vectors and matrices are. */
  readonly multipliesEntries: boolean;
}

/** One symbol as it stands in a formula. */
export interface ReadSymbol {
  readonly name: string;
  readonly time: Index | null;
  readonly entries: readonly Index[];
  /** Superscripts that are operations, in order. */
  readonly operations: readonly SuperscriptPart[];
  readonly primes: number;
}

const indexLetters = new Set([..."ijklmnpqrsuv", "\\ell", "\\alpha", "\\beta", "\\mu", "\\nu"]);

/** Letters that are functions when an argument in parentheses follows, unless the note uses them otherwise. */
const functionLetters = new Set([
  ..."fgF",
  "\\sigma",
  "\\phi",
  "\\varphi",
  "\\psi",
  "\\rho",
  "\\Phi",
  "\\Psi",
  "\\mathcal L",
  "\\ell",
]);

/** Those that are as often the gravity, a force or a density before a sum. */
const quantityLetters = new Set(["g", "F", "\\rho"]);

export interface Subjects {
  /** Trees that are declared, defined or differentiated as a whole. */
  readonly nodes: readonly TexNode[];
  readonly declared: readonly { readonly node: TexNode; readonly rank: number }[];
  readonly functions: readonly TexNode[];
  readonly notFunctions: readonly TexNode[];
}

/** Gathers the evidence of all formulas of the note. */
export function readNotation(formulas: readonly TexNode[], subjects: Subjects): Notation {
  const evidence = new Map<string, Evidence>();
  const timeLetters = new Set<string>();
  const of = (base: string): Evidence => {
    const known = evidence.get(base);
    if (known) return known;
    const fresh: Evidence = {
      bare: false,
      bracketIndex: false,
      firstItems: new Set(),
      firstShifted: false,
      pairs: false,
      pairFirst: new Set(),
      subjectSuperscript: false,
      plain: false,
      called: false,
      calledWithSeveral: false,
      calledWithOne: false,
      calledAndMultiplied: false,
      differentiatedCall: false,
      primed: false,
      transposed: false,
      fonts: new Set(),
      labelSubjects: new Set(),
      declaredLabels: new Set(),
      statedBare: false,
      family: false,
      layers: new Set(),
      layerShifted: false,
      above: new Set(),
      labelPairs: false,
      sizes: new Set(),
    };
    evidence.set(base, fresh);
    return fresh;
  };
  for (const formula of formulas)
    visitOccurrences(formula, (occurrence, listed) => note(of, timeLetters, occurrence, listed));
  for (const { base, several, sum, multiplied } of formulas.flatMap(callsIn)) {
    of(base).called = true;
    of(base).calledWithSeveral ||= several;
    of(base).calledWithOne ||= !sum;
    of(base).calledAndMultiplied ||= multiplied;
  }
  for (const name of formulas.flatMap(differentiatedCallsIn)) of(name).differentiatedCall = true;
  for (const node of [...subjects.nodes, ...subjects.declared.map((d) => d.node)]) {
    const occurrence = readOccurrence(node);
    if (!occurrence) continue;
    // `e^x = \sum_n x^n / n!` says something of a power, `e^{l-1}` counts layers.
    const isPower = occurrence.base === "e" && !of("e").layerShifted;
    if (!isPower && occurrence.superscripts.some((part) => part.type === "bare" && isIndexLike(part.node)))
      of(occurrence.base).subjectSuperscript = true;
    const items = occurrence.subscripts[0]?.items ?? [];
    if (items.length > 0) of(occurrence.base).labelSubjects.add(itemsName(items));
    else of(occurrence.base).statedBare = true;
  }
  for (const formula of formulas) for (const { base, name } of findSizes(formula)) of(base).sizes.add(name);
  for (const { base, name } of findCopies(formulas)) of(base).labelSubjects.add(name);
  for (const { node, rank } of subjects.declared) {
    const occurrence = readOccurrence(node);
    const items = occurrence?.subscripts[0]?.items ?? [];
    if (occurrence && rank > 0 && items.length > 0) of(occurrence.base).declaredLabels.add(itemsName(items));
  }
  spreadLayers(evidence);
  spreadTime(evidence, timeLetters);
  for (const base of findLabelPairs(formulas)) of(base).labelPairs = true;
  const vectors = new Set(subjects.declared.flatMap(({ node }) => readOccurrence(node)?.base ?? []));
  const samples = [...findSamples(formulas)].filter((base) => !vectors.has(base));
  const familyLetters = countFamilies(evidence, findFamilies(formulas), new Set(samples), timeLetters);
  const functions = functionSymbols(evidence, subjects);
  const multipliesEntries = formulas.some(hasEntrywiseProduct);
  const seen = { evidence, timeLetters, familyLetters, functions, multipliesEntries };
  const draft: Notation = { ...seen, declaredRank: new Map() };
  const declaredRank = new Map<string, number>();
  for (const { node, rank } of subjects.declared) {
    const occurrence = readOccurrence(node);
    if (!occurrence) continue;
    const name = readSymbol(occurrence, draft).name;
    declaredRank.set(name, Math.max(rank, declaredRank.get(name) ?? 0));
  }
  return { ...seen, declaredRank };
}

const hasEntrywiseProduct = oncePer((formula: TexNode): boolean =>
  someNode(formula, (node) => node.type === "product" && node.factors.some(({ sign }) => sign === "\\odot")),
);

function note(
  of: (base: string) => Evidence,
  timeLetters: Set<string>,
  occurrence: Occurrence,
  listed: boolean,
): void {
  const seen = of(occurrence.base);
  if (occurrence.primes > 0) seen.primed = true;
  if (occurrence.superscripts.length === 0) seen.plain = true;
  if (occurrence.font) seen.fonts.add(occurrence.font);
  if (occurrence.superscripts.some((part) => part.type === "transpose")) seen.transposed = true;
  for (const part of occurrence.superscripts) {
    if (part.type !== "bracket" || part.items.length !== 1 || !isIndexLike(part.items[0]!)) continue;
    seen.bracketIndex = true;
    for (const term of readIndex(part.items[0]!)!.terms) timeLetters.add(term.letter);
  }
  for (const part of occurrence.superscripts) {
    if (part.type !== "bare" || !isIndexLike(part.node)) continue;
    for (const { letter } of readIndex(part.node)!.terms) seen.layers.add(letter);
    seen.layerShifted ||= isShifted(part.node);
  }
  const items = occurrence.subscripts[0]?.items ?? [];
  for (const part of occurrence.superscripts)
    if (part.type === "bare" && part.node.type === "letter") seen.above?.add(part.node.name);
    else if (part.type === "bare" && part.node.type !== "number") seen.above = null;
  if (items.length === 0) seen.bare = true;
  if (items.length >= 2) seen.pairs = true;
  const [first] = items;
  if (!first) return;
  const name = letterName(first);
  if (name !== null) seen.firstItems.add(name);
  if (name !== null && items.length >= 2) seen.pairFirst.add(name);
  if (isShifted(first) && !listed) {
    seen.firstShifted = true;
    for (const term of readIndex(first)!.terms) seen.firstItems.add(term.letter);
  }
}

/** A letter that counts layers above one symbol counts them above others that never stand without it. */
function spreadLayers(evidence: ReadonlyMap<string, Evidence>): void {
  const counting = [...evidence.values()].filter((seen) => seen.subjectSuperscript && seen.layerShifted);
  const layers = new Set(counting.flatMap((seen) => [...seen.layers]));
  for (const seen of evidence.values())
    if (!seen.plain && seen.layers.size > 0 && [...seen.layers].every((letter) => layers.has(letter)))
      seen.subjectSuperscript = true;
}

/** A letter that counts time for one symbol counts time for the others. */
function spreadTime(evidence: ReadonlyMap<string, Evidence>, timeLetters: Set<string>): void {
  for (const seen of evidence.values())
    if (seen.firstShifted && !seen.bracketIndex)
      for (const item of seen.firstItems) if (/^\\?[A-Za-z]+$/.test(item)) timeLetters.add(item);
  for (const seen of evidence.values())
    if (seen.bracketIndex && seen.firstItems.size > 0)
      for (const item of seen.firstItems) if (seen.pairs) timeLetters.delete(item);
}

/** Marks the families among the letters, which never stand without an index, and the samples; collects what counts them. */
function countFamilies(
  evidence: ReadonlyMap<string, Evidence>,
  families: ReadonlySet<string>,
  samples: ReadonlySet<string>,
  timeLetters: ReadonlySet<string>,
): ReadonlySet<string> {
  const letters = new Set<string>();
  for (const base of new Set([...families, ...samples])) {
    const seen = evidence.get(base);
    const items = [...(seen?.firstItems ?? [])];
    if (!seen || seen.firstShifted || seen.bracketIndex) continue;
    // Beside its samples, a plain letter is the variable of the model: `y = a x + b`.
    const isModel = samples.has(base) && !seen.fonts.has("bold") && !seen.transposed;
    if (seen.bare && !isModel) continue;
    if (items.some((item) => timeLetters.has(item))) continue;
    if (!items.every((item) => /^(?:\\?[a-z]+|\d+)$/.test(item))) continue;
    seen.family = true;
    for (const item of items) if (!/^\d/.test(item)) letters.add(item);
  }
  return letters;
}

function functionSymbols(evidence: ReadonlyMap<string, Evidence>, subjects: Subjects): Set<string> {
  const functions = new Set<string>();
  const base = (node: TexNode) => readOccurrence(node)?.base;
  const values = new Set(subjects.notFunctions.map(base));
  for (const [letter, seen] of evidence) {
    if (values.has(letter)) continue;
    const bare = letter.split(" ").at(-1)!;
    const isFactor = quantityLetters.has(bare) && seen.calledAndMultiplied && !seen.calledWithOne;
    const isFunction = functionLetters.has(bare) && !isFactor;
    const isCalled = seen.called && (seen.primed || seen.differentiatedCall || isFunction);
    if (isCalled || seen.calledWithSeveral) functions.add(letter);
  }
  for (const node of subjects.functions) {
    const letter = base(node);
    if (letter !== undefined) functions.add(letter);
  }
  return functions;
}

/** Decides what the scripts of one occurrence are. */
export function readSymbol(occurrence: Occurrence, notation: Notation): ReadSymbol {
  const seen = notation.evidence.get(occurrence.base);
  let name = occurrence.base;
  let time: Index | null = null;
  const entries: Index[] = [];
  const operations: SuperscriptPart[] = [];
  for (const part of occurrence.superscripts) {
    if (part.type === "bracket") {
      const [item, ...more] = part.items;
      if (item && more.length === 0 && isIndexLike(item) && !time) time = readIndex(item);
      else name += `^{${itemsName(part.items)}}`;
    } else if (
      part.type === "bare" &&
      occurrence.subscripts.length > 0 &&
      isComponentAbove(part.node, seen)
    ) {
      entries.push(readIndex(part.node)!);
    } else if (
      part.type === "bare" &&
      countsSuperscript(part.node, seen) &&
      !time &&
      isIndexLike(part.node)
    ) {
      time = readIndex(part.node);
    } else if (part.type === "mark") {
      name += `^{${part.name}}`;
    } else operations.push(part);
  }
  const bracketed = time !== null || (seen?.bracketIndex ?? false);
  for (const { items } of occurrence.subscripts) {
    const read = readSubscript(items, seen, notation, bracketed);
    if (read.label !== null) name += `_{${read.label}}`;
    if (read.time) time = time ?? read.time;
    entries.push(...read.entries);
  }
  return { name, time, entries, operations, primes: occurrence.primes };
}

/** A bare superscript counts layers where the letter is defined with one; `x^2` of a letter that also stands alone is a power. */
function countsSuperscript(node: TexNode, seen: Evidence | undefined): boolean {
  return (seen?.subjectSuperscript ?? false) && !(node.type === "number" && seen!.plain);
}

/** The i of `h^i_t`, beside a `h^j_t`: components above, time below. */
function isComponentAbove(node: TexNode, seen: Evidence | undefined): boolean {
  const letters = [...(seen?.above ?? [])];
  return (
    node.type === "letter" &&
    letters.length > 1 &&
    letters.every((letter) => /^[i-mpq]$/.test(letter)) &&
    seen!.firstShifted
  );
}

interface SubscriptReading {
  readonly label: string | null;
  readonly time: Index | null;
  readonly entries: readonly Index[];
}

function readSubscript(
  items: readonly TexNode[],
  seen: Evidence | undefined,
  notation: Notation,
  bracketed: boolean,
): SubscriptReading {
  const label = { label: itemsName(items), time: null, entries: [] };
  const indices = items.map((item) => (isIndexLike(item) ? readIndex(item) : null));
  const [first, ...rest] = indices;
  const known = indices.filter((index) => index !== null);
  if (items.length > 1 && seen?.declaredLabels.has(label.label)) return label;
  if (seen?.sizes.has(label.label) && !seen.firstShifted && !seen.bare) return label;
  if (first && !bracketed && isTimeSlot(items[0]!, seen, notation)) {
    const others = rest.filter((index) => index !== null);
    return others.length === rest.length ? { label: null, time: first, entries: others } : label;
  }
  if (known.length !== items.length) {
    // `W_{hh,jk}`: a word, then components.
    const at = indices.findIndex((index) => index !== null);
    const tail = indices.slice(at).filter((index) => index !== null);
    if (at > 0 && tail.length === indices.length - at)
      return { label: itemsName(items.slice(0, at)), time: null, entries: tail };
    return label;
  }
  if (namesParameter(items, notation)) return label;
  return isComponentSlot(items, seen) ? { label: null, time: null, entries: splitDigits(known) } : label;
}

function isTimeSlot(item: TexNode, seen: Evidence | undefined, notation: Notation): boolean {
  if (seen?.bracketIndex) return false;
  if (seen?.firstShifted) return true;
  if (isFamily(seen)) return true;
  const index = readIndex(item);
  const letter = index?.terms[0]?.letter;
  // What is counted along with a family and never stands alone: the `p_k` of class k.
  if (letter !== undefined && countsMembers(seen, notation)) return true;
  if (letter !== undefined) {
    // A letter or number is a time where other items in the same place are.
    const known =
      notation.timeLetters.has(letter) || (indexLetters.has(letter) && countsTime(seen, notation));
    return known && !(seen?.pairs && indexLetters.has(letter) && !pairsWithTime(seen, notation));
  }
  return countsTime(seen, notation);
}

/** `x_i \in \mathbb{R}^d`: the index counts members of a family, as time does. */
function isFamily(seen: Evidence | undefined): boolean {
  if (!seen || seen.family) return seen !== undefined;
  // A plain x that nothing is said of is another thing than the declared x_i; W_j may be a row of W.
  if (seen.bare && seen.statedBare) return false;
  return (
    [...seen.declaredLabels].some((name) => indexLetters.has(name)) && [...seen.firstItems].every(isIndexName)
  );
}

function countsMembers(seen: Evidence | undefined, { familyLetters }: Notation): boolean {
  return !!seen && !seen.bare && !seen.pairs && [...seen.firstItems].some((item) => familyLetters.has(item));
}

/** `a_{t,j}`: the first of two items counts time. */
function pairsWithTime(seen: Evidence, notation: Notation): boolean {
  return [...seen.pairFirst].some((name) => notation.timeLetters.has(name));
}

function countsTime(seen: Evidence | undefined, notation: Notation): boolean {
  return [...(seen?.firstItems ?? [])].some((name) => notation.timeLetters.has(name));
}

function isComponentSlot(items: readonly TexNode[], seen: Evidence | undefined): boolean {
  if (!seen) return false;
  if (seen.labelPairs && items.length > 1) return false;
  const name = itemsName(items);
  // `W_j`, declared as the j-th row of W, is a part of it.
  if (seen.declaredLabels.has(name) && !(seen.bare && isFreeIndex(items))) return false;
  if (seen.labelSubjects.has(name) && !isFreeIndex(items)) return false;
  const names = [...seen.firstItems];
  const labelled = names.some((name) => !isIndexName(name));
  if (labelled && items.length === 1) return false;
  if (seen.bare) return true;
  if (items.length >= 2) return items.every((item) => isIndexName(letterName(item) ?? ""));
  return items.every((item) => isIndexName(letterName(item) ?? "") && item.type !== "number");
}

/** The θ of `h_\\theta(x) = \\sigma(\\theta^\\top x)`: a letter that is a vector of the note counts nothing. */
function namesParameter(items: readonly TexNode[], { evidence }: Notation): boolean {
  const [item] = items;
  if (items.length !== 1 || item?.type !== "letter" || !item.name.startsWith("\\")) return false;
  return evidence.get(item.name)?.transposed ?? false;
}

function isFreeIndex(items: readonly TexNode[]): boolean {
  return items.every((item) => item.type === "letter" && indexLetters.has(item.name));
}

function isIndexName(name: string): boolean {
  return (
    indexLetters.has(name) ||
    /^\d+$/.test(name) ||
    /^[A-Za-z]$/.test(name) === false ||
    /^[mnpqdNMDKT]$/.test(name)
  );
}

/** `W_{12}` is row 1, column 2. */
function splitDigits(indices: readonly Index[]): readonly Index[] {
  const [only] = indices;
  if (indices.length !== 1 || !only || only.terms.length > 0 || only.offset < 10) return indices;
  return [...String(only.offset)].map((digit) => ({ terms: [], offset: Number(digit), span: only.span }));
}

function itemsName(items: readonly TexNode[]): string {
  return items
    .map((item) => letterName(item) ?? "?")
    .join(",")
    .replaceAll(/(?<=^|,)([A-Za-z]),(?=[A-Za-z](,|$))/g, "$1");
}
