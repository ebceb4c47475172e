/*
 * What the scripts of each letter count in this note. The evidence is every occurrence of the letter: `t` and
 * `t-1` in one place make it time; a pair of index letters makes components; `rec`, `hh`, `f` are labels.
 */
import type { TexNode } from "../tex/syntax.ts";
import { someNode } from "../tex/walk.ts";
import { oncePer } from "../text/once.ts";
import { isClassIndex } from "./class-indices.ts";
import { findFamilies, findSamples } from "./families.ts";
import { type Modelled, findModelled } from "./modelled-samples.ts";
import { readOccurrence } from "./occurrence.ts";
import { type Evidence, type Subjects, gatherEvidence } from "./evidence.ts";
import { readSymbol } from "./symbol-reading.ts";

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

/** What the letters of a note count, by the evidence of all its formulas. */
export function readNotation(written: readonly TexNode[], subjects: Subjects): Notation {
  // What is written again says nothing new.
  const formulas = [...new Set(written)];
  const { evidence, timeLetters } = gatherEvidence(formulas, subjects);
  spreadLayers(evidence);
  spreadTime(evidence, timeLetters);
  const vectors = new Set(subjects.declared.flatMap(({ node }) => readOccurrence(node)?.base ?? []));
  const samples = [...findSamples(formulas)].filter((base) => !vectors.has(base));
  const familyLetters = countFamilies(evidence, timeLetters, {
    families: findFamilies(formulas),
    samples: new Set(samples),
    modelled: findModelled(formulas),
  });
  const functions = functionSymbols(evidence, subjects);
  const multipliesEntries = formulas.some(hasEntrywiseProduct);
  const seen = { evidence, timeLetters, familyLetters, functions, multipliesEntries };
  const draft: Notation = { ...seen, declaredRank: new Map() };
  return { ...seen, declaredRank: declaredRanks(subjects, draft) };
}

const hasEntrywiseProduct = oncePer((formula: TexNode): boolean =>
  someNode(formula, (node) => node.type === "product" && node.factors.some(({ sign }) => sign === "\\odot")),
);

function declaredRanks({ declared }: Subjects, draft: Notation): ReadonlyMap<string, number> {
  const declaredRank = new Map<string, number>();
  for (const { node, rank } of declared) {
    const occurrence = readOccurrence(node);
    if (!occurrence) continue;
    const name = readSymbol(occurrence, draft).name;
    declaredRank.set(name, Math.max(rank, declaredRank.get(name) ?? 0));
  }
  return declaredRank;
}

/** A letter that counts layers above one symbol counts them above others, an n only above those that never stand without. */
function spreadLayers(evidence: ReadonlyMap<string, Evidence>): void {
  const counting = [...evidence.values()].filter((seen) => seen.subjectSuperscript && seen.layerShifted);
  const layers = new Set(counting.flatMap((seen) => [...seen.layers]));
  for (const seen of evidence.values()) {
    const counts = (letter: string) => layers.has(letter) && (!seen.plain || /^(l|L|\\ell)$/.test(letter));
    if (seen.layers.size > 0 && [...seen.layers].every(counts)) seen.subjectSuperscript = true;
  }
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

interface Counted {
  readonly families: ReadonlySet<string>;
  readonly samples: ReadonlySet<string>;
  readonly modelled: Modelled;
}

/** Marks the families among the letters, which never stand without an index, and the samples; collects what counts them. */
function countFamilies(
  evidence: ReadonlyMap<string, Evidence>,
  timeLetters: ReadonlySet<string>,
  { families, samples, modelled }: Counted,
): ReadonlySet<string> {
  const letters = new Set<string>();
  for (const base of new Set([...families, ...samples, ...modelled.members])) {
    const seen = evidence.get(base);
    const items = [...(seen?.firstItems ?? [])];
    if (!seen || seen.firstShifted || seen.bracketIndex) continue;
    // Beside its samples, a plain letter is the variable of the model: `y = a x + b`.
    const isModel = samples.has(base) && !seen.fonts.has("bold") && !seen.transposed;
    if (seen.bare && !isModel && !modelled.bare.has(base)) continue;
    if (items.some((item) => timeLetters.has(item))) continue;
    // The N of `x_1, \dots, x_N` is the last.
    const isLast = (item: string) => /^[A-Z]$/.test(item) && items.includes("1");
    const counts = (item: string) => /^(?:\\?[a-z]+|\d+)$/.test(item) || isLast(item) || isClassIndex(item);
    if (!items.every(counts)) continue;
    seen.family = true;
    for (const item of items) if (!/^\d/.test(item) && !isLast(item)) letters.add(item);
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
    // `p(x)` beside `p(x \mid c)`, which is a letter of its own.
    const isTold = seen.called && letter.endsWith(")");
    if (isCalled || isTold || seen.calledWithSeveral || seen.calledAtTime) functions.add(letter);
  }
  for (const node of subjects.functions) {
    const letter = base(node);
    if (letter !== undefined) functions.add(letter);
  }
  return functions;
}
