/*
 * Doubts whether an equation is an identity at all: it may define an unknown function, hold at one point, expand about
 * another, or give one term of a sum. In comes a claim that fails, out goes why not to blame it.
 */
import {
  type DerivativeExpression,
  type Expression,
  factorsOf,
  indexLettersOf,
  some,
  walkExpression,
  isWrittenZero,
} from "../../algebra/expression.ts";
import { compile, inputsOf } from "../../algebra/tape.ts";
import { termsOf } from "../../algebra/terms.ts";
import { hasDerivative } from "../../claims/claim.ts";
import type { Scope } from "../../scope/scope.ts";
import { leavesRepeated, sumsRepeated } from "../../scope/summation.ts";
import { namesTime } from "../../scope/time-letters.ts";
import { inputsOfUnstated } from "../../scope/unstated.ts";
import { plainName } from "../../scope/symbol-name.ts";
import { anyOf } from "../../text/any-of.ts";
import type { Disagreement } from "../compare.ts";
import { namesIn, wordsAround, type Doubt, type Failed } from "./doubt.ts";

/** `\partial u / \partial t = -c \, \partial u / \partial x` asks something of u; the chain rule has variables that are made of others. */
export function equationDoubt({
  scope,
  claim: { head, claimed, span },
  builder: { senses },
}: Failed): Doubt | null {
  const { definitions } = scope;
  const message = "this reads as an equation to be solved, not as an identity";
  // `\partial_t C + r S \partial_S C = 0` for a C with a function in it that is not known well enough.
  const isOpen = isWrittenZero(claimed) || [...senses].some((sense) => sense.includes("unspecified"));
  // `dV = 0` of a variable: it is held fixed.
  const isHeld = head.type === "differential" || isConserved(head);
  const isBalance = isWrittenZero(claimed) && hasDerivative(head) && (head.type === "sum" || isHeld);
  if (isBalance || isOrdinary(head) || (relatesDerivatives(head) && isOpen))
    return { reason: "prose-only", message, span };
  if (asksOfItself(scope, head, claimed, senses)) return { reason: "prose-only", message, span };
  if (head.type !== "derivative" || head.of.type !== "symbol") return null;
  const { name } = head.of;
  const own = namesOf(head.withRespectTo);
  const again = some(
    claimed,
    (part) =>
      part.type === "derivative" &&
      part.of.type === "symbol" &&
      part.of.name === name &&
      namesOf(part.withRespectTo).some((by) => !own.includes(by) && !definitions.has(by)),
  );
  return again ? { reason: "prose-only", message, span } : null;
}

/** `\frac{d}{dt}(m r^2 \dot\theta) = 0`: what moves does so by this law. */
function isConserved(head: Expression): boolean {
  const isRate = (part: Expression) => part.type === "symbol" && /^d+ot /.test(part.name);
  return head.type === "derivative" && head.of.type !== "symbol" && some(head.of, isRate);
}

/** `df/dx = f` of an f that is defined nowhere: what f is, follows from the equation. */
function asksOfItself(
  { definitions }: Scope,
  head: Expression,
  claimed: Expression,
  senses: ReadonlySet<string>,
): boolean {
  if (head.type !== "derivative" || isTwice(head, claimed)) return false;
  const name = nameOf(head.of);
  // σ is an activation, and its derivative a rule.
  if (name === null || name === "\\sigma" || definitions.has(name)) return false;
  if (![...senses].some((sense) => sense.startsWith(`${plainName(name)} is an unspecified`))) return false;
  const own = new Set(namesOf(head.withRespectTo));
  const isByOther = (part: Expression) =>
    part.type === "limit" ||
    (part.type === "derivative" && !namesOf(part.withRespectTo).every((by) => own.has(by)));
  return some(claimed, (part) => nameOf(part) === name) && !some(claimed, isByOther);
}

/** `d^2f/dx^2 = df/dx (df/dx)`: nobody asks for that; an f stands too much in the operator. */
function isTwice(head: DerivativeExpression, claimed: Expression): boolean {
  if (claimed.type !== "product" || claimed.sign !== "") return false;
  const { left, right } = claimed;
  if (left.type !== "derivative" || right.type !== "derivative") return false;
  const isSame = nameOf(left.of) === nameOf(head.of) && nameOf(right.of) === nameOf(head.of);
  const by = namesOf([...left.withRespectTo, ...right.withRespectTo]).join();
  return isSame && by === namesOf(head.withRespectTo).join();
}

/** The name of `f` and of `f(x)`, not of `f(g(x))`. */
function nameOf(expression: Expression): string | null {
  if (expression.type === "symbol") return expression.name;
  if (expression.type !== "call" || expression.function.type !== "symbol") return null;
  return expression.arguments.every(({ type }) => type === "symbol") ? expression.function.name : null;
}

/** `\partial_t C + r S \partial_S C = r C`: a sum of derivatives of one symbol by several variables. */
function relatesDerivatives(head: Expression): boolean {
  if (head.type !== "sum") return false;
  const seen = new Map<string, string>();
  return some(head, (part) => {
    if (part.type !== "derivative" || part.of.type !== "symbol") return false;
    const by = namesOf(part.withRespectTo).join();
    const before = seen.get(part.of.name);
    seen.set(part.of.name, by);
    return before !== undefined && before !== by;
  });
}

/** `\ddot y + 4 \dot y = 8 \tan t`: a sum of derivatives of one symbol of several orders, by one variable. */
function isOrdinary(head: Expression): boolean {
  if (head.type !== "sum") return false;
  const derivatives = walkExpression(head).filter((part) => part.type === "derivative");
  const of = new Set(derivatives.flatMap((part) => nameOf(part.of) ?? []));
  const by = new Set(derivatives.flatMap((part) => namesOf(part.withRespectTo)));
  const orders = new Set(derivatives.map((part) => part.withRespectTo.length));
  const isNested = derivatives.some((part) => part.of.type === "derivative");
  // `\sigma + \lambda \, d\sigma/dt`: the function itself is of order 0.
  const isBeside = head.terms.some(({ of: term }) =>
    factorsOf(term).some((factor) => of.has(nameOf(factor) ?? "")),
  );
  return of.size === 1 && by.size === 1 && (orders.size > 1 || isNested || isBeside);
}

function namesOf(variables: readonly Expression[]): readonly string[] {
  return variables.map((one) => {
    const whole = one.type === "entry" ? one.of : one;
    return whole.type === "symbol" ? whole.name : whole.type;
  });
}

/** `\partial L / \partial w = -2 (y_i - w^\top x_i) x_i` of `L = \sum_i …`: perhaps the step for one sample is meant. */
export function termDoubt({
  scope: { notation },
  claim: { head, claimed, span },
  builder: { used },
}: Failed): Doubt | null {
  const lettersOf = (side: Expression) => walkExpression(side).flatMap(indexLettersOf);
  const bound = (side: Expression) =>
    walkExpression(side).flatMap((part) =>
      part.type === "iterated" && part.operator === "sum" ? [part.letter] : [],
    );
  const own = new Set([...lettersOf(head), ...bound(claimed)]);
  const summed = new Set([...used].flatMap(({ body }) => bound(body)));
  const letter = lettersOf(claimed).find(
    (one) => !own.has(one) && summed.has(one) && notation.familyLetters.has(one),
  );
  if (letter === undefined) return null;
  const message = `a single term of the sum over ${letter} may be meant`;
  return { reason: "readings-disagree", message, span };
}

/** `\partial L / \partial b = \sum_i a_i y_i = 0`: where a derivative is set to zero, a factor does not matter. */
export function factorDoubt({ claim, outcome }: Failed): Doubt | null {
  const isSet = claim.statement.steps.slice(claim.step + 1).some(({ right }) => isWrittenZero(right));
  if (!isSet || outcome.type !== "disagree" || factorBetween(outcome.example) === null) return null;
  const message = "a derivative that is set to zero: up to a factor this is right";
  return { reason: "prose-only", message, span: claim.span };
}

/** What the claimed values are all multiples by; of a single value, a plain number or none. */
function factorBetween({ claimedMatrix, numericMatrix }: Disagreement): number | null {
  const claimed = claimedMatrix.flat();
  const numeric = numericMatrix.flat();
  const at = numeric.findIndex((value) => Math.abs(value) > 0);
  const ratio = claimed[at]! / numeric[at]!;
  const isPlain = [1, 2, 0.5].some((factor) => Math.abs(Math.abs(ratio) - factor) < 1e-6);
  if (at < 0 || (numeric.length === 1 && !isPlain)) return null;
  return numeric.every((value, k) => Math.abs(claimed[k]! - ratio * value) <= 1e-6 * Math.abs(ratio))
    ? ratio
    : null;
}

/**
 * A loss that the note never states may have more to it: a penalty, whose derivative is a term of its own, or a mean,
 * whose factor some derivatives show and others leave out.
 */
export function lossDoubt({
  scope: { definitions, shorthand },
  claim: { head, assumed, claimed, span, statement },
  outcome,
}: Failed): Doubt | null {
  const isUnstated = assumed.length === 1 && inputsOfUnstated(assumed[0]!).length > 0;
  if (!isUnstated && !shorthand.statements.has(statement.id)) return null;
  const differentiates = (term: Expression) =>
    some(
      term,
      (part) =>
        part.type === "derivative" ||
        (part.type === "symbol" && (definitions.get(part.name) ?? []).some((one) => one.isDerivative)),
    );
  const terms = termsOf(claimed).map(({ of }) => of);
  const factor = outcome.type === "disagree" ? factorBetween(outcome.example) : null;
  const isMeant = isUnstated && (!terms.every(differentiates) || isByTime(head));
  if (!isMeant && !(factor !== null && factor > 0)) return null;
  const message = "this may be right for another loss, such as a mean or one with a penalty";
  return { reason: "undefined-symbol", message, span };
}

/** What changes with time may be asked to, as a wave is: that is no loss. */
function isByTime(head: Expression): boolean {
  const [by] = head.type === "derivative" ? head.withRespectTo : [];
  return by?.type === "symbol" && namesTime(by.name);
}

/** `\frac{dz}{ds} = \frac{dz(s + b)}{ds}`: what stands behind z may be what z is, not what it is taken at. */
export function argumentDoubt({ claim: { head, claimed, span } }: Failed): Doubt | null {
  const name = head.type === "derivative" && head.of.type === "symbol" ? head.of.name : null;
  const of = claimed.type === "derivative" && claimed.of.type === "call" ? claimed.of : null;
  if (name === null || of?.function.name !== name || of.arguments.every(({ type }) => type === "symbol"))
    return null;
  const message = `what ${plainName(name)} is taken at here, or what it is, is not clear`;
  return { reason: "readings-disagree", message, span };
}

/** `f'(\xi) = (f(b) - f(a)) / (b - a)` says that there is such a point, not that every point is one. */
export function existenceDoubt({ claim: { head, claimed, span } }: Failed): Doubt | null {
  if (head.type !== "call" || head.order === 0) return null;
  const mentions = (name: string) => some(claimed, (part) => part.type === "symbol" && part.name === name);
  const singled = head.arguments.every((argument) => argument.type === "symbol" && !mentions(argument.name));
  const sameFunction = some(
    claimed,
    (part) => part.type === "call" && part.order === 0 && part.function.name === head.function.name,
  );
  if (!singled || !sameFunction) return null;
  return { reason: "prose-only", message: "this says that there is such a point", span };
}

/** `\nabla f(x) = \nabla f(a) + \nabla^2 f(a)(x - a)` is no identity for an f of which nothing is said: it expands f about a. */
export function expansionDoubt({
  scope: { definitions },
  claim: { head, claimed, span },
}: Failed): Doubt | null {
  const calls = (side: Expression) =>
    walkExpression(side).flatMap((part) =>
      part.type === "call" && part.function.type === "symbol" ? [part] : [],
    );
  const own = new Set(walkExpression(head).map(symbolKey));
  const open = new Set(
    calls(head).flatMap(({ function: { name } }) => (definitions.has(name) ? [] : [name])),
  );
  const isElsewhere = (call: Expression & { type: "call" }) => {
    const keys = call.arguments.flatMap(walkExpression).flatMap((part) => symbolKey(part) ?? []);
    return keys.length > 0 && keys.every((key) => !own.has(key) && !definitions.has(key));
  };
  const expands = calls(claimed).some((call) => open.has(call.function.name) && isElsewhere(call));
  return expands
    ? { reason: "prose-only", message: "this reads as an expansion about another point", span }
    : null;
}

/** A symbol at its time. */
function symbolKey(part: Expression): string | null {
  if (part.type !== "symbol") return null;
  return part.time ? `${part.name}@${JSON.stringify([part.time.terms, part.time.offset])}` : part.name;
}

/** "At the point (0, 1)" gives numbers that hold nowhere else, and so does a number for what varies. */
export function pointDoubt({ scope, claim, outcome }: Failed): Doubt | null {
  const isNumber = !some(
    claim.claimed,
    (part) => part.type === "symbol" || (part.type === "call" && part.function.type === "symbol"),
  );
  if (!isNumber) return null;
  const said = isGiven(scope, claim.head) || place.test(wordsAround(scope, claim, [-1, 0]));
  // Behind other steps a number is what they are somewhere.
  const isLater = claim.step > 0;
  const isPlain = (isLater || isNamed(claim.head)) && !some(claim.claimed, ({ type }) => type === "constant");
  const isOther = outcome.type === "disagree" ? varies(outcome.example) : isLater;
  if (!said && !(isPlain && isOther)) return null;
  return { reason: "prose-only", message: "this may be the value at one point only", span: claim.span };
}

/** Words for a place. */
const place = new RegExp(
  anyOf(
    String.raw`\b${anyOf(
      String.raw`at|points?|evaluat\w*|when`,
      "im Punkt|an der Stelle",
      "au point|en el punto|no ponto|nel punto",
    )}\b`,
    "点|處|处|(?<![适相適])[当當]",
    "において|のとき",
    "에서|일 때",
    String.raw`в точке|(?<!\p{L})при(?!\p{L})`,
  ),
  "iu",
);

/** `x = (2, 1)^\top`: the note says where it differentiates. */
function isGiven({ statements }: Scope, head: Expression): boolean {
  const by = new Set(head.type === "derivative" ? head.withRespectTo.flatMap(namesIn) : []);
  const isNumber = (one: Expression) =>
    !some(one, ({ type }) => /^(symbol|call|derivative|unknown)$/.test(type));
  return statements.some(
    ({ left, steps: [first] }) =>
      left.type === "symbol" && by.has(left.name) && first !== undefined && isNumber(first.right),
  );
}

/** `\partial L / \partial w`, of what is written elsewhere: `\frac{d}{dx} x^2` says itself what it is. */
export function isNamed(head: Expression): boolean {
  return head.type === "derivative" && (head.of.type === "symbol" || head.of.type === "entry");
}

/** Whether the true value is another one in another instance. */
function varies({ problem, pair }: Disagreement): boolean {
  return inputsOf(compile(problem.builder.graph, [problem.pairs[pair]!.exact])).length > 0;
}

/** `\frac{\delta J}{\delta y}` of a J that is an integral may be the variation of J along y. */
export function variationDoubt({ scope, claim: { head, span }, builder: { used } }: Failed): Doubt | null {
  if (head.type !== "derivative" || !/\\delta/.test(scope.note.text.slice(head.span.start, head.span.end)))
    return null;
  const isIntegral = ({ type }: Expression) => type === "integral";
  if (![...used].some(({ body }) => some(body, isIntegral))) return null;
  return { reason: "prose-only", message: "this reads as the variation of an integral", span };
}

/** `dY = f'(S)\,dS + \frac12 f''(S) (dS)^2`: an expansion to the second order, as in Itô's lemma, is no differential. */
export function orderDoubt({ claim: { head, claimed, span } }: Failed): Doubt | null {
  if (head.type !== "differential") return null;
  const hasPower = some(claimed, (part) => part.type === "power" && part.base.type === "differential");
  if (!hasPower) return null;
  return { reason: "prose-only", message: "this reads as an expansion to the second order", span };
}

/** `dx\,dy = r\,dr\,d\theta` compares elements of area, as they stand under an integral: no differential is a factor there. */
export function elementDoubt({ claim: { head, claimed, span }, builder: { used } }: Failed): Doubt | null {
  const isElement = (side: Expression) => {
    const of = factorsOf(side).flatMap((factor) => (factor.type === "differential" ? nameOf(factor.of) : []));
    return new Set(of).size > 1;
  };
  // `d\alpha = dy \, dx + …` of a form `\alpha = y \, dx` turns its sign with the order of the two.
  const isForm = head.type === "differential" && [...used].some(({ body }) => some(body, isDifferential));
  if (isForm && some(claimed, isElement))
    return { reason: "prose-only", message: "this reads as the differential of a form", span };
  if (!isElement(head) || !isElement(claimed)) return null;
  return { reason: "prose-only", message: "this reads as an element of area or volume", span };
}

function isDifferential({ type }: Expression): boolean {
  return type === "differential";
}

/** In Einstein's convention, an index that stands more than twice, or under a power, may be summed over or not. */
export function conventionDoubt({ scope: { note }, claim: { head, claimed, span } }: Failed): Doubt | null {
  if (!sumsRepeated(note) || ![head, claimed].some(leavesRepeated)) return null;
  return {
    reason: "readings-disagree",
    message: "a repeated index may be summed over here; write the sum out",
    span,
  };
}
