/*
 * What holds for the note of any text; each test of any reader ends with it.
 */
import { expect } from "vitest";
import type { LocatedText } from "../../src/text/span.ts";
import type { Note } from "../../src/markdown/note.ts";

export function expectLaws(note: Note): void {
  let end = 0;
  for (const { span, tex } of note.math) {
    if (span.start < end || span.end < span.start || span.end > note.text.length)
      expect.fail(`formula at ${span.start} is out of order or outside`);
    end = span.end;
    expectLocated(note, tex);
  }
  const indices: number[] = [];
  for (const block of note.blocks) {
    let last = 0;
    for (const inline of block.content) {
      if (inline.span.start < last) expect.fail(`inline at ${inline.span.start} is out of order`);
      last = inline.span.end;
      if (inline.type === "math") indices.push(inline.index);
      else expect(inline.text.length).toBe(inline.span.end - inline.span.start);
    }
  }
  expect(indices).toEqual(note.math.map((_, index) => index));
  for (const directive of note.directives)
    if (directive.type === "declare") directive.declarations.forEach((text) => expectLocated(note, text));
}

function expectLocated(note: Note, located: LocatedText): void {
  let length = 0;
  for (const piece of located.pieces) {
    expect(piece.inText).toBe(length);
    length += piece.length;
    const source = note.text.slice(piece.inDocument, piece.inDocument + piece.length);
    expect(located.text.slice(piece.inText, length)).toBe(source);
  }
  expect(located.text.length).toBe(length);
}
