/*
 * What a wrong claim means for the rest of the note: which later formulas rest on it, and which bounds stand all the
 * same. Judged claims come in, links between places go out. It judges nothing.
 */
import { type Expression, walkExpression } from "../algebra/expression.ts";
import { plainText } from "../tex/plain-text.ts";
import type { Range, Related } from "../report.ts";
import { keyOf } from "../algebra/expression-key.ts";
import { contains } from "../text/span.ts";
import type { Judged, JudgedPassage } from "./finding.ts";

/** The links of one claim. */
export interface Links {
  /** The wrong step that it equals, with its line. */
  readonly follows: string | null;
  /** Wrong claims that it rests on. */
  readonly restsOn: readonly Related[];
  /** What later rests on it, where it is wrong, and what stands all the same. */
  readonly consequences: readonly Related[];
}

interface Placed {
  readonly judged: Judged;
  readonly passage: JudgedPassage;
  readonly links: { follows: string | null; restsOn: Related[]; consequences: Related[] };
}

/** The links of all claims, in their order. */
export function linksBetween(passages: readonly JudgedPassage[]): readonly Links[] {
  const all = passages.flatMap((passage) =>
    passage.judged.map((judged): Placed => ({
      judged,
      passage,
      links: { follows: null, restsOn: [], consequences: [] },
    })),
  );
  if (!all.some(isWrong)) return all.map(({ links }) => links);
  const stated = new Map<string, Placed>();
  const turned = new Map<string, Placed>();
  for (const [at, one] of all.entries()) {
    if (followsFromWrong(one)) linkFollower(all, at);
    else for (const wrong of usedIn(one, stated)) linkUse(wrong, one);
    for (const [norm, wrong] of normsOf(one, turned)) linkNorm(wrong, one, norm);
    state(one, stated);
    for (const name of transposedIn(one)) turned.set(name, one);
  }
  return all.map(({ links }) => links);
}

function followsFromWrong({ judged: { verdict } }: Placed): boolean {
  return verdict?.type === "unchecked" && verdict.reason === "follows-from-refuted";
}

function isWrong({ judged: { verdict } }: Placed): boolean {
  return verdict?.type === "refuted";
}

/** A step that equals the nearest wrong one before it in its chain. */
function linkFollower(all: readonly Placed[], at: number): void {
  const follower = all[at]!;
  const { id } = follower.judged.claim.statement;
  const wrong = all.slice(0, at).findLast((one) => isWrong(one) && one.judged.claim.statement.id === id);
  if (!wrong || wrong.passage !== follower.passage) return;
  const range = rangeOf(wrong);
  follower.links.follows = `${textOf(wrong, wrong.judged.claim.claimed)} on line ${range.start.line + 1}`;
  follower.links.restsOn.push({ range, message: "this step is wrong" });
  wrong.links.consequences.push({ range: rangeOf(follower), message: "this step follows from it" });
}

function linkUse(wrong: Placed, user: Placed): void {
  const derivative = leftOf(wrong);
  user.links.restsOn.push({ range: rangeOf(wrong), message: `${derivative} is wrong here` });
  wrong.links.consequences.push({ range: rangeOf(user), message: `${derivative} is used here` });
}

/** ‖Wᵀ‖ = ‖W‖. */
function linkNorm(wrong: Placed, user: Placed, norm: Expression): void {
  const message = `${textOf(user, norm)} is the same with and without the transpose`;
  wrong.links.consequences.push({ range: rangeOf(user), message });
}

/** The wrong claims that last stated a derivative which stands in this claim. */
function usedIn({ judged: { claim } }: Placed, stated: ReadonlyMap<string, Placed>): ReadonlySet<Placed> {
  const used = new Set<Placed>();
  for (const part of [...walkExpression(claim.statement.left), ...walkExpression(claim.claimed)]) {
    if (part.type !== "derivative" || part === claim.statement.left) continue;
    const last = stated.get(stepKey(part));
    if (last && isWrong(last) && last.judged.claim.statement !== claim.statement) used.add(last);
  }
  return used;
}

/** Remembers what a claim says a derivative is; the first step of a chain that is decided speaks for it. */
function state(one: Placed, stated: Map<string, Placed>): void {
  const { claim, verdict } = one.judged;
  if (claim.head.type !== "derivative" || !verdict || verdict.type === "unchecked") return;
  const key = stepKey(claim.head);
  if (stated.get(key)?.judged.claim.statement !== claim.statement) stated.set(key, one);
}

/** The derivative without its places; `∂h_i/∂h_{i-1}` and `∂h_t/∂h_{t-1}` are one. */
function stepKey(derivative: Expression): string {
  const key = keyOf(derivative);
  const letters = new Set([...key.matchAll(/"letter":"([^"]+)"/g)].map(([, letter]) => letter));
  return letters.size === 1 ? key.replaceAll(/"letter":"[^"]+"/g, "") : key;
}

/** The symbols that a claim is wrong in by nothing but a transpose. */
function transposedIn({ judged: { claim, diagnosis } }: Placed): readonly string[] {
  const [repair] = diagnosis?.repairs ?? [];
  if (!repair || repair.rule !== "factor-transpose") return [];
  return [...walkExpression(claim.claimed)].flatMap((part) =>
    part.type === "symbol" && repair.edits.some(({ span }) => contains(span, part.span)) ? [part.name] : [],
  );
}

/** Norms that a transpose does not change, of such symbols. */
function normsOf(
  { judged: { claim } }: Placed,
  turned: ReadonlyMap<string, Placed>,
): readonly (readonly [Expression, Placed])[] {
  if (turned.size === 0) return [];
  return [claim.statement.left, claim.claimed].flatMap((side) =>
    [...walkExpression(side)].flatMap((part) => {
      if (part.type !== "norm" || /1|infty/.test(part.kind)) return [];
      const bare = part.of.type === "transpose" ? part.of.of : part.of;
      const wrong = bare.type === "symbol" ? turned.get(bare.name) : undefined;
      return wrong ? [[part, wrong] as const] : [];
    }),
  );
}

function rangeOf({ judged: { claim }, passage }: Placed): Range {
  return passage.rangeOf(claim.span);
}

function leftOf(one: Placed): string {
  return textOf(one, one.judged.claim.statement.leftNode);
}

function textOf({ passage: { scope } }: Placed, { span }: Pick<Expression, "span">): string {
  return plainText(scope.note.text.slice(span.start, span.end));
}
