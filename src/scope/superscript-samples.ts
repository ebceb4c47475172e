/*
 * Samples that a bare letter above counts: the `y^i` of `\sum_i (\hat y^i - y^i)^2`. Formula trees go in; they come out
 * with parentheses round such letters, as in `y^{(i)}`.
 */
import { inParentheses } from "../tex/parentheses.ts";
import type { ScriptsNode, TexNode } from "../tex/syntax.ts";
import { mapTree, rewritten, walk } from "../tex/walk.ts";
import { oncePer } from "../text/once.ts";
import { readOccurrence, withoutDecoration } from "./occurrence.ts";

/** Writes letters above as indices of samples, where the note counts nothing but samples by them. */
export function writeSuperscriptSamples(formulas: readonly TexNode[]): readonly TexNode[] {
  const found = formulas.map(lettersIn);
  const others = new Set(found.flatMap(({ others: own }) => own));
  const letters = new Set(found.flatMap(({ samples }) => samples).filter((name) => !others.has(name)));
  if (letters.size === 0) return formulas;
  const change = (node: TexNode): TexNode => {
    const letter = node.type === "scripts" ? letterAbove(node) : null;
    if (node.type !== "scripts" || !letter || !letters.has(letter)) return node;
    const sup = node.sup!;
    return { ...node, sup: inParentheses(sup, { span: sup.span, literal: false }) };
  };
  return formulas.map((formula) =>
    rewritten(formula, `samples ${[...letters].join(" ")}`, () => mapTree(formula, change)),
  );
}

interface Letters {
  /** The i of sums over terms that have it above two letters. */
  readonly samples: readonly string[];
  /** Letters below others, and above what is no letter: those of `a_i x^i` and `(1 - p)^i`. */
  readonly others: readonly string[];
}

const lettersIn = oncePer((formula: TexNode): Letters => {
  const samples: string[] = [];
  const others: string[] = [];
  walk(formula, (node) => {
    if (node.type === "bigOperator" && node.sub) samples.push(...samplesIn(node.body));
    if (node.type !== "scripts") return;
    if (node.sub) walk(node.sub, (part) => void (part.type === "letter" && others.push(part.name)));
    const letter = letterAbove(node);
    if (letter !== null && baseOf(node) === null) others.push(letter);
  });
  return { samples, others };
});

/** The letters above in several terms of a sum, above one letter and another: the i of `\hat y^i - y^i`. */
function samplesIn(body: TexNode): readonly string[] {
  const found: string[] = [];
  walk(body, (node) => {
    if (node.type !== "sum") return;
    const bases = new Map<string, Set<string>>();
    for (const term of node.terms)
      walk(term.node, (part) => {
        const [letter, base] = part.type === "scripts" ? [letterAbove(part), baseOf(part)] : [null, null];
        if (letter && base) bases.set(letter, (bases.get(letter) ?? new Set()).add(base));
      });
    for (const [letter, own] of bases) if (own.size > 1) found.push(letter);
  });
  return found;
}

/** The i of `y^i`. */
function letterAbove({ sup }: ScriptsNode): string | null {
  const above = sup && withoutDecoration(sup);
  return above?.type === "letter" && /^[ijkns]$/.test(above.name) ? above.name : null;
}

/** The y of `y^i`, a letter with its accent; null of Euler's number and of what is no letter. */
function baseOf(node: ScriptsNode): string | null {
  const base = readOccurrence({ ...node, sup: null })?.base ?? null;
  return base !== null && /(^|\s)[a-zA-Z]$/.test(base) && base !== "e" ? base : null;
}
