/*
 * Claims: every relation of the note that says something checkable. A chain is judged step by step against its
 * head. Definitions are listed too, so that a reader of the report sees what the claims rest on.
 */
import {
  type DerivativeExpression,
  type Expression,
  type Index,
  mapIndices,
  mapParts,
  some,
} from "../algebra/expression.ts";
import { combine, onlyLetter, substituteIndex } from "../algebra/index-arithmetic.ts";
import type { ClaimKind, LayoutName } from "../report.ts";
import { constrainedLetter } from "../scope/constraints.ts";
import { alongCurves } from "../scope/curves.ts";
import { type Definition, variableByComponents } from "../scope/definitions.ts";
import { errorSignals, withAssumed } from "../scope/error-signals.ts";
import { genericFunctions } from "../scope/generic-functions.ts";
import { stateFunctions } from "../scope/state-functions.ts";
import { implicitFunctions } from "../scope/implicit.ts";
import { lawsOfMotion } from "../scope/laws-of-motion.ts";
import { scopeIn } from "../scope/local-shapes.ts";
import { withoutSolutions } from "../scope/solutions.ts";
import { type Scope, definitionAt } from "../scope/scope.ts";
import type { Section } from "../scope/section.ts";
import { casesFor, specialCases } from "../scope/special-cases.ts";
import { type Statement, type Step, isEquality, isInequality } from "../scope/statement.ts";
import { unstatedOutput, unstatedSteps } from "../scope/unstated.ts";
import { oncePer } from "../text/once.ts";
import type { Span } from "../text/span.ts";
import { type Conditions, conditionsOf } from "./conditions.ts";
import { givesName, headOf, leftOf, meaningOf, valueNamedAgain } from "./heads.ts";
import { layoutOfPartials, layoutShown } from "./partials.ts";

export interface Claim {
  readonly statement: Statement;
  readonly step: number;
  readonly kind: ClaimKind;
  /** What the right side is compared with: the head of the chain, a symbol defined as a derivative unfolded. */
  readonly head: Expression;
  readonly claimed: Expression;
  readonly relation: string;
  readonly span: Span;
  readonly section: Section;
  /** The layout that a matrix of partial derivatives declares. */
  readonly declares: LayoutName | null;
  /** What is said of its indices. */
  readonly conditions: Conditions;
  /** What it takes for granted: what δ is in a step that names no loss, what a loss rests on that nothing states. */
  readonly assumed: readonly Definition[];
}

/** The scope in which a claim is judged: what its section says, and what it takes for granted itself. */
export function scopeOf(
  scope: Scope,
  { head, section, assumed }: Pick<Claim, "head" | "section" | "assumed">,
): Scope {
  const seen = withoutSolutions(scopeIn(scope, section), head);
  return assumed.length > 0 ? withAssumed(seen, assumed) : seen;
}

/** The claims that a statement makes. */
const claimsOf: (scope: Scope) => (statement: Statement) => readonly Claim[] = oncePer((scope) => {
  const defining = new Set([...scope.definitions.values()].flat().map((definition) => definition.statement));
  return oncePer((statement) =>
    statement.steps.flatMap(
      (step, at) => readClaim(scope, statement, step, at, defining.has(statement.id)) ?? [],
    ),
  );
});

/** The claims of a note, in order. */
export function readClaims(scope: Scope): readonly Claim[] {
  return scope.statements.flatMap(claimsOf(scope));
}

/** Those that start within a part of it. */
export function readClaimsIn(scope: Scope, { start, end }: Span): readonly Claim[] {
  const near = scope.statements.filter(({ span }) => span.start < end && span.end > start);
  return near.flatMap(claimsOf(scope)).filter(({ span }) => start <= span.start && span.start < end);
}

/** Those that declare a layout by writing out a matrix of partial derivatives, or what its entries are. */
export const declaringClaims: (scope: Scope) => readonly Claim[] = oncePer((scope) =>
  scope.statements
    .filter(({ left, steps }) => steps.some(({ right }) => layoutShown(left, right)))
    .flatMap(claimsOf(scope))
    .filter(({ declares }) => declares !== null),
);

function readClaim(
  scope: Scope,
  statement: Statement,
  step: Step,
  at: number,
  defines: boolean,
): Claim | null {
  const section = scope.sections[statement.formula] ?? { id: -1, path: [-1] };
  const base = {
    statement,
    step: at,
    head: leftOf(statement, at),
    claimed: step.right,
    relation: step.relation,
    span: step.span,
    section,
    declares: layoutShown(statement.left, step.right),
    conditions: conditionsOf(scope, statement, at),
    assumed: [],
  };
  if (defines && at === 0) return ofErrorSignal(scope, base) ?? { ...base, kind: "definition" };
  if (layoutOfPartials(statement.left, step.right)) return { ...base, kind: "definition" };
  const isCase = specialCases(scope.note)(scope.statements).includes(statement);
  if (at === 0 && (isCase || meaningOf(statement, scope) || givesName(scope, statement)))
    return { ...base, kind: "definition" };
  const differentiates = hasDerivative(statement.left) || hasDerivative(step.right);
  if (isInequality(step.relation))
    return differentiates || isBounded(statement.left, step.right) ? { ...base, kind: "inequality" } : null;
  if (!isEquality(step.relation)) return null;
  if (isConstantSetting(statement.left, step.right)) return null;
  const { start } = statement.span;
  const meant = unfold(scope, headOf(scope, statement, at), section, start, isChain(step.right));
  const [head, right] = alongCurves([meant, step.right], { scope, section, start });
  const claimed = unfoldWithin(scope, right, section, start);
  const whole = unstatedOutput(scope, head, claimed, section);
  const found = [
    valueNamedAgain(scope, statement, at, section),
    whole ? [whole] : unstatedSteps(scope, head, section),
    genericFunctions(scope, head, claimed, section),
    lawsOfMotion(scope, head, section),
    stateFunctions(scope, head, claimed, section),
    constrainedLetter(scope, statement, [head, claimed], section),
  ];
  const stated = found.find((all) => all.length > 0);
  const assumed = [
    ...(stated ?? implicitFunctions(scope, statement)),
    ...casesFor(statement, scope, section),
  ];
  return { ...base, head, claimed: right, kind: kindOf(head), assumed };
}

/** `\delta^l = (W^{l+1})^\top \delta^{l+1} \odot \sigma'(z^l)` is a claim for any loss, where the note says what z is. */
function ofErrorSignal(scope: Scope, base: Omit<Claim, "kind">): Claim | null {
  const { statement, section } = base;
  const signals = errorSignals(statement, section);
  const [own] = signals ?? [];
  if (!signals || !own || own.body.type !== "derivative") return null;
  const [by] = own.body.withRespectTo;
  const inner = by?.type === "entry" ? by.of : by;
  if (inner?.type !== "symbol" || !scope.definitions.has(inner.name)) return null;
  const head = { ...own.body, span: statement.left.span };
  return { ...base, head, kind: kindOf(head), assumed: signals };
}

/** `n = 3`, `i = 1`, `\eta = 0.1`, `dx = 0.1`: a value is set. */
function isConstantSetting(left: Expression, right: Expression): boolean {
  if (right.type !== "number") return false;
  const isStep = left.type === "differential" && left.of.type === "symbol" && right.value !== 0;
  return left.type === "symbol" || isStep;
}

/** Whether anything in it is a derivative, a differential or a primed function. */
export function hasDerivative(expression: Expression): boolean {
  return some(
    expression,
    (part) =>
      part.type === "derivative" || part.type === "differential" || (part.type === "call" && part.order > 0),
  );
}

/** `\|Ax\| \le …`, and `|x^\top y| \le \|x\|\|y\|`. */
function isBounded(left: Expression, right: Expression): boolean {
  const isAbsolute = left.type === "call" && left.function.name === "abs";
  return hasNorm(left) || (isAbsolute && hasNorm(right));
}

function hasNorm(expression: Expression): boolean {
  return some(expression, (part) => part.type === "norm");
}

/** A symbol that is defined as a derivative, as that derivative at the symbol's time and for its component. */
export function unfold(
  scope: Scope,
  head: Expression,
  section: Section,
  start: number,
  inChain = false,
): Expression {
  const symbol = head.type === "entry" ? head.of : head;
  if (symbol.type !== "symbol") return head;
  const definition = definitionAt(scope, symbol.name, section, start);
  if (!definition?.isDerivative || !/^(derivative|evaluation)$/.test(definition.body.type)) return head;
  const body = atTime(definition, symbol.time);
  if (!body) return head;
  const isSignal = body.type === "derivative" && !inChain;
  const whole = { ...(isSignal ? asGradient(body) : body), span: symbol.span };
  const { components } = definition;
  if (components.length === 0) return head.type === "entry" ? { ...head, of: whole } : whole;
  if (head.type === "entry") return ofComponent(whole, components, head);
  // `\delta` of `\delta_j := \partial C / \partial z_j` is the derivative by the whole vector.
  const by = variableByComponents({ ...definition, body });
  return by && whole.type === "derivative" ? { ...whole, withRespectTo: [by] } : head;
}

/** An expression with each symbol that is defined as a derivative unfolded. */
function unfoldWithin(scope: Scope, of: Expression, section: Section, start: number): Expression {
  const whole = unfold(scope, of, section, start);
  return whole === of ? mapParts(of, (part) => unfoldWithin(scope, part, section, start)) : whole;
}

/** `\delta_k` of `\delta_j := \partial C / \partial z_j`. */
function ofComponent(
  body: Expression,
  components: readonly Index[],
  head: Expression & { type: "entry" },
): Expression {
  const letters = components.map((index) => onlyLetter(index));
  if (letters.length !== head.indices.length || letters.includes(null)) return head;
  const values = new Map(letters.map((letter, at) => [letter!, head.indices[at]!]));
  return { ...mapIndices(body, (index) => substituteIndex(index, values)), span: head.span };
}

/** `\frac{\partial C}{\partial a} \frac{\partial a}{\partial z}`, whose layout is open. */
function isChain(of: Expression): boolean {
  if (of.type === "product") return isChain(of.left) && isChain(of.right);
  return of.type === "derivative" && of.notation === "fraction";
}

/** An error signal has the shape of its variable in every layout. */
export function asGradient(derivative: DerivativeExpression): DerivativeExpression {
  return derivative.notation === "fraction" ? { ...derivative, notation: "nabla" } : derivative;
}

function atTime({ body, ...definition }: Definition, time: Index | null): Expression | null {
  if (!definition.time || !time) return definition.time === time ? body : null;
  const [term] = definition.time.terms;
  if (!term) return null;
  const value = combine(time, { terms: [], offset: definition.time.offset, span: time.span }, -1, time.span);
  return mapIndices(body, (index) => substituteIndex(index, new Map([[term.letter, value]])));
}

function kindOf(head: Expression): ClaimKind {
  if (head.type === "derivative") {
    if (head.withRespectTo.length > 1) return "hessian";
    const [by] = head.withRespectTo;
    if (head.of.type === "entry" || by?.type === "entry") return "partial";
    return head.notation === "nabla" ? "gradient" : "jacobian";
  }
  if (head.type === "evaluation") return kindOf(head.of);
  if (head.type === "limit") return head.of.type === "quotient" ? "partial" : "equality";
  if (head.type === "differential") return "differential";
  if (head.type === "transpose" || head.type === "entry") {
    const inner = kindOf(head.of);
    return inner === "equality" ? inner : head.type === "entry" ? "partial" : inner;
  }
  return hasDerivative(head) ? "partial" : "equality";
}
