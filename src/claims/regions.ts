/*
 * The region that a claim is said to be about: "when `y w^\top x < 1`, …", "`…` if `x > 0`". In comes a scope with a
 * statement, out go the inequalities that are met where the claim is meant.
 */
import type { Expression } from "../algebra/expression.ts";
import type { Scope } from "../scope/scope.ts";
import { type Statement, isInequality } from "../scope/statement.ts";
import { oncePer } from "../text/once.ts";
import { goesOnTo, link, textBefore } from "./conditions.ts";

/** An inequality, strict or not. */
export interface Bound {
  readonly smaller: Expression;
  readonly larger: Expression;
}

/** Words that open a sentence with a condition. */
const opens =
  /(?:^|[,.;:!?]\s|[，。；：！？])\W*(?:(?:[a-z]+ )?(?:if|when|whenever|where|while|for|as long as|provided(?: that)?|in the (?:case|region))|[当若]|如果|对于?|wenn|falls|für|si|pour|если|при)(?:\s+(?:all|any|every))?\W*$/iu;
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
  const from = earlier.findLastIndex(({ formula }) => opens.test(textBefore(scope, formula)));
  if (from < 0) return [];
  const joined = earlier.slice(from + 1).findIndex(({ formula }) => !joins.test(textBefore(scope, formula)));
  const found = earlier.slice(from, joined < 0 ? undefined : from + 1 + joined);
  return isOpenAt(found.at(-1)!, scope, statement) ? found : [];
}

/** Whether the sentence that a bound opens goes on to a statement. */
function isOpenAt({ block, formula, span }: Statement, scope: Scope, statement: Statement): boolean {
  const { text, blocks } = scope.note;
  if (scope.sections[formula]?.id !== scope.sections[statement.formula]?.id) return false;
  const end = block === statement.block ? statement.span.start : (blocks[block]?.span.end ?? span.end);
  if (endsSentence.test(text.slice(span.end, end).trimEnd())) return false;
  return goesOnTo(scope, block, statement.block);
}
