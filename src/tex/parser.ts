/*
 * The grammar of formulas: rows of lists of relations of sums of products of factors with scripts. A located
 * formula and the macros in force come in; a tree and the macros as they stand afterwards go out. Every text
 * has a tree: what cannot be parsed becomes error nodes. It never asks what a symbol means.
 */
import { toDocument } from "../text/span.ts";
import type { LocatedText, Span } from "../text/span.ts";
import { binomial, parseAtom } from "./atoms.ts";
import type { Entry } from "./commands.ts";
import { joinRows } from "./continued-rows.ts";
import { findGroups } from "./groups.ts";
import { lex } from "./lexer.ts";
import { expand } from "./macros.ts";
import type { Macros } from "./macros.ts";
import { current, emptyAt, endOfRead, errorAt, maxDepth, place } from "./reader.ts";
import type { Reader } from "./reader.ts";
import { isRelation, readRelation } from "./relations.ts";
import { parseScripts } from "./scripts.ts";
import { simplify } from "./simplify.ts";
import { withSystems } from "./systems.ts";
import { isConjunction } from "./names.ts";
import type { ProductNode, RelationNode, SumNode, TexNode } from "./syntax.ts";

export { macrosFromSettings, noMacros } from "./macros.ts";
export type { Macros } from "./macros.ts";

/** The tree of a formula, and the macros in force after it. */
export function parseTex(tex: LocatedText, macros: Macros): { root: TexNode; macros: Macros } {
  const expanded = expand(lex(tex), macros);
  const symbols = joinRows(simplify(expanded.tokens));
  const reader: Reader = {
    tokens: symbols.tokens,
    entries: symbols.entries,
    groups: findGroups(symbols),
    grammar: { parseGroup, parseRow, parseTerm, parseProduct, parseAtom },
    origin: toDocument(tex, 0),
    position: 0,
    end: symbols.tokens.length,
    font: null,
    depth: 0,
    inCells: false,
    parting: new Set(),
    fullStops: new Set(),
    inSentence: true,
  };
  return { root: withSystems(parseGroup(reader, -1, 0, reader.end)), macros: expanded.macros };
}

/** The content of the group that opens at token `key`, from `start` up to `end`; the position is left at `end`. */
function parseGroup(reader: Reader, key: number, start: number, end: number): TexNode {
  const { end: outerEnd, font, inCells } = reader;
  if (reader.depth >= maxDepth) {
    reader.position = end;
    return errorAt(reader, start, end, "nested too deeply");
  }
  reader.depth++;
  reader.inCells = false;
  const infix = reader.groups.infixes.get(key) ?? -1;
  const node =
    infix >= start && infix < end ? parseInfix(reader, start, infix, end) : parseRange(reader, start, end);
  reader.end = outerEnd;
  reader.depth--;
  reader.font = font;
  reader.inCells = inCells;
  reader.position = end;
  return node;
}

function parseRange(reader: Reader, start: number, end: number): TexNode {
  reader.position = start;
  reader.end = end;
  return parseRows(reader);
}

/** `a \over b`, `n \choose k`. */
function parseInfix(reader: Reader, start: number, infix: number, end: number): TexNode {
  const entry = reader.entries[infix]!;
  const name = entry.is === "infix" ? entry.name : "over";
  const numerator = parseRange(reader, start, infix);
  const denominator = parseRange(reader, infix + 1, end);
  const placed = place(reader, start, end);
  if (name === "over" || name === "above") return { type: "fraction", numerator, denominator, ...placed };
  if (name === "atop") return { type: "rows", rows: [numerator, denominator], ...placed };
  return binomial(numerator, denominator, placed);
}

/** Rows parted by `\\`; one row is itself. */
function parseRows(reader: Reader): TexNode {
  const start = reader.position;
  const rows: TexNode[] = [];
  for (;;) {
    const row = parseRow(reader);
    if (row.type !== "empty") rows.push(row);
    if (current(reader)?.is !== "row") break;
    reader.position++;
  }
  if (rows.length === 0) return emptyAt(reader, start);
  if (rows.length === 1) return rows[0]!;
  return { type: "rows", rows, ...place(reader, start, reader.position) };
}

/** A list up to the end of its row or cell. */
function parseRow(reader: Reader): TexNode {
  const items: TexNode[] = [];
  const separators: string[] = [];
  let pending: string | null = null;
  let start = -1;
  let end = -1;
  for (let entry = current(reader); entry && entry.is !== "row"; entry = current(reader)) {
    if (entry.is === "align" && reader.inCells) break;
    const separator = isSlice(reader) ? null : separatorName(entry);
    if (separator !== null) {
      pending ??= separator;
      reader.position++;
      continue;
    }
    const before = reader.position;
    const item = isConjunction(reader) ? parseAtom(reader)! : parseRelation(reader);
    if (reader.position === before) reader.position++;
    if (item.type === "empty") continue;
    if (items.length > 0) separators.push(pending ?? "");
    else start = before;
    items.push(item);
    end = endOfRead(reader, before);
    pending = null;
  }
  if (items.length === 0) return emptyAt(reader, reader.position);
  if (items.length === 1) return items[0]!;
  return { type: "list", items, separators, ...place(reader, start, end) };
}

function separatorName(entry: Entry): string | null {
  if (entry.is === "separator" || entry.is === "wide") return entry.name;
  return entry.is === "align" ? "&" : null;
}

/** A colon that stands for a whole row or column, as in `W_{i,:}`. */
function isSlice(reader: Reader): boolean {
  const entry = reader.entries[reader.position]!;
  if (entry.is !== "separator" || entry.name !== ":") return false;
  const before = reader.entries[reader.position - 1];
  const after = reader.position + 1 < reader.end ? reader.entries[reader.position + 1] : undefined;
  const opens =
    before?.is === "openBrace" || before?.is === "open" || before?.is === "sub" || before?.is === "separator";
  return opens || (!after && !reader.inSentence);
}

function parseRelation(reader: Reader): TexNode {
  const start = reader.position;
  const operands: TexNode[] = [parseOperand(reader)];
  const relations: { name: string; span: Span }[] = [];
  while (current(reader) && isRelation(reader)) {
    relations.push(readRelation(reader));
    operands.push(parseOperand(reader));
  }
  if (relations.length === 0) return operands[0]!;
  const end = endOfRead(reader, start);
  const node: RelationNode = { type: "relation", operands, relations, ...place(reader, start, end) };
  return node;
}

function parseOperand(reader: Reader): TexNode {
  const entry = current(reader);
  if (!entry || isRelation(reader) || endsProduct(reader, entry)) {
    if (entry?.is === "plus") return parseSum(reader);
    return emptyAt(reader, reader.position);
  }
  return parseSum(reader);
}

function parseSum(reader: Reader): TexNode {
  current(reader);
  const start = reader.position;
  const terms: { sign: string; signSpan: Span | null; node: TexNode }[] = [];
  let entry = current(reader);
  if (entry?.is !== "plus") terms.push({ sign: "+", signSpan: null, node: parseProduct(reader) });
  for (entry = current(reader); entry?.is === "plus"; entry = current(reader)) {
    const sign = entry.name;
    const signSpan = place(reader, reader.position, reader.position + 1).span;
    reader.position++;
    const node = parseTerm(reader);
    terms.push({ sign, signSpan, node });
  }
  if (terms.length === 1 && terms[0]!.signSpan === null) return terms[0]!.node;
  const placed = place(reader, start, endOfRead(reader, start));
  if (terms.length === 1 && terms[0]!.node.type === "empty")
    return { type: "sign", name: terms[0]!.sign, ...placed };
  const node: SumNode = { type: "sum", terms, ...placed };
  return node;
}

/** What follows a sign: a product, or a sum of its own after a second sign (`a - -b`). */
function parseTerm(reader: Reader): TexNode {
  const entry = current(reader);
  if (!entry) return emptyAt(reader, reader.position);
  if (entry.is !== "plus")
    return endsProduct(reader, entry) ? emptyAt(reader, reader.position) : parseProduct(reader);
  const start = reader.position;
  if (reader.depth >= maxDepth) {
    while (current(reader)?.is === "plus") reader.position++;
    return errorAt(reader, start, reader.position, "nested too deeply");
  }
  const { name } = entry;
  const signSpan = place(reader, start, start + 1).span;
  reader.position++;
  reader.depth++;
  const node = parseTerm(reader);
  reader.depth--;
  return {
    type: "sum",
    terms: [{ sign: name, signSpan, node }],
    ...place(reader, start, endOfRead(reader, start)),
  };
}

type Factor = ProductNode["factors"][number];

/** Factors up to a sign, a relation or a separator. Empty when there is none. */
function parseProduct(reader: Reader): TexNode {
  current(reader);
  const start = reader.position;
  const starts: number[] = [];
  const factors: Factor[] = [];
  let end = start;
  for (let entry = current(reader); entry && !endsProduct(reader, entry); entry = current(reader)) {
    const before = reader.position;
    if (entry.is === "switch" && reader.entries[before + 1]?.is !== "openBrace") {
      reader.font = entry.font;
      reader.position++;
      continue;
    }
    if (isFullStop(reader) && factors.length > 0) {
      reader.fullStops.add(before);
      reader.position++;
      continue;
    }
    if (reader.groups.bars.get(before)?.role === "evaluation" && factors.length > 0) {
      evaluate(reader, factors, starts);
    } else if (entry.is === "times") parseSignedFactor(reader, entry.name, factors, starts);
    else addFactor(reader, "", null, factors, starts);
    if (reader.position === before) reader.position++;
    end = endOfRead(reader, before);
  }
  if (factors.length === 0) return emptyAt(reader, start);
  if (factors.length === 1) return factors[0]!.node;
  return { type: "product", factors, ...place(reader, starts[0]!, end) };
}

function addFactor(
  reader: Reader,
  sign: string,
  signSpan: Span | null,
  factors: Factor[],
  starts: number[],
): void {
  const start = reader.position;
  const node = parseFactor(reader);
  if (!node) return;
  factors.push({ sign, signSpan, node });
  starts.push(start);
}

/** `\cdot b`. A sign with nothing behind it (`f(\cdot)`, `x^*`) is a factor itself. */
function parseSignedFactor(reader: Reader, name: string, factors: Factor[], starts: number[]): void {
  const index = reader.position;
  const placed = place(reader, index, index + 1);
  reader.position++;
  const next = current(reader);
  if (next?.is === "plus" && factors.length > 0) {
    addSignedTerm(reader, name, placed.span, factors, starts);
    return;
  }
  const isAlone =
    !next || next.is === "times" || next.is === "sub" || next.is === "sup" || endsProduct(reader, next);
  if (isAlone || isFullStop(reader)) {
    const node = parseScripts(reader, { type: "sign", name, ...placed }, index);
    factors.push({ sign: "", signSpan: null, node });
    starts.push(index);
    return;
  }
  if (factors.length === 0) {
    factors.push({ sign: "", signSpan: null, node: emptyAt(reader, index) });
    starts.push(index);
  }
  addFactor(reader, name, placed.span, factors, starts);
}

/** The `-b c` of `a \cdot -b c`. */
function addSignedTerm(
  reader: Reader,
  sign: string,
  signSpan: Span,
  factors: Factor[],
  starts: number[],
): void {
  const start = reader.position;
  const node = parseTerm(reader);
  factors.push({ sign, signSpan, node });
  starts.push(start);
}

function parseFactor(reader: Reader): TexNode | null {
  const start = reader.position;
  const base = parseAtom(reader);
  return base && parseScripts(reader, base, start);
}

/** How many evaluation bars may stand in a row. */
const maxBars = 20;

/** `|_{x=0}` takes the fraction before it, or all factors since the last sign or bar. */
function evaluate(reader: Reader, factors: Factor[], starts: number[]): void {
  const bar = reader.position;
  let first = factors.length - 1;
  const last = factors[first]!.node;
  if (last.type !== "fraction") {
    while (first > 0 && factors[first]!.sign === "" && factors[first - 1]!.node.type !== "evaluation")
      first--;
  }
  const start = starts[first]!;
  const head = factors[first]!;
  const bodyEnd = endOfRead(reader, start);
  const taken = factors
    .splice(first)
    .map((factor, index) => (index === 0 ? { ...factor, sign: "", signSpan: null } : factor));
  starts.length = first;
  const body: TexNode =
    taken.length === 1
      ? taken[0]!.node
      : { type: "product", factors: taken, ...place(reader, start, bodyEnd) };
  reader.position += reader.groups.bars.get(bar)?.width ?? 1;
  const marks = parseScripts(reader, emptyAt(reader, bar), bar);
  const node =
    body.type === "evaluation" && nesting(body) >= maxBars
      ? errorAt(reader, start, reader.position, "too many evaluation bars")
      : evaluation(reader, body, marks, start);
  factors.push({ sign: head.sign, signSpan: head.signSpan, node });
  starts.push(start);
}

function evaluation(reader: Reader, body: TexNode, marks: TexNode, start: number): TexNode {
  const placed = place(reader, start, endOfRead(reader, start));
  if (marks.type !== "scripts") return body;
  const inner: TexNode = marks.sub ? { type: "evaluation", body, at: marks.sub, ...placed } : body;
  return marks.sup ? { ...marks, base: inner, sub: null, subSpan: null, ...placed } : inner;
}

function nesting(node: TexNode): number {
  let depth = 0;
  for (let inner = node; inner.type === "evaluation"; inner = inner.body) depth++;
  return depth;
}

function isFullStop(reader: Reader): boolean {
  if (!reader.inSentence || reader.tokens[reader.position]?.text !== ".") return false;
  const next = reader.position + 1 < reader.end ? reader.entries[reader.position + 1] : undefined;
  return (
    !next ||
    next.is === "separator" ||
    next.is === "wide" ||
    next.is === "row" ||
    next.is === "align" ||
    next.is === "relation"
  );
}

/** Whether a product cannot go on at this token. */
function endsProduct(reader: Reader, entry: Entry): boolean {
  switch (entry.is) {
    case "plus":
    case "wide":
    case "row":
    case "align":
      return true;
    case "separator":
      return !isSlice(reader);
    case "text":
      return isConjunction(reader);
    default:
      return isRelation(reader);
  }
}
