/*
 * Display formulas that start a line and go on over further ones: `$$`, `\[` and bare environments. They are
 * decided before the lines are read as Markdown, since a line of a formula may look like a list or a heading.
 * An opener that nobody closes never swallows the note: it ends before the first blank line.
 */
import { type Container, type Line, indentAt, lineFrom, matchContainers } from "./line-cursor.ts";
import { type MathSyntax, mathEnvironments } from "./dialect.ts";

/** A part of a line that belongs to the formula; the containers' marks are not in it. */
export interface LinePart {
  readonly start: number;
  readonly end: number;
}

export interface DisplayLines {
  /** All lines whole, from the opener to the line of the closer. */
  readonly parts: readonly LinePart[];
  /** Document offsets. */
  readonly start: number;
  readonly end: number;
  readonly texStart: number;
  readonly texEnd: number;
  /** Where the next line starts. */
  readonly next: number;
}

/** Openers of one kind before this offset were already seen to have no closer. */
export type FailedUntil = Map<string, number>;

interface Opener {
  readonly kind: "$$" | "\\]" | "\\\\]" | "environment";
  readonly length: number;
}

interface Search {
  readonly text: string;
  readonly containers: readonly Container[];
  readonly opener: Opener;
  /** Offset of the opener. */
  readonly start: number;
  readonly line: Line;
}

/** The display formula that starts at `start` and does not end on its line, or null. */
export function readDisplayLines(
  text: string,
  start: number,
  line: Line,
  context: { containers: readonly Container[]; syntax: MathSyntax; failedUntil: FailedUntil },
): DisplayLines | null {
  const { containers, syntax, failedUntil } = context;
  const opener = openerAt(text.slice(start, line.end), syntax);
  if (!opener || start < (failedUntil.get(opener.kind) ?? -1)) return null;
  return findEnd({ text, containers, opener, start, line }, failedUntil);
}

function openerAt(rest: string, syntax: MathSyntax): Opener | null {
  if (rest.startsWith("$$")) {
    return rest.indexOf("$$", 2) < 0 && rest[2] !== "$" ? { kind: "$$", length: 2 } : null;
  }
  if (syntax.brackets && rest.startsWith("\\[") && !rest.includes("\\]")) return { kind: "\\]", length: 2 };
  if (syntax.escapedBrackets && rest.startsWith("\\\\[") && !rest.includes("\\\\]"))
    return { kind: "\\\\]", length: 3 };
  const environment = syntax.environments ? /^\\begin\s*\{([A-Za-z]+\*?)\}/.exec(rest) : null;
  if (environment && mathEnvironments.has(environment[1]!) && environmentEnd(rest, { depth: 0 }) < 0)
    return { kind: "environment", length: 0 };
  return null;
}

function findEnd(search: Search, failedUntil: FailedUntil): DisplayLines | null {
  const { text, containers, opener, start } = search;
  const nesting = { depth: 0 };
  const parts: LinePart[] = [{ start, end: search.line.next }];
  if (opener.kind === "environment") environmentEnd(text.slice(start, search.line.end), nesting);
  let blank: { parts: number; next: number } | null = null;
  let afterBlank = false;
  let line = search.line;
  while (line.next < text.length) {
    line = lineFrom(text, line.next);
    const { matched, cursor } = matchContainers(text, line, containers);
    const content = indentAt(text, cursor, line.end).position;
    const isBlank = content >= line.end;
    if (matched < containers.length && (isBlank || blank || containers[matched]!.kind === "quote")) break;
    const rest = text.slice(content, line.end);
    if (isBlank) blank ??= { parts: parts.length, next: line.start };
    else if (afterBlank && looksLikeProse(rest)) break;
    afterBlank = isBlank;
    parts.push({ start: matched < containers.length ? content : cursor.position, end: line.next });
    const at = closerAt(rest, opener, nesting);
    if (at) {
      return {
        parts,
        start,
        end: content + at.end,
        texStart: start + opener.length,
        texEnd: content + at.start,
        next: line.next,
      };
    }
  }
  failedUntil.set(opener.kind, line.start);
  return opener.kind === "$$" ? unclosed(search, parts.slice(0, blank?.parts)) : null;
}

/** What the preview draws for `$$` without a closer, as far as the first blank line. */
function unclosed(search: Search, parts: readonly LinePart[]): DisplayLines | null {
  const { text, start, opener } = search;
  const last = parts.at(-1)!;
  const trimmed = text.slice(last.start, last.end).trimEnd().length;
  const end = last.start + trimmed;
  const texStart = start + opener.length;
  const hasText = parts.some((p) => text.slice(Math.max(p.start, texStart), p.end).trim() !== "");
  if (!hasText) return null;
  return { parts, start, end, texStart, texEnd: end, next: last.end };
}

function closerAt(rest: string, opener: Opener, nesting: { depth: number }): LinePart | null {
  if (opener.kind === "environment") {
    const end = environmentEnd(rest, nesting);
    return end < 0 ? null : { start: end, end };
  }
  const start = rest.indexOf(opener.kind);
  return start < 0 ? null : { start, end: start + opener.kind.length };
}

/** Where the outermost environment ends in this line, or -1; `nesting` carries on from line to line. */
function environmentEnd(rest: string, nesting: { depth: number }): number {
  for (const match of rest.matchAll(/\\(begin|end)\s*\{[^{}]*\}/g)) {
    nesting.depth += match[1] === "begin" ? 1 : -1;
    if (nesting.depth <= 0) return match.index + match[0].length;
  }
  return -1;
}

/** A line after a blank one that no formula would hold: a heading, a fence, plain words, formulas of its own. */
function looksLikeProse(rest: string): boolean {
  return (
    /^(?:#{1,6}\s|```|~~~)/.test(rest) ||
    /^(?:[-*+]\s+|\d+[.)]\s+)?(?:[\p{L},;:'’()-]{2,}\s+){3}/u.test(rest) ||
    (/(?:^|[^\\$])\$[^$]+\$(?!\$)/.test(rest) && !/\\(?:text|mbox|hbox|rm)/.test(rest)) ||
    /^[\p{Script=Han}，。、：；]{8}/u.test(rest)
  );
}
