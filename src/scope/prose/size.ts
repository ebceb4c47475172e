/*
 * Fixed and illustrative sizes: "throughout, `n = 2`" fixes, "let's say `n = 3`" illustrates. In comes a sentence;
 * out go sizes. Only letters that are used for sizes count: `x = 3` is a value, not a size.
 */
import type { Declaration } from "../declaration.ts";
import { mentionOf, type Sentence } from "./sentence.ts";
import { bare } from "./spell.ts";
import type { TexNode } from "../../tex/syntax.ts";

const fixes =
  /\b(?:throughout|always|from now on|in (?:all|everything) (?:that|what) follows|in what follows|in this (?:note|post|section|text|document)|everywhere|we fix|fix)\b|本文|全文|始终/i;
const sizeLetter = /^[nmpqdkrshNMDKHTLE]$/;

/** The sizes that one sentence gives a number. */
export function readSizeValues(sentence: Sentence): Declaration[] {
  const read = (illustration: boolean) =>
    [...sentence.text].flatMap((character) => {
      const mention = mentionOf(sentence, character);
      return mention && mention.kind !== "plain" ? sizeValues(mention.node, illustration) : [];
    });
  const found = read(true);
  return found.length > 0 && fixes.test(sentence.text) ? read(false) : found;
}

/** `n = 2`, also in a list; `n = m = 2` gives both. */
export function sizeValues(node: TexNode, illustration: boolean): Declaration[] {
  if (node.type === "list") return sizesOfList(node.items, illustration);
  if (node.type !== "relation" || !node.relations.every((relation) => bare(relation.name) === "=")) return [];
  const value = node.operands.at(-1)!;
  if (value.type !== "number" || !Number.isInteger(value.value) || value.value < 1) return [];
  const subjects = node.operands.slice(0, -1);
  if (!subjects.every(isSizeSymbol)) return [];
  return subjects.map((subject) => ({
    type: "size",
    subject,
    value: value.value,
    illustration,
    span: node.span,
  }));
}

/** `n, m = 3` gives both; a range (`i = 1, …, n`) none. */
function sizesOfList(items: readonly TexNode[], illustration: boolean): Declaration[] {
  if (items.some((item) => item.type === "dots")) return [];
  const found = items.flatMap((item) => sizeValues(item, illustration));
  const last = found[0];
  if (found.length !== 1 || last?.type !== "size" || !items.slice(0, -1).every(isSizeSymbol)) return found;
  return [...items.slice(0, -1).map((subject) => ({ ...last, subject })), last];
}

function isSizeSymbol(node: TexNode): boolean {
  const base = node.type === "scripts" ? node.base : node;
  return base.type === "letter" && base.font === null && sizeLetter.test(base.name);
}
