/*
 * Doubts which definition is meant, and what a derivative holds fixed: other definitions are tried in its place. In
 * comes a claim that fails, out goes why not to blame it.
 */
import { withShortAngles } from "../../algebra/bare-angle.ts";
import {
  type CallExpression,
  type Expression,
  factorsOf,
  mapParts,
  walkExpression,
  isWrittenZero,
} from "../../algebra/expression.ts";
import type { Claim } from "../../claims/claim.ts";
import type { Definition } from "../../scope/definitions.ts";
import { withAssumed } from "../../scope/error-signals.ts";
import { equationsWith } from "../../scope/implicit.ts";
import type { Scope } from "../../scope/scope.ts";
import { statisticsOf } from "../../scope/statistics.ts";
import { variablesOf, wholeOf } from "../../scope/unstated.ts";
import { hasSmallEntries, namesOfSmallEntries, swapSmallEntries } from "../../scope/small-entries.ts";
import { leaveOut, membersOutsideSums } from "../../scope/negative-samples.ts";
import { plainName } from "../../scope/symbol-name.ts";
import type { Builder, Reading } from "../builder.ts";
import { decide } from "../decide.ts";
import { callsIn } from "../lookups.ts";
import { holdsUnder, namesIn, type Doubt, quick, type Failed, rewritten } from "./doubt.ts";
import { independenceDoubt } from "./unknowns.ts";

/** At most this many other definitions are tried. */
const ALTERNATIVES = 12;

/** `d(X^\top Y) = (dX)^\top Y` holds if Y is a constant, and nothing says that it is none. */
export function constancyDoubt({ scope, claim, readings, seed }: Failed): Doubt | null {
  if (claim.head.type !== "differential") return null;
  const holds = holdsUnder(scope, claim, readings, { fixed: "intermediate" }, seed);
  if (!holds) return null;
  const message =
    "this holds only if a symbol without a differential here is constant, which the note does not say";
  return { reason: "readings-disagree", message, span: claim.span };
}

/** `∂f/∂x` of f(x, y) may hold y fixed, whatever the note makes of y elsewhere. */
export function partialDoubt({ scope, claim, readings, seed }: Failed): Doubt | null {
  const { head, statement } = claim;
  if (head.type !== "derivative") return null;
  const call = head.of.type === "symbol" ? callsIn(statement).get(head.of.name) : head.of;
  if (call?.type !== "call" || call.arguments.length < 2) return null;
  const holds = holdsUnder(scope, claim, readings, { fixed: "intermediate" }, seed);
  const message = "this holds if the other arguments are held fixed, which are defined elsewhere";
  return holds ? { reason: "readings-disagree", message, span: claim.span } : null;
}

/** `w_{ij}` may be the weight from i to j where W maps the other way, unless the note computes with such entries. */
export function entryOrderDoubt({ scope, claim, readings, builder, seed }: Failed): Doubt | null {
  const { smallEntries } = scope;
  const usesEntries = (of: Expression): boolean => hasSmallEntries(of, smallEntries);
  const { head, claimed, span } = claim;
  if (smallEntries.size === 0 || ![head, claimed].some(usesEntries)) return null;
  if ([...builder.used].some(({ body }) => usesEntries(body))) return null;
  const swapped = [head, claimed].map((side) => swapSmallEntries(side, smallEntries));
  const holds = holdsUnder(scope, { ...claim, head: swapped[0]!, claimed: swapped[1]! }, readings, {}, seed);
  const letters = namesOfSmallEntries(smallEntries).map(plainName).join(", ");
  const message = `this holds if the first index of ${letters} counts columns`;
  return holds ? { reason: "readings-disagree", message, span } : null;
}

/**
 * `\partial L/\partial B = \partial L/\partial O \, \partial O/\partial B + \partial L/\partial A \, \partial A/\partial B`, where
 * O rests on A: one path a term, as each derivative of L with all else held fixed.
 */
export function pathDoubt({ scope, claim, readings, seed }: Failed): Doubt | null {
  const { head, claimed, span } = claim;
  const output = head.type === "derivative" ? wholeOf(head.of) : null;
  if (!output || variablesOf(output.name, claimed).length < 2) return null;
  const alongPaths = (part: Expression): Expression =>
    part.type === "derivative" && wholeOf(part.of)?.name === output.name && part.notation === "fraction"
      ? { ...part, notation: "direct" }
      : mapParts(part, alongPaths);
  const direct = { ...claim, claimed: alongPaths(claimed) };
  if (!holdsUnder(scope, direct, readings, {}, seed)) return null;
  const message = `this holds if each derivative of ${plainName(output.name)} on the right follows one path alone`;
  return { reason: "readings-disagree", message, span };
}

/** `\sum_k \partial L/\partial h_t \, \partial h_t/\partial h_k \, \partial h_k/\partial W`: each `\partial h_k/\partial W` of its own step alone. */
export function stepDoubt({ scope, claim, readings, seed }: Failed): Doubt | null {
  const { head, claimed, span } = claim;
  const by = head.type === "derivative" ? wholeOf(head.withRespectTo[0]!) : null;
  if (!by) return null;
  const atOneStep = (part: Expression): Expression =>
    part.type === "derivative" &&
    part.notation === "fraction" &&
    wholeOf(part.withRespectTo[0]!)?.name === by.name
      ? { ...part, notation: "direct" }
      : mapParts(part, atOneStep);
  const inSums = (part: Expression): Expression =>
    part.type === "iterated" && part.operator === "sum" ? atOneStep(part) : mapParts(part, inSums);
  const direct = { ...claim, claimed: inSums(claimed) };
  if (direct.claimed === claimed) return null;
  // Where so much is held that nothing is left of either side, any factor is right.
  const holds = readings.some((reading) => {
    const outcome = decide(scope, direct, reading, seed, quick);
    return outcome.type === "agree" && !outcome.vanishes;
  });
  if (!holds) return null;
  const message = `this holds if each derivative by ${plainName(by.name)} in the sum is of its own step alone`;
  return { reason: "readings-disagree", message, span };
}

/** `\sum_{j=1}^q` where nothing else has a q, and the sum over all j is right. */
export function boundDoubt({ scope, claim, readings, builder: { used }, seed }: Failed): Doubt | null {
  const { head, claimed, span } = claim;
  const boundsOf = (side: Expression) =>
    walkExpression(side).flatMap((part) =>
      part.type === "iterated" ? (part.to?.terms.map(({ letter }) => letter) ?? []) : [],
    );
  const known = new Set([head, ...[...used].map(({ body }) => body)].flatMap(boundsOf));
  const open = boundsOf(claimed).find((letter) => !known.has(letter));
  if (open === undefined) return null;
  const overAll = (part: Expression): Expression => {
    const inner = mapParts(part, overAll);
    const isOpen = inner.type === "iterated" && inner.to?.terms.some(({ letter }) => !known.has(letter));
    return isOpen ? { ...inner, from: null, to: null } : inner;
  };
  if (!holdsUnder(scope, { ...claim, claimed: overAll(claimed) }, readings, {}, seed)) return null;
  const message = `this holds if ${plainName(open)} is the size that the sum runs over; the note does not say so`;
  return { reason: "undefined-symbol", message, span };
}

/** `\hat x = (x - \mu) / \sigma`, where nothing says that μ is a number: it may be the mean of x. */
export function statisticsDoubt({ scope, claim, readings, builder, seed }: Failed): Doubt | null {
  const { head, section, span } = claim;
  const vector = head.type === "derivative" ? wholeOf(head.withRespectTo[0]!) : null;
  if (!vector) return null;
  const open = new Set(builder.leaves.values());
  const formulas = [claim.head, claim.claimed, ...[...builder.used].map(({ body }) => body)];
  const statistics = statisticsOf(vector, formulas, section).filter(({ name }) => open.has(name));
  if (statistics.length === 0) return null;
  if (!holdsUnder(withAssumed(scope, statistics), claim, readings, {}, seed)) return null;
  const names = statistics.map(({ name }) => plainName(name)).join(", ");
  const message = `this holds if ${names} are the mean and the deviation of ${plainName(vector.name)}; say so`;
  return { reason: "undefined-symbol", message, span };
}

/** `\partial \ell / \partial \sigma^2` with `\hat\mu` for μ: the estimate was put in. */
export function estimateDoubt({ scope, claim, readings, builder, seed }: Failed): Doubt | null {
  const own = new Set([...builder.used].flatMap(({ body }) => namesIn(body)));
  const plain = (name: string) => name.replace(/^hat /, "");
  const isEstimate = (name: string) => plain(name) !== name && own.has(plain(name)) && !own.has(name);
  const estimate = namesIn(claim.claimed).find(isEstimate);
  if (estimate === undefined) return null;
  const withoutHats = (part: Expression): Expression =>
    part.type === "symbol" && isEstimate(part.name)
      ? { ...part, name: plain(part.name) }
      : mapParts(part, withoutHats);
  if (!holdsUnder(scope, { ...claim, claimed: withoutHats(claim.claimed) }, readings, {}, seed)) return null;
  const message = `this holds where ${plainName(plain(estimate))} is its estimate ${plainName(estimate)}`;
  return { reason: "prose-only", message, span: claim.span };
}

/** `2xy(-\sin t)` where y is written as `y(t)` as well: the parentheses may hold a factor. */
export function productDoubt(failed: Failed): Doubt | null {
  const { scope, claim, readings, seed } = failed;
  const { claimed, span } = claim;
  const asProducts = (part: Expression): Expression => {
    const inner = mapParts(part, asProducts);
    if (inner.type !== "call" || inner.order > 0 || inner.function.type !== "symbol") return inner;
    const [right, ...more] = inner.arguments;
    if (!right || more.length > 0 || right.type === "symbol") return inner;
    const left: Expression = {
      type: "symbol",
      name: inner.function.name,
      time: null,
      span: inner.functionSpan,
    };
    return { type: "product", sign: "", left, right, span: inner.span };
  };
  const products = asProducts(claimed);
  if (products === claimed) return null;
  const product = { ...claim, claimed: products };
  const holds =
    holdsUnder(scope, product, readings, {}, seed) || definitionDoubt({ ...failed, claim: product }) !== null;
  if (!holds) return null;
  const message = "this holds if parentheses behind a letter hold a factor, not what it is taken at";
  return { reason: "readings-disagree", message, span };
}

/** `\sin x y`, where what stands behind x may be a factor of the sine. */
export function angleDoubt(failed: Failed): Doubt | null {
  const { scope, claim, readings, seed } = failed;
  const short = rewritten(failed, withShortAngles);
  if (!short) return null;
  const { instead } = short;
  const holds =
    holdsUnder(scope, short.claim, readings, { instead }, seed) ||
    holdsUnder(scope, short.claim, readings, {}, seed) ||
    holdsUnder(scope, claim, readings, { instead }, seed);
  if (!holds) return null;
  const message = "this holds if a function without parentheses is of the first letter behind it alone";
  return { reason: "readings-disagree", message, span: claim.span };
}

/** `\exp\langle u, v\rangle/\tau`, where the function may be of the whole quotient. */
export function quotientDoubt(failed: Failed): Doubt | null {
  const { scope, claim, readings, seed } = failed;
  const { text } = scope.note;
  const isBare = ({ functionSpan: { end } }: CallExpression) =>
    !/^\s*(?:\\[Bb]igg?l?|\\left)?\s*[([{]/.test(text.slice(end, end + 12));
  const ofWhole = (part: Expression): Expression => {
    if (part.type !== "quotient" || part.left.type !== "call") return mapParts(part, ofWhole);
    const { left } = part;
    if (left.function.type !== "operator" || !isBare(left)) return mapParts(part, ofWhole);
    const [first, ...more] = left.arguments;
    return more.length > 0 ? part : { ...left, arguments: [{ ...part, left: first! }], span: part.span };
  };
  const whole = rewritten(failed, ofWhole);
  if (!whole || whole.claim.claimed === claim.claimed) return null;
  const written = { ...whole.claim, head: claim.head };
  const holds =
    holdsUnder(scope, written, readings, {}, seed) ||
    holdsUnder(scope, written, readings, { instead: whole.instead }, seed);
  if (!holds) return null;
  const message = "this holds if a function without parentheses is of the quotient behind it";
  return { reason: "readings-disagree", message, span: claim.span };
}

/** `\frac{\partial}{\partial a} (y - Xa)^\top W (y - Xa)`, where the operator may be of the whole product. */
export function operandDoubt({ scope, claim, readings, seed }: Failed): Doubt | null {
  const [first, ...rest] = factorsOf(claim.claimed);
  if (first?.type !== "derivative" || first.of.type !== "sum" || rest.length === 0) return null;
  const by = new Set(first.withRespectTo.flatMap(namesIn));
  if (!rest.flatMap(namesIn).some((name) => by.has(name))) return null;
  const ofWhole = (part: Expression): Expression => {
    if (part === first) return first.of;
    return part.type === "product" ? { ...part, left: ofWhole(part.left) } : part;
  };
  const claimed: Expression = { ...first, of: ofWhole(claim.claimed) };
  if (!holdsUnder(scope, { ...claim, claimed }, readings, {}, seed)) return null;
  const message = "this holds if the derivative is of all factors behind it; put them in parentheses";
  return { reason: "readings-disagree", message, span: claim.span };
}

/** `\partial (\omega\times v)/\partial v = \hat\omega`, where a hat may make the matrix of a cross product. */
export function hatDoubt({ scope: { definitions }, claim: { head, claimed, span } }: Failed): Doubt | null {
  const factors = walkExpression(head).flatMap((part) =>
    part.type === "product" && part.sign === "\\times" ? namesIn(part) : [],
  );
  const hat = factors.map((name) => `hat ${name}`).find((name) => namesIn(claimed).includes(name));
  if (hat === undefined || definitions.has(hat)) return null;
  return {
    reason: "undefined-symbol",
    message: `${plainName(hat)} may be the matrix of a cross product`,
    span,
  };
}

/** `J = -\log\sigma(u_o^\top v) - \sum_k \log\sigma(-u_k^\top v)` by u_o or u_k, where o may be none of the k. */
export function memberDoubt({ scope, claim, readings, builder: { used }, seed }: Failed): Doubt | null {
  const { head, span } = claim;
  const member = head.type === "derivative" ? head.withRespectTo[0] : null;
  if (member?.type !== "symbol" || !member.time) return null;
  const { name } = member;
  for (const definition of used) {
    const others = membersOutsideSums(definition.body).filter((one) => one.name === name);
    for (const left of [member.time, ...others.map(({ time }) => time)]) {
      const body = leaveOut([{ name, time: left }], definition.body, () => true);
      if (body === definition.body) continue;
      const definitions = new Map([...scope.definitions, [definition.name, [{ ...definition, body }]]]);
      if (!holdsUnder({ ...scope, definitions }, claim, readings, {}, seed)) continue;
      const message = `this holds if the sum leaves the ${plainName(name)} out that stands outside of it; say so`;
      return { reason: "readings-disagree", message, span };
    }
  }
  return null;
}

/** `u = x^3`, a claim of u and v, then `u = x^2` and `v = x y`: what is said of v after it goes with another u. */
export function exampleDoubt({ scope, claim: { span }, builder: { used } }: Failed): Doubt | null {
  const blockOf = ({ statement }: Definition) => scope.statements.find(({ id }) => id === statement)?.block;
  const isAfter = (one: Definition) => one.span.start >= span.end;
  const before = [...used].filter((one) => !isAfter(one));
  const anew = before
    .flatMap(({ name }) => [scope.definitions, scope.alternatives].flatMap((all) => all.get(name) ?? []))
    .filter((one) => isAfter(one) && !used.has(one));
  for (const late of [...used].filter(isAfter)) {
    const other = anew.find((one) => one.span.start <= late.span.start || blockOf(one) === blockOf(late));
    if (!other) continue;
    const message = `what this note says of ${plainName(late.name)} goes with another ${plainName(other.name)}`;
    return { reason: "readings-disagree", message, span };
  }
  return null;
}

/** A symbol with several definitions: the claim is wrong only if it fails under each. */
export function definitionDoubt({ scope, claim, readings, builder, seed }: Failed): Doubt | null {
  const holdsWith = (instead: Reading["instead"]) =>
    readings.some((reading) => {
      const outcome = decide(scope, claim, { ...reading, instead }, seed, quick);
      // Where a derivative vanishes, all formulas that have it as a factor hold.
      return (
        outcome.type === "agree" &&
        !(outcome.vanishes && !isWrittenZero(claim.claimed)) &&
        !independenceDoubt({ scope, claim, builder: outcome.problem.builder })
      );
    });
  const elsewhere = foreignNames(claim, builder);
  if (elsewhere.size > 0 && holdsWith(elsewhere))
    return {
      reason: "readings-disagree",
      message: `this holds if ${[...elsewhere.keys()].map(plainName).join(", ")} are not what another section defines`,
      span: claim.span,
    };
  for (const { name, definition } of alternatives(scope, claim, builder).slice(0, ALTERNATIVES)) {
    if (holdsWith(new Map([[name, definition]])))
      return {
        reason: "readings-disagree",
        message: `whether this holds depends on which definition of ${plainName(name)} is meant`,
        span: claim.span,
      };
  }
  const last = lastForms(scope, claim);
  if (last.size < 2 || !holdsWith(last)) return null;
  const names = [...last.keys()].map(plainName).join(", ");
  const message = `whether this holds depends on which definitions of ${names} are meant`;
  return { reason: "readings-disagree", message, span: claim.span };
}

/** What the note says last of each symbol that it says more than one thing of. */
function lastForms({ alternatives }: Scope, claim: Claim): ReadonlyMap<string, Definition> {
  const forms = [...alternatives].flatMap(([name, all]) => {
    const form = all.filter((one) => isOther(one, claim)).at(-1);
    return form ? [[name, form] as const] : [];
  });
  return new Map(forms);
}

/** Whether a definition may stand for another one: it is said of the whole symbol, and not by the claim. */
function isOther({ components, isDerivative, statement }: Definition, claim: Claim): boolean {
  return components.length === 0 && !isDerivative && statement !== claim.statement.id;
}

/** Symbols whose definition stands in a section that does not contain the claim. */
function foreignNames(claim: Claim, builder: Builder): ReadonlyMap<string, null> {
  const foreign = [...builder.used].filter(({ section }) => !claim.section.path.includes(section.id));
  return new Map(foreign.map(({ name }) => [name, null]));
}

function alternatives(
  scope: Scope,
  claim: Claim,
  builder: Builder,
): readonly { name: string; definition: Definition }[] {
  const names = new Set([...builder.used].map((one) => one.name));
  const others = [...names].flatMap((name) =>
    [scope.definitions, scope.alternatives].flatMap((known) => known.get(name) ?? []),
  );
  return others
    .filter((one) => !builder.used.has(one))
    .filter((one) => isOther(one, claim))
    .map((definition) => ({ name: definition.name, definition }));
}

/**
 * Beside the equation that gives y, another one or a function of both letters may be what y follows; other letters of it
 * may change with x; and what is claimed to be zero is held fixed.
 */
export function curveDoubt({ scope, claim, builder }: Failed): Doubt | null {
  const { head, assumed, section, statement, span } = claim;
  const [by] = head.type === "derivative" ? head.withRespectTo.map(wholeOf) : [];
  for (const { name, body } of assumed) {
    // What is said to be least or largest is where a gradient vanishes, and nothing else.
    if (body.type !== "solution" || body.of.every(({ type }) => type === "derivative")) continue;
    const names = [name, by?.name ?? name];
    const others = equationsWith(scope, names, section).filter(
      ({ id, span: place }) =>
        id !== statement.id &&
        !body.of.some((one) => place.start <= one.span.start && one.span.end <= place.end),
    );
    const own = new Set([name, ...namesIn(body)]);
    const functions = [...scope.definitions.values()]
      .flat()
      .filter((one) => !own.has(one.name) && names.every((letter) => namesIn(one.body).includes(letter)));
    const free = [...own].filter((one) => !names.includes(one) && [...builder.leaves.values()].includes(one));
    const mayMove =
      head.type === "derivative" && head.isTotal ? free.some((one) => /^[u-z]$/.test(one)) : false;
    const isInverse = assumed.some((one) => one.body.type === "symbol") && body.unknowns.length === 1;
    if (
      others.length + functions.length === 0 &&
      !mayMove &&
      !(isInverse && free.length > 0) &&
      !isWrittenZero(claim.claimed)
    )
      continue;
    const message = `what ${plainName(name)} follows here, and what else changes, is not clear`;
    return { reason: "readings-disagree", message, span };
  }
  return null;
}
