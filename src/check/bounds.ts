/*
 * Inequalities: a claimed bound under one reading goes in, the worst instance that a bounded search finds comes out.
 * The search draws instances at several scales and climbs from the worst of them; it never proves a bound.
 */
import { walkExpression } from "../algebra/expression.ts";
import { type Graph, type NodeId, isScalar, nodeOf } from "../algebra/graph.ts";
import { inputsOf, read, run, setInput } from "../algebra/tape.ts";
import type { Claim } from "../claims/claim.ts";
import { turns } from "../claims/heads.ts";
import type { Scope } from "../scope/scope.ts";
import type { Builder, Failure, Reading } from "./builder.ts";
import type { Disagreement } from "./compare.ts";
import type { Statistics } from "./tally.ts";
import { drawInstance } from "./instances.ts";
import { type Problem, buildProblem } from "./problem.ts";
import { createRandom } from "./random.ts";

export type BoundOutcome =
  | { readonly type: "held"; readonly instances: number }
  | {
      readonly type: "violated";
      readonly example: Disagreement;
      readonly statistics: Statistics;
      /** Inputs that only the bound itself has. */
      readonly loose: readonly string[];
    }
  | { readonly type: "failure"; readonly failure: Failure };

/** A bound is violated when it is passed by this much of the larger side: far more than round-off. */
const VIOLATION = 1e-4;
const SHAPES = 4;
const DRAWS = 24;
/** Bounds are tight where states are small (slopes at 0 are largest) or weights are large. */
const SCALES = [1, 0.1, 0.01, 3] as const;
const STEPS = 48;
const FIRST_STEP = 0.5;
const SHRINK = 0.8;

type Values = ReadonlyMap<string, readonly number[]>;

interface Worst {
  readonly problem: Problem;
  readonly values: Values;
  readonly pair: number;
  readonly bound: number;
  readonly value: number;
  /** How far the bound lies above the value, as a fraction of the larger; negative where it is violated. */
  readonly slack: number;
}

/** Looks for an instance that violates `head ≤ claimed` (or ≥), deterministically from the seed. */
export function searchViolation(
  scope: Scope,
  claim: Claim,
  reading: Reading,
  seed: number,
  positive = false,
): BoundOutcome {
  const random = createRandom(seed);
  const least = turns(claim.relation) ? -1 : 1;
  const sizes: Readonly<Record<string, number>>[] = [];
  let worst: Worst | null = null;
  let instances = 0;
  for (let shape = 0; shape < SHAPES; shape++) {
    const built = buildProblem(scope, claim, reading, shape);
    if (built.type !== "problem") return { type: "failure", failure: built.failure };
    const { problem } = built;
    const odd = problem.pairs.find(({ exact }) => !isScalar(problem.builder.graph, exact));
    if (odd) return { type: "failure", failure: notNumbers(claim) };
    sizes.push(problem.sizes);
    let here: Worst | null = null;
    const consider = (drawn: Values): boolean => {
      const values = positive ? madePositive(problem, drawn, claim) : drawn;
      const found = measure(problem, values, least);
      if (!found) return false;
      instances++;
      if (here && found.slack >= here.slack) return false;
      here = found;
      return true;
    };
    for (let draw = 0; draw < DRAWS; draw++) {
      const values = drawInstance(problem.tape, problem.builder, random, "any");
      consider(scaled(problem, values, SCALES[draw % SCALES.length]!, random));
    }
    for (let step = 0, width = FIRST_STEP; here && step < STEPS; step++)
      if (!consider(moved(problem, (here as Worst).values, width, random))) width *= SHRINK;
    const found = here as Worst | null;
    if (found && (!worst || found.slack < worst.slack)) worst = found;
  }
  if (!worst || worst.slack > -VIOLATION) return { type: "held", instances };
  return {
    type: "violated",
    example: exampleOf(worst),
    statistics: { instances, deviation: -worst.slack, errorBound: 0, sizes },
    loose: looseInputs(worst.problem),
  };
}

function notNumbers({ span }: Claim): Failure {
  return {
    reason: "unsupported-operator",
    message: "only inequalities between numbers are checked",
    span,
    shapes: false,
  };
}

/** The pair with the least slack on these values; null where something is not finite. */
function measure(problem: Problem, values: Values, least: 1 | -1): Worst | null {
  const { tape, pairs } = problem;
  for (const [name, entries] of values) setInput(tape, name, entries);
  run(tape);
  let worst: Worst | null = null;
  for (const [pair, { exact, claimed }] of pairs.entries()) {
    const value = read(tape, exact)[0]!;
    const bound = read(tape, claimed)[0]!;
    const larger = Math.max(Math.abs(value), Math.abs(bound));
    const slack = larger === 0 ? 0 : (least * (bound - value)) / larger;
    if (!Number.isFinite(slack)) return null;
    if (!worst || slack < worst.slack) worst = { problem, values, pair, bound, value, slack };
  }
  return worst;
}

/** Inputs that may be moved: those of which the note says nothing that a move would break. */
function freeInputs({ tape, builder }: Problem): ReturnType<typeof inputsOf> {
  const { roles, commuting } = builder.scope.facts;
  const bound = new Set([...[...roles.keys()], ...commuting.flat()]);
  return inputsOf(tape).filter(({ name }) => {
    const symbol = builder.leaves.get(name);
    return symbol !== undefined && !bound.has(symbol) && !symbol.startsWith("d ");
  });
}

/** Data and parameters, by which nothing is differentiated, made positive. */
function madePositive(problem: Problem, values: Values, { head }: Claim): Values {
  const variables = new Set(
    walkExpression(head)
      .flatMap((part) => (part.type === "derivative" ? part.withRespectTo : []))
      .flatMap(walkExpression)
      .flatMap((part) => (part.type === "symbol" ? [part.name] : [])),
  );
  const changed = new Map(values);
  for (const { name } of freeInputs(problem))
    if (!variables.has(problem.builder.leaves.get(name)!)) changed.set(name, values.get(name)!.map(Math.abs));
  return changed;
}

/** All values, the free ones made larger or smaller, each by its own choice. */
function scaled(problem: Problem, values: Values, factor: number, random: () => number): Values {
  const changed = new Map(values);
  for (const { name } of freeInputs(problem))
    if (random() < 0.5)
      changed.set(
        name,
        values.get(name)!.map((value) => factor * value),
      );
  return changed;
}

function moved(problem: Problem, values: Values, width: number, random: () => number): Values {
  const changed = new Map(values);
  for (const { name } of freeInputs(problem))
    changed.set(
      name,
      values.get(name)!.map((value) => value * (1 + width * (random() - 0.5)) + width * (random() - 0.5)),
    );
  return changed;
}

/** Inputs that the bound has and the bounded value has not. */
function looseInputs({ builder, pairs }: Problem): readonly string[] {
  const { graph, leaves } = builder;
  const own = new Set(pairs.flatMap(({ exact }) => [...inputsBehind(graph, exact)]));
  const all = new Set(pairs.flatMap(({ claimed }) => [...inputsBehind(graph, claimed)]));
  return [...all].filter((name) => !own.has(name)).map((name) => leaves.get(name) ?? name);
}

function inputsBehind(graph: Graph, root: NodeId): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<NodeId>();
  const open = [root];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const { operator, name, args } = nodeOf(graph, id);
    if (operator === "input") names.add(name);
    open.push(...args);
  }
  return names;
}

function exampleOf({ problem, values, pair, bound, value, slack }: Worst): Disagreement {
  return {
    problem,
    values,
    pair,
    row: 0,
    col: 0,
    claimed: bound,
    numeric: value,
    deviation: -slack,
    errorBound: 0,
    claimedMatrix: [[bound]],
    numericMatrix: [[value]],
  };
}

/** Whether all that a violated bound rests on has a definite meaning. */
export function isDefinite({ senses }: Builder): boolean {
  return ![...senses].some((sense) => /unspecified/.test(sense));
}
