/*
 * What is seen of each letter of a note. Comes in: all formulas, and which of them are declared or defined as a whole.
 * Goes out: the evidence of each base letter. What follows from it is decided elsewhere.
 */
import type { TexNode } from "../tex/syntax.ts";
import { walk } from "../tex/walk.ts";
import { gather } from "../text/gather.ts";
import { oncePer } from "../text/once.ts";
import { callsIn, differentiatedCallsIn, placesIn, slopesIn } from "./called-letters.ts";
import { countersOfClasses } from "./class-indices.ts";
import { countersIn, isIndexLike, isShifted, itemsName, letterName, readIndex } from "./index-reading.ts";
import { findCopies, findLabelPairs, findNeighbours, findSizes, hasPlainD } from "./labels.ts";
import { type Occurrence, type SuperscriptPart, readOccurrence, visitOccurrences } from "./occurrence.ts";

/** What was seen of one base letter that tells what its scripts count. */
export interface ScriptEvidence {
  /** Stands somewhere without a subscript. */
  bare: boolean;
  bracketIndex: boolean;
  /** Items seen as first subscript item, by their name. */
  readonly firstItems: Set<string>;
  /** Those of them that a sum or product counts: the c of `\sum_c e^{z_c}`. */
  readonly counters: Set<string>;
  /** Whether its parts are added up along dots: `w_1 x_1 + \cdots + w_n x_n`. */
  dotted: boolean;
  firstShifted: boolean;
  pairs: boolean;
  /** First items of subscripts with two. */
  readonly pairFirst: Set<string>;
  /** Superscripts that would be indices if they are not powers, on a letter that is declared, defined or differentiated. */
  subjectSuperscript: boolean;
  /** Stands somewhere without a superscript. */
  plain: boolean;
  /** Has a transpose somewhere. */
  transposed: boolean;
  /** Stands as a whole subject with a one-letter or one-word subscript: `W_f \in …`, `b_h = …`. */
  readonly labelSubjects: Set<string>;
  /** Subscripts of whole vectors and matrices that are declared: `W_{in} \in …` is no entry. */
  readonly declaredLabels: Set<string>;
  /** Whether something is declared or defined of the letter without a subscript. */
  statedBare: boolean;
  /** Whether the index is known to count members of a family. */
  family: boolean;
  /** Letters above, where a time stands below; null once anything but a letter or a number stood there. */
  above: Set<string> | null;
  /** Whether two letters below are one label. */
  labelPairs: boolean;
  /** Subscripts with which the letter is made of itself: the p of `x_p = x + l`. */
  readonly neighbours: Set<string>;
  /** Subscripts with which the letter is a size: the k of `\sqrt{d_k}`. */
  readonly sizes: Set<string>;
}

/** All that was seen of one base letter across the note. */
export interface Evidence extends ScriptEvidence {
  called: boolean;
  /** Stands before several arguments: `l(o, y)`. */
  calledWithSeveral: boolean;
  /** Stands before other than a sum: `g(z)`. */
  calledWithOne: boolean;
  /** Stands before time in parentheses, beside a `\dot x(t)`. */
  calledAtTime: boolean;
  /** Stands before a fence and a letter: `g(m_1 + m_2) l`. */
  calledAndMultiplied: boolean;
  /** Is differentiated before an argument: `\frac{dh}{dx}(x)`. */
  differentiatedCall: boolean;
  primed: boolean;
  readonly fonts: Set<string>;
  /** Letters in superscripts that might count, and whether one is shifted: the l of `a^{l-1}`. */
  readonly layers: Set<string>;
  layerShifted: boolean;
}

export interface Subjects {
  /** Trees that are declared, defined or differentiated as a whole. */
  readonly nodes: readonly TexNode[];
  readonly declared: readonly { readonly node: TexNode; readonly rank: number }[];
  readonly functions: readonly TexNode[];
  readonly notFunctions: readonly TexNode[];
}

/** Letters by what is seen of them, made as they come. */
type Seen = (base: string) => Evidence;

/** Gathers the evidence of all formulas, and the letters that brackets make times: `h^{(t)}`. */
export function gatherEvidence(
  formulas: readonly TexNode[],
  { nodes, declared }: Subjects,
): { readonly evidence: ReadonlyMap<string, Evidence>; readonly timeLetters: Set<string> } {
  const evidence = new Map<string, Evidence>();
  const timeLetters = new Set<string>();
  const of: Seen = (base) => {
    const seen = evidence.get(base) ?? nothingSeen();
    evidence.set(base, seen);
    return seen;
  };
  for (const formula of formulas)
    visitOccurrences(formula, (occurrence, listed) => {
      noteOccurrence(of(occurrence.base), timeLetters, occurrence, listed);
    });
  for (const letter of countersOfClasses(formulas)) timeLetters.add(letter);
  if (evidence.has("d")) of("d").bare = formulas.some(hasPlainD);
  for (const { base, name } of gather(formulas, countedIn)) of(base).counters.add(name);
  for (const base of gather(formulas, dottedIn)) of(base).dotted = true;
  noteCalls(of, formulas);
  for (const node of [...nodes, ...declared.map((one) => one.node)]) noteSubject(of, node);
  for (const formula of formulas) for (const { base, name } of findSizes(formula)) of(base).sizes.add(name);
  noteNeighbours(evidence, new Set(findNeighbours(formulas)));
  for (const { base, name } of findCopies(formulas)) of(base).labelSubjects.add(name);
  for (const { node, rank } of declared) noteDeclared(of, node, rank);
  for (const base of findLabelPairs(formulas)) of(base).labelPairs = true;
  return { evidence, timeLetters };
}

/** Letters with a subscript that a big operator of their formula counts. */
const countedIn = oncePer((formula: TexNode) => {
  const counters = new Set(countersIn(formula));
  const found: { readonly base: string; readonly name: string }[] = [];
  if (counters.size === 0) return found;
  walk(formula, (node) => {
    const occurrence = node.type === "scripts" ? readOccurrence(node) : null;
    const [item] = occurrence?.subscripts[0]?.items ?? [];
    const name = item ? letterName(item) : null;
    if (occurrence && name !== null && counters.has(name)) found.push({ base: occurrence.base, name });
  });
  return found;
});

/** Letters with a number in the term before the dots of a sum and with a letter in the one behind. */
const dottedIn = oncePer((formula: TexNode): readonly string[] => {
  const found: string[] = [];
  walk(formula, (node) => {
    if (node.type !== "sum") return;
    const at = node.terms.findIndex((term) => term.node.type === "dots");
    if (at < 1 || at + 1 === node.terms.length) return;
    const last = indexedIn(node.terms[at + 1]!.node).filter(({ index }) => index.type === "letter");
    for (const { base, index } of indexedIn(node.terms[at - 1]!.node))
      if (index.type === "number" && last.some((other) => other.base === base)) found.push(base);
  });
  return found;
});

/** The factors of a term that have one index. */
function indexedIn(term: TexNode): readonly { readonly base: string; readonly index: TexNode }[] {
  const factors = term.type === "product" ? term.factors.map(({ node }) => node) : [term];
  return factors.flatMap((factor) => {
    const occurrence = readOccurrence(factor);
    const [index, ...more] = occurrence?.subscripts[0]?.items ?? [];
    if (!occurrence) return [];
    const isPart = occurrence.superscripts.every(({ type }) => type === "bracket") && more.length === 0;
    return isPart && index ? [{ base: occurrence.base, index }] : [];
  });
}

function nothingSeen(): Evidence {
  return {
    bare: false,
    bracketIndex: false,
    firstItems: new Set(),
    counters: new Set(),
    dotted: false,
    firstShifted: false,
    pairs: false,
    pairFirst: new Set(),
    subjectSuperscript: false,
    plain: false,
    called: false,
    calledWithSeveral: false,
    calledWithOne: false,
    calledAtTime: false,
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
    neighbours: new Set(),
    sizes: new Set(),
  };
}

function noteOccurrence(
  seen: Evidence,
  timeLetters: Set<string>,
  occurrence: Occurrence,
  listed: boolean,
): void {
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
    // Nobody writes the first power of a letter: `W^1` is the weight of a layer.
    seen.subjectSuperscript ||=
      part.node.type === "number" && part.node.value === 1 && occurrence.base !== "e";
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

/** The p of `x_p = x + l` is one in `y_p` as well, where y has no other index. */
function noteNeighbours(evidence: ReadonlyMap<string, Evidence>, names: ReadonlySet<string>): void {
  for (const { firstItems, neighbours } of evidence.values()) {
    const [only, ...more] = firstItems;
    if (only !== undefined && more.length === 0 && names.has(only)) neighbours.add(only);
  }
}

function noteCalls(of: Seen, formulas: readonly TexNode[]): void {
  const calls = gather(formulas, callsIn);
  // Beside `\dot x(t)`, nothing is multiplied by t where it stands in parentheses.
  const isTimed = calls.some(({ base, atTime }) => atTime && /^d?dot /.test(base));
  for (const { base, several, sum, multiplied, atTime } of calls) {
    of(base).calledAtTime ||= isTimed && atTime;
    of(base).called = true;
    of(base).calledWithSeveral ||= several;
    of(base).calledWithOne ||= !sum;
    of(base).calledAndMultiplied ||= multiplied;
  }
  for (const name of gather(formulas, differentiatedCallsIn)) of(name).differentiatedCall = true;
  const slopes = new Set(gather(formulas, slopesIn));
  if (slopes.size === 0) return;
  for (const { base, pair } of gather(formulas, placesIn))
    if (slopes.has(pair)) of(base).differentiatedCall = true;
}

/** What is declared, defined or differentiated as a whole. */
function noteSubject(of: Seen, node: TexNode): void {
  const occurrence = readOccurrence(node);
  if (!occurrence) return;
  // `e^x = \sum_n x^n / n!` says something of a power, `e^{l-1}` counts layers.
  const isPower = occurrence.base === "e" && !of("e").layerShifted;
  const counts = (part: SuperscriptPart) =>
    // `\sigma^2 = \frac1n \sum_i \dots` is about a square.
    part.type === "bare" && isIndexLike(part.node) && !(part.node.type === "number" && part.node.value === 2);
  if (!isPower && occurrence.superscripts.some(counts)) of(occurrence.base).subjectSuperscript = true;
  const items = occurrence.subscripts[0]?.items ?? [];
  if (items.length > 0) of(occurrence.base).labelSubjects.add(itemsName(items));
  else of(occurrence.base).statedBare = true;
}

function noteDeclared(of: Seen, node: TexNode, rank: number): void {
  const occurrence = readOccurrence(node);
  const items = occurrence?.subscripts[0]?.items ?? [];
  if (occurrence && rank > 0 && items.length > 0) of(occurrence.base).declaredLabels.add(itemsName(items));
}
