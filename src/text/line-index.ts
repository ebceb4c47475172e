/*
 * Offsets to lines and characters and back. Lines end at LF, CR LF or a lone CR, as in Markdown and in
 * the language server protocol; characters are UTF-16 units. Never fails: what lies outside is clamped.
 */

/** A place as people and protocols say it, both numbers from 0. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/** The offsets at which the lines of a text start. */
export interface LineIndex {
  readonly starts: readonly number[];
  readonly length: number;
}

const lineFeed = 10;
const carriageReturn = 13;

/** Finds where each line of `text` starts. */
export function createLineIndex(text: string): LineIndex {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === lineFeed || (code === carriageReturn && text.charCodeAt(i + 1) !== lineFeed))
      starts.push(i + 1);
  }
  return { starts, length: text.length };
}

/** The index of the line that holds `offset`. */
export function lineAt(index: LineIndex, offset: number): number {
  let low = 0;
  let high = index.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (index.starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The line and character of `offset`. */
export function positionAt(index: LineIndex, offset: number): LinePosition {
  const clamped = Math.max(0, Math.min(offset, index.length));
  const line = lineAt(index, clamped);
  return { line, character: clamped - (index.starts[line] ?? 0) };
}

/** The offset of `position`; a character past the end of its line means the start of the next line at most. */
export function offsetAt(index: LineIndex, position: LinePosition): number {
  if (position.line < 0) return 0;
  const start = index.starts[position.line];
  if (start === undefined) return index.length;
  const next = index.starts[position.line + 1] ?? index.length;
  return Math.max(start, Math.min(start + position.character, next));
}
