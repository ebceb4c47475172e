/*
 * Problems whose left side is built. No right side has a say in it, so for all that are tried in the place of one, as a
 * search for repairs does, it is built once; and once for all layouts, where nothing in it asks for one.
 */
import { type Expression, holdsDerivative } from "../algebra/expression.ts";
import type { Claim } from "../claims/claim.ts";
import type { Scope } from "../scope/scope.ts";
import { type Memory, createMemory, keep, recall } from "../text/memory.ts";
import { forLatest, oncePer } from "../text/once.ts";
import { type Builder, type Choice, type Failure, type Reading, fork } from "./builder.ts";

/** A builder with the left sides in it, or why they cannot be built. */
export interface LeftSides<Left> {
  readonly builder: Builder;
  readonly left: { readonly value: readonly Left[] } | { readonly failure: Failure };
}

/** What a left side follows from besides the claim itself; `free` are its free indices. */
export interface Choices {
  readonly reading: Reading;
  readonly choice: Choice;
  readonly free: readonly string[];
}

/** Readings and draws of one claim. */
const MOST = 40;

/** What was begun of the claim that is looked at now, by its left side and whatever else has a say in that. */
const leftSidesFor: (scope: Scope) => (head: Expression) => (also: Expression) => Memory<LeftSides<unknown>> =
  forLatest(() => forLatest(() => forLatest(() => createMemory(MOST))));

/** What `begin` makes of the left side of a claim under a reading, or what it made of it for another right side. */
export function leftSidesOnce<Left>(
  scope: Scope,
  claim: Claim,
  choices: Choices,
  begin: () => LeftSides<Left>,
): LeftSides<Left> {
  const { reading } = choices;
  if (reading.instead) return begin();
  // What the right side differentiates by is prepared on the left.
  const also = holdsDerivative(claim.claimed) ? claim.claimed : claim.head;
  const known = leftSidesFor(scope)(claim.head)(also) as Memory<LeftSides<Left>>;
  const ofAny = keyOf(claim, choices);
  const ofLayout = `${ofAny} ${reading.layout.name}`;
  const { builder, left } = recall(known, ofAny) ?? recall(known, ofLayout) ?? beginNow();
  const layout = { of: reading.layout, asked: builder.layout.asked };
  return { builder: { ...fork(builder), reading, layout }, left };

  function beginNow(): LeftSides<Left> {
    const begun = begin();
    return keep(known, begun.builder.layout.asked ? ofLayout : ofAny, begun);
  }
}

function keyOf({ statement, span, conditions }: Claim, { reading, choice, free }: Choices): string {
  const { draw, smallest, lastTime, letters } = choice;
  const numbers = [statement.id, span.start, span.end, draw, smallest, lastTime, ...[...letters].flat()];
  return [...numbers, ...free, spelledReading(reading), spelledConditions(conditions)].join(" ");
}

/** All of a reading but the layout. */
export const spelledReading = oncePer(({ layout: _, ...others }: Reading) => JSON.stringify(others));
const spelledConditions = oncePer((conditions: Claim["conditions"]) => JSON.stringify(conditions));
