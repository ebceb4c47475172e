/*
 * Relations: a sign such as `=`, a bar that parts (`p(x|y)`), an arrow with words on it, a relation with
 * something stacked on it (`\overset{!}{=}`). Only reads the sign, never its sides.
 */
import type { Span } from "../text/span.ts";
import { current, emptyAt, partnerOf, place, textBetween } from "./reader.ts";
import type { Reader } from "./reader.ts";
import { parseScripts } from "./scripts.ts";

/** Words over `=` that make it a definition. */
const definitionMarks =
  /^\{?(?:\\(?:text|mathrm|textrm|rm|small|mathit)\b)?[{ ]*(?:def|def\.|Def|\\Delta|\\triangle|d|defined|:=)[ }]*$/;

/** How many stacks may stand in a stack. */
const maxStack = 8;

/** Whether a relation stands at the position. */
export function isRelation(reader: Reader): boolean {
  const entry = reader.entries[reader.position];
  if (!entry) return false;
  switch (entry.is) {
    case "relation":
    case "arrow":
      return true;
    case "bar":
      return reader.groups.bars.get(reader.position)?.role === "relation";
    case "stack":
      return reader.entries[stackCore(reader, reader.position)]?.is === "relation";
    default:
      return false;
  }
}

/** Reads the relation at the position, with its scripts. */
export function readRelation(reader: Reader): { name: string; span: Span } {
  const start = reader.position;
  const entry = reader.entries[start]!;
  let name = entry.is === "relation" ? entry.name : (reader.tokens[start]?.text ?? "");
  reader.position++;
  if (entry.is === "bar") {
    const width = reader.groups.bars.get(start)?.width ?? 1;
    reader.position = start + width;
    name = width === 2 || entry.name === "\\|" ? "\\|" : "\\mid";
  }
  if (entry.is === "arrow") {
    if (reader.tokens[reader.position]?.text === "[")
      reader.position = Math.max(reader.position, partnerOf(reader, reader.position) + 1);
    reader.position = skipArgument(reader, reader.position);
  }
  if (entry.is === "stack") {
    const core = reader.entries[stackCore(reader, start)];
    const noteStart = start + 1;
    name = core?.is === "relation" ? core.name : name;
    if (name === "=" && definitionMarks.test(textBetween(reader, noteStart, skipArgument(reader, noteStart))))
      name = ":=";
    for (const _ of entry.places) reader.position = skipArgument(reader, reader.position);
  }
  const { span } = place(reader, start, reader.position);
  const next = current(reader);
  if (next?.is === "sub" || next?.is === "sup")
    parseScripts(reader, emptyAt(reader, reader.position), reader.position);
  return { name, span };
}

/** Index of the sign that others are stacked on, from the index of the outermost `\overset`. */
export function stackCore(reader: Reader, index: number): number {
  let at = index;
  for (let level = 0; level < maxStack; level++) {
    const entry = reader.entries[at];
    if (entry?.is === "openBrace" && partnerOf(reader, at) > at) at++;
    else if (entry?.is === "stack") {
      at++;
      for (const part of entry.places) {
        if (part === "core") break;
        at = skipArgument(reader, at);
      }
    } else break;
  }
  return at;
}

/** The index after the argument at `index`. */
export function skipArgument(reader: Reader, index: number): number {
  if (index >= reader.end) return index;
  const close = reader.entries[index]?.is === "openBrace" ? partnerOf(reader, index) : -1;
  if (close > index) return close + 1;
  const next = reader.entries[index + 1]?.is === "openBrace" ? partnerOf(reader, index + 1) : -1;
  const { is } = reader.entries[index]!;
  if ((is === "text" || is === "font") && next > index) return next + 1;
  return index + 1;
}
