/*
 * Looks for the smallest edit of the author's LaTeX that makes a refuted claim true. Every candidate is read and
 * judged like any other claim; what is offered has passed the full decision rule.
 */
import { walkExpression, holdsDerivative } from "../algebra/expression.ts";
import { type Reading, attempt } from "../check/builder.ts";
import type { Disagreement } from "../check/compare.ts";
import { type Outcome, agreement, decide } from "../check/decide.ts";
import { turnsWithLayout } from "../check/problem.ts";
import type { Verdict } from "../check/verdict.ts";
import { admittedReadings } from "../check/readings.ts";
import { type Work, costs, isSpent, spend } from "../check/work.ts";
import type { Claim } from "../claims/claim.ts";
import { numeratorLayout, denominatorLayout } from "../claims/layout.ts";
import type { LayoutName, Rule } from "../report.ts";
import { readAgain } from "../scope/read-again.ts";
import type { Span } from "../text/span.ts";
import { isBlank } from "./derive/compare.ts";
import { derivedRight } from "./derive/repair.ts";
import { factorEdits } from "./edits/factors.ts";
import { argumentEdits, functionEdits } from "./edits/functions.ts";
import { indexEdits } from "./edits/indices.ts";
import { orderEdits } from "./edits/order.ts";
import { rangeEdits } from "./edits/ranges.ts";
import { scalarEdits } from "./edits/scalars.ts";
import { signEdits } from "./edits/signs.ts";
import { symbolEdits } from "./edits/symbols.ts";
import { termEdits } from "./edits/terms.ts";
import { timeEdits } from "./edits/times.ts";
import { transposeEdits } from "./edits/transposes.ts";
import { type Candidate, type Edit, type Site, applyWithin } from "./site.ts";
import { reversedBounds, transposeWhole } from "./transpose-whole.ts";

/** One row a kind of error: where small edits come from. */
const sources: readonly ((site: Site) => readonly Candidate[])[] = [
  transposeEdits,
  orderEdits,
  signEdits,
  scalarEdits,
  indexEdits,
  timeEdits,
  rangeEdits,
  functionEdits,
  argumentEdits,
  symbolEdits,
  factorEdits,
  termEdits,
];

export interface Repair {
  readonly rule: Rule;
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly marks: readonly Span[];
  /** The corrected right side. */
  readonly right: string;
  readonly instances: number;
  /** Whether it is the first, and no other that was found says something else: no choice is left to make. */
  readonly unique: boolean;
  /** Derived from the definitions, where no small edit led to it. */
  readonly anew?: true;
}

/** Candidates tried for one claim, where its work is not spent before. */
const SINGLES = 420;
const PAIRS = 160;
/** Repairs offered. */
const OFFERED = 3;
/** Verified repairs looked at before the likeliest are chosen. */
const EXAMINED = 6;
/** Added to the cost of a repair that changes the layout, where the note shows its own and where it may be another. */
const OTHER_LAYOUT = 0.5;
const GUESSED_LAYOUT = 0.15;
/** Repairs that cost more than the best by this are not worth showing. */
const SPREAD = 0.2;

/** What right sides are tried in, and held to. */
export interface Trial {
  readonly site: Site;
  readonly declared: LayoutName | null;
  /** The layout to repair towards where the note declares none. */
  readonly preferred: LayoutName;
  /** The one layout that a repair may hold in, where not all that are admitted will do. */
  readonly only?: LayoutName;
  readonly seed: number;
  /** What everything that is done about the claim may cost together. */
  readonly work: Work;
}

export interface Search extends Trial {
  /** Whether the note's own Jacobians say with one voice which layout that is. */
  readonly settled: boolean;
  readonly verdict: Verdict & { type: "refuted" };
}

/** What the repair of one claim may cost: less than 300 ms of a busy present-day computer. */
const MOST_WORK = 180_000;
/** What small edits leave for the derivation and the words. */
const KEPT = (MOST_WORK * 2) / 5;
/** What the search for others may cost, once a small edit holds. */
const WORK_ON_OTHERS = MOST_WORK / 6;

/** Work for one claim. */
export function workOnClaim(): Work {
  return { left: MOST_WORK };
}

export function findRepairs(search: Search): readonly Repair[] {
  const { site, verdict } = search;
  if (verdict.holdsIn) {
    const whole = wholeTranspose(search);
    if (whole) return [whole];
  }
  const order = productOrder(search);
  if (order) return [order];
  // From a bare number no small edit leads anywhere that was meant.
  const blank = isBlank(site.claimed) ? deriveAnew(search) : null;
  if (blank) return [blank];
  const candidates = sources.flatMap((make) => make(site)).sort((a, b) => a.cost - b.cost);
  const singles = tryAll(search, candidates.slice(0, SINGLES));
  if (singles.length > 0) return singles;
  const pairs = tryAll(search, pairsOf(candidates).slice(0, PAIRS));
  if (pairs.length > 0) return pairs;
  const anew = deriveAnew(search);
  if (anew) return [anew];
  const whole = wholeTranspose(search);
  return whole ? [{ ...whole, rule: "factor-order" }] : [];
}

function tryAll(search: Search, candidates: readonly Candidate[]): readonly Repair[] {
  const found: Found[] = [];
  const seen = new Set<string>();
  let best = Infinity;
  let least = KEPT;
  for (const candidate of candidates) {
    if (candidate.cost > best + SPREAD || found.length >= EXAMINED || search.work.left <= least) break;
    const right = applyWithin(search.site.text, search.site.claimed.span, candidate.edits);
    if (seen.has(right)) continue;
    seen.add(right);
    const held = verify(search, right);
    if (!held.reading) continue;
    const { instances, reading } = held;
    // What holds only in another layout than the rest of the note is the less likely intention.
    const strange = search.declared === null && jacobiansIn(reading) !== search.preferred;
    const cost = candidate.cost + (strange ? (search.settled ? OTHER_LAYOUT : GUESSED_LAYOUT) : 0);
    if (found.length === 0) least = Math.max(KEPT, search.work.left - WORK_ON_OTHERS);
    best = Math.min(best, cost);
    found.push({ repair: { ...candidate, right, instances, unique: false }, cost, reading });
  }
  const [first, ...others] = found.sort((a, b) => a.cost - b.cost);
  if (!first) return [];
  const unique = others.every((other) => saySame(search, first, other));
  return [{ ...first.repair, unique }, ...others.slice(0, OFFERED - 1).map(({ repair }) => repair)];
}

interface Found {
  readonly repair: Repair;
  readonly cost: number;
  /** The likeliest reading in which it holds. */
  readonly reading: Reading;
}

/**
 * Whether the second is no alternative to the first: both are equal to the left side under one reading, so they spell
 * one answer in two ways, or the second holds only in a layout that the note does not use.
 */
function saySame(search: Search, first: Found, second: Found): boolean {
  const { settled, preferred } = search;
  if (JSON.stringify(first.reading) === JSON.stringify(second.reading)) return true;
  if (settled && jacobiansIn(first.reading) === preferred && jacobiansIn(second.reading) !== preferred)
    return true;
  return verify(search, first.repair.right, [second.reading]).instances > 0;
}

const jacobiansIn = ({ layout }: Reading): LayoutName => layout.jacobians;

/** What two values may differ by, relative to the largest, and still be meant to be equal. */
const ROUND_OFF = 1e-6;

/** On how many instances a right side held, 0 if it did not, and under which reading, with its layout. */
export interface Held {
  readonly instances: number;
  readonly layout: LayoutName | null;
  readonly reading: Reading | null;
}

const failed: Held = { instances: 0, layout: null, reading: null };

/** Reads a corrected right side and judges it. */
export function verify(search: Trial, right: string, readings?: readonly Reading[]): Held {
  const { scope, claim } = search.site;
  if (isSpent(search.work)) return failed;
  spend(search.work, costs.reading + costs.letter * right.length);
  const start = claim.claimed.span.start;
  const tex = { text: right, pieces: [{ inText: 0, inDocument: start, length: right.length }] };
  const parsed = attempt(() => readAgain(tex, scope, claim.statement));
  if ("failure" in parsed) return failed;
  return holds(search, { ...claim, claimed: parsed.value }, readings);
}

/** Judges a claim without the help of readings of its own. */
export function holds(search: Trial, changed: Claim, readings?: readonly Reading[]): Held {
  const { site, seed, only, work } = search;
  const { scope } = site;
  const admitted =
    readings ??
    admittedReadings(scope, changed, search.declared).filter(({ layout }) => !only || layout.name === only);
  const rank = (reading: Reading) => (reading.layout.name === search.preferred ? 0 : 1);
  // What fails in every layout need not be tried in another.
  const hopeless: Reading[] = [];
  for (const reading of [...admitted].sort((a, b) => rank(a) - rank(b))) {
    if (hopeless.some((other) => differInLayout(reading, other))) continue;
    // A repair must not need a reading of its own.
    const strict = { ...reading, implicitDiag: false };
    const outcome = decide(scope, changed, strict, seed, { ...agreement, work });
    if (outcome.type === "agree")
      return { instances: outcome.statistics.instances, layout: reading.layout.name, reading };
    if (failsInAnyLayout(outcome, changed)) hopeless.push(reading);
  }
  return failed;
}

/** Whether the values of no other layout, which are the same ones transposed, would do. */
function failsInAnyLayout(outcome: Outcome, changed: Claim): boolean {
  switch (outcome.type) {
    case "failure":
      return outcome.everywhere || isPartOf(outcome.failure.span, changed);
    case "mismatch":
      return outcome.everywhere;
    case "inconclusive":
      return outcome.against !== null && !isTransposed(outcome.against, changed);
    default:
      return false;
  }
}

function isTransposed({ claimedMatrix, numericMatrix, problem }: Disagreement, changed: Claim): boolean {
  if (turnsWithLayout(problem.builder, changed)) return true;
  const size = Math.max(...[...claimedMatrix, ...numericMatrix].flat().map(Math.abs));
  return claimedMatrix.every((row, r) =>
    row.every((value, c) => Math.abs(value - (numericMatrix[c]?.[r] ?? Infinity)) <= ROUND_OFF * size),
  );
}

/** Whether it is a part and not the whole of a right side that no layout changes. */
function isPartOf(part: Span, { claimed }: Claim): boolean {
  const { start, end } = claimed.span;
  const inside = start <= part.start && part.end <= end && (start < part.start || part.end < end);
  return inside && !holdsDerivative(claimed);
}

/** Whether two readings of one claim differ in nothing but the layout. */
function differInLayout(one: Reading, other: Reading): boolean {
  const keys = Object.keys(one) as (keyof Reading)[];
  return keys.every((key) => key === "layout" || one[key] === other[key]);
}

/** The right side derived anew from the definitions. */
export function deriveAnew(search: Trial): Repair | null {
  const { site, declared, preferred } = search;
  const found = derivedRight(site, { declared, preferred, verify: (right) => verify(search, right) });
  if (!found) return null;
  const { span } = site.claimed;
  return {
    ...found,
    unique: true,
    anew: true,
    title: "Derive it anew",
    edits: [{ span, newText: found.right }],
    marks: [span],
  };
}

/** The whole right side transposed: the same claim in the layout of the note. */
function wholeTranspose(search: Search): Repair | null {
  const { site } = search;
  const right = transposeWhole(site);
  if (right === null || right === site.text.slice(site.claimed.span.start, site.claimed.span.end))
    return null;
  const { instances } = verify(search, right);
  if (instances === 0) return null;
  const { span } = site.claimed;
  return {
    rule: "other-layout",
    title: `Write it in ${search.declared ?? "the other"} layout`,
    edits: [{ span, newText: right }],
    marks: [span],
    right,
    instances,
    unique: true,
  };
}

/** A product whose factors stand in the order that the prose excludes. */
function productOrder(search: Search): Repair | null {
  const { site, verdict } = search;
  const product = site.parts.find((part) => part.type === "iterated" && part.operator === "product");
  if (product?.type !== "iterated" || verdict.reading.largest === null) return null;
  const flipped: Reading = {
    ...verdict.reading,
    largest: verdict.reading.largest === "left" ? "right" : "left",
  };
  const text = site.text.slice(site.claimed.span.start, site.claimed.span.end);
  if (verify(search, text, [flipped]).instances === 0) return null;
  const plain = {
    rule: "product-order" as const,
    title: "Reverse the order of the product",
    marks: [product.headSpan],
    unique: true,
  };
  const edits = reversedBounds(site, product);
  const right = applyWithin(site.text, site.claimed.span, edits);
  const { instances } = edits.length > 0 ? verify(search, right) : { instances: 0 };
  return instances > 0
    ? { ...plain, edits, right, instances }
    : { ...plain, edits: [], right: text, instances: 0 };
}

/** Both layouts' right forms of a repaired side, where they differ. */
export function bothForms(
  search: Search,
  repair: Repair,
): { numerator: string | null; denominator: string | null } {
  const { site } = search;
  const base = { ...search.verdict.reading, implicitDiag: false };
  const holdsIn = (right: string, layout: Reading["layout"]) =>
    verify(search, right, [{ ...base, layout }]).instances > 0;
  const start = site.claimed.span.start;
  const tex = { text: repair.right, pieces: [{ inText: 0, inDocument: start, length: repair.right.length }] };
  const other = attempt(() => {
    const claimed = readAgain(tex, site.scope, site.claim.statement);
    const text = site.text.slice(0, start) + repair.right + site.text.slice(site.claimed.span.end);
    return transposeWhole({ ...site, text, claimed, parts: [...walkExpression(claimed)] }, claimed);
  });
  const flipped = "value" in other ? other.value : null;
  const inNumerator = holdsIn(repair.right, numeratorLayout);
  const right = inNumerator ? denominatorLayout : numeratorLayout;
  const second = flipped !== null && holdsIn(flipped, right) ? flipped : null;
  return inNumerator
    ? { numerator: repair.right, denominator: second }
    : { numerator: second, denominator: repair.right };
}

/** Two edits at once: a transpose with an order, a sign with anything. */
function pairsOf(candidates: readonly Candidate[]): readonly Candidate[] {
  const few = (rule: Rule) => candidates.filter((one) => one.rule === rule && one.cost <= 1.2).slice(0, 10);
  const groups: readonly (readonly [readonly Candidate[], readonly Candidate[]])[] = [
    [few("factor-transpose"), few("factor-order")],
    [few("factor-transpose"), few("factor-transpose")],
    [few("sign"), few("scalar-factor")],
    [few("sign"), few("factor-transpose")],
    [few("time-index"), few("time-index")],
  ];
  const pairs: Candidate[] = [];
  for (const [first, second] of groups)
    for (const a of first)
      for (const b of second) {
        if (a === b || clash(a, b)) continue;
        pairs.push({
          rule: a.rule,
          edits: [...a.edits, ...b.edits],
          marks: [...a.marks, ...b.marks],
          cost: a.cost + b.cost,
          title: `${a.title}; ${b.title.toLowerCase()}`,
        });
      }
  return pairs.sort((a, b) => a.cost - b.cost);
}

function clash(a: Candidate, b: Candidate): boolean {
  return a.edits.some((one) =>
    b.edits.some((other) => one.span.start < other.span.end && other.span.start < one.span.end),
  );
}
