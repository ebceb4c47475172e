/*
 * What a note declares, sentence by sentence: in comes a block of prose with its parsed formulas, or one formula,
 * or the author's own word to the linter; out go declarations with their places. Never throws, and says nothing
 * where it is not sure: a wrong declaration would make a false alarm.
 */
import type { Block, Note } from "../markdown/note.ts";
import type { LocatedText } from "../text/span.ts";
import type { TexNode } from "../tex/syntax.ts";
import type { Declaration } from "./declaration.ts";
import { readClauses } from "./prose/clause.ts";
import { readWordToLinter } from "./prose/directive.ts";
import { readEigenpairs } from "./prose/eigenpair.ts";
import { readFormula } from "./prose/formula.ts";
import { readLayouts } from "./prose/layout.ts";
import { readPhrases } from "./prose/phrase.ts";
import { composeSentence, type Mention, mentionOf, readSentences, type Sentence } from "./prose/sentence.ts";
import { readSizeValues } from "./prose/size.ts";
import { spell } from "./prose/spell.ts";

/** The declarations of one block; `formulas` are the parsed roots by index in `note.math`. */
export function readDeclarations(
  block: Block,
  formulas: readonly TexNode[],
  note?: Note,
  read: (sentence: Sentence) => Declaration[] = readSentence,
): Declaration[] {
  const whole = note ? withRowHeader(block, note) : block;
  const sentences = readSentences(whole, formulas, (index) => note?.math[index]?.kind === "math");
  return sentences.flatMap((sentence) => read(sentence));
}

/** A table cell of prose speaks of the formula that stands alone in the cell before it: `| $W$ | an n×m matrix |`. */
function withRowHeader(block: Block, note: Note): Block {
  if (block.type !== "tableCell") return block;
  const before = note.blocks[note.blocks.indexOf(block) - 1];
  const written =
    before?.content.filter((inline) => inline.type === "math" || inline.text.trim() !== "") ?? [];
  const header = written.length === 1 && before?.type === "tableCell" ? written[0]! : null;
  if (header?.type !== "math" || /\n/.test(note.text.slice(header.span.end, block.span.start))) return block;
  const gap = { start: header.span.end, end: block.content[0]?.span.start ?? block.span.start };
  return { ...block, content: [header, { type: "text", text: " : ", span: gap }, ...block.content] };
}

/** The declarations of a formula by itself, without the prose around it. */
export function declarationsOfFormula(node: TexNode): Declaration[] {
  return distinct(readFormula(node));
}

/** The declarations of one text of a directive, or what is wrong with it. */
export function readDeclarationText(tex: LocatedText): {
  declarations: Declaration[];
  problem: string | null;
} {
  return readWordToLinter(tex);
}

/** A formula without a word beside it. */
const alone = /^[^\p{L}\p{N}\uE000-\uF8FF]*[\uE000-\uF8FF]?[^\p{L}\p{N}\uE000-\uF8FF]*$/u;

/** What one sentence declares. */
export function readSentence(sentence: Sentence): Declaration[] {
  if (alone.test(sentence.text)) return distinct([...readMentions(sentence), ...readSizeValues(sentence)]);
  const found = [
    ...readMentions(sentence),
    ...readClauses(sentence),
    ...readPhrases(sentence),
    ...readEigenpairs(sentence),
    ...readLayouts(sentence),
    ...readSizeValues(sentence),
  ];
  return distinct(withoutBareFixed(found));
}

/** Conditions ("for x > 0", "if A = A^T") hold for the claim they stand with, and questions declare nothing. */
function readMentions(sentence: Sentence): Declaration[] {
  if (/\?["')]*\s*$/.test(sentence.text)) return [];
  return [...sentence.text].flatMap((character, i) => {
    const mention = mentionOf(sentence, character);
    const before = sentence.text.slice(0, i);
    return mention ? readMention(mention, before, describes(sentence, before)) : [];
  });
}

/** "`f(x) = \max(\alpha x, x)` where `0 < \alpha < 1`": behind a definition, what the letters are. */
function describes(sentence: Sentence, before: string): boolean {
  if (!/\bwhere ?$/i.test(before)) return false;
  const formulas = [...before].flatMap((character) => mentionOf(sentence, character) ?? []);
  const defines = ({ node }: Mention) => node.type === "relation" && node.relations[0]?.name === "=";
  return formulas.some(defines) && !formulas.some(({ node }) => /\\partial|\\nabla|'|\(d/.test(spell(node)));
}

const condition =
  /\b(?:for|if|when|where|whenever|unless|provided|at|case|until|otherwise|once|while)(?: that)?(?: all| any| every| each)? ?$/i;
const supposition = /\b(?:if|unless|whether|when)\b[^,;:]*$/i;

function readMention(mention: Mention, before: string, isDescription: boolean): Declaration[] {
  if (mention.kind === "plain") return [];
  const found = [...readFormula(mention.node), ...readWordsWithin(mention.node)];
  if (mention.kind === "display") return found;
  const isCondition = !isDescription && (condition.test(before) || supposition.test(before));
  return found.flatMap((declaration): Declaration[] => {
    if (declaration.type === "role" && isCondition && !isMembership(mention.node))
      return [{ ...declaration, extent: "next" }];
    return declaration.type === "role" &&
      /\b(?:show|prove|verify|thus|hence|so|therefore|implies|not)(?: that)? ?$/i.test(before)
      ? []
      : [declaration];
  });
}

/** Words in a formula say what they would say in prose: `= 2 A x, \quad \text{if } A \text{ is symmetric}`. */
function readWordsWithin(node: TexNode): Declaration[] {
  if (node.type === "decoration") return readWordsWithin(node.body);
  if (node.type === "rows") return node.rows.flatMap(readWordsWithin);
  const remark = remarkBehind(node);
  if (remark) return readRemark(remark);
  if (node.type !== "list" || !node.items.some((item) => item.type === "text")) return [];
  const parts = node.items.flatMap((item) => {
    const { start } = item.span;
    if (item.type === "text") return [{ text: ` ${item.text}`, start }];
    return [
      { text: " ", start },
      { node: item, kind: "inline" as const, span: item.span },
    ];
  });
  return readSentence(composeSentence(parts));
}

/** The parentheses behind a formula: `2Ax \quad (A \text{ symmetric})`. */
function remarkBehind(node: TexNode): TexNode | null {
  if (node.type === "relation") return remarkBehind(node.operands.at(-1)!);
  const last =
    node.type === "list" ? node.items.at(-1) : node.type === "product" ? node.factors.at(-1)!.node : null;
  return last?.type === "fenced" && last.open === "(" ? last.body : null;
}

/** What is said in words there, and by an equation behind words. */
function readRemark(body: TexNode): Declaration[] {
  if (body.type === "relation") {
    const [first, ...others] = body.operands;
    const [words, subject, ...more] = first?.type === "product" ? first.factors : [];
    const isSaid = words?.node.type === "text" && subject !== undefined && more.length === 0;
    return isSaid ? readFormula({ ...body, operands: [subject.node, ...others] }) : [];
  }
  if (body.type !== "product" || !body.factors.some(({ node }) => node.type === "text")) return [];
  const parts = body.factors.flatMap(({ node }) => [
    { text: " ", start: node.span.start },
    node.type === "text"
      ? { text: node.text.trim(), start: node.span.start }
      : { node, kind: "inline" as const, span: node.span },
  ]);
  const opening = body.factors[0]!.node.type === "text" ? "" : "with";
  return readSentence(composeSentence([{ text: opening, start: body.span.start }, ...parts]));
}

function isMembership(node: TexNode): boolean {
  return node.type === "relation" && node.relations.some((relation) => /in$|∈/.test(relation.name));
}

/** "the direct derivative, with the gates held fixed" names what is fixed; "treat `c` as constant" is for one claim. */
function withoutBareFixed(found: readonly Declaration[]): Declaration[] {
  const fixed = new Set(found.flatMap((d) => (d.type === "fixed" ? d.subjects.map(spell) : [])));
  const isBare = (d: Declaration) => d.type === "fixed" && d.subjects.length === 0 && d.group === null;
  const names = found.some((d) => d.type === "fixed" && !isBare(d));
  const isRepeated = (d: Declaration) =>
    d.type === "role" && d.role === "constant" && fixed.has(spell(d.subject));
  return found.filter((d) => !(names && isBare(d)) && !isRepeated(d));
}

/** Drops what is said twice, whichever words said it, and what is said more exactly in the same sentence. */
function distinct(found: readonly Declaration[]): Declaration[] {
  if (found.length < 2) return [...found];
  const seen = new Set<string>();
  return found.filter((declaration) => {
    if (isVague(declaration) && found.some((other) => isMoreExact(other, declaration))) return false;
    const key = signature(declaration);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function isVague(d: Declaration): boolean {
  if (d.type === "shape") return d.shape.sizes.some((size) => size === null);
  return (
    d.type === "function" &&
    d.acts === "unstated" &&
    !d.named &&
    !d.domain &&
    !d.codomain &&
    d.dependsOn.length === 0
  );
}

function isMoreExact(d: Declaration, vague: Declaration): boolean {
  if (d.type === "shape" && vague.type === "shape") {
    return d.shape.rank === vague.shape.rank && !isVague(d) && spell(d.subject) === spell(vague.subject);
  }
  return (
    d.type === "function" &&
    vague.type === "function" &&
    !isVague(d) &&
    spell(d.subject) === spell(vague.subject)
  );
}

function signature(declaration: Declaration): string {
  return JSON.stringify(declaration, (key, value: unknown) =>
    key === "span" ? undefined : isNode(value) ? spell(value) : value,
  );
}

function isNode(value: unknown): value is TexNode {
  return typeof value === "object" && value !== null && "literal" in value && "type" in value;
}
