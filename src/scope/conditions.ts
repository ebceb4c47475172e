/*
 * Conditions on indices: `i = j`, `k \neq j`, alone or beside an equation. In come the formulas of a note, out go the
 * pairs of letters that are said to be equal or different, with their places. What they restrict is for claims to say.
 */
import { gather } from "../text/gather.ts";
import { oncePer } from "../text/once.ts";
import type { Span } from "../text/span.ts";
import type { TexNode } from "../tex/syntax.ts";
import { children } from "../tex/walk.ts";
import { letterName } from "./index-reading.ts";
import { withoutDecoration } from "./occurrence.ts";

/** Two index letters that are equal, or are not. */
export interface IndexCondition {
  readonly left: string;
  readonly right: string;
  readonly equal: boolean;
}

export interface PlacedCondition extends IndexCondition {
  readonly formula: number;
  readonly span: Span;
}

/** All conditions in the formulas of a note, in order. */
export function findConditions(formulas: readonly TexNode[]): readonly PlacedCondition[] {
  return formulas.flatMap((root, formula) => conditionsIn(root).map((one) => ({ ...one, formula })));
}

const conditionsIn = oncePer((root: TexNode) =>
  itemsOf(root).flatMap((item) => {
    const relation = item.type === "fenced" ? withoutDecoration(item.body) : item;
    if (relation.type !== "relation" || relation.relations.length !== 1) return [];
    const [left, right] = relation.operands;
    const condition = readCondition(left!, relation.relations[0]!.name, right!);
    return condition ? [{ ...condition, span: item.span }] : [];
  }),
);

function itemsOf(root: TexNode): readonly TexNode[] {
  const bare = withoutDecoration(root);
  if (bare.type === "rows") return bare.rows.flatMap(itemsOf);
  return bare.type === "list" ? bare.items.map(withoutDecoration) : [bare];
}

const signs: Readonly<Record<string, boolean>> = { "=": true, "\\ne": false, "\\neq": false, "≠": false };

/** The condition that a relation of two letters states. */
export function readCondition(left: TexNode, relation: string, right: TexNode): IndexCondition | null {
  const equal = signs[relation];
  const [first, second] = [left, right].map((side) => letterOf(withoutWords(side)));
  return equal === undefined || !first || !second ? null : { left: first, right: second, equal };
}

/** The i of `(1)\text{ when } i`. */
function withoutWords(node: TexNode): TexNode {
  const bare = withoutDecoration(node);
  if (bare.type !== "product" || !bare.factors.some((factor) => factor.node.type === "text")) return node;
  const isWord = (one: TexNode) =>
    one.type === "text" || (one.type === "fenced" && withoutDecoration(one.body).type === "number");
  const rest = bare.factors.filter((factor) => !isWord(factor.node));
  return rest.length === 1 ? rest[0]!.node : node;
}

/** Letters that stand as indices somewhere: what is said of two of them alone defines neither. */
export function indexLetters(formulas: readonly TexNode[]): ReadonlySet<string> {
  return new Set(gather(formulas, indexLettersIn));
}

const indexLettersIn = oncePer((formula: TexNode): readonly string[] => {
  const found = new Set<string>();
  const visit = (node: TexNode, inIndex: boolean): void => {
    const letter = inIndex ? letterOf(node) : null;
    if (letter !== null) found.add(letter);
    for (const part of children(node)) visit(part, inIndex);
    if (node.type === "scripts" && node.sub) visit(node.sub, true);
  };
  visit(formula, false);
  return [...found];
});

function letterOf(node: TexNode): string | null {
  const bare = withoutDecoration(node);
  return bare.type === "letter" || bare.type === "accent" || bare.type === "scripts"
    ? letterName(bare)
    : null;
}
