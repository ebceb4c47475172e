/*
 * Outputs that a note never states: the L of `\partial L / \partial x = W^\top \, \partial L / \partial y`, a rule for
 * any L that rests on y. In come a claim's two sides, out goes the definition of L as some function of what the right
 * side differentiates it by.
 */
import { type Expression, type SymbolExpression, some, walkExpression } from "../algebra/expression.ts";
import { combine, letterIndex, onlyLetter, sameIndex } from "../algebra/index-arithmetic.ts";
import { type Definition, impliedDefinition } from "./definitions.ts";
import type { Scope } from "./scope.ts";
import type { Section } from "./section.ts";
import { allSides } from "./sides.ts";
import { plainName } from "./symbol-name.ts";
import type { Span } from "../text/span.ts";

/** Letters of a loss or an energy: what they stand for is a number. */
export const outputs = /^(L|J|E|C|l|\\ell|\\mathcal\b.*)$/;

/** The function that an unstated output is, under a name that no note writes. */
export const UNSTATED = "\\mathcal{unstated}";

/** A loss that is not even named. */
export const LOSS = "\\mathcal{loss}";

/** The output of a derivative that nothing defines, as some function of what the right side differentiates it by. */
export function unstatedOutput(
  scope: Scope,
  head: Expression,
  claimed: Expression,
  section: Section,
): Definition | null {
  const name = head.type === "derivative" && head.of.type === "symbol" ? head.of.name : "";
  return isStated(scope, name) ? null : anyOutput(scope, head, claimed, section);
}

/** Whether the note says what a letter is, or what it rests on. */
export function isStated({ definitions, alternatives, facts }: Scope, name: string): boolean {
  const isSaid = (facts.functions.get(name) ?? []).some(
    ({ named, dependsOn }) => named || dependsOn.length > 0,
  );
  return isSaid || definitions.has(name) || alternatives.has(name);
}

/** The same, whatever the note states of it. */
export function anyOutput(
  scope: Scope,
  head: Expression,
  claimed: Expression,
  section: Section,
): Definition | null {
  if (head.type !== "derivative" || head.of.type !== "symbol" || head.of.time) return null;
  const { name } = head.of;
  if (!outputs.test(name)) return null;
  const [by] = head.withRespectTo.map(letterOf);
  const inputs = outermost(scope, variablesOf(name, claimed));
  if (!by || inputs.length === 0 || inputs.some((one) => isSame(one, by))) return null;
  return impliedDefinition(name, unstated(inputs, head.of.span), section, head.of.span);
}

/**
 * The L_t of `L = \sum_t L_t`: losses of single steps that the note never states, as some function of what it
 * differentiates them by. Together with what it says of the letter itself.
 */
export function unstatedSteps(scope: Scope, head: Expression, section: Section): readonly Definition[] {
  if (head.type !== "derivative" || head.of.type !== "symbol") return [];
  const { name, time, span } = head.of;
  const own = scope.definitions.get(name) ?? [];
  const steps = time ? [name] : own.flatMap(({ body }) => walkExpression(body).flatMap(stepName));
  const [by] = head.withRespectTo.map(wholeOf);
  return [...new Set(steps)].flatMap((step) => {
    const known = scope.definitions.get(step) ?? [];
    if (!by || !outputs.test(step) || known.some((one) => one.time)) return [];
    const inputs = outermost(scope, stepInputs(scope, step));
    const [first] = inputs;
    if (!first?.time || inputs.some((one) => one.name === by.name)) return [];
    const stated = { ...impliedDefinition(step, unstated(inputs, span), section, span), time: first.time };
    return [...known, stated];
  });
}

function stepName(part: Expression): readonly string[] {
  return part.type === "symbol" && part.time ? [part.name] : [];
}

/** What the note differentiates a step by at its own time, all at one letter. */
function stepInputs(scope: Scope, name: string): readonly SymbolExpression[] {
  const found = new Map<string, SymbolExpression>();
  for (const part of allSides(scope.statements).flatMap(walkExpression)) {
    if (part.type !== "derivative" || part.of.type !== "symbol" || part.of.name !== name) continue;
    const { time } = part.of;
    const by = part.withRespectTo.map(wholeOf)[0];
    const letter = time && onlyLetter(time);
    if (!by?.time || !letter || !/^[a-z]$/.test(letter) || !sameIndex(time, by.time)) continue;
    if (!found.has(by.name)) found.set(by.name, { ...by, time: letterIndex("t", by.span) });
  }
  return [...found.values()];
}

/** What an unstated function is of; empty for all that is stated. */
export function inputsOfUnstated({ body }: Definition): readonly SymbolExpression[] {
  if (body.type !== "call" || body.function.name !== UNSTATED) return [];
  return body.arguments.filter((one) => one.type === "symbol");
}

/** As a person says it, `L is some function of y`; null for all that is stated. */
export function sayUnstated(definition: Definition): string | null {
  const inputs = inputsOfUnstated(definition).map(({ name }) => plainName(name));
  return inputs.length > 0 ? `${plainName(definition.name)} is some function of ${inputs.join(", ")}` : null;
}

/** Some function of these. */
export function unstated(inputs: readonly SymbolExpression[], span: Span): Expression {
  const name = { type: "symbol", name: UNSTATED } as const;
  return { type: "call", function: name, arguments: inputs, order: 0, functionSpan: span, span };
}

/** What an expression differentiates the output by. */
export function variablesOf(name: string, claimed: Expression): readonly SymbolExpression[] {
  const found: SymbolExpression[] = [];
  for (const part of walkExpression(claimed)) {
    if (part.type !== "derivative" || part.of.type !== "symbol" || part.of.name !== name) continue;
    for (const variable of part.withRespectTo) {
      const whole = wholeOf(variable);
      if (whole && !found.some((one) => isSame(one, whole))) found.push(whole);
    }
  }
  return found;
}

/** Of the inputs those that no other is made of: what rests on σ reaches the output as σ does. */
function outermost(scope: Scope, inputs: readonly SymbolExpression[]): readonly SymbolExpression[] {
  return inputs.filter(
    (one) =>
      !inputs.some(
        (other) => other !== one && !isLater(one, other) && restsOn(scope, other.name, one.name, []),
      ),
  );
}

/** Whether one symbol is made of another, on a way past those that block it; a gradient is no part of a loss. */
export function restsOn(
  { definitions }: Scope,
  name: string,
  other: string,
  blocking: readonly string[],
): boolean {
  const seen = new Set(blocking);
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const { body } of definitions.get(next) ?? []) {
      if (some(body, ({ type }) => type === "derivative" || type === "differential")) continue;
      for (const part of walkExpression(body)) {
        if (part.type !== "symbol" || seen.has(part.name)) continue;
        if (part.name === other) return true;
        seen.add(part.name);
        open.push(part.name);
      }
    }
  return false;
}

/** The `h_{t+1}` beside `o_t`. */
function isLater({ time: one }: SymbolExpression, { time: other }: SymbolExpression): boolean {
  if (!one || !other) return false;
  const { terms, offset } = combine(one, other, -1, one.span);
  return terms.length === 0 && offset > 0;
}

/** The symbol, or the one of which it is an entry. */
export function wholeOf(variable: Expression): SymbolExpression | null {
  const whole = variable.type === "entry" ? variable.of : variable;
  return whole.type === "symbol" ? whole : null;
}

/** The same of a variable that is written as a square, `\partial L/\partial \sigma^2`. */
export function letterOf(variable: Expression): SymbolExpression | null {
  return wholeOf(variable.type === "power" ? variable.base : variable);
}

export function isSame(a: SymbolExpression, b: SymbolExpression): boolean {
  if (a.name !== b.name) return false;
  return a.time && b.time ? sameIndex(a.time, b.time) : a.time === b.time;
}
