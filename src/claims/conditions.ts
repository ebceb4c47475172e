/*
 * Which condition on indices a claim stands under: `…, \quad i = j` in its formula, "if $i = j$" behind it, or a case
 * that was opened before it ("Case 2: $i \neq j$"). In comes a scope with a step of a statement, out go conditions.
 */
import type { IndexCondition, PlacedCondition } from "../scope/conditions.ts";
import type { ConditionalRole } from "../scope/facts.ts";
import type { Scope } from "../scope/scope.ts";
import type { Statement } from "../scope/statement.ts";
import { saysActive } from "./hinges.ts";
import { type Bound, type Setting, regionOf, settingsOf } from "./regions.ts";
import { goesOnTo, link, textBefore } from "./words-beside.ts";

/** What is said with a claim itself, and what was said last before it in its section. */
export interface Conditions {
  readonly own: IndexCondition | null;
  readonly open: IndexCondition | null;
  /** What is assumed of symbols: "if `A` is symmetric". */
  readonly roles: readonly ConditionalRole[];
  /** Whether the open case is that of the claim's block, the one before it, or the heading. */
  readonly isNear: boolean;
  /** Whether the opposite case is opened behind the claim in its section: the claim is within the first of two. */
  readonly isEnclosed: boolean;
  /** Whether it is said to be about where a hinge, `\max(0, \cdot)`, is not zero: "when the loss is active". */
  readonly active: boolean;
  /** Inequalities that are met where it is meant. */
  readonly region: readonly Bound[];
  /** Values that symbols have where it is meant. */
  readonly settings: readonly Setting[];
}

export function conditionsOf(scope: Scope, statement: Statement, step: number): Conditions {
  const roles = scope.facts.conditional.filter((one) => isInForce(one, scope, statement));
  const region = regionOf(scope, statement);
  const settings = settingsOf(scope, statement);
  const always = { roles, active: saysActive(scope, statement), region, settings };
  if (scope.conditions.length === 0)
    return { own: null, open: null, isNear: false, isEnclosed: false, ...always };
  const own = inFormula(scope, statement, step) ?? inProseBehind(scope, statement);
  const { end } = statement.span;
  const { block } = statement;
  const section = scope.sections[statement.formula];
  const before = scope.conditions.filter(
    (one) => one.span.end <= end && scope.sections[one.formula]?.id === section?.id,
  );
  const open = before.at(-1) ?? null;
  const at = open ? scope.blockOf[open.formula]! : 0;
  const isOther = /(?:otherwise|else|否则|其他)[\s,，:：]*$/i.test(textBefore(scope, statement.formula));
  return {
    own,
    open: open && isOther ? { ...open, equal: !open.equal } : open,
    ...always,
    isNear: open !== null && (block - at <= 1 || at === section?.id),
    isEnclosed: open !== null && isOpposite(open, scope.conditions[scope.conditions.indexOf(open) + 1]),
  };
}

/** Whether the next condition is that the same two letters are not equal where these are, or the other way round. */
function isOpposite(open: IndexCondition, next: IndexCondition | undefined): boolean {
  if (!next || next.equal === open.equal) return false;
  return [next.left, next.right].sort().join() === [open.left, open.right].sort().join();
}

/** Between the statements around it, in its own formula: the first behind the step, else the last. */
function inFormula(scope: Scope, statement: Statement, step: number): PlacedCondition | null {
  const others = scope.statements.filter(({ formula }) => formula === statement.formula);
  const at = others.indexOf(statement);
  const from = others[at - 1]?.span.end ?? 0;
  const to = others[at + 1]?.span.start ?? Infinity;
  const formulas = new Set([statement.formula, statement.steps[step]!.formula]);
  const found = scope.conditions.filter(
    ({ formula, span }) => formulas.has(formula) && span.start >= from && span.end <= to,
  );
  return found.find(({ span }) => span.start >= statement.steps[step]!.span.end) ?? found.at(-1) ?? null;
}

/** "`…` if `i = j`": the next formula of the same block, with nothing but such a word between. */
function inProseBehind(scope: Scope, { formula, steps }: Statement): PlacedCondition | null {
  const last = steps.at(-1)!.formula;
  const next = scope.conditions.find((one) => one.formula === last + 1);
  if (!next || scope.blockOf[next.formula] !== scope.blockOf[formula]) return null;
  const words = textBefore(scope, next.formula);
  return link.test(words) && !opensSentence.test(words) ? next : null;
}

/** A capital, or a word on a line of its own in a script that has none: "When `i \\ne k`, …" opens a case. */
const opensSentence = /^\s*[A-Z]|\n\s*[当若如对]/;

/**
 * A role is assumed for what is said beside it: in its block behind it or right before it, in the blocks that go on
 * with its sentence, and under its heading.
 */
function isInForce({ block, section, span }: ConditionalRole, scope: Scope, statement: Statement): boolean {
  const at = statement.block;
  if (block === at) {
    const { end } = statement.span;
    return span.start < end || !/[.;!?。；]\s|[。；]/.test(scope.note.text.slice(end, span.start));
  }
  if (block > at || scope.sections[statement.formula]?.id !== section.id) return false;
  if (block === section.id) return true;
  return goesOnTo(scope, block, at);
}
