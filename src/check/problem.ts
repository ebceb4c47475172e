/*
 * A claim made concrete under one reading and one choice of sizes and times: pairs of nodes that must agree, one
 * for each value of the free indices, and the derivatives behind them, for finite differences.
 */
import { holdsDerivative } from "../algebra/expression.ts";
import { type NodeId, dims } from "../algebra/graph.ts";
import { type Tape, compile } from "../algebra/tape.ts";
import type { Claim } from "../claims/claim.ts";
import type { Span } from "../text/span.ts";
import type { Role } from "../scope/declaration.ts";
import type { Scope } from "../scope/scope.ts";
import { heldIn, regionIn, withConditions } from "./assumed.ts";
import { type Derived, type Left, laidOut, leftSides } from "./build-left.ts";
import { type Pair, pairsOf } from "./build-right.ts";
import { type LeftSides, leftSidesOnce } from "./left-sides.ts";
import type { Held } from "./instances.ts";
import { type Builder, type Failure, type Reading, attempt, createBuilder } from "./builder.ts";
import { chooseTimes, freeLetters, largestIndex } from "./times.ts";
import { plainName } from "../scope/symbol-name.ts";

export interface Problem {
  readonly builder: Builder;
  readonly tape: Tape;
  readonly pairs: readonly Pair[];
  readonly sizes: Readonly<Record<string, number>>;
  /** Symbols that only the right side has. */
  readonly strangers: readonly string[];
  /** The claim is a vector where its diagonal matrix is meant. */
  readonly implicitDiag: boolean;
  /** Numbers that are positive in the region that the claim is about. */
  readonly region: readonly NodeId[];
  /** Inputs that have a value in what the claim is about. */
  readonly held: readonly Held[];
}

export type Built =
  | { readonly type: "problem"; readonly problem: Problem }
  | {
      readonly type: "mismatch";
      readonly failure: Failure;
      readonly builder: Builder;
      readonly everywhere: boolean;
    }
  | {
      readonly type: "failure";
      readonly failure: Failure;
      /** No other layout changes the sizes of the left side or what the right side means. */
      readonly everywhere: boolean;
    };

export function buildProblem(note: Scope, claim: Claim, reading: Reading, draw: number): Built {
  const scope = withConditions(note, claim);
  const { letters, lastTime } = chooseTimes(scope, claim, draw);
  const choice = { draw, smallest: largestIndex(claim, scope), letters, lastTime };
  const free = freeLetters(claim, choice, scope);
  const begin = (): LeftSides<Derived> => {
    const place = { section: claim.section, start: claim.span.start, statement: claim.statement.id };
    const builder = createBuilder(scope, place, reading, choice);
    return { builder, left: attempt(() => leftSides(builder, claim, free)) };
  };
  const { builder, left: begun } = leftSidesOnce(note, claim, { reading, choice, free }, begin);
  const left = "failure" in begun ? begun : attempt(() => begun.value.map((one) => laidOut(builder, one)));
  if ("failure" in left) return { type: "failure", failure: left.failure, everywhere: false };
  const known = knownNames(builder);
  const right = attempt(() => pairsOf(builder, claim, left.value, known));
  if ("failure" in right) return failed(builder, claim, left.value, right.failure);
  noteAssumed(builder, claim);
  const region = regionIn(builder, claim);
  const held = heldIn(builder, claim);
  if (held.length > 0) builder.senses.add("only for the value that is given with it");
  const { pairs, implicitDiag } = right.value;
  const problem: Problem = {
    builder,
    tape: compile(builder.graph, [...pairs.flatMap(rootsOf), ...region]),
    pairs,
    sizes: Object.fromEntries([...builder.sizes].filter(([key]) => !key.startsWith("?"))),
    strangers: [...knownNames(builder)].filter((name) => !known.has(name)),
    implicitDiag,
    region,
    held,
  };
  return { type: "problem", problem };
}

/** Symbols the left side rests on: a letter that only the right side has must be declared somewhere. */
function knownNames(builder: Builder): ReadonlySet<string> {
  return new Set(builder.leaves.values());
}

/** Why a right side cannot be built. What does not fit inside a definition is the definition's doing. */
function failed(builder: Builder, claim: Claim, left: readonly Left[], failure: Failure): Built {
  const everywhere = !turnsWithLayout(builder, claim) && left.every(({ exact }) => isSquare(builder, exact));
  return failure.shapes && within(failure.span, claim.span)
    ? { type: "mismatch", failure, builder, everywhere }
    : { type: "failure", failure, everywhere };
}

function rootsOf({ exact, claimed, raw }: Pair): readonly NodeId[] {
  return [exact, claimed, ...(raw ? [raw.output, raw.variable] : [])];
}

/** Notes what the letters that were used are taken for. */
function noteAssumed({ scope, leaves, senses }: Builder, { conditions }: Claim): void {
  for (const name of leaves.values()) {
    const label = scope.labels.get(name);
    if (label) senses.add(saysLabel(name, label));
    if (scope.covariances.has(name)) senses.add(saysCovariance(name));
  }
  if (conditions.active) senses.add("only where no hinge is zero is claimed");
}

/** Whether the right side, or a definition that was used, is itself laid out: then a layout does more than transpose. */
export function turnsWithLayout({ used }: Builder, { claimed }: Claim): boolean {
  return [claimed, ...[...used].map(({ body }) => body)].some(holdsDerivative);
}

function isSquare({ graph }: Builder, node: NodeId): boolean {
  const { rows, cols } = dims(graph, node);
  return rows === cols;
}

function within(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

function saysLabel(name: string, role: Role): string {
  return role === "sums-to-one"
    ? `the entries of ${plainName(name)} sum to one, as those of a label`
    : `${plainName(name)} is 1 or -1, as a label of two classes`;
}

function saysCovariance(name: string): string {
  return `${plainName(name)} is a covariance, symmetric and positive definite`;
}
