/*
 * What formulas and sentences say, remembered by how they are written: a section is read in many views, and a note
 * again after each keystroke, but the same words say the same wherever they stand. What is known is moved into place.
 */
import type { Block, MathSpan, Note } from "../markdown/note.ts";
import { type Macros, parseTex } from "../tex/parser.ts";
import type { TexNode } from "../tex/syntax.ts";
import { gather } from "../text/gather.ts";
import { type Memory, createMemory, keep, recall } from "../text/memory.ts";
import { moved } from "../text/moved.ts";
import { oncePer } from "../text/once.ts";
import type { LocatedText } from "../text/span.ts";
import type { Declaration } from "./declaration.ts";
import { readSentence } from "./declarations.ts";
import { type Sentence, mentionOf } from "./prose/sentence.ts";

export interface ReadingMemory {
  /** Formulas with all places counted from their start. */
  readonly formulas: Memory<TexNode>;
  /** What sentences declare, with all places counted from their start. */
  readonly sentences: Memory<Declaration[]>;
}

const MOST = 8_000;
/** Nobody writes a longer formula; one that is pasted by mistake is not read. */
const LONGEST = 20_000;

export function createReadingMemory(): ReadingMemory {
  return { formulas: createMemory(MOST), sentences: createMemory(MOST) };
}

/** The formulas of a note, each with its places counted from its own start, and the macros in force at the end. */
export function parseFormulas(
  note: Note,
  macros: Macros,
  { formulas }: ReadingMemory,
): { readonly parsed: readonly TexNode[]; readonly known: Macros } {
  let known = macros;
  let spelled = spell(known);
  const hasCommas = decimalComma.test(note.text);
  const parsed = note.math.map(({ tex: written }) => {
    const tex = hasCommas ? withDecimalPoints(written) : written;
    const key = `${spelled}\n${layoutOf(tex)}\n${tex.text}`;
    const before = recall(formulas, key);
    if (before) return before;
    if (tex.text.length > LONGEST) return tooLong(tex);
    const { root, macros: after } = parseTex(tex, known);
    const formula = moved(root, -startOf(tex));
    // What a formula defines holds for those behind it.
    if (after === known) return keep(formulas, key, formula);
    known = after;
    spelled = spell(known);
    return formula;
  });
  return { parsed, known };
}

/** `0{,}3`: a note that writes numbers so writes `K^{0,3}` as well. */
const decimalComma = /\d\{,\}\d/;

/** The formula with points in the numbers of its exponents, each in the place of its comma. */
function withDecimalPoints(tex: LocatedText): LocatedText {
  return { ...tex, text: tex.text.replaceAll(/(?<=\^\{-?\d+),(?=\d)/g, ".") };
}

function tooLong({ text, pieces }: LocatedText): TexNode {
  const last = pieces.at(-1);
  const end = last ? last.inDocument + text.length - last.inText - startOf({ text, pieces }) : 0;
  return {
    type: "error",
    message: "this formula is too long",
    text: "",
    span: { start: 0, end },
    literal: false,
  };
}

/** Puts formulas, with places counted from their own start, where one stands in the note. */
export const inPlace: (one: MathSpan) => (formula: TexNode) => TexNode = oncePer(({ tex }) =>
  oncePer((formula) => moved(formula, startOf(tex))),
);

/** Where a formula starts in the note. */
export function startOf({ pieces }: LocatedText): number {
  return pieces[0]?.inDocument ?? 0;
}

function layoutOf(tex: LocatedText): string {
  if (tex.pieces.length === 1) return "";
  const start = startOf(tex);
  return tex.pieces.map(({ inText, inDocument }) => `${inText}:${inDocument - start}`).join(" ");
}

function spell(macros: Macros): string {
  if (macros.size === 0) return "";
  return JSON.stringify([...macros], (key, value: unknown) =>
    key === "start" || key === "end" || key === "region" ? undefined : value,
  );
}

/** Reads sentences whose formulas are among `placed`, which are `formulas` moved into place. */
export function sentenceReader(
  placed: readonly TexNode[],
  formulas: readonly TexNode[],
  { sentences }: ReadingMemory,
): (sentence: Sentence) => Declaration[] {
  const written = new Map(placed.map((node, at) => [node, formulas[at]!]));
  const signature = (node: TexNode): string => {
    const formula = written.get(node);
    return formula ? signatureOf(formula) : node.type === "letter" ? node.name : "";
  };
  return (sentence) => {
    const start = sentence.offsets[0]!;
    const key = keyOf(sentence, signature);
    const before = recall(sentences, key);
    if (before) return moved(before, start);
    const found = readSentence(sentence);
    keep(sentences, key, moved(found, -start));
    return found;
  };
}

/** What a block declared when it was read last, and its formulas as they were written then. */
const lastRead = new WeakMap<Block, Read>();

interface Read {
  readonly formulas: readonly TexNode[];
  readonly declared: readonly Declaration[];
  /** Where the block stood. */
  readonly start: number;
}

/** Reads blocks with `read`, but what was moved here and says the same as elsewhere is not read again. */
export function blockReader(
  formulas: readonly TexNode[],
  read: (block: Block) => readonly Declaration[],
): (block: Block) => readonly Declaration[] {
  const readOnce = (block: Block, origin: Block | undefined): readonly Declaration[] => {
    const { content, span } = block;
    // A cell may speak of the formula in the cell before it.
    if (!origin || block.type === "tableCell") return read(block);
    const own = gather(content, (inline) => (inline.type === "math" ? [formulas[inline.index]!] : []));
    const before = lastRead.get(origin);
    if (before?.formulas.every((formula, at) => formula === own[at]))
      return moved(before.declared, span.start - before.start);
    const declared = readOnce(block, origin.origin);
    lastRead.set(origin, { formulas: own, declared, start: span.start });
    return declared;
  };
  return (block) => readOnce(block, block.origin);
}

/** All that a reading takes from a sentence: its words, its formulas, and where they stand in it. */
function keyOf(sentence: Sentence, signature: (node: TexNode) => string): string {
  const { text, offsets, kind } = sentence;
  const parts = [kind, text];
  for (let at = 0; at < text.length; at++) {
    if (offsets[at + 1]! - offsets[at]! !== 1) parts.push(`${at}:${offsets[at + 1]! - offsets[at]!}`);
    const mention = mentionOf(sentence, text[at]!);
    if (!mention) continue;
    const { start, end } = mention.span;
    parts.push(`${mention.kind} ${start - offsets[at]!}+${end - start} ${mention.node.span.start - start}`);
    parts.push(signature(mention.node));
  }
  return parts.join("\n");
}

const signatureOf = oncePer((formula: TexNode) => JSON.stringify(formula));
