/*
 * Reading a document line by line through its containers (quotes, list items, footnotes), with the column
 * arithmetic of CommonMark: tabs stop at every fourth column and may be consumed in part.
 * Knows nothing of what stands in the containers.
 */

/** A quote, or an item whose lines are indented by `width` columns. */
export interface Container {
  readonly kind: "quote" | "item";
  readonly width: number;
}

/** Where a line's content and the next line start. */
export interface Line {
  readonly start: number;
  /** Before the line ending. */
  readonly end: number;
  /** Behind the line ending. */
  readonly next: number;
}

/** A place in a line; `spare` counts columns of a tab that was consumed in part. */
export interface Cursor {
  readonly position: number;
  readonly column: number;
  readonly spare: number;
}

const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;

const lineText = /[^\r\n]*/y;

/** The line that starts at `start`. */
export function lineFrom(text: string, start: number): Line {
  lineText.lastIndex = start;
  lineText.test(text);
  const end = lineText.lastIndex;
  const isPair = text.charCodeAt(end) === carriageReturn && text.charCodeAt(end + 1) === lineFeed;
  return { start, end, next: Math.min(text.length, end + (isPair ? 2 : 1)) };
}

/** Columns of white space at the cursor, and where the text behind it starts. */
export function indentAt(text: string, cursor: Cursor, end: number): { columns: number; position: number } {
  let { position, column } = cursor;
  for (; position < end; position++) {
    const code = text.charCodeAt(position);
    if (code === space) column += 1;
    else if (code === tab) column += 4 - (column % 4);
    else break;
  }
  return { columns: column - cursor.column + cursor.spare, position };
}

/** The cursor after `columns` columns of white space, fewer where there are not so many. */
export function skipColumns(text: string, cursor: Cursor, columns: number, end: number): Cursor {
  let { position, column } = cursor;
  let missing = columns - cursor.spare;
  while (missing > 0 && position < end) {
    const code = text.charCodeAt(position);
    if (code !== space && code !== tab) break;
    const width = code === tab ? 4 - (column % 4) : 1;
    missing -= width;
    column += width;
    position++;
  }
  return { position, column, spare: Math.max(0, -missing) };
}

/** The cursor behind `length` characters that are no tabs. */
export function skipCharacters(cursor: Cursor, length: number): Cursor {
  return { position: cursor.position + length, column: cursor.column + length, spare: 0 };
}

/** How many of the open containers the line goes on with, and where its content starts within them. */
export function matchContainers(
  text: string,
  line: Line,
  containers: readonly Container[],
): { readonly matched: number; readonly cursor: Cursor } {
  let cursor: Cursor = { position: line.start, column: 0, spare: 0 };
  let matched = 0;
  for (const container of containers) {
    const indent = indentAt(text, cursor, line.end);
    const blank = indent.position >= line.end;
    if (container.kind === "quote") {
      if (indent.columns > 3 || text[indent.position] !== ">" || blank) break;
      cursor = afterQuoteMark(text, cursor, line.end);
    } else if (indent.columns >= container.width || blank) {
      cursor = skipColumns(text, cursor, container.width, line.end);
    } else break;
    matched++;
  }
  return { matched, cursor };
}

/** The cursor behind a quote mark, the space before it and one space after it. */
export function afterQuoteMark(text: string, cursor: Cursor, end: number): Cursor {
  const indent = indentAt(text, cursor, end);
  const mark = skipCharacters(
    { position: indent.position, column: cursor.column - cursor.spare + indent.columns, spare: 0 },
    1,
  );
  return skipColumns(text, mark, 1, end);
}
