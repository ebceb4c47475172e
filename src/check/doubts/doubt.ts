/*
 * What a doubt is, and what all kinds of doubt share: a quick look at another reading, the letters of an expression,
 * the words around a claim.
 */
import { type Expression, walkExpression } from "../../algebra/expression.ts";
import type { Claim } from "../../claims/claim.ts";
import type { Reason } from "../../report.ts";
import type { Definition } from "../../scope/definitions.ts";
import { familyOf } from "../../scope/facts.ts";
import type { Scope } from "../../scope/scope.ts";
import type { Span } from "../../text/span.ts";
import type { Builder, Reading } from "../builder.ts";
import { type Effort, type Outcome, decide } from "../decide.ts";

export interface Doubt {
  readonly reason: Reason;
  readonly message: string;
  readonly span: Span;
}

/** A claim that holds in none of its readings, and what is known of that. */
export interface Failed {
  readonly scope: Scope;
  readonly claim: Claim;
  readonly readings: readonly Reading[];
  /** What came of the first reading. */
  readonly outcome: Outcome & { readonly type: "disagree" | "mismatch" };
  /** What was built for that. */
  readonly builder: Builder;
  readonly seed: number;
}

/** Enough to see whether a claim fails under another reading as well. */
export const quick: Effort = { agreeing: 8, most: 40 };

/** Whether the claim holds in one of the readings after all, changed in this way. */
export function holdsUnder(
  scope: Scope,
  claim: Claim,
  readings: readonly Reading[],
  change: Partial<Reading>,
  seed: number,
): boolean {
  return readings.some(
    (reading) => decide(scope, claim, { ...reading, ...change }, seed, quick).type === "agree",
  );
}

/** A claim with the definitions behind it, as they are where something in them is written otherwise. */
export interface Rewritten {
  readonly claim: Claim;
  /** The definitions that differ. */
  readonly instead: ReadonlyMap<string, Definition>;
}

/** The claim and what it rests on, each side changed; null where that changes nothing. */
export function rewritten(
  { claim, builder: { used } }: Failed,
  change: (side: Expression) => Expression,
): Rewritten | null {
  const head = change(claim.head);
  const claimed = change(claim.claimed);
  const instead = new Map(
    [...used].flatMap((one) => {
      const body = change(one.body);
      return body === one.body ? [] : [[one.name, { ...one, body }] as const];
    }),
  );
  if (head === claim.head && claimed === claim.claimed && instead.size === 0) return null;
  return { claim: { ...claim, head, claimed }, instead };
}

/** Every letter of an expression, called or not. */
export function namesIn(expression: Expression): readonly string[] {
  return walkExpression(expression).flatMap((part) => {
    if (part.type === "symbol") return [part.name];
    return part.type === "call" && part.function.type === "symbol" ? [familyOf(part.function.name)] : [];
  });
}

/** The symbols that were built for a claim. */
export function usedNames({ values, leaves }: Builder): ReadonlySet<string> {
  return new Set(
    [...values.keys(), ...leaves.values()].map((key) =>
      key.replace(/^(d|d?dot) /, "").replace(/@-?\d+$/, ""),
    ),
  );
}

/** The prose of the blocks around a claim, and the words within its formula. */
export function wordsAround({ note }: Scope, { statement }: Claim, blocks: readonly number[]): string {
  const words = blocks.flatMap((step) =>
    (note.blocks[statement.block + step]?.content ?? []).map((inline) =>
      inline.type === "text" ? inline.text : "",
    ),
  );
  return [...words, statement.words].join(" ");
}
