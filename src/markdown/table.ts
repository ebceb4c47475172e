/*
 * The cells of a table row. A bar ends a cell, in formulas too, unless a backslash stands before it; that
 * backslash belongs to the table, not to the cell's text.
 */
import { type Leaf, appendToLeaf, finishLeaf, startLeaf } from "./leaf.ts";

/** One leaf for each cell of the row `text.slice(start, end)`. */
export function tableCells(text: string, start: number, end: number): readonly Leaf[] {
  const row = text.slice(start, end);
  const to = row.trimEnd().length;
  const cells: Leaf[] = [];
  let from = row.startsWith("|") ? 1 : 0;
  for (let bar = row.indexOf("|", from); bar >= 0 && bar < to; bar = row.indexOf("|", bar + 1)) {
    if (row[bar - 1] === "\\") continue;
    cells.push(readCell(text, row.slice(from, bar), start + from));
    from = bar + 1;
  }
  if (from < to) cells.push(readCell(text, row.slice(from, to), start + from));
  return cells;
}

function readCell(document: string, cell: string, start: number): Leaf {
  const first = cell.length - cell.trimStart().length;
  const last = Math.max(first, cell.trimEnd().length);
  const leaf = startLeaf();
  let from = first;
  for (let at = cell.indexOf("\\|", first); at >= 0 && at < last; at = cell.indexOf("\\|", at + 2)) {
    appendToLeaf(leaf, start + from, start + at);
    from = at + 1;
  }
  appendToLeaf(leaf, start + from, start + last);
  return { ...finishLeaf(document, leaf, "tableCell"), span: { start: start + first, end: start + last } };
}
