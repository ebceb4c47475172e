/*
 * Letters whose pairs of subscripts are labels, as `W_{ir}` and `W_{hr}` of a gate r: no letter in them counts
 * anything anywhere in the note, and not all of them are letters that usually count. Formula trees go in.
 */
import type { TexNode } from "../tex/syntax.ts";
import { countersIn, letterName } from "./index-reading.ts";
import { visitOccurrences } from "./occurrence.ts";

/** The letters that carry labels of two letters. */
export function findLabelPairs(formulas: readonly TexNode[]): ReadonlySet<string> {
  const alone = new Set<string>();
  const counting = new Set<string>();
  const pairs = new Map<string, Set<string>>();
  for (const formula of formulas) {
    visitOccurrences(formula, ({ base, font, subscripts, superscripts }) => {
      if (font === "blackboard") return;
      const names = (subscripts[0]?.items ?? []).map((item) => letterName(item) ?? "");
      if (names.length === 0) alone.add(base);
      else if (names.length === 1) counting.add(names[0]!);
      else pairs.set(base, new Set([...(pairs.get(base) ?? []), ...names]));
      for (const part of superscripts) if (part.type === "bare") counting.add(letterName(part.node) ?? "");
    });
    for (const counter of countersIn(formula)) counting.add(counter);
  }
  for (const letter of alone) if (/^[i-m]$/.test(letter)) counting.add(letter);
  for (const [base, names] of pairs)
    if (alone.has(base) || base === "\\delta") for (const name of names) counting.add(name);
  const isLabel = (base: string, names: ReadonlySet<string>) =>
    !alone.has(base) &&
    [...names].every((name) => /^[a-z]$/.test(name) && !counting.has(name)) &&
    [...names].some((name) => !/^[i-s]$/.test(name));
  return new Set([...pairs].flatMap(([base, names]) => (isLabel(base, names) ? [base] : [])));
}
