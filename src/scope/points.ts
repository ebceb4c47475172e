/*
 * Places that a note gives a name by an index: `x_0` beside x is a point, no component. Formula trees go in; they
 * come out with each such letter and its index as one letter. Indices that count something are left alone.
 */
import type { TexNode } from "../tex/syntax.ts";
import { gather } from "../text/gather.ts";
import { oncePer } from "../text/once.ts";
import { lettersIn, mapTree, rewritten, walk } from "../tex/walk.ts";
import { countersIn, letterName } from "./index-reading.ts";
import { readOccurrence, visitOccurrences, withoutDecoration } from "./occurrence.ts";

/** The indices that were seen on a letter, and those with which it names a place. */
interface Seen {
  bare: boolean;
  shifted: boolean;
  readonly indices: Set<string>;
  readonly places: Set<string>;
}

/** Makes one letter of each letter that names a point with its index. */
export function nameIndexedPoints(formula: TexNode, points: ReadonlySet<string>): TexNode {
  if (points.size === 0) return formula;
  const letters = lettersIn(formula);
  const here = [...points].filter((point) => letters.some((letter) => point.includes(`${letter}_`)));
  if (here.length === 0) return formula;
  const way = `points ${here.join()}`;
  return rewritten(formula, way, () => mapTree(formula, (node) => asOneLetter(node, points)));
}

/** The letters and indices that name a point in this note, as `x_0`. */
export function findIndexedPoints(formulas: readonly TexNode[]): ReadonlySet<string> {
  const placed = new Set(gather(formulas, placedIn));
  if (placed.size === 0) return placed;
  const letters = new Map<string, Seen>();
  const counters = new Set<string>();
  for (const formula of formulas) {
    for (const [base, seen] of seenIn(formula)) {
      if (!placed.has(base)) continue;
      const all = letterAmong(letters, base);
      all.bare ||= seen.bare;
      all.shifted ||= seen.shifted;
      for (const name of seen.indices) all.indices.add(name);
      for (const name of seen.places) all.places.add(name);
    }
    for (const counter of countersIn(formula)) counters.add(counter);
  }
  return new Set(
    [...letters].flatMap(([base, seen]) => pointIndices(seen, counters).map((name) => `${base}_${name}`)),
  );
}

const seenIn = oncePer((formula: TexNode): ReadonlyMap<string, Seen> => {
  const letters = new Map<string, Seen>();
  visitOccurrences(formula, ({ base, subscripts: [subscript] }) => {
    const seen = letterAmong(letters, base);
    const name = subscript?.items.length === 1 ? letterName(subscript.items[0]!) : null;
    if (!subscript) seen.bare = true;
    else if (name === null) seen.shifted = true;
    else seen.indices.add(name);
  });
  for (const place of placesWithin(formula)) notePlace(letters, place);
  return letters;
});

/** The letters that may name a place. */
const placedIn = oncePer((formula: TexNode): readonly string[] =>
  [...seenIn(formula)].flatMap(([base, { indices, places }]) =>
    indices.has("0") || places.size > 0 ? [base] : [],
  ),
);

function letterAmong(letters: Map<string, Seen>, base: string): Seen {
  const known = letters.get(base);
  const seen = known ?? { bare: false, shifted: false, indices: new Set(), places: new Set() };
  if (!known) letters.set(base, seen);
  return seen;
}

/** A number where the letter stands alone too; a letter only if nothing else is ever counted on this letter. */
function pointIndices(
  { bare, shifted, indices, places }: Seen,
  counters: ReadonlySet<string>,
): readonly string[] {
  const others = [...indices].filter((name) => !places.has(name) && name !== "0");
  const counts = shifted || others.length > 0;
  const named = [...places].filter((name) => /^\d+$/.test(name) || (!counts && !counters.has(name)));
  return bare && !counts && indices.has("0") ? ["0", ...named] : named;
}

function placesWithin(formula: TexNode): readonly TexNode[] {
  const places: TexNode[] = [];
  walk(formula, (node) => void places.push(...placesIn(node)));
  return places;
}

/** What stands under evaluation bars and what variables go to: `x=x_0`, `x_0`, `x \to x_0`. */
function placesIn(node: TexNode): readonly TexNode[] {
  if (node.type === "evaluation") return valuesIn(node.at);
  return node.type === "bigOperator" && node.operator === "lim" && node.sub ? valuesIn(node.sub) : [];
}

function valuesIn(node: TexNode): readonly TexNode[] {
  const bare = withoutDecoration(node);
  if (bare.type === "list") return bare.items.flatMap(valuesIn);
  if (bare.type === "fenced") return valuesIn(bare.body);
  return bare.type === "relation" ? valuesIn(bare.operands.at(-1)!) : [bare];
}

function notePlace(letters: Map<string, Seen>, node: TexNode): void {
  const occurrence = readOccurrence(node);
  const items = occurrence?.subscripts[0]?.items ?? [];
  const name = items.length === 1 ? letterName(items[0]!) : null;
  if (occurrence && name !== null) letterAmong(letters, occurrence.base).places.add(name);
}

function asOneLetter(node: TexNode, points: ReadonlySet<string>): TexNode {
  if (node.type !== "scripts" || !node.sub) return node;
  const occurrence = readOccurrence(node.base);
  const index = letterName(node.sub);
  if (!occurrence || occurrence.subscripts.length > 0 || occurrence.superscripts.length > 0 || index === null)
    return node;
  if (!points.has(`${occurrence.base}_${index}`)) return node;
  const { span, literal } = node;
  const end = node.sup || node.primes > 0 ? (node.subSpan ?? node.sub.span).end : span.end;
  const letter: TexNode = {
    type: "letter",
    name: `${occurrence.base}_{${index}}`,
    font: occurrence.font,
    span: { start: span.start, end },
    literal,
  };
  return node.sup || node.primes > 0 ? { ...node, base: letter, sub: null, subSpan: null } : letter;
}
