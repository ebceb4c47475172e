/*
 * The verdict on one claim: verified under the first admitted reading that holds, refuted when none does, and
 * unchecked with its reason otherwise.
 */
import type { Mathjs } from "../algebra/reference.ts";
import { isSeparate } from "./separate.ts";
import { referenceDerivative } from "../algebra/reference.ts";
import { exactAt } from "./exact.ts";
import { type Expression, some, walkExpression } from "../algebra/expression.ts";
import type { Claim } from "../claims/claim.ts";
import { denominatorLayout, gradientLayout, numeratorLayout } from "../claims/layout.ts";
import type { LayoutName, Reason } from "../report.ts";
import { scopeAlone, scopeByOwnSymbols, scopeOfIdentity } from "../scope/local-shapes.ts";
import { inOneSample } from "../scope/samples.ts";
import type { Scope } from "../scope/scope.ts";
import { withAssumed } from "../scope/error-signals.ts";
import { type Statement, sidesOf } from "../scope/statement.ts";
import { anyOutput, restsOn, sayUnstated, wholeOf } from "../scope/unstated.ts";
import { asStructured, countsStructure } from "./symmetric-variable.ts";
import type { Settings } from "../settings.ts";
import type { Span } from "../text/span.ts";
import { otherPathDoubt } from "./other-paths.ts";
import { arrayDoubt } from "./array-doubt.ts";
import type { Reading } from "./builder.ts";
import { spelledReading } from "./begun.ts";
import { doubtOf } from "./doubt.ts";
import { independenceDoubt } from "./doubts/unknowns.ts";
import { judgeBound } from "./judge-bound.ts";
import { isZero } from "../algebra/graph.ts";
import {
  type Disagreement,
  type Outcome,
  type Statistics,
  decide,
  decideByLayout,
  fullEffort,
} from "./decide.ts";
import { admittedReadings } from "./readings.ts";
import type { Problem } from "./problem.ts";
import { hashText } from "./random.ts";
import type { Verdict } from "./verdict.ts";

export interface Judging {
  readonly scope: Scope;
  readonly settings: Settings;
  readonly declared: LayoutName | null;
  readonly thirdOpinion: (() => Promise<Mathjs>) | null;
}

const noStatistics: Statistics = { instances: 0, deviation: 0, errorBound: 0, sizes: [] };

/** The seed of a claim: a hash of its text, of the definitions in force, and of the setting. */
export function seedOf(claim: Claim, scope: Scope, settings: Settings): number {
  const text = scope.note.text;
  return hashText(
    text.slice(claim.statement.leftNode.span.start, claim.statement.leftNode.span.end) +
      text.slice(claim.claimed.span.start, claim.claimed.span.end),
    settings.seed,
  );
}

/** Reasons that may lie in what stands around a claim and need not concern it. */
const surroundings: ReadonlySet<Reason> = new Set([
  "shape-conflict-in-definition",
  "unknown-shape",
  "unsupported-operator",
  "unsupported-notation",
]);

export async function judge(claim: Claim, judging: Judging): Promise<Verdict> {
  const verdict = doubted(claim, judging, await judgeByAll(claim, judging));
  return (verdict.type === "unchecked" && (await judgeForAny(claim, judging, verdict.reason))) || verdict;
}

/**
 * Where another section states a loss, what holds for any loss holds; what fails for any is wrong only if the stated
 * one has nothing to do with the variable.
 */
async function judgeForAny(claim: Claim, judging: Judging, reason: Reason): Promise<Verdict | null> {
  if (reason !== "undefined-symbol" || claim.assumed.length > 0) return null;
  const loss = anyOutput(judging.scope, claim.head, claim.claimed, claim.section);
  if (!loss) return null;
  const general = { ...claim, assumed: [loss] };
  const within = { ...judging, scope: withAssumed(judging.scope, [loss]) };
  const verdict = doubted(general, within, await judgeIn(general, within));
  const isOpen = verdict.type === "refuted" && reachesVariable(judging.scope, claim.head);
  return verdict.type === "unchecked" || isOpen ? null : verdict;
}

/** Whether what a derivative is of is made of what it is by. */
function reachesVariable(scope: Scope, head: Expression): boolean {
  if (head.type !== "derivative" || head.of.type !== "symbol") return true;
  const { name } = head.of;
  return head.withRespectTo.some((by) => restsOn(scope, name, wholeOf(by)?.name ?? name, []));
}

/** The verdict in the scope of the claim or, where that leaves it open, in one in which less is known. */
async function judgeByAll(claim: Claim, judging: Judging): Promise<Verdict> {
  // What is not understood in a claim is not understood in any scope.
  const obstacle = obstacleOf(claim);
  if (obstacle) return obstacle;
  const verdict = await judgeInCase(claim, judging);
  if (verdict.type !== "unchecked") return verdict;
  for (const scope of weakerScopes(claim, judging.scope, verdict)) {
    const weaker = await judgeIn(claim, { ...judging, scope });
    if (weaker.type === "verified") return weaker;
  }
  return (await judgeInSample(claim, judging)) ?? verdict;
}

/** What holds is unchecked all the same where only a guess makes it hold: that all is numbers, or the only path. */
function doubted(claim: Claim, { scope, declared }: Judging, verdict: Verdict): Verdict {
  if (verdict.type !== "verified" || claim.kind === "inequality") return verdict;
  const doubt =
    otherPathDoubt(scope, claim) ??
    arrayDoubt(scope, claim, verdict, admittedReadings(scope, claim, declared));
  if (typeof doubt === "string") return { ...verdict, layout: verdict.layout && doubt };
  return doubt ? { type: "unchecked", ...doubt } : verdict;
}

/** At most this many symbols of a cycle are left free in turn. */
const CUTS = 4;

/**
 * The scope with fewer definitions, in which more may be anything: what holds there holds in the note, and what fails
 * there says nothing. Of a cycle, such as a rotation and its angle, one symbol after the other is free.
 */
function* weakerScopes(
  { head, claimed, statement }: Claim,
  scope: Scope,
  { reason, cycle = [] }: Verdict & { type: "unchecked" },
): Iterable<Scope> {
  if (surroundings.has(reason)) {
    // What is free has no derivative: where one is taken of it, both sides may be zero.
    const differentiated = differentiatedIn(scope, statement);
    for (const free of cycle.filter((name) => !differentiated.has(name)).slice(0, CUTS))
      yield { ...scope, definitions: new Map([...scope.definitions].filter(([name]) => name !== free)) };
    if (cycle.length > 0) yield scopeByOwnSymbols(scope, statement, head, claimed);
    yield scopeAlone(scope, statement, head);
  }
  const identity = scopeOfIdentity(scope, statement, head);
  if (identity) yield identity;
}

/** The symbols that a statement, or a definition of the note, differentiates. */
function differentiatedIn({ definitions }: Scope, statement: Statement): ReadonlySet<string> {
  const bodies = [...definitions.values()].flat().map(({ body }) => body);
  const parts = [...sidesOf(statement), ...bodies].flatMap(walkExpression);
  return new Set(parts.flatMap((part) => (part.type === "derivative" ? (wholeOf(part.of)?.name ?? []) : [])));
}

/** What is said of every sample holds if it holds for one whose numbers may be anything. */
async function judgeInSample(claim: Claim, judging: Judging): Promise<Verdict | null> {
  const sample = inOneSample(judging.scope, claim.head, claim.claimed, claim.section);
  if (!sample) return null;
  const verdict = await judgeIn({ ...claim, ...sample }, { ...judging, scope: sample.scope });
  return verdict.type === "verified" ? verdict : null;
}

/** What fails in general may be meant in the case that was opened last: "Case 2: `i \neq j`". */
async function judgeInCase(claim: Claim, judging: Judging): Promise<Verdict> {
  const verdict = await judgeIn(claim, judging);
  const { own, open, isNear } = claim.conditions;
  if (verdict.type !== "refuted" || own || !open) return verdict;
  const inCase = await judgeIn({ ...claim, conditions: { ...claim.conditions, own: open } }, judging);
  if (isNear || inCase.type !== "verified") return inCase;
  const { left, right, equal } = open;
  return unchecked(
    "readings-disagree",
    `this holds for ${left} ${equal ? "=" : "≠"} ${right} only; it is not clear whether that is meant`,
    claim.span,
  );
}

async function judgeIn(written: Claim, judging: Judging): Promise<Verdict> {
  const { scope, settings, declared } = judging;
  const claim = (countsStructure(scope) && asStructured(scope, written)?.claim) || written;
  const seed = seedOf(claim, scope, settings);
  if (claim.kind === "inequality") return judgeBound(claim, scope, declared, seed);
  const readings = admittedReadings(scope, claim, declared);
  const { verdict, outcomes } = tryReadings(claim, judging, readings, seed);
  if (verdict) return verdict;
  const failed = outcomes.at(-1)?.outcome;
  // A guess at a shape that does not fit is given up: letters without a declared shape may be scalars.
  if (failed?.type === "failure" && failed.failure.shapes && scope.shapes.guessed.size > 0) {
    const scalars = readings.map((reading): Reading => ({ ...reading, scalars: "guessed" }));
    const again = tryReadings(claim, judging, scalars, seed);
    if (again.verdict) return again.verdict;
  }
  return negative(claim, judging, outcomes, seed);
}

interface Tried {
  readonly reading: Reading;
  readonly outcome: Outcome;
  readonly isOfLayout: boolean;
}

/** The verdict under the first reading that holds, and what became of all before it. */
function tryReadings(
  claim: Claim,
  judging: Judging,
  readings: readonly Reading[],
  seed: number,
): { readonly verdict: Verdict | null; readonly outcomes: readonly Tried[] } {
  const outcomes: Tried[] = [];
  const said = readings.every(({ fixed }) => fixed !== "none");
  for (const reading of readings) {
    const { outcome, isOfLayout } =
      outcomes.find((one) => !one.isOfLayout && isSameButLayout(one.reading, reading)) ??
      decideByLayout(judging.scope, claim, reading, seed);
    if (outcome.type === "agree" && !(reading.fixed !== "none" && isNothing(outcome.problem, claim, said)))
      return { verdict: verified(claim, judging, reading, outcome, seed), outcomes };
    outcomes.push({ reading, outcome, isOfLayout });
    if (outcome.type === "failure") break;
  }
  return { verdict: null, outcomes };
}

function isSameButLayout(one: Reading, other: Reading): boolean {
  return !one.instead && !other.instead && spelledReading(one) === spelledReading(other);
}

/** The verdict on a claim with a part that is not understood. */
export function obstacleOf(claim: Claim): Verdict | null {
  for (const side of [claim.head, claim.claimed]) {
    const found = firstUnknown(side);
    if (found) return unchecked(found.reason, found.message, found.span);
  }
  return null;
}

function firstUnknown(expression: Expression): (Expression & { type: "unknown" }) | null {
  let found: (Expression & { type: "unknown" }) | null = null;
  some(expression, (part) => {
    if (part.type === "unknown") found = part;
    return found !== null;
  });
  return found;
}

function unchecked(reason: Reason, message: string, span: Span): Verdict {
  return { type: "unchecked", reason, message, span };
}

function verified(
  claim: Claim,
  { scope }: Judging,
  reading: Reading,
  outcome: Outcome & { type: "agree" },
  seed: number,
): Verdict {
  // Zero equals zero where the note does not say what depends on what: nothing was compared.
  const vacuous =
    isVacuous(outcome.problem) &&
    !isConstant(claim, scope) &&
    !isSeparate(scope, claim, outcome.problem.builder) &&
    independenceDoubt({ scope, claim, builder: outcome.problem.builder });
  if (vacuous) return { type: "unchecked", ...vacuous };
  if (isStill(outcome.problem, claim))
    return unchecked("undefined-symbol", "nothing in this note says what varies here", claim.span);
  return {
    type: "verified",
    layout: layoutOf(claim, scope, reading, seed),
    reading,
    senses: [...outcome.problem.builder.senses, ...claim.assumed.flatMap((one) => sayUnstated(one) ?? [])],
    implicitDiag: outcome.problem.builder.senses.has("a vector stands for its diagonal matrix"),
    ofScalar: isOfScalar(outcome.problem),
    statistics: outcome.statistics,
    seed,
    used: [...outcome.problem.builder.used],
  };
}

/** What is said to be constant has the derivative zero. */
function isConstant({ head }: Claim, { facts }: Scope): boolean {
  return (
    head.type === "derivative" &&
    head.of.type === "symbol" &&
    (facts.roles.get(head.of.name)?.has("constant") ?? false)
  );
}

/** Whether the claimed derivative is zero for want of any dependence. */
function isVacuous({ pairs, builder }: Problem): boolean {
  return builder.independent.size > 0 && pairs.every((pair) => isZero(builder.graph, pair.exact));
}

/** Whether a differential vanishes since nothing that varies is in it: that the other one does so too says nothing. */
function isStill({ pairs, builder }: Problem, { head, claimed }: Claim): boolean {
  if (head.type !== "differential" || claimed.type === "number" || claimed.type === "constant") return false;
  return pairs.every((pair) => isZero(builder.graph, pair.exact));
}

/**
 * Whether what is held fixed leaves nothing of either side: that such a reading holds says nothing. A claimed zero is
 * meant where the note itself says what is held.
 */
function isNothing({ pairs, builder }: Problem, { claimed }: Claim, said: boolean): boolean {
  if (said && (claimed.type === "number" || claimed.type === "constant")) return false;
  return pairs.every((pair) => isZero(builder.graph, pair.exact));
}

function isOfScalar({ pairs }: Problem): boolean {
  const form = pairs[0]?.raw?.form.of;
  return form?.rows === 1 && form.cols === 1;
}

/** The layouts in which a claim that holds in one holds. */
function layoutOf(claim: Claim, scope: Scope, reading: Reading, seed: number): LayoutName | "both" | null {
  if (claim.kind === "equality") return null;
  const other = reading.layout.name === "denominator" ? numeratorLayout : denominatorLayout;
  const quick = { agreeing: 2, most: 4, glance: true } as const;
  const holds = (layout: typeof other) =>
    decide(scope, claim, { ...reading, layout }, seed, quick).type === "agree";
  const inOther = holds(other);
  if (reading.layout.name === "numerator" || reading.layout.name === "denominator")
    return inOther ? "both" : reading.layout.name;
  const inNumerator = holds(numeratorLayout);
  if (inOther && inNumerator) return "both";
  return inNumerator ? "numerator" : inOther ? "denominator" : "gradient";
}

async function negative(
  claim: Claim,
  judging: Judging,
  outcomes: readonly Tried[],
  seed: number,
): Promise<Verdict> {
  const failed = outcomes.find(({ outcome }) => outcome.type === "failure");
  if (failed?.outcome.type === "failure") {
    const { shapes, ...failure } = failed.outcome.failure;
    return { type: "unchecked", ...failure, ...(shapes ? { reason: "shape-conflict-in-definition" } : {}) };
  }
  const open = outcomes.find(({ outcome }) => outcome.type === "inconclusive");
  if (open?.outcome.type === "inconclusive") {
    if (open.outcome.approximate)
      return unchecked("inconclusive", "holds to about 1e-5 only: an approximation", claim.span);
    if (open.outcome.outside)
      return unchecked("outside-domain", "the formula has no finite value at the values tried", claim.span);
    return unchecked("inconclusive", "the numbers do not decide", claim.span);
  }
  // Two values that differ may be two meanings of one letter; only derivatives are held to their definition.
  if (claim.kind === "equality")
    return unchecked(
      "readings-disagree",
      "the two sides differ: the symbols may mean something else here",
      claim.span,
    );
  if (outcomes.every(({ outcome }) => outcome.type === "agree"))
    return unchecked(
      "readings-disagree",
      "nothing is left of either side where so much is held fixed",
      claim.span,
    );
  const disagreeing = outcomes.find(({ outcome }) => outcome.type === "disagree");
  const first = disagreeing ?? outcomes.find(({ outcome }) => outcome.type !== "agree")!;
  const holdsIn = otherLayout(claim, judging, first.reading, seed);
  if (first.outcome.type === "disagree" || first.outcome.type === "mismatch") {
    const readings = outcomes.map(({ reading }) => reading);
    const doubt = doubtOf({ scope: judging.scope, claim, readings, outcome: first.outcome, seed });
    // What holds in another layout has shapes that fit.
    if (doubt && !(doubt.reason === "unknown-shape" && holdsIn)) return { type: "unchecked", ...doubt };
  }
  if (first.outcome.type === "disagree") {
    const confirmed = await confirm(first.outcome.example, judging);
    if (!confirmed)
      return unchecked("inconclusive", "two independent evaluations of this formula differ", claim.span);
  }
  return {
    type: "refuted",
    reading: first.reading,
    example: first.outcome.type === "disagree" ? first.outcome.example : null,
    mismatch: first.outcome.type === "mismatch" ? first.outcome.failure : null,
    statistics: first.outcome.type === "disagree" ? first.outcome.statistics : noStatistics,
    seed,
    used: first.outcome.type === "disagree" ? [...first.outcome.example.problem.builder.used] : [],
    holdsIn,
  };
}

/** A layout that is not admitted here, but in which the claim holds. */
function otherLayout(
  claim: Claim,
  { scope, declared }: Judging,
  reading: Reading,
  seed: number,
): LayoutName | null {
  if (claim.kind === "equality") return null;
  // ∇f has the shape of its variable in every layout; its transpose is ∂f/∂x in numerator layout.
  const { head } = claim;
  if (head.type === "derivative" && head.notation === "nabla" && head.withRespectTo.length === 1) {
    const asFraction: Claim = { ...claim, head: { ...head, notation: "fraction" } };
    const holds =
      decide(scope, asFraction, { ...reading, layout: numeratorLayout }, seed, fullEffort).type === "agree";
    return holds ? "numerator" : null;
  }
  if (declared === null) return null;
  for (const layout of [numeratorLayout, denominatorLayout, gradientLayout])
    if (
      layout.name !== declared &&
      decide(scope, claim, { ...reading, layout }, seed, fullEffort).type === "agree"
    )
      return layout.name;
  return null;
}

/** Asks the third opinion for the derivative at the counterexample; without one to ask, our two stand. */
async function confirm(example: Disagreement, { thirdOpinion }: Judging): Promise<boolean> {
  const { problem, values } = example;
  const pair = problem.pairs[example.pair]!;
  if (!pair.raw || !thirdOpinion) return true;
  const mathjs = await thirdOpinion();
  const reference = referenceDerivative(
    mathjs,
    problem.builder.graph,
    values,
    pair.raw.output,
    pair.raw.variable,
    pair.raw.frozen,
  );
  if (!reference) return true;
  return exactAt(problem, pair.raw, values, reference.jacobian);
}
