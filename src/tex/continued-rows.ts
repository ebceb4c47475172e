/*
 * Sums and products that go on in the next row: `f' &= 3x^2 \\ &+ 2x`, `\left[ a \right. \\ \left. + b \right]`.
 * Simplified tokens go in; they come out without the row ends, and what stands beside these, that part nothing.
 * Rows of matrices and cases are left alone.
 */
import { layoutOf } from "./layouts.ts";
import type { Symbols } from "./simplify.ts";

/** A group whose rows may go on, or one whose may not. */
interface Frame {
  readonly end: "closeBrace" | "end" | null;
  /** Whether rows go on here; in an array only where it has one column, or its columns are parted at relations. */
  readonly rows: "always" | "aligned" | "never";
  /** Whether an equation is written in the row, up to here. */
  relates: boolean;
  /** Whether relations are what the columns are aligned at. */
  aligned: boolean;
  /** Whether there are columns. */
  parted: boolean;
}

/** The tokens without the row ends over which a sum or a product goes on. */
export function joinRows(symbols: Symbols): Symbols {
  const { tokens, entries, sides } = symbols;
  if (!entries.some(({ is }) => is === "row")) return symbols;
  const dropped = new Set<number>();
  const stack: Frame[] = [frame(null, "always")];
  entries.forEach(({ is }, index) => {
    const top = stack.at(-1)!;
    if (is === "openBrace") stack.push(frame("closeBrace", "never"));
    else if (is === "begin") stack.push(frame("end", rowsOf(tokens[index]!.text)));
    else if (is === top.end) stack.pop();
    else if (is === "relation") {
      top.relates = true;
      top.aligned ||= entries[index - 1]?.is === "align" || entries[index + 1]?.is === "align";
    } else if (is === "align") top.parted = true;
    else if (is === "row" && !dropped.has(index)) {
      const joint = goesOn(top) ? jointAt(symbols, index, top) : null;
      if (joint) for (const at of joint) dropped.add(at);
      else top.relates = false;
    }
  });
  if (dropped.size === 0) return symbols;
  const kept = tokens.flatMap((_, index) => (dropped.has(index) ? [] : [index]));
  return {
    tokens: kept.map((index) => tokens[index]!),
    entries: kept.map((index) => entries[index]!),
    sides: new Map(kept.flatMap((index, at) => (sides.has(index) ? [[at, sides.get(index)!] as const] : []))),
  };
}

function frame(end: Frame["end"], rows: Frame["rows"]): Frame {
  return { end, rows, relates: false, aligned: false, parted: false };
}

function rowsOf(environment: string): Frame["rows"] {
  const layout = layoutOf(environment);
  if (layout.as === "rows") return "always";
  return layout.as === "matrix" && layout.columns ? "aligned" : "never";
}

function goesOn({ rows, relates, aligned, parted }: Frame): boolean {
  return relates && (rows === "always" || (rows === "aligned" && (aligned || !parted)));
}

/** What is dropped where the row that ends here goes on in the next one, or null where it does not. */
function jointAt(symbols: Symbols, row: number, frame: Frame): readonly number[] | null {
  const { entries } = symbols;
  let from = row;
  while (isMark(entries[from - 1]?.is)) from--;
  const closes = isEmptyDelimiter(symbols, from - 2, "right");
  const last = closes ? from - 3 : from - 1;
  let to = row + 1;
  let isMarked = false;
  while (isMark(entries[to]?.is) || entries[to]?.is === "row")
    isMarked = entries[to++]!.is === "align" || isMarked;
  if (entries[to]?.is === "openBrace" && entries[to + 1]?.is === "closeBrace") to += 2;
  const opens = isEmptyDelimiter(symbols, to, "left");
  let first = opens ? to + 2 : to;
  while (opens && isMark(entries[first]?.is)) first++;
  const isJoint =
    (opens && closes) || isOpenEnd(symbols, last) || startsWithin(symbols, first, isMarked && frame.aligned);
  if (!isJoint || entries[first]?.is === "relation" || entries[last]?.is === "separator") return null;
  const [start, end] = opens && closes ? [from - 2, first] : [from, to];
  return Array.from({ length: end - start }, (_, at) => start + at);
}

function isMark(is: string | undefined): boolean {
  return is === "align" || is === "wide";
}

/** `\left.` or `\right.`. */
function isEmptyDelimiter({ tokens, entries }: Symbols, at: number, is: "left" | "right"): boolean {
  return entries[at]?.is === is && tokens[at + 1]?.text === ".";
}

/** Whether a row ends in a sign behind which something is missing; that of `w^*` and `A^+` is none. */
function isOpenEnd({ entries }: Symbols, last: number): boolean {
  const { is } = entries[last] ?? {};
  const before = entries[last - 1]?.is;
  return (is === "plus" || is === "times") && before !== "sup" && before !== "sub" && before !== "openBrace";
}

/** Whether a row starts within a sum or a product; one that starts with a minus may be an equation of its own. */
function startsWithin(symbols: Symbols, first: number, isBehindRelation: boolean): boolean {
  const entry = symbols.entries[first];
  if (entry?.is === "times") return true;
  if (entry?.is !== "plus") return false;
  return entry.name === "+" || !relatesAhead(symbols, first, isBehindRelation);
}

/** Whether an equation is written in the row from here; one behind the column of relations only goes on with it. */
function relatesAhead({ entries }: Symbols, from: number, isBehindRelation: boolean): boolean {
  let depth = 0;
  for (let at = from; at < entries.length && depth >= 0; at++) {
    const { is } = entries[at]!;
    if (is === "openBrace" || is === "begin") depth++;
    else if (is === "closeBrace" || is === "end") depth--;
    else if (depth === 0 && is === "row") return false;
    else if (depth === 0 && is === "relation")
      return !isBehindRelation || entries[at - 1]?.is === "align" || entries[at + 1]?.is === "align";
  }
  return false;
}
