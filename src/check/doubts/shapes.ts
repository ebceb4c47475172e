/*
 * Doubts about letters that may be something else than they were taken for: numbers or matrices, components or members,
 * bold or plain. In comes a claim that fails, out goes why not to blame it.
 */
import {
  type Expression,
  indexLettersOf,
  mapParts,
  some,
  symbolNames,
  walkExpression,
} from "../../algebra/expression.ts";
import { onlyLetter } from "../../algebra/index-arithmetic.ts";
import { isDeclared } from "../../scope/facts.ts";
import { plainTwin } from "../../scope/fonts.ts";
import { isArray } from "../../scope/samples.ts";
import { wholeOf } from "../../scope/unstated.ts";
import { plainName } from "../../scope/symbol-name.ts";
import type { Span } from "../../text/span.ts";
import { isPair } from "../commutator.ts";
import { positionOf } from "../../scope/vector-calculus.ts";
import { type Doubt, type Failed, holdsUnder, usedNames, wordsAround } from "./doubt.ts";

/** `\nabla \cdot \mathbf{r} = 2`: right in the plane, which no note has to name. */
export function spaceDoubt({
  scope: { facts, definitions },
  claim: { head, claimed, span },
}: Failed): Doubt | null {
  const positions = [head, claimed]
    .flatMap(walkExpression)
    .flatMap((part) => (isTrace(part) && positionOf(part)) || []);
  const name = positions.find((one) => !facts.shapes.has(one) && !definitions.has(one));
  if (name === undefined) return null;
  return {
    reason: "unknown-shape",
    message: `how many components ${plainName(name)} has is not declared`,
    span,
  };
}

function isTrace(part: Expression): boolean {
  return part.type === "call" && part.function.name === "trace";
}

/** `H = U + P V`, `dH = dU + P dV + V dP`: capitals of which nothing says that they are matrices may be numbers. */
export function numberDoubt({ scope, claim, readings, builder, seed }: Failed): Doubt | null {
  const { facts, notation } = scope;
  const sides = [claim.head, claim.claimed, ...[...builder.used].map(({ body }) => body)];
  const names = [...usedNames(builder)];
  const isSaid = (name: string) =>
    facts.shapes.has(name) || facts.roles.has(name) || notation.evidence.get(name)?.fonts.has("bold");
  if (names.some(isSaid) || sides.some((side) => some(side, isArray))) return null;
  const holds = holdsUnder(scope, claim, readings, { scalars: "undeclared" }, seed);
  if (!holds) return null;
  const message = "this holds for numbers, and nothing says that these letters are matrices";
  return { reason: "unknown-shape", message, span: claim.span };
}

/** `[A, B]` of capitals that nobody declared: a row of two numbers, or the commutator of two matrices. */
export function bracketDoubt({ scope: { facts }, claim: { head, claimed, span } }: Failed): Doubt | null {
  const isOpen = (part: Expression): boolean =>
    isPair(part) &&
    walkExpression(part).some(
      (one) => one.type === "symbol" && /^(bold )?[A-Z]/.test(one.name) && !facts.shapes.has(one.name),
    );
  if (!some(head, isOpen) && !some(claimed, isOpen)) return null;
  return { reason: "unknown-shape", message: "these brackets may stand for a commutator", span };
}

/** `\frac{1}{m} \sum dZ^{[l]}`: a sum that names no index may run over samples, of which the note has none. */
export function sumDoubt({ scope: { note }, claim: { head, claimed, span } }: Failed): Doubt | null {
  const free = new Set(walkExpression(head).flatMap((part) => [...indexLettersOf(part)]));
  const isCapital = (part: Expression) => part.type === "symbol" && /^(bold )?[A-Z]/.test(part.name);
  const isOpen = (part: Expression) => {
    if (part.type === "iterated" && part.from === null)
      return (
        free.has(part.letter) && !note.text.slice(part.headSpan.start, part.headSpan.end + 1).includes("_")
      );
    return (
      part.type === "call" &&
      part.function.name === "sum" &&
      part.arguments.some((one) => some(one, isCapital))
    );
  };
  if (!some(claimed, isOpen)) return null;
  return { reason: "unknown-shape", message: "what a sum here runs over is not said", span };
}

/** A letter that stands with and without an index: `v_i` may be a part of `v`, or have nothing to do with it. */
export function indexDoubt({ claim, builder }: Failed): Doubt | null {
  const leaves = [...builder.leaves];
  const mixed = leaves.find(([key, name]) => key.startsWith(`${name}@`) && builder.leaves.has(name))?.[1];
  // No vector and no matrix has entries with three indices.
  const beyond = [...builder.used]
    .flatMap(({ body }) => walkExpression(body))
    .map((part) => (part.type === "entry" && part.indices.length > 2 ? wholeOf(part)?.name : undefined))
    .find((name) => name !== undefined && builder.leaves.has(name));
  const name = mixed ?? beyond;
  if (name === undefined) return null;
  const message = `${plainName(name)} stands here with an index and without one; say what the index counts`;
  return { reason: "readings-disagree", message, span: claim.span };
}

/** `1 - f(z)^2` of an f that is differentiated by z: no product is written so. */
export function calledDoubt({
  scope: { note },
  claim: {
    statement: { left },
    claimed,
    span,
  },
}: Failed): Doubt | null {
  if (left.type !== "derivative" || left.of.type !== "symbol") return null;
  const { name } = left.of;
  const textOf = (start: number, end: number) =>
    note.text.slice(start, end).replaceAll(/\s|\\left|\\right/g, "");
  const [by] = left.withRespectTo.map((one) => textOf(one.span.start, one.span.end));
  const isCalled = (part: Expression) =>
    part.type === "symbol" &&
    part.name === name &&
    textOf(part.span.end, claimed.span.end).startsWith(`(${by!})`);
  if (!some(claimed, isCalled)) return null;
  const message = `whether ${plainName(name)} is multiplied here or called is not clear`;
  return { reason: "readings-disagree", message, span };
}

/** `\frac{\partial}{\partial W_{oi}} \sum_i W_{oi} x_i`: whether the i of `W_{oi}` is the index. */
export function labelDoubt({ claim: { head, claimed, span }, builder: { used } }: Failed): Doubt | null {
  if (head.type !== "derivative") return null;
  const labelled = head.withRespectTo.flatMap(symbolNames).filter((name) => /_\{[A-Za-z]{2,3}\}$/.test(name));
  if (labelled.length === 0) return null;
  const sides = [head, claimed, ...[...used].map(({ body }) => body)];
  for (const sum of sides.flatMap(walkExpression)) {
    if (sum.type !== "iterated") continue;
    const { letter, body } = sum;
    const isOpen = (name: string) =>
      name.split("_").at(-1)!.includes(letter) && symbolNames(body).includes(name);
    const name = labelled.find(isOpen);
    if (name === undefined) continue;
    const message = `whether the ${letter} of ${plainName(name)} is the index of this sum is not clear`;
    return { reason: "readings-disagree", message, span };
  }
  return null;
}

/** `\sum_{i=1}^m x_i` of an x in ℝᵈ: what the index counts are samples, and no components. */
export function countDoubt({
  scope: { facts },
  claim: { head, claimed, span },
  builder: { used },
}: Failed): Doubt | null {
  const sides = [head, claimed, ...[...used].map(({ body }) => body)];
  for (const sum of sides.flatMap(walkExpression)) {
    const bound = sum.type === "iterated" && sum.to?.offset === 0 ? onlyLetter(sum.to) : null;
    if (sum.type !== "iterated" || bound === null) continue;
    const isCounted = (part: Expression): part is Expression & { type: "entry" } =>
      part.type === "entry" && part.indices.length === 1 && onlyLetter(part.indices[0]!) === sum.letter;
    const counted = walkExpression(sum.body)
      .filter(isCounted)
      .flatMap((entry) => wholeOf(entry)?.name ?? []);
    const name = counted.find((one) => {
      const sizes = (facts.shapes.get(one) ?? []).flatMap(({ rows, cols }) => [rows, cols]);
      const names = sizes.flatMap((size) => (size.type === "name" ? [size.name] : []));
      return names.length > 0 && !names.includes(bound);
    });
    if (name === undefined) continue;
    const message = `a sum takes ${plainName(bound)} of ${plainName(name)}, which is declared with another size`;
    return { reason: "unknown-shape", message, span };
  }
  return null;
}

/** `N / k - \sum_i x_i^k`: an N of which nothing is said may be how many terms the sum without bounds beside it has. */
export function termsDoubt({ scope, claim: { claimed, span } }: Failed): Doubt | null {
  const { facts, definitions } = scope;
  if (claimed.type !== "sum") return null;
  const terms = claimed.terms.map(({ of }) => of);
  const isOpen = (part: Expression) =>
    part.type === "iterated" && part.operator === "sum" && part.to === null;
  const isCount = (part: Expression) =>
    part.type === "symbol" &&
    /^[nmNM]$/.test(part.name) &&
    !isDeclared(facts, part.name) &&
    !definitions.has(part.name);
  const isAside = (term: Expression) => some(term, isCount) && !some(term, isOpen);
  if (!terms.some((term) => some(term, isOpen)) || !terms.some(isAside)) return null;
  const message = "a letter here may be the number of terms of the sum beside it; write its bounds";
  return { reason: "unknown-shape", message, span };
}

/** `\nabla^2 f = \mathbf{1}`, where the words beside it speak of the identity matrix; `1 + \partial F/\partial x` anywhere. */
export function onesDoubt({ scope, claim, readings, seed }: Failed): Doubt | null {
  const isSaid = /\bidentity\b|单位(矩)?阵|Einheitsmatrix/i.test(wordsAround(scope, claim, [0]));
  const asIdentity = (part: Expression): Expression => {
    if (part.type === "constant" && part.constant === "ones" && isSaid)
      return { ...part, constant: "identity" };
    const isBeside = part.type === "sum" && part.terms.some(({ of }) => of.type === "derivative");
    return mapParts(part, (of) => (isBeside && isUnit(of) ? identity(of.span) : asIdentity(of)));
  };
  const claimed = asIdentity(claim.claimed);
  if (claimed === claim.claimed || !holdsUnder(scope, { ...claim, claimed }, readings, {}, seed)) return null;
  const message = "this holds if 1 is the identity matrix; write it as I";
  return { reason: "readings-disagree", message, span: claim.span };
}

function isUnit(of: Expression): boolean {
  return of.type === "number" && of.value === 1;
}

function identity(span: Span): Expression {
  return { type: "constant", constant: "identity", indices: [], span };
}

/** A letter that is told apart from its bold twin, while the claim rests on both. */
export function fontDoubt({ scope: { definitions }, claim, builder }: Failed): Doubt | null {
  const used = usedNames(builder);
  // `\mathbf{x} = [x, y]^\top` says what either is.
  const isSaid = (bold: string, twin: string) =>
    (definitions.get(bold) ?? []).some(({ body }) =>
      some(body, (part) => part.type === "symbol" && part.name === twin),
    );
  const name = [...used]
    .map((one) => [one, plainTwin(one)] as const)
    .find(([one, twin]) => twin !== null && used.has(twin) && !isSaid(one, twin))?.[1];
  if (!name) return null;
  const message = `${plainName(name)} seems to be one thing in bold and another in plain type; use two letters`;
  return { reason: "readings-disagree", message, span: claim.span };
}

/** `K = e^{-C/\varepsilon}` of costs C: where entries are compared, each may be the exponential of one. */
export function exponentialDoubt({ scope, claim, readings, builder: { graph }, seed }: Failed): Doubt | null {
  if (!graph.nodes.some(({ operator }) => operator === "expm")) return null;
  if (!holdsUnder(scope, claim, readings, { entrywiseExp: true }, seed)) return null;
  const message = "this holds if the exponential is taken entry by entry; the note does not say so";
  return { reason: "readings-disagree", message, span: claim.span };
}
