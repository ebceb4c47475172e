/*
 * The head of a claim: what a step of a chain is compared with. Mostly the left side of the chain, but not where the
 * chain only then says what is meant by it.
 */
import { type Expression, some } from "../algebra/expression.ts";
import { keyOf } from "../algebra/expression-key.ts";
import { type Definition, impliedDefinition } from "../scope/definitions.ts";
import { isExplicit } from "../scope/local-shapes.ts";
import type { Scope } from "../scope/scope.ts";
import type { Section } from "../scope/section.ts";
import { type Statement, type Step, isEquality, isInequality } from "../scope/statement.ts";
import { isStated, wholeOf } from "../scope/unstated.ts";
import { isPartial } from "./partials.ts";

/** What a step of a statement is compared with. */
export function headOf(scope: Scope, statement: Statement, at: number): Expression {
  const meant = meaningOf(statement, scope) ?? writtenOut(scope, statement, at);
  return meant ?? differentiated(scope, statement, at) ?? leftOf(statement, at);
}

/**
 * What a step is compared with: the head of the chain, or the derivative that `J^\top = \partial e/\partial\xi = …`
 * names first. Behind a bound, an equation is about the bound, and so is an inequality that turns the other way.
 */
export function leftOf({ left, steps }: Statement, at: number): Expression {
  const named = at > 0 ? namedByTranspose({ left, steps }) : null;
  if (named) return named;
  const bounds = steps.slice(0, at).filter((step) => isInequality(step.relation));
  const last = bounds.at(-1);
  const { relation } = steps[at]!;
  if (!last) return left;
  if (isInequality(relation) && bounds.every((step) => turns(step.relation) === turns(relation))) return left;
  return last.right;
}

/** Whether a transpose names a derivative by a letter that is nothing yet. */
export function givesName({ definitions }: Scope, statement: Statement): boolean {
  const { left } = statement;
  const letter = left.type === "transpose" && left.of.type === "symbol" ? left.of.name : null;
  return letter !== null && !definitions.has(letter) && namedByTranspose(statement) !== null;
}

/** The `\partial e/\partial\xi` of `J^\top = \partial e/\partial\xi`. */
function namedByTranspose({ left, steps: [first] }: Pick<Statement, "left" | "steps">): Expression | null {
  const isName = left.type === "transpose" && left.of.type === "symbol";
  return isName && first && isEquality(first.relation) && first.right.type === "derivative"
    ? first.right
    : null;
}

/** Whether a relation says "at least" rather than "at most". */
export function turns(relation: string): boolean {
  return /^(>|\\geq?|\\geqslant)$/.test(relation);
}

/**
 * The first step of a chain, where it says what is meant by the derivative before it: a limit in which the variable
 * itself goes (`\frac{\partial(Rp)}{\partial\varphi} = \lim_{\varphi\to 0} …`), or a derivative by the vector of a
 * rotation for one by the rotation.
 */
export function meaningOf({ left, steps }: Statement, scope: Scope): Expression | null {
  const [first] = steps;
  const [by] = left.type === "derivative" ? left.withRespectTo : [];
  if (!first || by?.type !== "symbol") return null;
  if (first.right.type === "limit") return by.name === first.right.variable.name ? first.right : null;
  return first.right.type === "derivative" && isRotation(scope, by.name) ? first.right : null;
}

/** The matrix of partial derivatives behind `J_T(r, \theta)`, where the note gives T by its components only. */
function writtenOut({ definitions }: Scope, { left, steps }: Statement, at: number): Expression | null {
  const of = left.type === "derivative" ? left.of : left;
  if (of.type === "symbol" ? of === left || definitions.has(of.name) : !/^(call|product)$/.test(of.type))
    return null;
  if (of.type === "call" && definitions.has(of.function.name)) return null;
  const isOfPartials = ({ right }: Step) => right.type === "matrix" && right.rows.flat().every(isPartial);
  return steps.slice(0, at).find(isOfPartials)?.right ?? null;
}

/**
 * `\partial E/\partial w = \partial(wx - y)^2/\partial w = …` of an E that is stated nowhere: the step that writes out
 * what is differentiated is what the later ones are equal to.
 */
function differentiated(
  scope: Scope,
  { left, steps }: Pick<Statement, "left" | "steps">,
  at: number,
): Expression | null {
  const name = outputOf(left);
  const before = steps.slice(0, at);
  if (!name || isStated(scope, name) || !before.every(({ relation }) => isEquality(relation))) return null;
  const base = before.find(({ right }) => isExplicit(right) && !mentions(right, name))?.right ?? null;
  const { right } = steps[at]!;
  return base && mentions(right, name) && !valueIn(left, base, right) ? null : base;
}

/** What g is, where a chain that writes it out names it again: `g'(z) = \frac{d}{dz}\frac{1}{1 + e^{-z}} = g(z)(1 - g(z))`. */
export function valueNamedAgain(
  scope: Scope,
  { left, steps }: Pick<Statement, "left" | "steps">,
  at: number,
  section: Section,
): readonly Definition[] {
  const name = outputOf(left);
  const { right } = steps[at]!;
  if (!name || !mentions(right, name)) return [];
  const base = differentiated(scope, { left, steps }, at);
  const value = base && valueIn(left, base, right);
  if (!value) return [];
  const implied = impliedDefinition(name, value.body, section, base.span);
  return [{ ...implied, parameters: value.parameters, isFunction: value.parameters.length > 0 }];
}

/** What is differentiated in a derivative that stands for another one: by the same letters, as often. */
function valueIn(
  left: Expression,
  base: Expression,
  claimed: Expression,
): { readonly body: Expression; readonly parameters: readonly string[] } | null {
  if (base.type !== "derivative") return null;
  const of = left.type === "derivative" ? left.of : left;
  const called = (part: Expression) =>
    of.type === "symbol" && part.type === "call" && part.function.name === of.name;
  const letters = of.type === "call" ? of.arguments : some(claimed, called) ? base.withRespectTo : [];
  const parameters = letters.flatMap((one) => (one.type === "symbol" && !one.time ? [one.name] : []));
  if (parameters.length < letters.length || (of.type === "symbol" && of.time) || of.type === "entry")
    return null;
  const isBySame =
    left.type === "derivative"
      ? keyOf({ ...left, of: base.of }) === keyOf(base)
      : of.type === "call" && of.order === base.withRespectTo.length && !base.times;
  return isBySame ? { body: base.of, parameters } : null;
}

/** Whether a name stands in an expression or is called there, operators too: the log of `\nabla\log\pi`. */
function mentions(expression: Expression, name: string): boolean {
  return some(
    expression,
    (part) =>
      (part.type === "symbol" && part.name === name) || (part.type === "call" && part.function.name === name),
  );
}

/** The E of `\partial E/\partial w`, the f of `f'(x)`. */
function outputOf(left: Expression): string | null {
  if (left.type === "call") return left.order > 0 ? left.function.name : null;
  if (left.type !== "derivative") return null;
  return left.of.type === "call" ? left.of.function.name : (wholeOf(left.of)?.name ?? null);
}

/** Whether a symbol is the exponential of a vector under a wedge. */
function isRotation({ definitions }: Scope, name: string): boolean {
  return (definitions.get(name) ?? []).some(
    ({ body }) =>
      body.type === "call" &&
      body.function.name === "exp" &&
      some(body, (part) => part.type === "call" && part.function.name === "wedge"),
  );
}
