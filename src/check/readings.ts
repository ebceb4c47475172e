/*
 * The readings that a place in the note admits: layouts, the order of a product, what is held fixed. Prose that
 * decides leaves one; otherwise all are tried, the likeliest first.
 */
import { type Expression, type Index, some, walkExpression } from "../algebra/expression.ts";
import { combine, evaluateIndex, sameIndex, substituteIndex } from "../algebra/index-arithmetic.ts";
import type { Claim } from "../claims/claim.ts";
import { hasDerivative } from "../claims/claim.ts";
import { admittedLayouts } from "../claims/layout.ts";
import type { LayoutName } from "../report.ts";
import type { FixedGroup } from "../scope/declaration.ts";
import type { PlacedDeclaration } from "../scope/facts.ts";
import { elaborate } from "../scope/elaborate.ts";
import type { Scope } from "../scope/scope.ts";
import { allSides } from "../scope/sides.ts";
import { nearness } from "../scope/section.ts";
import { inputsOfUnstated } from "../scope/unstated.ts";
import type { Settings } from "../settings.ts";
import type { HeldSymbol, Reading } from "./builder.ts";
import type { Verdict } from "./verdict.ts";
import { isPair } from "./commutator.ts";
import { matrixFunctionOf } from "./build-operator.ts";
import { oncePer } from "../text/once.ts";
import { otherArguments } from "./other-arguments.ts";
import { chooseTimes } from "./times.ts";

/** Claims that declare a layout by writing out a matrix of partial derivatives. */
const declaring = oncePer((claims: readonly Claim[]) => claims.filter((claim) => claim.declares !== null));

/** The layout that holds where the claim stands, if one is declared. */
export function declaredLayout(
  scope: Scope,
  claims: readonly Claim[],
  claim: Claim,
  settings: Settings,
): LayoutName | null {
  if (settings.layout !== "auto") return settings.layout;
  const start = claim.span.start;
  const next = scope.facts.layouts.filter(
    (fact) =>
      fact.extent === "next" &&
      fact.span.start < start &&
      blocksBetween(scope, fact.block, claim.statement.block) <= 1 &&
      !claims.some(
        (other) =>
          other.kind !== "definition" &&
          other.span.start > fact.span.start &&
          other.statement.id < claim.statement.id,
      ),
  );
  const last = next.at(-1);
  if (last) return last.layout;
  let best: { layout: LayoutName; near: number; score: number; explicit: boolean } | null = null;
  const consider = (layout: LayoutName, near: number, at: number, explicit = false) => {
    const score = near * 1e12 + (at <= start ? 1e9 : 0) - Math.abs(at - start);
    if (!best || score > best.score) best = { layout, near, score, explicit };
  };
  for (const fact of scope.facts.layouts)
    if (fact.extent !== "next")
      consider(fact.layout, nearness(fact.section, claim.section), fact.span.start, fact.extent === "word");
  // A Jacobian that a nearer section writes out says more of its layout.
  const said = best as { near: number; explicit: boolean } | null;
  for (const { span, section, declares } of declaring(claims)) {
    const near = nearness(section, claim.section);
    if (span.start < start && (!said || (near > said.near && !said.explicit)))
      consider(declares!, near, span.start);
  }
  if (best) {
    const { layout, near, explicit } = best as { layout: LayoutName; near: number; explicit: boolean };
    if (explicit) return layout;
    // Numerator Jacobians and gradients in the shape of their variable, said in two sentences.
    const both = scope.facts.layouts.some(
      (fact) =>
        fact.layout === "gradient" &&
        fact.extent === "scope" &&
        nearness(fact.section, claim.section) === near,
    );
    return layout === "numerator" && both ? "gradient" : layout;
  }
  return null;
}

/** Paragraphs from one block to another; a whole table is none. */
function blocksBetween({ note }: Scope, from: number, to: number): number {
  return note.blocks.slice(from + 1, to + 1).filter(({ type }) => type !== "tableCell").length;
}

/** The layout of the note's own verified Jacobians; numerator where they do not say. */
export interface OwnLayout {
  readonly preferred: LayoutName;
  /** Whether they say so with one voice. */
  readonly settled: boolean;
}

export function ownLayout(verdicts: readonly (Verdict | null)[]): OwnLayout {
  const seen = verdicts.flatMap((verdict) =>
    verdict?.type === "verified" && !verdict.ofScalar ? [verdict.layout] : [],
  );
  const count = (layout: LayoutName) => seen.filter((one) => one === layout).length;
  const [numerator, denominator] = [count("numerator") + count("gradient"), count("denominator")];
  return {
    preferred: denominator > count("numerator") ? "denominator" : "numerator",
    settled: (numerator === 0) !== (denominator === 0),
  };
}

/** All readings of a claim, in the order in which they are tried. */
export function admittedReadings(scope: Scope, claim: Claim, layout: LayoutName | null): readonly Reading[] {
  // Where Jacobians are said to be numerator, gradients in the shape of their variable do not turn them.
  const numerator = scope.facts.layouts.some((fact) => fact.layout === "numerator" && fact.extent !== "next");
  // By a small rotation, nobody lays derivatives out in columns: the transpose of `-(Rp)^\wedge` is its negative.
  const isTurn = layout === null && turnsBy(claim.head);
  const layouts = admittedLayouts(layout).filter(
    ({ name }) => !(((layout === "gradient" && numerator) || isTurn) && name === "denominator"),
  );
  const orders = productOrders(scope, claim);
  const fixed = fixedReadings(scope, claim);
  const plain = fixed.flatMap((held) =>
    orders.flatMap((largest) =>
      layouts.map((one): Omit<Reading, keyof Conventions> => ({
        layout: one,
        largest,
        fixed: held,
        implicitDiag: true,
        entrywiseExp: scope.facts.meanings.has("entrywise-exponential"),
        scalars: "none",
        instead: null,
      })),
    ),
  );
  return conventionsFor(scope, claim).flatMap((conventions) =>
    plain.map((reading) => ({ ...reading, ...conventions })),
  );
}

/** Whether this is the derivative by the φ of an `\exp(\varphi^\wedge)`, where that is zero. */
function turnsBy(head: Expression): boolean {
  if (head.type !== "evaluation" || head.of.type !== "derivative") return false;
  const [by] = head.of.withRespectTo;
  return some(head.of.of, (part) => {
    const [of] = part.type === "call" && part.function.name === "wedge" ? part.arguments : [];
    return of?.type === "symbol" && by?.type === "symbol" && of.name === by.name;
  });
}

type Conventions = Pick<
  Reading,
  "entrywiseNorms" | "ofMatrices" | "logistic" | "composites" | "absolute" | "commutators"
>;

/** What names and signs without a word of the note mean first of all. */
const plainest: Conventions = {
  entrywiseNorms: false,
  ofMatrices: false,
  logistic: false,
  composites: false,
  absolute: false,
  commutators: false,
};

/** What they may mean in a claim: the plainest first, then all else that is usual. */
function conventionsFor(scope: Scope, claim: Claim): readonly Conventions[] {
  const sides = [claim.head, claim.claimed];
  const callsMatrixFunctions = sides.some((side) => some(side, isMatrixFunction));
  const isOpen: { readonly [Name in keyof Conventions]: boolean } = {
    entrywiseNorms: plainMatrixNorm(scope, claim),
    ofMatrices: callsMatrixFunctions && !scope.facts.meanings.has("entrywise"),
    logistic:
      !isDeclared("\\sigma", scope) && (sides.some(callsSigma) || callsSigmaBehind(scope.definitions)),
    composites: some(claim.head, isGradientOfComposition),
    absolute: sides.some((side) => some(side, isJacobianInBars)),
    commutators: some(claim.head, isPair) && some(claim.claimed, isPair),
  };
  let all: readonly Conventions[] = [plainest];
  for (const name in isOpen)
    if (isOpen[name as keyof Conventions]) all = all.flatMap((one) => [one, { ...one, [name]: true }]);
  return all;
}

const bodiesOf = (definitions: Scope["definitions"]) =>
  [...definitions.values()].flat().map(({ body }) => body);

const callsSigma = oncePer((side: Expression) =>
  some(side, (part) => part.type === "call" && part.function.name === "\\sigma"),
);

const callsSigmaBehind = oncePer((definitions: Scope["definitions"]) =>
  bodiesOf(definitions).some(callsSigma),
);

/** The kinds of norms that stand somewhere in it. */
const normsIn = oncePer((side: Expression): readonly string[] =>
  walkExpression(side).flatMap((part) => (part.type === "norm" ? [part.kind] : [])),
);

function isMatrixFunction(part: Expression): boolean {
  return part.type === "call" && part.function.type === "operator" && part.function.name in matrixFunctionOf;
}

/** `\nabla f(g(x))`. */
function isGradientOfComposition(part: Expression): boolean {
  if (part.type !== "derivative" || part.notation !== "nabla") return false;
  const [by] = part.withRespectTo;
  return by!.type === "call" && by!.function.type === "symbol";
}

/** `|\partial(x, y)/\partial(u, v)|`. */
function isJacobianInBars(part: Expression): boolean {
  return part.type === "call" && part.function.name === "abs" && part.arguments[0]?.type === "derivative";
}

function isDeclared(name: string, { facts, definitions }: Scope): boolean {
  return facts.functions.has(name) || (definitions.get(name) ?? []).some(({ isFunction }) => isFunction);
}

/** Whether a norm without a name of its own stands in the claim or behind it, where the note does not say which it is. */
function plainMatrixNorm(scope: Scope, claim: Claim): boolean {
  const { meanings } = scope.facts;
  const said =
    ["spectral-norm", "frobenius-norm"].some((name) => meanings.has(name)) ||
    namesFrobenius(scope.statements);
  const open = said ? /^(1|\\infty)$/ : /^(2|1|\\infty)?$/;
  return [normsIn(claim.head), normsIn(claim.claimed), normsBehind(scope.definitions)].some((kinds) =>
    kinds.some((kind) => open.test(kind)),
  );
}

const normsBehind = oncePer((definitions: Scope["definitions"]) => [
  ...new Set(bodiesOf(definitions).flatMap(normsIn)),
]);

/** Whether `\|A\|_F` stands in the note, so that other norms of matrices are others. */
const namesFrobenius = oncePer((statements: Scope["statements"]) =>
  allSides(statements).some((side) => normsIn(side).includes("F")),
);

/** The order of products over an index: as the prose says, else as written and both ways. */
function productOrders(scope: Scope, claim: Claim): readonly Reading["largest"][] {
  const products = [claim.head, claim.claimed].flatMap((side) =>
    [...walkExpression(side)].filter((part) => part.type === "iterated" && part.operator === "product"),
  );
  if (products.length === 0) return [null];
  const said = scope.facts.others
    .filter(({ declaration }) => declaration.type === "product-order")
    .sort((a, b) => distance(a, claim) - distance(b, claim));
  const [nearest] = said;
  if (nearest?.declaration.type !== "product-order") return [null, "left", "right"];
  // Bounds written from high to low say the order themselves.
  const { letters } = chooseTimes(scope, claim, 0);
  const downwards = products.some((part) => part.type === "iterated" && runsDown(part, letters));
  return downwards ? [nearest.declaration.largest, null] : [nearest.declaration.largest];
}

function runsDown(product: Expression & { type: "iterated" }, letters: ReadonlyMap<string, number>): boolean {
  const valueOf = (letter: string) => letters.get(letter);
  const from = product.from && evaluateIndex(product.from, valueOf);
  const to = product.to && evaluateIndex(product.to, valueOf);
  return typeof from === "number" && typeof to === "number" && !product.descending && from > to;
}

function distance(placed: PlacedDeclaration, claim: Claim): number {
  return Math.abs(placed.declaration.span.start - claim.span.start);
}

/** What is held fixed: the sentence that speaks of this claim, else the total derivative and then the direct one. */
function fixedReadings(scope: Scope, claim: Claim): readonly Reading["fixed"][] {
  const derivative = claim.kind === "inequality" ? derivativeIn(claim.head) : claim.head;
  if (derivative?.type !== "derivative") return ["none"];
  const said = fixedFor(scope, claim);
  if (said) return said;
  const of = wholeOf(derivative.of);
  const variable = wholeOf(derivative.withRespectTo[0]!);
  const others = otherArguments(scope, derivative);
  if (others.length > 0) return [others.map((name) => ({ name, time: null })), "none"];
  if (of.type !== "symbol" || variable.type !== "symbol") return ["none"];
  const direct: readonly Reading["fixed"][] = dependsDirectly(scope, of, variable) ? ["intermediate"] : [];
  // Of a loss that is some function of c_t, the step from c_{t-1} to c_t is meant.
  const steps = claim.assumed.flatMap(inputsOfUnstated);
  const immediate = (steps.length > 0 ? steps : [of]).flatMap((one) => otherStates(scope, one, variable));
  return ["none", ...direct, ...(immediate.length > 0 ? [immediate] : [])];
}

/** The derivative whose norm is bounded. */
function derivativeIn(expression: Expression): Expression | undefined {
  return [...walkExpression(expression)].find(({ type }) => type === "derivative");
}

/** The symbol whose entry is meant. */
function wholeOf(expression: Expression): Expression {
  return expression.type === "entry" ? expression.of : expression;
}

/**
 * For `∂h_t/∂b`, the immediate partial: all that one step back has made of b is held fixed. For `∂c_t/∂c_{t-1}`, the
 * partial of one step as a map of all its states: the other states at t - 1 are held fixed.
 */
function otherStates(
  scope: Scope,
  output: Expression & { type: "symbol" },
  variable: Expression & { type: "symbol" },
): readonly HeldSymbol[] {
  if (!output.time || (variable.time && sameIndex(output.time, variable.time))) return [];
  const time = variable.time ?? { ...output.time, offset: output.time.offset - 1 };
  return [...scope.definitions]
    .filter(
      ([name, definitions]) =>
        !(variable.time && name === variable.name) &&
        definitions.some((definition) => definition.time && !definition.isDerivative),
    )
    .map(([name]) => ({ name, time }));
}

/** Whether the variable, at its time, stands in the definition of the output itself. */
function dependsDirectly(
  scope: Scope,
  output: Expression & { type: "symbol" },
  variable: Expression & { type: "symbol" },
): boolean {
  return (scope.definitions.get(output.name) ?? []).some((definition) => {
    if ((definition.time === null) !== (output.time === null)) return false;
    const [term] = definition.time?.terms ?? [];
    const own = term && output.time && definition.time;
    const shift = own ? combine(output.time, { ...own, terms: [] }, -1, output.span) : null;
    return some(definition.body, (part) => {
      if (part.type !== "symbol" || part.name !== variable.name) return false;
      if (!part.time || !variable.time) return part.time === variable.time;
      const at = shift && term ? substituteIndex(part.time, new Map([[term.letter, shift]])) : part.time;
      return sameIndex(at, variable.time);
    });
  });
}

function fixedFor(scope: Scope, claim: Claim): readonly Reading["fixed"][] | null {
  const start = claim.span.start;
  const candidates = scope.facts.others.filter(({ declaration, block, section }) => {
    if (declaration.type !== "fixed") return false;
    if (nearness(section, claim.section) < Math.min(section.path.length, claim.section.path.length))
      return false;
    const sameBlock = block === claim.statement.block;
    return (
      sameBlock || (declaration.span.start < start && !consumed(scope, declaration.span.start, claim, block))
    );
  });
  const placed = candidates.at(-1);
  if (placed?.declaration.type !== "fixed") return null;
  const { subjects, group } = placed.declaration;
  const held: HeldSymbol[] = [];
  for (const subject of subjects) {
    const read = elaborate(subject, scope.context);
    if (read.type === "symbol") held.push({ name: read.name, time: read.time });
  }
  if (group) for (const name of groupNames(scope, group)) held.push({ name, time: null });
  if (held.length === 0) return ["intermediate"];
  if (differentiates(claim, held)) return null;
  // "With the gates held fixed" is also said of the direct path, where the candidate is held as well.
  return group === "gates" ? [held, "intermediate"] : [held];
}

/** A claim that differentiates a gate, or by one, overrides what is said of it. */
function differentiates(claim: Claim, held: readonly HeldSymbol[]): boolean {
  if (claim.head.type !== "derivative") return false;
  return [claim.head.of, ...claim.head.withRespectTo].some(
    (side) =>
      side.type === "symbol" && held.some((one) => one.name === side.name && sameTime(one.time, side.time)),
  );
}

function sameTime(held: Index | null, time: Index | null): boolean {
  return held === null || (time !== null && sameIndex(held, time));
}

/** Whether another derivative claim stands between the sentence and this claim and took it. */
function consumed(scope: Scope, from: number, claim: Claim, block: number): boolean {
  return scope.statements.some(
    (statement) =>
      statement.span.start > from &&
      statement.block >= block &&
      statement.id < claim.statement.id &&
      hasDerivative(statement.left),
  );
}

/** Gates are what a logistic function gives, candidates what a tanh gives to a symbol with a mark on it. */
function groupNames(scope: Scope, group: FixedGroup): readonly string[] {
  const gates: string[] = [];
  const candidates: string[] = [];
  for (const [name, [definition]] of scope.definitions) {
    if (definition?.body.type !== "call") continue;
    const { function: fn } = definition.body;
    const named = fn.type === "operator" ? fn.name : scope.facts.functions.get(fn.name)?.[0]?.named;
    if (named === "sigmoid" || (fn.type === "symbol" && fn.name === "\\sigma")) gates.push(name);
    else if (/^(tilde|hat|bar|check) /.test(name) || /^g\b/.test(name)) candidates.push(name);
  }
  const letter: Partial<Record<FixedGroup, RegExp>> = {
    "reset-gate": /^r\b/,
    "update-gate": /^[zu]\b/,
    "forget-gate": /^f\b/,
    "input-gate": /^i\b/,
    "output-gate": /^o\b/,
  };
  switch (group) {
    case "gates":
      return gates;
    case "candidate":
      return candidates;
    case "gates-and-candidate":
      return [...gates, ...candidates];
    default:
      return gates.filter((name) => letter[group]?.test(name));
  }
}
