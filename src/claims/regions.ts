/*
 * Where a claim is said to hold: in a region, "when `y w^\top x < 1`, …", "`…` if `x > 0`", or for a value, "if `y = 1`, …".
 * In comes a scope with a statement, out go the inequalities and equations that are met where the claim is meant.
 */
import { type Expression, some } from "../algebra/expression.ts";
import type { Scope } from "../scope/scope.ts";
import { type Statement, isEquality, isInequality } from "../scope/statement.ts";
import { oncePer } from "../text/once.ts";
import { goesOnTo, link, textBefore } from "./words-beside.ts";

/** An inequality, strict or not. */
export interface Bound {
  readonly smaller: Expression;
  readonly larger: Expression;
}

/** A value that a symbol is said to have. */
export interface Setting {
  readonly of: Expression;
  readonly value: Expression;
}

/** Words that open a sentence with a condition. */
const opens =
  /(?:^|[,.;:!?]\s|[，。；：！？])\W*(?:(?:[a-z]+ )?(?:if|when|whenever|where|while|for|as long as|provided(?: that)?|(?:in )?(?:the )?(?:case|region)(?: (?:of|where|that|\d+))?:?)|[当若]|如果|对于?|wenn|falls|für|si|pour|если|при)(?:\s+(?:all|any|every))?\W*$/iu;
const joins = /^[\s,，]*(?:and|以及|且|和)?\s*$/i;
const endsSentence = /[.;!?](?:\s|$)|[。；！？]/;

/** Those in the formula of a statement, else right behind it, else those that open the sentence it stands in. */
export function regionOf(scope: Scope, statement: Statement): readonly Bound[] {
  const bounds = boundsAmong(scope.statements);
  if (bounds.length === 0) return [];
  const found =
    inFormula(bounds, statement) ?? behind(bounds, scope, statement) ?? before(bounds, scope, statement);
  return found.flatMap(boundsIn);
}

const boundsAmong = oncePer((statements: readonly Statement[]) => statements.filter(isBound));

/** The values that symbols have where a statement is meant: "if `y = 1`, …", "`y = 1`: …", "`…` when `y = 1`". */
export function settingsOf(scope: Scope, statement: Statement): readonly Setting[] {
  const all = settingsAmong(scope.statements).filter((one) => one !== statement);
  if (all.length === 0) return [];
  const beside = all.filter((one) => one.formula === statement.formula);
  const isSaid = beside.length > 0 && conditional.test(statement.words);
  const found = isSaid ? beside : (behind(all, scope, statement) ?? before(all, scope, statement));
  return found.map(settingIn);
}

/** Blocks that a value may be spoken of before it is used. */
const NEAR = 2;

/** All values that are given near a statement, whatever the words: "set `a = 1`; then `…`", "with `a = 1` we get `…`". */
export function settingsNear(scope: Scope, { block, formula }: Statement): readonly Setting[] {
  const section = scope.sections[formula]?.id;
  return settingsAmong(scope.statements)
    .filter((one) => one.block <= block && block - one.block <= NEAR)
    .filter((one) => scope.sections[one.formula]?.id === section)
    .map(settingIn);
}

function settingIn({ left, steps: [first] }: Statement): Setting {
  return { of: left, value: first!.right };
}

/** Words in a formula for the condition that stands in it. */
const conditional = /\b(?:if|when|whenever|for|where|case)\b|[当若]|如果/i;

const settingsAmong = oncePer((statements: readonly Statement[]) => statements.filter(isSetting));

function isSetting({ left, steps }: Statement): boolean {
  const [first] = steps;
  const isValue = (one: Expression) => !some(one, ({ type }) => type === "symbol" || type === "call");
  return (
    steps.length === 1 &&
    first !== undefined &&
    isEquality(first.relation) &&
    isUnknown(left) &&
    isValue(first.right)
  );
}

/** A letter, or each entry of one: that `x_0 = 1` is a convention. */
function isUnknown(left: Expression): boolean {
  if (left.type === "symbol") return true;
  return left.type === "entry" && left.indices.every(({ terms }) => terms.length > 0);
}

function isBound({ steps: [first] }: Statement): boolean {
  return first !== undefined && isInequality(first.relation);
}

function boundsIn({ left, steps }: Statement): readonly Bound[] {
  return steps.flatMap(({ relation, right }, at) => {
    if (!isInequality(relation)) return [];
    const other = steps[at - 1]?.right ?? left;
    const isLess = /^(?:<|\\l)/.test(relation);
    return [isLess ? { smaller: other, larger: right } : { smaller: right, larger: other }];
  });
}

/** The first behind it, else the last before it. */
function inFormula(bounds: readonly Statement[], { formula, id }: Statement): readonly Statement[] | null {
  const beside = bounds.filter((one) => one.formula === formula);
  const found = beside.find((one) => one.id > id) ?? beside.at(-1);
  return found ? [found] : null;
}

function behind(
  bounds: readonly Statement[],
  scope: Scope,
  { formula, steps, block }: Statement,
): readonly Statement[] | null {
  const next = steps.at(-1)!.formula + 1;
  const found = bounds.filter((one) => one.formula === next);
  if (found.length === 0 || scope.blockOf[next] !== scope.blockOf[formula] || found[0]!.block !== block)
    return null;
  return link.test(textBefore(scope, next)) ? found : null;
}

function before(bounds: readonly Statement[], scope: Scope, statement: Statement): readonly Statement[] {
  const earlier = bounds.filter(({ id }) => id < statement.id);
  const from = earlier.findLastIndex((one) => isOpening(one, scope, statement));
  if (from < 0) return [];
  const joined = earlier.slice(from + 1).findIndex(({ formula }) => !joins.test(textBefore(scope, formula)));
  const found = earlier.slice(from, joined < 0 ? undefined : from + 1 + joined);
  return isOpenAt(found.at(-1)!, scope, statement) ? found : [];
}

/** "If `y = 1`, …", and "`y = 1`: …" at the start of its block. */
function isOpening({ formula, span, block }: Statement, scope: Scope, statement: Statement): boolean {
  if (opens.test(textBefore(scope, formula))) return true;
  const { content } = scope.note.blocks[block] ?? { content: [] };
  const at = content.findIndex((inline) => inline.type === "math" && inline.index === formula);
  const isFirst = content.slice(0, at).every((inline) => inline.type === "text" && !/\w/.test(inline.text));
  const next = content[at + 1];
  const isAhead = block === statement.block && span.end < statement.span.start;
  return isFirst && isAhead && next?.type === "text" && /^[\s*_]*[:：]/.test(next.text);
}

/** Whether the sentence that a bound opens goes on to a statement. */
function isOpenAt({ block, formula, span }: Statement, scope: Scope, statement: Statement): boolean {
  const { text, blocks } = scope.note;
  if (scope.sections[formula]?.id !== scope.sections[statement.formula]?.id) return false;
  const end = block === statement.block ? statement.span.start : (blocks[block]?.span.end ?? span.end);
  if (endsSentence.test(text.slice(span.end, end).trimEnd())) return false;
  return goesOnTo(scope, block, statement.block);
}
