/*
 * What the instances of a claim have said so far. They are drawn in a few shapes that take turns, since what holds for
 * vectors of one length may fail for those of another; the tally says which shape is next, and when enough was seen.
 */
import type { Compared, Disagreement } from "./compare.ts";

type Sizes = Readonly<Record<string, number>>;

/** The numbers behind a verdict. */
export interface Statistics {
  readonly instances: number;
  readonly deviation: number;
  readonly errorBound: number;
  readonly sizes: readonly Sizes[];
}

/** One of the shapes that take turns. */
export interface Turn {
  /** Which choice of sizes it is. */
  shape: number;
  sizes: Sizes | null;
  /** Draws since the last one that decided something. */
  idle: number;
  agreeing: number;
  disagrees: boolean;
}

export interface Tally {
  readonly turns: readonly Turn[];
  drawn: number;
  /** Draws without a finite value, or outside of what the claim is about. */
  broken: number;
  agree: number;
  disagree: number;
  /** Differences and the exact derivative are at odds, or nothing is clear. */
  odd: number;
  approximate: number;
  /** Of those that agree, the ones where both sides are zero. */
  zero: number;
  deviation: number;
  errorBound: number;
  /** The first instance that disagrees. */
  example: Disagreement | null;
}

export const SHAPES = 4;
const DISAGREEING_INSTANCES = 2;
/** After this many draws of one shape without a finite value, another shape is drawn. */
const IDLE = 10;
/** Shapes that must have finite values where some have none. */
const LEAST_SHAPES = 2;
/** Instances that must agree in each shape, where as many as this are asked for in all. */
const AGREEING_PER_SHAPE = 3;
const ALL_SHAPES = 12;
/** How many instances may agree for each one that disagrees: while more can be drawn, and when none is. */
const OUTVOTED = 4;
const OUTVOTED_AT_LAST = 9;
/** Unclear instances that are borne, if one of them is odd. */
const UNCLEAR = 3;

export function createTally(): Tally {
  const turns = Array.from({ length: SHAPES }, (_, shape): Turn => {
    return { shape, sizes: null, idle: 0, agreeing: 0, disagrees: false };
  });
  const counts = { drawn: 0, broken: 0, agree: 0, disagree: 0, odd: 0, approximate: 0, zero: 0 };
  return { turns, ...counts, deviation: 0, errorBound: 0, example: null };
}

/**
 * The shape that is next. Sizes at which nothing is ever finite lie outside the domain (an inverse of XᵀX needs m ≥ n):
 * others take their place. Where those have no values either, but enough other shapes have, the turn is passed over: null.
 */
export function nextTurn(tally: Tally): Turn | null {
  const turn = tally.turns[tally.drawn % SHAPES]!;
  if (turn.idle < IDLE) return turn;
  if (turn.shape >= SHAPES && livelyTurns(tally).length >= LEAST_SHAPES) {
    tally.drawn++;
    tally.broken++;
    return null;
  }
  turn.shape += SHAPES;
  turn.idle = 0;
  return turn;
}

function livelyTurns({ turns }: Tally): readonly Turn[] {
  return turns.filter(({ idle }) => idle < IDLE);
}

/** Takes in what an instance says that decides something. */
export function count(tally: Tally, turn: Turn, said: Exclude<Compared, { type: "broken" | "skip" }>): void {
  turn.idle = 0;
  tally.deviation = Math.max(tally.deviation, said.deviation);
  tally.errorBound = Math.max(tally.errorBound, said.errorBound);
  tally[said.type]++;
  if (said.type === "agree") {
    turn.agreeing++;
    if (said.vanishes) tally.zero++;
  } else if (said.type === "disagree") {
    turn.disagrees = true;
    tally.example ??= said.example;
  }
}

export function statisticsOf({ turns, agree, disagree, deviation, errorBound }: Tally): Statistics {
  const sizes = turns.flatMap((turn) => (turn.sizes ? [turn.sizes] : []));
  return { instances: agree + disagree, deviation, errorBound, sizes };
}

/** An instance that disagrees, where enough of them do in enough shapes. */
export function refutation({ turns, agree, disagree, example }: Tally): Disagreement | null {
  const inShapes = turns.filter(({ disagrees }) => disagrees).length > 1 || disagree >= SHAPES + 1;
  return disagree >= DISAGREEING_INSTANCES && inShapes && agree <= disagree * OUTVOTED ? example : null;
}

/** The same, when no more instances are drawn. */
export function lateRefutation({ agree, disagree, example }: Tally): Disagreement | null {
  return disagree >= DISAGREEING_INSTANCES && disagree >= agree / OUTVOTED_AT_LAST ? example : null;
}

/** Whether so many instances agree, in all shapes, and none says otherwise. */
export function isAffirmed(tally: Tally, wanted: number): boolean {
  if (tally.agree < wanted || tally.disagree + tally.odd + tally.approximate > 0) return false;
  return wanted < ALL_SHAPES || livelyTurns(tally).every(({ agreeing }) => agreeing >= AGREEING_PER_SHAPE);
}

/** Whether what was seen is so unclear that more of it decides nothing. */
export function isUnclear({ odd, approximate }: Tally): boolean {
  return odd > 0 && odd + approximate > UNCLEAR;
}
