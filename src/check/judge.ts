/*
 * The verdict on one claim: what its scope says of it or, where that leaves it open, what others do in which less is
 * known; and what speaks against it all the same.
 */
import {
  type Expression,
  indexLettersOf,
  parts,
  some,
  walkExpression,
  isWrittenZero,
} from "../algebra/expression.ts";
import type { Claim } from "../claims/claim.ts";
import type { Reason } from "../report.ts";
import { withAssumed } from "../scope/error-signals.ts";
import { labelledOutput } from "../scope/labelled-outputs.ts";
import { scopeAlone, scopeByOwnSymbols, scopeOfIdentity } from "../scope/local-shapes.ts";
import { withSampleMatrix } from "../scope/sample-matrices.ts";
import { inOneSample } from "../scope/samples.ts";
import type { Definition } from "../scope/definitions.ts";
import type { Scope } from "../scope/scope.ts";
import { freeOf } from "../scope/solutions.ts";
import { type Statement, sidesOf } from "../scope/statement.ts";
import { anyOutput, letterOf, restsOn, wholeOf } from "../scope/unstated.ts";
import { later } from "../text/once.ts";
import { arrayDoubt } from "./array-doubt.ts";
import { foreignRoleDoubt } from "./foreign-roles.ts";
import { judgeIn } from "./judge-in-scope.ts";
import { otherArguments } from "./other-arguments.ts";
import { otherPathDoubt } from "./other-paths.ts";
import { admittedReadings } from "./readings.ts";
import { type Judging, type Verdict, unchecked } from "./verdict.ts";

/** Reasons that may lie in what stands around a claim and need not concern it. */
const surroundings: ReadonlySet<Reason> = new Set([
  "shape-conflict-in-definition",
  "unknown-shape",
  "unsupported-operator",
  "unsupported-notation",
]);

export async function judge(claim: Claim, judging: Judging): Promise<Verdict> {
  const verdict = doubted(claim, judging, await judgeByAll(claim, judging));
  if (verdict.type !== "unchecked") return verdict;
  return (
    (await judgeForAny(claim, judging, verdict.reason)) ??
    (await judgeLabelled(claim, judging, verdict)) ??
    verdict
  );
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

/** What holds for the one loss of that letter with a word below it holds; what fails for it may be about another one. */
async function judgeLabelled(
  claim: Claim,
  judging: Judging,
  { reason }: Verdict & { type: "unchecked" },
): Promise<Verdict | null> {
  const loss = reason === "undefined-symbol" ? labelledOutput(judging.scope, claim.head) : null;
  if (!loss) return null;
  const within = { ...judging, scope: withAssumed(judging.scope, [loss.definition]) };
  const verdict = doubted(claim, within, await judgeIn(claim, within));
  return verdict.type === "verified" ? { ...verdict, senses: [...verdict.senses, loss.says] } : null;
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
  const verdict = await judgeAnywhere(claim, judging, await judgeInCase(claim, judging));
  if (verdict.type !== "unchecked") return verdict;
  const near = withoutForeign(claim, judging.scope, verdict.cycle ?? []);
  if (near) {
    const nearer = await judgeIn(claim, { ...judging, scope: near });
    if (nearer.type !== "unchecked") return nearer;
  }
  for (const scope of weakerScopes(claim, judging.scope, verdict)) {
    const weaker = await judgeIn(claim, { ...judging, scope });
    if (weaker.type === "verified") return weaker;
  }
  return (await judgeInSample(claim, judging)) ?? (await judgeWithMatrix(claim, judging)) ?? verdict;
}

/**
 * Where what the note says of its letters makes both sides zero, as a solution does, any factor is right: what counts
 * are other values of what is differentiated by, of what is held fixed, and of what is said behind the claim.
 */
async function judgeAnywhere(claim: Claim, judging: Judging, verdict: Verdict): Promise<Verdict> {
  const { head, claimed, span } = claim;
  if (
    verdict.type !== "verified" ||
    !verdict.vanishes ||
    isWrittenZero(claimed) ||
    head.type !== "derivative"
  )
    return verdict;
  const { scope } = judging;
  const behind = verdict.used.filter(
    (one) => one.span.start >= span.end && one.name !== wholeOf(head.of)?.name,
  );
  const names = [
    ...head.withRespectTo.flatMap((by) => letterOf(by)?.name ?? []),
    ...otherArguments(scope, head),
    ...behind.map(({ name }) => name),
  ].filter((name) => scope.definitions.has(name));
  if (names.length === 0) return verdict;
  const free = await judgeIn(claim, { ...judging, scope: freeOf(scope, names) });
  if (free.type === "verified") return free;
  return unchecked("readings-disagree", "both sides are zero by what the note says of their letters", span);
}

/** What holds is unchecked all the same where only a guess makes it hold: that all is numbers, or the only path. */
function doubted(claim: Claim, { scope, declared }: Judging, verdict: Verdict): Verdict {
  if (verdict.type !== "verified" || claim.kind === "inequality") return verdict;
  const doubt =
    otherPathDoubt(scope, claim) ??
    foreignRoleDoubt(scope, claim, verdict) ??
    arrayDoubt(scope, claim, verdict, admittedReadings(scope, claim, declared));
  if (typeof doubt === "string") return { ...verdict, layout: verdict.layout && doubt };
  return doubt ? { type: "unchecked", ...doubt } : verdict;
}

/**
 * The scope in which the letters of a cycle are what the sections around the claim make of them: in another section, a
 * letter that comes back to itself means another thing. Null where all are defined around it.
 */
function withoutForeign({ section }: Claim, scope: Scope, cycle: readonly string[]): Scope | null {
  const isForeign = (definition: Definition) => !section.path.includes(definition.section.id);
  const foreign = cycle.filter((name) => scope.definitions.get(name)?.some(isForeign));
  if (foreign.length === 0) return null;
  const definitions = new Map(scope.definitions);
  for (const name of foreign) {
    const own = definitions.get(name)!.filter((definition) => !isForeign(definition));
    if (own.length > 0) definitions.set(name, own);
    else definitions.delete(name);
  }
  return { ...scope, definitions };
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
    const differentiated = later(() => differentiatedIn(scope, statement));
    for (const free of cycle.filter((name) => !differentiated().has(name)).slice(0, CUTS))
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

/** What fails says nothing: an X of which the note does not speak may be anything else. */
async function judgeWithMatrix(claim: Claim, judging: Judging): Promise<Verdict | null> {
  const { head, claimed, section } = claim;
  const written = withSampleMatrix(judging.scope, head, claimed, section);
  if (!written) return null;
  const verdict = await judgeIn({ ...claim, ...written }, { ...judging, scope: written.scope });
  if (verdict.type !== "verified") return null;
  return { ...verdict, senses: [...verdict.senses, "the rows of the matrix are the samples"] };
}

/** What fails in general may be meant in the case that was opened last: "Case 2: `i \neq j`". */
async function judgeInCase(claim: Claim, judging: Judging): Promise<Verdict> {
  const verdict = await judgeIn(claim, judging);
  const { own, open, isNear, isEnclosed } = claim.conditions;
  if (verdict.type !== "refuted" || own || !open) return verdict;
  const { left, right, equal } = open;
  const said = `${left} ${equal ? "=" : "≠"} ${right}`;
  // Of a sum over k, the case i = k speaks of one term: what is left of the rest then is not said.
  if (isEnclosed && ![left, right].every((letter) => isFreeIn(claim, letter)))
    return unchecked("readings-disagree", `what ${said} says of this is not understood`, claim.span);
  const inCase = await judgeIn({ ...claim, conditions: { ...claim.conditions, own: open } }, judging);
  if (isNear || inCase.type !== "verified") return inCase;
  const message = `this holds for ${said} only; it is not clear whether that is meant`;
  return unchecked("readings-disagree", message, claim.span);
}

/** Whether an index letter stands in a claim outside all sums over it. */
function isFreeIn({ head, claimed }: Claim, letter: string): boolean {
  const isIn = (part: Expression): boolean => {
    if (part.type === "iterated" && part.letter === letter) return false;
    return indexLettersOf(part).includes(letter) || parts(part).some(isIn);
  };
  return [head, claimed].some(isIn);
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
