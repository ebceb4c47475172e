/*
 * Increments: `\Delta x` and `\delta\boldsymbol\xi` are one letter with a sign before it, no product. Formula trees
 * go in and come out with each increment as an accented letter. A Δ or δ that stands alone is a letter of its own.
 */
import { oncePer } from "../text/once.ts";
import { type Span, cover } from "../text/span.ts";
import type { RelationNode, ScriptsNode, TexNode } from "../tex/syntax.ts";
import { children, mapTree, rewritten, walk } from "../tex/walk.ts";
import { readOccurrence, withoutDecoration } from "./occurrence.ts";
import { spell } from "./prose/spell.ts";

/** What the sign of an increment is called as an accent. */
const signs: ReadonlyMap<string, string> = new Map([
  ["\\Delta", "Delta"],
  ["\\delta", "delta"],
]);

/** The name of the symbol that an increment or a rate is one of, or null: `x` for that of `\Delta x` and `\dot x`. */
export function incrementOf(name: string): string | null {
  return /^(?:Delta|delta|d?dot) (.+)$/.exec(name)?.[1] ?? null;
}

/** The signs that mark increments throughout the note. */
export function findIncrementSigns(formulas: readonly TexNode[]): Set<string> {
  const found = formulas.map(signsIn);
  const marking = new Set(found.flatMap((one) => [...one.marking]));
  return new Set(
    [...marking].filter((sign) => signs.has(sign) && !found.some(({ alone }) => alone.has(sign))),
  );
}

interface Signs {
  readonly alone: ReadonlySet<string>;
  readonly marking: ReadonlySet<string>;
}

const signsIn = oncePer((formula: TexNode): Signs => {
  const alone = new Set<string>();
  const marking = new Set<string>();
  walk(formula, (node) => {
    if (node.type === "scripts" && isSign(node.base)) return false;
    const kids = node.type === "product" ? node.factors.map((factor) => factor.node) : children(node);
    kids.forEach((kid, at) => {
      const sign = isSign(kid);
      if (sign === null) return;
      if (node.type !== "product" || !isIncrement(node.factors, at)) alone.add(sign);
      else if (sign === "\\Delta" || follows(kids[at - 1])) marking.add(sign);
    });
    const named = node.type === "relation" ? gradientNamed(node) : null;
    if (named !== null) marking.add(named);
    if (node.type === "bigOperator" && node.sub)
      walk(node.sub, (part) => void marking.add(isSign(part) ?? ""));
    if (node.type === "sum") for (const sign of added(node.terms.map((term) => term.node))) marking.add(sign);
    return true;
  });
  return { alone, marking };
});

/** The δ of `\delta h_t = \partial L/\partial h_t`: one letter with what it differentiates by. */
function gradientNamed({ operands: [left, right] }: RelationNode): string | null {
  const mark = left && withoutDecoration(left);
  if (mark?.type !== "product" || mark.factors.length !== 2 || !right) return null;
  const [sign, of] = mark.factors.map(({ node }) => node);
  const isBy = spell(right)
    .replace(/\)$/, "")
    .endsWith(`\\partial${spell(of!)}`);
  return isBy ? isSign(sign!) : null;
}

/** Makes one letter of each increment. */
export function joinIncrements(formula: TexNode, marks: ReadonlySet<string>): TexNode {
  if (marks.size === 0) return formula;
  return rewritten(formula, `increments ${[...marks].join()}`, () => joined(formula, marks));
}

function joined(formula: TexNode, marks: ReadonlySet<string>): TexNode {
  return mapTree(formula, (node) => {
    if (node.type !== "product") return node;
    const factors: (typeof node.factors)[number][] = [];
    for (let at = 0; at < node.factors.length; at++) {
      const factor = node.factors[at]!;
      const sign = isSign(factor.node);
      if (sign !== null && marks.has(sign) && isIncrement(node.factors, at))
        factors.push({ ...factor, node: accented(sign, factor.node.span, node.factors[++at]!.node) });
      else factors.push(factor);
    }
    return factors.length === 1 ? factors[0]!.node : { ...node, factors };
  });
}

function isSign(node: TexNode): string | null {
  const bare = withoutDecoration(node);
  return bare.type === "letter" && signs.has(bare.name) ? bare.name : null;
}

function isIncrement(
  factors: readonly { readonly sign: string; readonly node: TexNode }[],
  at: number,
): boolean {
  const next = factors[at + 1];
  return next?.sign === "" && readOccurrence(next.node) !== null && isSign(next.node) === null;
}

/** Whether a δ behind this is differentiated by: `\partial \delta x`. */
function follows(before: TexNode | undefined): boolean {
  return before?.type === "sign" && before.name === "\\partial";
}

/** The signs of terms that are added to what they are increments of: `x + \delta x`. */
function added(terms: readonly TexNode[]): readonly string[] {
  const plain = new Set(terms.map((term) => readOccurrence(term)?.base));
  return terms.flatMap((term) => {
    const bare = withoutDecoration(term);
    if (bare.type !== "product" || bare.factors.length !== 2) return [];
    const sign = isSign(bare.factors[0]!.node);
    return sign !== null && plain.has(readOccurrence(bare.factors[1]!.node)?.base) ? [sign] : [];
  });
}

/** The letter under the sign, its scripts outside: `\Delta x_k^2` is the square of an increment. */
function accented(sign: string, place: Span, node: TexNode): TexNode {
  const span = cover(place, node.span);
  if (node.type === "scripts")
    return { ...node, base: accented(sign, place, node.base), span } satisfies ScriptsNode;
  return { type: "accent", accent: signs.get(sign)!, body: node, span, literal: node.literal };
}
