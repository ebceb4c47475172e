/*
 * `\begin{…} … \end{…}` and plain TeX's `\pmatrix{…}`: matrices, cases and aligned rows. What is not known is
 * read as rows.
 */
import { cover } from "../text/span.ts";
import type { Entry } from "./commands.ts";
import { layoutOf } from "./layouts.ts";
import type { Layout } from "./layouts.ts";
import { current, errorAt, maxDepth, partnerOf, place } from "./reader.ts";
import type { Reader } from "./reader.ts";
import type { CasesNode, ListNode, TexNode } from "./syntax.ts";

type Cells = readonly (readonly TexNode[])[];

/** The environment at the position; one that is not closed is an error, and its content goes on behind it. */
export function parseEnvironment(reader: Reader): TexNode {
  const start = reader.position;
  const end = partnerOf(reader, start);
  reader.position++;
  const name = reader.tokens[start]!.text;
  if (end < 0) return errorAt(reader, start, start + 1, `\\begin{${name}} without \\end`);
  const layout = layoutOf(name);
  const from = skipOptions(reader, start + 1, end, layout);
  const node = parseLayout(reader, layout, from, end);
  reader.position = end + 1;
  return { ...node, ...place(reader, start, end + 1) };
}

/** `\pmatrix{a & b \cr c & d}`; `\cases{…}`. */
export function parsePlainMatrix(reader: Reader, entry: Entry & { is: "matrix" }, start: number): TexNode {
  const open = reader.position;
  const close = current(reader)?.is === "openBrace" ? partnerOf(reader, open) : -1;
  if (close < 0) return errorAt(reader, start, start + 1, "missing argument");
  const layout: Layout = entry.cases
    ? { as: "cases" }
    : { as: "matrix", open: entry.open, close: entry.close, columns: false };
  const node = parseLayout(reader, layout, open + 1, close);
  reader.position = close + 1;
  return { ...node, ...place(reader, start, close + 1) };
}

/** Behind `[t]` and the column specification of an array. */
function skipOptions(reader: Reader, start: number, end: number, layout: Layout): number {
  let from = start;
  if (reader.tokens[from]?.text === "[" && reader.tokens[from + 2]?.text === "]" && from + 2 < end) from += 3;
  const columns = layout.as !== "cases" && layout.columns;
  if (columns && reader.entries[from]?.is === "openBrace" && partnerOf(reader, from) > from)
    from = partnerOf(reader, from) + 1;
  return Math.min(from, end);
}

function parseLayout(reader: Reader, layout: Layout, start: number, end: number): TexNode {
  const placed = place(reader, start, end);
  switch (layout.as) {
    case "cases":
      return { type: "cases", rows: parseCells(reader, start, end).map(asCase), ...placed };
    case "matrix":
      if (layout.columns && alignsRelations(reader, start, end))
        return parseAligned(reader, false, start, end);
      return {
        type: "matrix",
        open: layout.open,
        close: layout.close,
        rows: parseCells(reader, start, end),
        ...placed,
      };
    case "rows":
      return parseAligned(reader, layout.pair, start, end);
  }
}

function parseAligned(reader: Reader, pair: boolean, start: number, end: number): TexNode {
  if (pair) findParting(reader, start, end);
  return reader.grammar.parseGroup(reader, start - 1, start, end);
}

function asCase(cells: readonly TexNode[]): CasesNode["rows"][number] {
  const [value, condition] = cells;
  if (!condition && value?.type === "list") return splitCase(value);
  return { value: value!, condition: condition && condition.type !== "empty" ? condition : null };
}

/** `x, \text{ if } x > 0` without an `&`: what follows the first words is the condition. */
function splitCase(row: ListNode): CasesNode["rows"][number] {
  const words = row.items.findIndex(({ type }, index) => index > 0 && type === "text");
  if (words < 0) return { value: row, condition: null };
  return { value: partOfList(row, 0, words), condition: partOfList(row, words, row.items.length) };
}

function partOfList(row: ListNode, from: number, to: number): TexNode {
  const items = row.items.slice(from, to);
  const [first, last] = [items[0]!, items.at(-1)!];
  if (items.length === 1) return first;
  const literal = row.literal && first.literal && last.literal;
  return {
    ...row,
    items,
    separators: row.separators.slice(from, to - 1),
    span: cover(first.span, last.span),
    literal,
  };
}

function parseCells(reader: Reader, start: number, end: number): Cells {
  const { end: outerEnd, font, inCells, inSentence } = reader;
  const rows: TexNode[][] = [];
  if (reader.depth >= maxDepth) return [[errorAt(reader, start, end, "nested too deeply")]];
  reader.depth++;
  reader.position = start;
  reader.end = end;
  reader.inCells = true;
  reader.inSentence = true;
  let row: TexNode[] = [];
  while (true) {
    reader.font = font;
    row.push(reader.grammar.parseRow(reader));
    const entry = current(reader);
    if (entry?.is !== "align") {
      rows.push(row);
      row = [];
    }
    if (!entry) break;
    reader.position++;
  }
  reader.depth--;
  reader.end = outerEnd;
  reader.inCells = inCells;
  reader.inSentence = inSentence;
  reader.position = end;
  const filled = rows.filter((cells) => cells.length > 1 || cells[0]!.type !== "empty");
  // `1 & 0 & \\`: a mark at the end of every row opens no column.
  const isEnd = (cells: readonly TexNode[]) => cells.length > 2 && cells.at(-1)!.type === "empty";
  return filled.every(isEnd) ? filled.map((cells) => cells.slice(0, -1)) : filled;
}

/** Marks every second `&` of a row that has text on both sides and no relation at it. */
function findParting(reader: Reader, start: number, end: number): void {
  let count = 0;
  forEachAtLevel(reader, start, end, (index) => {
    const { is } = reader.entries[index]!;
    if (is === "row") count = 0;
    if (is !== "align") return;
    count++;
    if (count % 2 === 0 && !binds(reader.entries[index - 1]) && !binds(nextEntry(reader, index, end)))
      reader.parting.add(index);
  });
}

function nextEntry(reader: Reader, index: number, end: number): Entry | undefined {
  let next = index + 1;
  while (next < end && reader.entries[next]!.is === "align") next++;
  return next < end ? reader.entries[next] : undefined;
}

function binds(entry: Entry | undefined): boolean {
  return entry?.is === "relation" || entry?.is === "plus" || entry?.is === "times";
}

/** Whether the columns of an array only align relations, `{rcl}` used as `align` is, or its one column lists them. */
function alignsRelations(reader: Reader, start: number, end: number): boolean {
  let found = false;
  let relates = false;
  let parts = false;
  forEachAtLevel(reader, start, end, (index) => {
    const { is } = reader.entries[index]!;
    if (is === "relation") relates = true;
    if (is !== "align") return;
    parts = true;
    const after = reader.entries[index + 1];
    const before = reader.entries[index - 1];
    if ((index + 1 < end && after?.is === "relation") || (index > start && before?.is === "relation"))
      found = true;
  });
  return found || (relates && !parts);
}

function forEachAtLevel(reader: Reader, start: number, end: number, visit: (index: number) => void): void {
  for (let index = start; index < end; index++) {
    const partner = reader.groups.partner[index]!;
    if (partner > index && partner < end) index = partner;
    else visit(index);
  }
}
