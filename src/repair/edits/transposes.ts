/*
 * Toggles transposes, and moves one from one factor to another.
 */
import type { Expression } from "../../algebra/expression.ts";
import {
  type Candidate,
  type Edit,
  type Site,
  chainsOf,
  source,
  transposeLetter,
  unfenced,
} from "../site.ts";

export function transposeEdits(site: Site): readonly Candidate[] {
  const removals = site.parts.flatMap((part) => (part.type === "transpose" ? [removal(site, part)] : []));
  const operands = chainsOf(site)
    .flatMap((chain) => chain.factors)
    .concat(site.claimed);
  const additions = [...new Set(operands)].filter(canBeTransposed).map((part) => addition(site, part));
  const singles = [...removals, ...additions];
  const moves = removals.flatMap((gone) =>
    additions.map((added): Candidate => ({
      rule: "factor-transpose",
      edits: [...gone.edits, ...added.edits],
      marks: [...gone.marks, ...added.marks],
      cost: 2.2,
      title: "Move the transpose",
    })),
  );
  const repeated = sameSymbolTogether(site, removals, additions);
  return [...singles, ...repeated, ...moves];
}

function canBeTransposed(part: Expression): boolean {
  if (part.type === "sum" || part.type === "inverse") return true;
  return part.type === "symbol" || (part.type === "call" && part.function.name !== "diag");
}

/** Without the transpose, and without parentheses that only it needed. */
function removal(site: Site, part: Expression & { type: "transpose" }): Candidate {
  const of = part.of;
  const bare = of.type === "symbol" || of.type === "entry" || of.type === "inverse" || part === site.claimed;
  const inside = bare ? unfenced(site, of) : null;
  const body = inside ?? source(site, of.span);
  return {
    rule: "factor-transpose",
    edits: [{ span: part.span, newText: body }],
    marks: [{ start: of.span.end, end: part.span.end }],
    cost: 1,
    title: "Remove the transpose",
  };
}

function addition(site: Site, part: Expression): Candidate {
  return {
    rule: "factor-transpose",
    edits: [{ span: part.span, newText: transposed(site, part) }],
    marks: [part.span],
    cost: 1,
    title: "Add the transpose",
  };
}

/** The text of a factor with a transpose, in the author's style. */
export function transposed(site: Site, part: Expression): string {
  const text = source(site, part.span);
  // `X^{-1}` is transposed as `X^{-\top}`.
  const inverse =
    part.type === "inverse" ? text.replace(/\^\{-1\}$/, `^{-${transposeLetter(site.style)}}`) : text;
  if (inverse !== text) return inverse;
  const fenced = unfenced(site, part) !== null;
  const plain = (part.type === "symbol" || part.type === "constant") && !/\^/.test(text);
  const [open, close] = site.style.group;
  // A second superscript, as on e^X, needs a group.
  const closed = part.type === "call" && (/[)\]]$/.test(text) || !/\^/.test(text));
  return fenced || plain || closed ? text + site.style.transpose : open + text + close + site.style.transpose;
}

/** `A A` for `Aᵀ Aᵀ`: all occurrences of one symbol at once. */
function sameSymbolTogether(
  site: Site,
  removals: readonly Candidate[],
  additions: readonly Candidate[],
): readonly Candidate[] {
  const together = (all: readonly Candidate[], title: string): readonly Candidate[] => {
    const groups = new Map<string, Candidate[]>();
    for (const one of all) {
      const key = one.edits.map((edit) => source(site, edit.span)).join();
      groups.set(key, [...(groups.get(key) ?? []), one]);
    }
    return [...groups.values()]
      .filter((group) => group.length > 1)
      .map((group) => ({
        rule: "factor-transpose" as const,
        edits: group.flatMap((one): readonly Edit[] => one.edits),
        marks: group.flatMap((one) => one.marks),
        cost: 1.2,
        title,
      }));
  };
  return [...together(removals, "Remove the transposes"), ...together(additions, "Add the transposes")];
}
