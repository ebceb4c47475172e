/*
 * Assumptions under which a claim that fails in general holds: a symmetric, orthogonal or diagonal matrix, two
 * that commute, a vector of unit length or whose entries sum to one. Comes in: a refuted claim. Goes out: the
 * first assumption, weakest first, that the note leaves open and that makes it hold on all instances; else null.
 */
import { dims } from "../algebra/graph.ts";
import type { Claim } from "../claims/claim.ts";
import type { Role } from "../scope/declaration.ts";
import type { Scope } from "../scope/scope.ts";
import type { Reading } from "./builder.ts";
import { agreement, decide, within } from "./decide.ts";
import { isMember } from "./instances.ts";
import { type Work, isSpent } from "./work.ts";
import { type Problem, buildProblem } from "./problem.ts";
import { withRoles } from "./assumed.ts";
import { plainName } from "../scope/symbol-name.ts";

export interface Assumption {
  /** As a person says it: `A symmetric`, `A and B commute`. */
  readonly text: string;
  /** The same as a sentence: `A is symmetric`. */
  readonly sentence: string;
  /** The reading under which it then holds. */
  readonly reading: Reading;
  readonly roles: readonly { readonly name: string; readonly role: Role }[];
  readonly commuting: readonly (readonly [string, string])[];
}

export type Candidate = Omit<Assumption, "reading">;

/** Draws of sizes with which square matrices are told from others. */
const SIZE_DRAWS = [0, 1, 2];
/** A note with more symbols behind one claim is not searched. */
const MOST_SYMBOLS = 8;
const MOST_CANDIDATES = 48;

const matrixRoles: readonly (readonly [Role, string])[] = [
  ["symmetric", "symmetric"],
  ["skew-symmetric", "skew-symmetric"],
  ["orthogonal", "orthogonal"],
  ["diagonal", "diagonal"],
];

const vectorRoles: readonly (readonly [Role, string])[] = [
  ["unit-norm", "of unit length"],
  ["sums-to-one", "with entries that sum to 1"],
  ["positive", "with positive entries"],
];

/** Of numbers that decide which side of a comparison counts, as the slope of `\max(\alpha x, x)` does. */
const comparedRole: readonly [Role, string] = ["unit-interval", "between 0 and 1"];
const comparisons = /^(maximum|minimum|step|abs|sign|relu|maxEntry|minEntry)$/;

/** Which assumptions count, and what the search may cost. */
export interface Limits {
  readonly admits?: (candidate: Candidate) => boolean;
  readonly work?: Work;
}

/** The first of a few familiar assumptions that makes a claim hold; `admits` may rule some out beforehand. */
export function findAssumption(
  scope: Scope,
  claim: Claim,
  readings: readonly Reading[],
  seed: number,
  { admits = () => true, work }: Limits = {},
): Assumption | null {
  for (const candidate of candidatesFor(scope, claim, readings).slice(0, MOST_CANDIDATES)) {
    if (!admits(candidate) || isSpent(work)) continue;
    const assumed = withAssumption(scope, candidate);
    for (const reading of readings) {
      const outcome = decide(assumed, claim, reading, seed, within(agreement, work));
      if (outcome.type === "agree" && outcome.problem.builder.independent.size === 0)
        return { ...candidate, reading };
    }
  }
  return null;
}

/** The scope in which an assumption is declared. */
function withAssumption(scope: Scope, { roles, commuting }: Candidate): Scope {
  const { facts, ...others } = withRoles(scope, roles);
  return { ...others, facts: { ...facts, commuting: [...facts.commuting, ...commuting] } };
}

/** One assumption on one symbol, then symmetry of all matrices or of two, then two that commute. */
function candidatesFor(scope: Scope, claim: Claim, readings: readonly Reading[]): readonly Candidate[] {
  const { matrices, vectors, compared } = inputsBehind(scope, claim, readings);
  if (matrices.length + vectors.length > MOST_SYMBOLS) return [];
  const said = (name: string, role: Role) => scope.facts.roles.get(name)?.has(role) ?? false;
  const single = (names: readonly string[], [role, words]: readonly [Role, string]): readonly Candidate[] =>
    names.flatMap((name) => (said(name, role) || isTighter(scope, name) ? [] : [one(name, role, words)]));
  const symmetric = matrices.filter((name) => !said(name, "symmetric") && !isTighter(scope, name));
  return [
    ...single(matrices, matrixRoles[0]!),
    ...pairs(matrices).map(([a, b]) => commute(a, b)),
    ...pairs(symmetric).map(([a, b]) => both(a, b)),
    ...matrixRoles.slice(1).flatMap((role) => single(matrices, role)),
    ...vectorRoles.flatMap((role) => single(vectors, role)),
    ...single(compared, comparedRole),
  ];
}

function one(name: string, role: Role, words: string): Candidate {
  const symbol = plainName(name);
  const sentence = words.startsWith("with ") ? `${symbol} has ${words.slice(5)}` : `${symbol} is ${words}`;
  return { text: `${symbol} ${words}`, sentence, roles: [{ name, role }], commuting: [] };
}

function both(a: string, b: string): Candidate {
  const roles = [a, b].map((name) => ({ name, role: "symmetric" as const }));
  const names = `${plainName(a)} and ${plainName(b)}`;
  return { text: `${names} symmetric`, sentence: `${names} are symmetric`, roles, commuting: [] };
}

function commute(a: string, b: string): Candidate {
  const text = `${plainName(a)} and ${plainName(b)} commute`;
  return { text, sentence: text, roles: [], commuting: [[a, b]] };
}

/** A matrix whose kind is stated already needs no other. */
function isTighter(scope: Scope, name: string): boolean {
  return [...(scope.facts.roles.get(name) ?? [])].some((role) =>
    /^(positive-(semi)?definite|orthogonal|diagonal|skew-symmetric|one-hot|sums-to-one|unit-norm)$/.test(
      role,
    ),
  );
}

function pairs(names: readonly string[]): readonly (readonly [string, string])[] {
  return names.flatMap((a, at) => names.slice(at + 1).map((b) => [a, b] as const));
}

/**
 * Symbols drawn at random for this claim that are square matrices in every choice of sizes, column vectors, and
 * numbers where something is compared.
 */
function inputsBehind(
  scope: Scope,
  claim: Claim,
  readings: readonly Reading[],
): Readonly<Record<"matrices" | "vectors" | "compared", readonly string[]>> {
  const kinds = new Map<string, "matrix" | "vector" | "number" | "other">();
  let compares = false;
  for (const draw of SIZE_DRAWS) {
    const problem = firstProblem(scope, claim, readings, draw);
    if (!problem) return { matrices: [], vectors: [], compared: [] };
    const { graph, leaves, values } = problem.builder;
    compares ||= graph.nodes.some(({ operator }) => comparisons.test(operator));
    // A matrix that depends on a number is drawn as a function.
    const functions = [...values.keys()].filter(
      (name) => scope.facts.functions.has(name) && !scope.definitions.has(name),
    );
    for (const [input, name] of [...leaves, ...functions.map((one) => [one, one] as const)]) {
      const node = graph.names.get(input);
      if (node === undefined || name.startsWith("d ")) continue;
      const { rows, cols } = dims(graph, node);
      const member = rows === 1 && isMember(input, name);
      const vector = cols === 1 && (rows > 1 || member);
      const number = rows === 1 && cols === 1 ? "number" : "other";
      const kind = rows > 1 && rows === cols ? "matrix" : vector ? "vector" : number;
      kinds.set(name, (kinds.get(name) ?? kind) === kind ? kind : "other");
    }
  }
  const named = (kind: string) => [...kinds].flatMap(([name, known]) => (known === kind ? [name] : []));
  return { matrices: named("matrix"), vectors: named("vector"), compared: compares ? named("number") : [] };
}

/** The claim in the first reading in which it can be built. */
function firstProblem(
  scope: Scope,
  claim: Claim,
  readings: readonly Reading[],
  draw: number,
): Problem | null {
  for (const reading of readings) {
    const built = buildProblem(scope, claim, reading, draw);
    if (built.type === "problem") return built.problem;
  }
  return null;
}
