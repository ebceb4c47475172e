/*
 * What the elaboration of formulas needs to know of a note. Comes in: facts, notation and statements as trees.
 * Goes out: the context of all its formulas.
 */
import { type Note, wordsOf } from "../markdown/note.ts";
import type { TexNode } from "../tex/syntax.ts";
import { namesJacobian } from "./lie.ts";
import type { NoteContext } from "./context.ts";
import type { Facts } from "./facts.ts";
import type { Notation } from "./notation.ts";
import { readSymbol } from "./symbol-reading.ts";
import { readOccurrence, withoutDecoration } from "./occurrence.ts";
import { lettersAmong, readParameters, readPartials } from "./parameters.ts";
import type { RawStatement } from "./statement.ts";
import type { ReadFormulas } from "./read-formulas.ts";

interface Known {
  readonly facts: Facts;
  readonly notation: Notation;
  readonly raw: readonly RawStatement[];
  /** Trees that name functions. */
  readonly functions: readonly TexNode[];
  readonly read: ReadFormulas;
  readonly note: Note;
}

export function contextOf({ facts, notation, raw, functions, read, note }: Known): NoteContext {
  const ownSymbols = new Set<string>();
  for (const name of [...facts.shapes.keys(), ...facts.roles.keys()]) ownSymbols.add(name);
  for (const statement of raw) {
    const occurrence = readOccurrence(statement.left);
    const symbol = occurrence && readSymbol(occurrence, notation);
    // `e^x = …` says nothing of what e is.
    if (symbol && !(symbol.name === "e" && symbol.operations.length > 0)) ownSymbols.add(symbol.name);
  }
  const ownFunctions = new Set<string>();
  for (const node of functions) {
    const bare = withoutDecoration(node);
    if (bare.type === "word" && !namesJacobian(bare.text)) ownFunctions.add(bare.text);
    const occurrence = readOccurrence(bare);
    if (occurrence) ownFunctions.add(readSymbol(occurrence, notation).name);
  }
  // A word that the table knows and the note only names ("σ is the logistic sigmoid") stays the table's.
  for (const [name, [fact]] of facts.functions)
    if (fact?.named && /^[A-Za-z]{2,}$/.test(name)) ownFunctions.delete(name);
  const differentials =
    note.blocks.some((block) =>
      block.content.some((inline) => inline.type === "text" && /differential/i.test(inline.text)),
    ) || raw.some(({ left }) => startsWithD(left) || addsDifferentials(left));
  const isFunction = (base: string) => notation.functions.has(base) || ownFunctions.has(base);
  const parameters = readParameters(raw, read.formulas, read.written, isFunction);
  const partials = readPartials(raw, read.written, parameters, facts);
  return {
    notation,
    constants: facts.constants,
    ownSymbols,
    ownFunctions,
    parameters,
    variables: lettersAmong(parameters),
    partials,
    differentials,
    laplacian: speaksOfLaplacians(note),
    gradientBy: null,
  };
}

export const ofLaplacians = /laplac/i;
export const ofHessians = /hessian/i;

/** A Laplacian, and no Hessian, which has the same signs. */
export function speaksOfLaplacians(note: Note): boolean {
  const text = wordsOf(note);
  return ofLaplacians.test(text) && !ofHessians.test(text);
}

/** `A\, dX + dX\, A^\top`: two terms start with a d, or one does that alone is one. */
function addsDifferentials(left: TexNode): boolean {
  const bare = withoutDecoration(left);
  if (bare.type !== "sum") return false;
  const holding = bare.terms.filter(({ node }) => {
    const term = withoutDecoration(node);
    const factors = term.type === "product" ? term.factors.map((factor) => factor.node) : [term];
    return factors.some(
      (factor) => withoutDecoration(factor).type === "letter" && readOccurrence(factor)?.base === "d",
    );
  });
  return holding.length > 1 && holding.some(({ node }) => startsWithD(node));
}

function startsWithD(node: TexNode): boolean {
  const bare = withoutDecoration(node);
  if (bare.type !== "product" || bare.factors.length < 2) return false;
  const first = withoutDecoration(bare.factors[0]!.node);
  if (first.type === "word") return first.text === "d";
  const occurrence = readOccurrence(first);
  return occurrence?.base === "d" && occurrence.subscripts.length === 0;
}
