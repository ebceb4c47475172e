/*
 * What the scripts of one occurrence are: a time, components, part of the name, or operations.
 * Comes in: the occurrence, and what the letters of the note count. Goes out: the symbol as it stands there.
 */
import type { Index } from "../algebra/expression.ts";
import type { TexNode } from "../tex/syntax.ts";
import { isIndexLike, letterName, readIndex, itemsName } from "./index-reading.ts";
import type { Occurrence, SuperscriptPart } from "./occurrence.ts";
import type { ScriptEvidence } from "./evidence.ts";
import type { Counting } from "./context.ts";

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

/** Decides what the scripts of one occurrence are. */
export function readSymbol(occurrence: Occurrence, notation: Counting): ReadSymbol {
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
    } else if (part.type === "mark" || namesGateAbove(part, seen, notation)) {
      name += `^{${part.type === "bare" ? itemsName([part.node]) : part.name}}`;
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
    } else operations.push(part);
  }
  const bracketed = time !== null || (seen?.bracketIndex ?? false);
  for (const { items } of occurrence.subscripts) {
    const read = namesGate(occurrence.base, items, notation)
      ? { label: itemsName(items), time: null, entries: [] }
      : readSubscript(items, seen, notation, bracketed);
    if (read.label !== null) name += `_{${read.label}}`;
    if (read.time) time = time ?? read.time;
    entries.push(...read.entries);
  }
  return { name, time, entries, operations, primes: occurrence.primes };
}

/** A bare superscript counts layers where the letter is defined with one; `x^2` of a letter that also stands alone is a power. */
function countsSuperscript(node: TexNode, seen: ScriptEvidence | undefined): boolean {
  return (seen?.subjectSuperscript ?? false) && !(node.type === "number" && seen!.plain);
}

/** The i of `h^i_t`, beside a `h^j_t`: components above, time below. */
function isComponentAbove(node: TexNode, seen: ScriptEvidence | undefined): boolean {
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
  seen: ScriptEvidence | undefined,
  notation: Counting,
  bracketed: boolean,
): SubscriptReading {
  const label = { label: itemsName(items), time: null, entries: [] };
  const indices = items.map((item) => (isIndexLike(item) ? readIndex(item) : null));
  const [first, ...rest] = indices;
  const known = indices.filter((index) => index !== null);
  if (items.length === 1 && seen?.neighbours.has(label.label)) return label;
  if (items.length > 1 && seen?.declaredLabels.has(label.label)) return label;
  if (seen?.sizes.has(label.label) && !seen.firstShifted && !seen.bare) return label;
  if (first && !bracketed && isTimeSlot(items[0]!, seen, notation)) {
    const others = rest.filter((index) => index !== null);
    return others.length === rest.length ? { label: null, time: first, entries: others } : label;
  }
  if (items.length === 1 && items[0]!.type === "number" && namesCoefficients(seen)) return label;
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

/** The n of `W_n` and `b_n` beside an `n_t`: weights of that gate. */
function namesGate(base: string, items: readonly TexNode[], notation: Counting): boolean {
  const [item, ...more] = items;
  if (item?.type !== "letter" || more.length > 0 || !/^(bold )?[WUVRPKbcp]$/.test(base)) return false;
  return !notation.timeLetters.has(item.name) && countsTime(notation.evidence.get(item.name), notation);
}

/** The f of `a^f_t` beside an `f_t`: what that gate is made of. No power is of a letter that changes with time, without its time. */
function namesGateAbove(
  part: SuperscriptPart,
  seen: ScriptEvidence | undefined,
  notation: Counting,
): part is SuperscriptPart & { type: "bare" } {
  if (part.type !== "bare" || part.node.type !== "letter" || !seen || seen.plain) return false;
  const gate = notation.evidence.get(part.node.name);
  return gate !== undefined && !gate.bare && countsTime(gate, notation);
}

function isTimeSlot(item: TexNode, seen: ScriptEvidence | undefined, notation: Counting): boolean {
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
function isFamily(seen: ScriptEvidence | undefined): boolean {
  if (!seen || seen.family) return seen !== undefined;
  // A plain x that nothing is said of is another thing than the declared x_i; W_j may be a row of W.
  if (seen.bare && seen.statedBare) return false;
  const labels = [...seen.declaredLabels];
  // `x_1, \dots, x_N \in \mathbb{R}^D`.
  const isListed = labels.includes("1") && labels.some((name) => /^[A-Za-z]$/.test(name));
  const isCounted = isListed || labels.some((name) => indexLetters.has(name));
  return isCounted && [...seen.firstItems].every(isIndexName);
}

function countsMembers(seen: ScriptEvidence | undefined, { familyLetters }: Counting): boolean {
  return !!seen && !seen.bare && !seen.pairs && [...seen.firstItems].some((item) => familyLetters.has(item));
}

/** `a_{t,j}`: the first of two items counts time. */
function pairsWithTime(seen: ScriptEvidence, notation: Counting): boolean {
  return [...seen.pairFirst].some((name) => notation.timeLetters.has(name));
}

function countsTime(seen: ScriptEvidence | undefined, notation: Counting): boolean {
  return [...(seen?.firstItems ?? [])].some((name) => notation.timeLetters.has(name));
}

function isComponentSlot(items: readonly TexNode[], seen: ScriptEvidence | undefined): boolean {
  if (!seen) return false;
  if (seen.labelPairs && items.length > 1) return false;
  const name = itemsName(items);
  // `W_j`, declared as the j-th row of W, is a part of it.
  if (seen.declaredLabels.has(name) && !(seen.bare && isFreeIndex(items))) return false;
  if (seen.labelSubjects.has(name) && !isFreeIndex(items) && !seen.dotted) return false;
  const names = [...seen.firstItems];
  // A letter of which a sum runs over all parts counts them, whichever it is.
  const counts = (name: string) => isIndexName(name) || (!seen.bare && seen.counters.has(name));
  const labelled = names.some((name) => !counts(name));
  if (labelled && items.length === 1) return false;
  if (seen.bare || seen.dotted) return true;
  if (items.length >= 2) return items.every((item) => counts(letterName(item) ?? ""));
  return items.every((item) => counts(letterName(item) ?? "") && item.type !== "number");
}

/** The θ of `h_\theta(x) = \sigma(\theta^\top x)`, `h_\theta(x) = \theta_0 + \theta_1 x`: a letter that has parts counts nothing. */
function namesParameter(items: readonly TexNode[], { evidence }: Counting): boolean {
  const [item] = items;
  if (items.length !== 1 || item?.type !== "letter" || !item.name.startsWith("\\")) return false;
  const seen = evidence.get(item.name);
  return seen !== undefined && (seen.transposed || seen.bracketIndex || seen.firstItems.size > 0);
}

/** Parts of a θ that are counted from 0 are letters of their own: `\theta_0 + \theta_1 x`. Of `x_1, \dots, x_n` an x_0 is none. */
function namesCoefficients(seen: ScriptEvidence | undefined): boolean {
  if (!seen?.firstItems.has("0") || !seen.firstItems.has("1")) return false;
  const isCounted = (name: string) => /[a-z]/i.test(name) && seen.counters.has(name);
  return [...seen.firstItems].every((name) => /^(\d+|[ijk])$/.test(name) && !isCounted(name));
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
