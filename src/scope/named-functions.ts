/*
 * Functions with a name and a parameter, `\mathrm{swish}_\beta(x) = x \sigma(\beta x)`. Formula trees go in; they come
 * out with the name as one letter, so that it is read as `f_\beta(x)` is.
 */
import type { LetterNode, ScriptsNode, TexNode } from "../tex/syntax.ts";
import { mapTree, rewritten } from "../tex/walk.ts";
import { fenceAfter } from "./application.ts";
import { fixedWords } from "./facts.ts";
import { letterName } from "./index-reading.ts";
import { withoutDecoration } from "./occurrence.ts";

/** Writes the names of functions that equations define as letters. */
export function writeNamedFunctions(formulas: readonly TexNode[]): readonly TexNode[] {
  const names = new Set(formulas.flatMap(definedIn));
  if (names.size === 0) return formulas;
  const way = `named functions ${[...names].join(" ")}`;
  const change = (node: TexNode): TexNode => {
    const name = nameOf(node);
    return name !== null && names.has(name) && node.type === "scripts" ? asLetter(node, name) : node;
  };
  return formulas.map((formula) => rewritten(formula, way, () => mapTree(formula, change)));
}

/** The swish of `\mathrm{swish}_\beta(x) = \dots`. */
function definedIn(formula: TexNode): readonly string[] {
  const bare = withoutDecoration(formula);
  if (bare.type === "list") return bare.items.flatMap(definedIn);
  if (bare.type !== "relation") return [];
  const left = withoutDecoration(bare.operands[0]!);
  if (left.type !== "product" || left.factors.length !== 2 || !fenceAfter(left, 0)) return [];
  const name = nameOf(left.factors[0]!.node);
  return name === null ? [] : [name];
}

/** A word with a Greek letter below: what the note defines so is its own, whatever else the word may be. */
function nameOf(node: TexNode): string | null {
  if (node.type !== "scripts" || node.base.type !== "word" || node.sub === null) return null;
  const { text } = node.base;
  return !fixedWords.test(text) && /^\\[a-z]+$/.test(letterName(node.sub) ?? "") ? text : null;
}

function asLetter(node: ScriptsNode, name: string): ScriptsNode {
  const { span, literal } = node.base;
  const letter: LetterNode = { type: "letter", name, font: null, span, literal };
  return { ...node, base: letter };
}
