/*
 * The state of a scan over a leaf's text, and the tokens that it collects.
 */
import type { MathSyntax } from "./dialect.ts";
import type { DisplayRegion } from "./leaf.ts";

/** A part of a leaf's text, in offsets of that text. */
export type InlineToken =
  | ({ readonly type: "math"; readonly display: boolean } & DisplayRegion)
  /** Marks and other text that nobody reads aloud. */
  | { readonly type: "mark" | "comment"; readonly start: number; readonly end: number };

export interface Scan {
  readonly text: string;
  readonly syntax: MathSyntax;
  /** Whether what is left open reaches to the end, as in a piece of HTML. */
  readonly html: boolean;
  readonly tokens: InlineToken[];
  /** Where a search stops: the next display formula, or the end. */
  end: number;
  /** Closers that do not occur between here and `end`. */
  readonly missing: Set<string>;
  /** Opening square brackets that may yet become links. */
  brackets: number[];
  /** Ends of bare environments by where they begin; found when the first is met. */
  environments: ReadonlyMap<number, number> | null;
}

export function mark(scan: Scan, start: number, end: number): number {
  scan.tokens.push({ type: "mark", start, end });
  return end;
}

export function math(scan: Scan, region: DisplayRegion, display: boolean): number {
  scan.tokens.push({ type: "math", display, ...region });
  return region.end;
}

/** Where `closer` next stands before the end of the stretch, or -1. */
export function find(scan: Scan, closer: string, from: number): number {
  if (scan.missing.has(closer)) return -1;
  const at = scan.text.indexOf(closer, from);
  if (at >= 0 && at + closer.length <= scan.end) return at;
  scan.missing.add(closer);
  return -1;
}

/** As `find`, but not where an odd number of backslashes stands before it. */
export function findUnescaped(scan: Scan, closer: string, from: number): number {
  let at = find(scan, closer, from);
  while (at >= 0 && isEscaped(scan.text, at, from)) at = find(scan, closer, at + closer.length);
  return at;
}

function isEscaped(text: string, at: number, from: number): boolean {
  let before = at - 1;
  while (before >= from && text[before] === "\\") before--;
  return (at - before) % 2 === 0;
}
