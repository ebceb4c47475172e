/*
 * Doubts about letters of which a note says too little: what it never says how it depends on the variable, what stands
 * on one side alone, laws that tie letters to each other. In comes a claim that fails, out goes why not to blame it.
 */
import {
  type CallExpression,
  type Expression,
  factorsOf,
  parts,
  some,
  walkExpression,
} from "../../algebra/expression.ts";
import { isZero as isZeroNode } from "../../algebra/graph.ts";
import { hasDerivative } from "../../claims/claim.ts";
import { lettersIn, lettersOf } from "../../claims/digest.ts";
import type { Definition } from "../../scope/definitions.ts";
import { isOpenValue } from "../../scope/open-functions.ts";
import { allSides } from "../../scope/sides.ts";
import { familyOf, isDeclared } from "../../scope/facts.ts";
import { isFreeNumber } from "../../scope/free-number.ts";
import { namesTime } from "../../scope/time-letters.ts";
import { isSame, wholeOf } from "../../scope/unstated.ts";
import { type Statement, isEquality } from "../../scope/statement.ts";
import { keyOf } from "../../algebra/expression-key.ts";
import { plainName } from "../../scope/symbol-name.ts";
import type { Span } from "../../text/span.ts";
import { namesInDefinitions } from "../lookups.ts";
import { namesIn, type Doubt, type Failed } from "./doubt.ts";

/** Where nothing at all flows from the variable to the output, the note does not say what the claim speaks of. */
export function flowDoubt({ claim, outcome }: Failed): Doubt | null {
  if (outcome.type !== "disagree") return null;
  const { pairs, builder } = outcome.example.problem;
  const { head } = claim;
  // `f(z) = u(x, y) + i v(x, y)`: of `f(x) = 5`, it is said that nothing flows.
  const isOfLetters = ({ name, body }: Definition) =>
    head.type === "call" && head.order > 0 && name === head.function.name && namesIn(body).length > 0;
  if (!/^(derivative|differential)$/.test(head.type) && ![...builder.used].some(isOfLetters)) return null;
  // `\partial^2 f/\partial x^2` of an f that is linear in x.
  if (head.type === "derivative" && head.withRespectTo.length > 1) return null;
  if (builder.independent.size > 0 || !pairs.every((pair) => isZeroNode(builder.graph, pair.exact)))
    return null;
  return {
    reason: "undefined-symbol",
    message: "the output does not depend on the variable here",
    span: claim.span,
  };
}

/** `\nabla_a C = a^L - y` beside `\partial C/\partial a^L_j`: that is the a of layer L rather than a power of it. */
export function layerDoubt({
  scope: { definitions },
  claim: { head, claimed, span },
  builder: { used },
}: Failed): Doubt | null {
  const isCounter = (name: string) => /^(?:l|L|\\ell)$/.test(name) && !definitions.has(name);
  const isLayer = (part: Expression) =>
    part.type === "power" &&
    (part.base.type === "symbol" || part.base.type === "entry") &&
    (part.exponent.type === "index"
      ? part.exponent.index.terms.some(({ letter }) => isCounter(letter))
      : part.exponent.type === "symbol" && isCounter(part.exponent.name));
  const sides = [head, claimed, ...[...used].map(({ body }) => body)];
  if (!sides.some((side) => some(side, isLayer))) return null;
  return { reason: "readings-disagree", message: "a superscript may count layers here", span };
}

/** A letter that the output does not rest on, and of which nothing is declared, may be made of those that it does. */
export function strangerDoubt({ scope: { facts }, claim, outcome }: Failed): Doubt | null {
  if (outcome.type !== "disagree" || !hasDerivative(claim.head)) return null;
  const { strangers, builder } = outcome.example.problem;
  const own = new Set([...builder.leaves.values()].filter((name) => !strangers.includes(name)));
  const roles = new Map([...facts.roles].filter(([, said]) => said.size > 1 || !said.has("constant")));
  // The change of a letter on the left is no letter of its own.
  // What is no more than a constant may be made of others, too.
  const isTold = (name: string) => isDeclared({ ...facts, roles }, name);
  const isKnown = (name: string) => isTold(name) || own.has(name.replace(/^d /, ""));
  const stranger = strangers.find((name) => !isKnown(name));
  if (stranger === undefined) return null;
  const message = `nothing in this note says what ${plainName(stranger)} has to do with this`;
  return { reason: "undefined-symbol", message, span: claim.span };
}

/** `dz = f_x \, dx + f_y \, dy` of a z that no equation names. */
export function differentialDoubt({ scope, claim, builder: { leaves } }: Failed): Doubt | null {
  const { head, claimed, span } = claim;
  if (head.type !== "differential" || head.of.type !== "symbol" || claim.assumed.length > 0) return null;
  const { name } = head.of;
  if (scope.definitions.has(name) || ![...leaves.values()].includes(`d ${name}`)) return null;
  const moves = (part: Expression) => part.type === "differential" && !namesIn(part.of).includes(name);
  if (!some(claimed, moves) || allSides(scope.statements).some((side) => isNamedIn(side, name))) return null;
  const message = `nothing in this note says what ${plainName(name)} is made of`;
  return { reason: "undefined-symbol", message, span };
}

/** Whether a letter stands in an expression other than as what changes. */
function isNamedIn(side: Expression, name: string): boolean {
  if (side.type === "differential" || side.type === "derivative") return false;
  return side.type === "symbol" ? side.name === name : parts(side).some((part) => isNamedIn(part, name));
}

/** `\Psi = A e^{i(kx - \omega t)}`, where nothing says what i is: its square may be -1. */
export function imaginaryDoubt({
  scope: { facts, definitions },
  claim: { head, claimed, span },
  builder: { used, leaves },
}: Failed): Doubt | null {
  const open = new Set(leaves.values());
  const isUnit = (part: Expression) =>
    part.type === "symbol" && /^[ij]$/.test(part.name) && open.has(part.name) && !part.time;
  const isPhase = (part: Expression) =>
    part.type === "call" && part.function.name === "exp" && part.arguments.some((one) => some(one, isUnit));
  const formulas = [head, claimed, ...[...used].map(({ body }) => body)];
  const unit = formulas
    .filter((one) => some(one, isPhase))
    .flatMap(walkExpression)
    .find(isUnit);
  if (unit?.type !== "symbol" || isDeclared(facts, unit.name) || definitions.has(unit.name)) return null;
  return { reason: "undefined-symbol", message: `${unit.name} may be the imaginary unit`, span };
}

/** `\dot x = -k x` beside `x = C e^{-\lambda t}`: what moves may do so by a law that ties its constants to others. */
export function motionDoubt({ claim, builder: { used }, outcome }: Failed): Doubt | null {
  const { head, claimed, span } = claim;
  const [stranger] = outcome.type === "disagree" ? outcome.example.problem.strangers : [];
  if (stranger === undefined || !some(head, isByTime)) return null;
  const read = new Set(namesIn(claimed));
  if (![...used].some(({ name }) => read.has(name))) return null;
  const message = `nothing in this note says what ${plainName(stranger)} has to do with this`;
  return { reason: "undefined-symbol", message, span };
}

function isByTime(part: Expression): boolean {
  if (part.type !== "derivative") return false;
  return part.withRespectTo.every(
    (by) => by.type === "symbol" && (isFreeNumber(by.name) || namesTime(by.name)),
  );
}

/** `\operatorname{tr}(A'X)`: of an A' that is never introduced, beside the array A, it is not said that it is no transpose. */
export function primeDoubt({
  scope: { facts, definitions },
  claim: { head, claimed, span },
}: Failed): Doubt | null {
  const primed = [head, claimed].flatMap(namesIn).find((name) => {
    const plain = name.replace(/'$/, "");
    const isArray = (facts.shapes.get(plain) ?? []).some(({ rank }) => rank > 0);
    return plain !== name && isArray && !facts.shapes.has(name) && !definitions.has(name);
  });
  if (primed === undefined) return null;
  const message = `${plainName(primed)} may be a transpose; write it as one, or say what it is`;
  return { reason: "undefined-symbol", message, span };
}

/** `MRS(x, y) = u_x / u_y`: a factor on the left alone, of which nothing is said, may be whatever makes both sides equal. */
export function namingDoubt({
  scope: { facts, definitions },
  claim: { head, claimed, span },
}: Failed): Doubt | null {
  const stranger = factorsOf(head).find(
    (one) =>
      one.type === "symbol" &&
      !isDeclared(facts, one.name) &&
      !definitions.has(one.name) &&
      !namesInDefinitions(definitions).has(one.name) &&
      !some(claimed, (part) => part.type === "symbol" && part.name === one.name),
  );
  if (stranger?.type !== "symbol") return null;
  const message = `nothing in this note says what ${stranger.name.replace(/^\\/, "")} has to do with this`;
  return { reason: "undefined-symbol", message, span };
}

/** `dU = T dS - P dV` of a U that is defined nowhere is a law: it ties letters that `dH` for `H = U + PV` rests on. */
export function lawDoubt({
  scope: { definitions, statements },
  claim: { head, claimed, statement, span },
  builder: { used },
}: Failed): Doubt | null {
  if (head.type !== "differential") return null;
  const letters = new Set([head, claimed, ...[...used].map(({ body }) => body)].flatMap(namesIn));
  const isTied = statements.some(
    ({ left, steps }, place) =>
      statements[place] !== statement &&
      left.type === "differential" &&
      left.of.type === "symbol" &&
      letters.has(left.of.name) &&
      !definitions.has(left.of.name) &&
      steps.some(({ relation }) => isEquality(relation)),
  );
  if (!isTied) return null;
  return {
    reason: "undefined-symbol",
    message: "the note relates these letters by their differentials",
    span,
  };
}

/** `dU = T dS - P dV` of a U that the note makes of T and V: S may be made of them too, and is no variable beside them. */
export function stateDoubt({
  scope: { definitions, facts },
  claim: { head, claimed, span },
  builder: { used },
}: Failed): Doubt | null {
  if (head.type !== "differential") return null;
  const own = new Set([head, ...[...used].map(({ body }) => body)].flatMap(namesIn));
  const isSaid = (name: string) =>
    [definitions, facts.shapes, facts.roles, facts.functions].some((known) => known.has(name));
  for (const part of walkExpression(claimed)) {
    if (part.type !== "differential" || part.of.type !== "symbol") continue;
    const { name } = part.of;
    if (own.has(name) || isSaid(name)) continue;
    const message = `nothing in this note says what ${plainName(name)} has to do with this`;
    return { reason: "undefined-symbol", message, span };
  }
  return null;
}

/** `U = \rho(T) V`, `dU = V d\rho + \rho \, dV`: the letter of a function, alone, is its value, and where is not said. */
export function valueDoubt({ claim: { head, claimed, span }, builder: { used } }: Failed): Doubt | null {
  const bodies = [head, ...[...used].map(({ body }) => body)];
  const [by] = head.type === "derivative" ? head.withRespectTo : [];
  // The r of `\nabla f(x) = J^\top r` beside `f(x) = \frac12 \|r(x)\|^2` is at x, as everywhere.
  const elsewhere = (name: string) => by === undefined || !isCalledAt(bodies, name, by);
  const called = new Set(bodies.flatMap(calledIn).filter(elsewhere));
  const parts = [head, claimed].flatMap(walkExpression);
  const moved = new Set(parts.flatMap(differentiatedIn));
  const bare = parts.find((part) => part.type === "symbol" && called.has(part.name) && !moved.has(part));
  if (bare?.type !== "symbol") return null;
  const message = `${plainName(bare.name)} stands here as a function and without its argument`;
  return { reason: "readings-disagree", message, span };
}

/** Whether all calls of a function are at this one letter. */
function isCalledAt(bodies: readonly Expression[], name: string, by: Expression): boolean {
  return bodies.flatMap(walkExpression).every((part) => {
    if (part.type !== "call" || part.function.name !== name) return true;
    const [only, ...more] = part.arguments;
    return by.type === "symbol" && only?.type === "symbol" && more.length === 0 && isSame(only, by);
  });
}

/** What is differentiated, and by what: `\partial f/\partial g \, \partial g/\partial x` of f(g(x)) needs no argument. */
function differentiatedIn(part: Expression): readonly Expression[] {
  if (part.type === "differential") return [part.of];
  return part.type === "derivative" ? [part.of, ...part.withRespectTo] : [];
}

/** What the note says anew of a symbol, and what was not taken in, may be meant rather than what it said before. */
export function restatedDoubt({
  scope: { statements, definitions },
  claim: { head, span },
  builder: { used },
}: Failed): Doubt | null {
  // `\ell(a h \mid D) = …`, and the claim is about that.
  const own = head.type === "derivative" && head.of.type === "call" ? keyOf(head.of) : null;
  const defining = new Set([...definitions.values()].flat().map(({ statement }) => statement));
  const isLost = ({ id, left, steps: [first] }: Statement) =>
    !defining.has(id) &&
    first !== undefined &&
    isEquality(first.relation) &&
    ([left, first.right].some((side) => some(side, ({ type }) => type === "unknown")) ||
      (left.type === "call" &&
        (left.arguments.every(({ type }) => type === "entry") || keyOf(left) === own)));
  for (const { name, span: before } of used) {
    const isAnew = statements.some(
      (one) =>
        before.end <= one.span.start &&
        one.span.end <= span.start &&
        subjectOf(one.left) === name &&
        isLost(one),
    );
    if (!isAnew) continue;
    const message = `what this note says of ${plainName(name)} is not understood`;
    return { reason: "undefined-symbol", message, span };
  }
  return null;
}

/** `s = \sum_{w \in V} e^{x_w}`, a sum that is not understood: the output rests on x by more than is known. */
export function lostDoubt({
  scope: { statements, definitions },
  claim: { head, span },
  builder: { leaves },
}: Failed): Doubt | null {
  const derivatives = walkExpression(head).filter((part) => part.type === "derivative");
  const variables = derivatives.flatMap(({ withRespectTo }) => withRespectTo);
  const by = new Set(variables.flatMap(namesIn).flatMap(lettersOf));
  const open = new Set([...leaves.values()].filter((name) => !definitions.has(name)));
  for (const { left, steps } of statements) {
    const [first] = steps;
    const name = wholeOf(left)?.name;
    if (name === undefined || !open.has(name) || !first || !some(first.right, isUnknown)) continue;
    if (!isEquality(first.relation) || !lettersIn(first.node).some((letter) => by.has(letter))) continue;
    const message = `what this note says of ${plainName(name)} is not understood`;
    return { reason: "undefined-symbol", message, span };
  }
  return null;
}

function isUnknown({ type }: Expression): boolean {
  return type === "unknown";
}

/** What an equation is about: `L` of `L = …` and of `L(w) = …`. */
function subjectOf(left: Expression): string | null {
  if (left.type === "symbol") return left.name;
  return left.type === "call" && left.order === 0 ? left.function.name : null;
}

/** `C = \frac{1}{n} \sum_x C_x`: what n has to do with the range of x is not said. */
export function rangeDoubt({ claim: { span }, builder: { used, leaves } }: Failed): Doubt | null {
  const names = new Set(leaves.values());
  const isOpenMean = (part: Expression) => {
    const factors = factorsOf(part);
    const sum = factors.find((one) => one.type === "iterated" && one.operator === "sum" && one.to === null);
    return (
      sum !== undefined &&
      factors.some(
        (one) => one.type === "quotient" && one.right.type === "symbol" && names.has(one.right.name),
      )
    );
  };
  if (![...used].some(({ body }) => some(body, isOpenMean))) return null;
  return { reason: "unknown-shape", message: "what a sum behind this runs over is not said", span };
}

/** The output depends on the variable by nothing that the note says; a claim of a value is no claim about that. */
export function independenceDoubt({
  scope,
  claim,
  builder,
}: Pick<Failed, "scope" | "claim" | "builder">): Doubt | null {
  for (const { of, withRespectTo, span } of builder.independent) {
    const text = ({ span: place }: Expression) => scope.note.text.slice(place.start, place.end).trim();
    return {
      reason: "undefined-symbol",
      message: `nothing in this note says how ${text(of)} depends on ${text(withRespectTo[0]!)}`,
      span: claim.span.start <= span.start && span.end <= claim.span.end ? span : claim.span,
    };
  }
  return null;
}

/** A function that only one side has, and that the note does not define, is any function that makes the claim true. */
export function functionDoubt({
  scope: { facts, definitions, statements },
  claim: { head, claimed },
  builder: { used, calls },
}: Failed): Doubt | null {
  const undefinedDoubt = (name: string, span: Span): Doubt => ({
    reason: "undefined-symbol",
    message: `${plainName(name)} is used but never defined in this note`,
    span,
  });
  const doubt = ({ function: { name }, functionSpan }: CallExpression) => undefinedDoubt(name, functionSpan);
  // What a definition says of a number of the same name, as `\sigma^2 = …` does, says nothing of the function; and one
  // that is not used, as `u = x + y` is for `u(x, y)`, has not been understood.
  const isDefined = (name: string) =>
    (definitions.get(name) ?? []).some((one) => isOpenValue(one) || (used.has(one) && !isRoot(one.body)));
  // A function that other identities differentiate is any function here as well.
  const heads = statements.map(({ left }) => left).filter(hasDerivative);
  const known = new Set([head, ...heads, ...[...used].map(({ body }) => body)].flatMap(calledIn));
  for (const part of walkExpression(claimed)) {
    if (part.type !== "call" || part.function.type !== "symbol") continue;
    const name = familyOf(part.function.name);
    if (!known.has(name) && !facts.functions.has(name) && !isDefined(part.function.name)) return doubt(part);
  }
  const claimedNames = new Set(namesIn(claimed));
  const isOpen = (name: string) =>
    !claimedNames.has(name) && !facts.functions.get(name)?.some(({ named }) => named !== null);
  for (const part of walkExpression(head)) {
    if (part.type !== "call" || part.function.type !== "symbol") continue;
    const { name } = part.function;
    if (isOpen(familyOf(name)) && !isDefined(name)) return doubt(part);
  }
  // The σ of `d\sigma/dz`, which is called elsewhere.
  const bare = head.type === "derivative" && head.of.type === "symbol" ? head.of : null;
  if (bare && calls.has(bare.name) && isOpen(bare.name) && !isDefined(bare.name))
    return undefinedDoubt(bare.name, bare.span);
  // `J = E(y, p)` says no more of J than the name of E.
  const isDerivative = (part: Expression) =>
    part.type === "derivative" ||
    (part.type === "symbol" && (definitions.get(part.name) ?? []).some((one) => one.isDerivative));
  const of = head.type === "derivative" ? head.of : null;
  const output = of?.type === "call" ? of.function : of && wholeOf(of);
  for (const { name, body, statement } of used) {
    if (statement < 0) continue;
    const [call, ...more] = walkExpression(body).filter(isOfSymbols);
    if (name !== output?.name || !call || more.length > 0 || claimedNames.has(call.function.name)) continue;
    const isAlone = isMadeOf(body, call) && !some(claimed, isDerivative);
    if (isAlone && !facts.functions.has(call.function.name) && !isDefined(call.function.name))
      return doubt(call);
  }
  return null;
}

/** Whether a value is nothing but that of a call, up to a sign, factors and a logarithm: `-\log p(y, w)`. */
function isMadeOf(body: Expression, call: Expression): boolean {
  return factorsOf(body).some((factor) => {
    if (factor === call) return true;
    if (factor.type === "sum" && factor.terms.length === 1) return isMadeOf(factor.terms[0]!.of, call);
    return factor.type === "call" && factor.function.name === "log" && isMadeOf(factor.arguments[0]!, call);
  });
}

/** `E(y, p)` of a function that goes by a letter, and of letters alone. */
function isOfSymbols(part: Expression): part is Expression & { type: "call" } {
  if (part.type !== "call" || part.order > 0 || part.function.type !== "symbol") return false;
  return part.arguments.every(({ type }) => type === "symbol");
}

function isRoot(body: Expression): boolean {
  return body.type === "power" && body.exponent.type === "number" && body.exponent.value === 0.5;
}

function calledIn(expression: Expression): readonly string[] {
  return walkExpression(expression).flatMap((part) =>
    part.type === "call" && part.function.type === "symbol" ? [familyOf(part.function.name)] : [],
  );
}
