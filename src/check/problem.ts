/*
 * A claim made concrete under one reading and one choice of sizes and times: pairs of nodes that must agree, one
 * for each value of the free indices, and the derivatives behind them, for finite differences.
 */
import {
  type DerivativeExpression,
  type Expression,
  holdsDerivative,
  indexLettersOf,
  some,
  symbolNames,
} from "../algebra/expression.ts";
import { type NodeId, dims, isScalar, isZero, op, uniformValue, zeros } from "../algebra/graph.ts";
import { type Tape, compile } from "../algebra/tape.ts";
import { type Claim, unfold } from "../claims/claim.ts";
import { type Arrangement, sourceOf } from "../claims/layout.ts";
import { oncePer } from "../text/once.ts";
import type { Span } from "../text/span.ts";
import type { Role } from "../scope/declaration.ts";
import { isDeclared } from "../scope/facts.ts";
import type { Scope } from "../scope/scope.ts";
import { type LeftSides, leftSidesOnce } from "./left-sides.ts";
import { build } from "./build.ts";
import type { Held } from "./instances.ts";
import { besideClasses } from "./class-letters.ts";
import { leaf } from "./build-symbol.ts";
import { inner, rawDerivative, repeated } from "./build-derivative.ts";
import { differentialParts } from "./build-differential.ts";
import { rawEvaluated } from "./build-evaluation.ts";
import { derivative } from "../algebra/derivative.ts";
import { type RawDerivative, arranged, arrangementOf, hessianArrangement } from "./derivative-layout.ts";
import { opWith } from "../algebra/graph.ts";
import {
  type Builder,
  type Failure,
  type Reading,
  attempt,
  createBuilder,
  fail,
  misfit,
  sizeValue,
} from "./builder.ts";
import { namesInDefinitions, namesNotUnderstood } from "./lookups.ts";
import { isSwitched } from "./switches.ts";
import { chooseTimes, freeLetters, largestIndex, memberLetters } from "./times.ts";
import { plainName } from "../scope/symbol-name.ts";

/** One comparison: both sides as nodes, and the derivative the left one comes from. */
export interface Pair {
  readonly exact: NodeId;
  readonly claimed: NodeId;
  readonly raw: RawDerivative | null;
  /** Where entry (row, col) of the left side stands in the full Jacobian. */
  readonly source: ((row: number, col: number) => number) | null;
  readonly indices: Readonly<Record<string, number>>;
}

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

/** Combinations of free index values that there may be. */
const COMBINATIONS = 700;
/** Those that are compared in one instance: all where there are fewer, else as many, evenly spread. */
const COMPARED = 256;

export function buildProblem(note: Scope, claim: Claim, reading: Reading, draw: number): Built {
  const scope = withConditions(note, claim);
  const { letters, lastTime } = chooseTimes(scope, claim, draw);
  const choice = { draw, smallest: largestIndex(claim, scope), letters, lastTime };
  const free = freeLetters(claim, choice, scope);
  const { builder, left: begun } = leftSidesOnce(
    note,
    claim,
    { reading, choice, free },
    (): LeftSides<Derived> => {
      const place = { section: claim.section, start: claim.span.start, statement: claim.statement.id };
      const builder = createBuilder(scope, place, reading, choice);
      return { builder, left: attempt(() => leftSides(builder, claim, free)) };
    },
  );
  const left = "failure" in begun ? begun : attempt(() => begun.value.map((one) => laidOut(builder, one)));
  if ("failure" in left) return { type: "failure", failure: left.failure, everywhere: false };
  const known = knownNames(builder);
  const right = attempt(() => rightSides(builder, claim, left.value, known));
  if ("failure" in right) {
    const { failure } = right;
    const everywhere =
      !turnsWithLayout(builder, claim) && left.value.every(({ exact }) => isSquare(builder, exact));
    // What does not fit inside a definition is the definition's doing.
    return failure.shapes && within(failure.span, claim.span)
      ? { type: "mismatch", failure, builder, everywhere }
      : { type: "failure", failure, everywhere };
  }
  for (const name of builder.leaves.values()) {
    const label = scope.labels.get(name);
    if (label) builder.senses.add(saysLabel(name, label));
    if (scope.covariances.has(name)) builder.senses.add(saysCovariance(name));
  }
  if (claim.conditions.active) builder.senses.add("only where no hinge is zero is claimed");
  const region = regionIn(builder, claim);
  const held = heldIn(builder, claim);
  if (held.length > 0) builder.senses.add("only for the value that is given with it");
  const pairs = right.value.pairs;
  const roots = pairs.flatMap((pair) => [
    pair.exact,
    pair.claimed,
    ...(pair.raw ? [pair.raw.output, pair.raw.variable] : []),
  ]);
  const tape = compile(builder.graph, [...roots, ...region]);
  return {
    type: "problem",
    problem: {
      builder,
      tape,
      pairs,
      sizes: Object.fromEntries([...builder.sizes].filter(([key]) => !key.startsWith("?"))),
      strangers: [...knownNames(builder)].filter((name) => !known.has(name)),
      implicitDiag: right.value.implicitDiag,
      region,
      held,
    },
  };
}

/** What the settings of a claim say of inputs: of those, `a = 2` of a number a that is free. Nothing is built for them. */
export function heldIn(builder: Builder, claim: Claim): readonly Held[] {
  const { graph, leaves } = builder;
  return claim.conditions.settings.flatMap(({ of, value }) => {
    if (of.type !== "symbol" || of.time) return [];
    const number = attempt(() => uniformValue(graph, build(builder, value)));
    const inputs = [...leaves].flatMap(([input, name]) => (name === of.name ? [input] : []));
    const [input, ...more] = inputs;
    const node = input === undefined ? undefined : graph.names.get(input);
    if ("failure" in number || number.value === null || input === undefined || node === undefined) return [];
    return more.length > 0 || !isScalar(graph, node) ? [] : [{ input, value: number.value }];
  });
}

/** By how much the inequalities of a claim's region are met, of those that are understood; none where it is the same everywhere. */
function regionIn(builder: Builder, { conditions: { region } }: Claim): readonly NodeId[] {
  const { graph } = builder;
  if (region.length === 0 || !isSwitched(graph)) return [];
  builder.senses.add("only where its condition is met");
  return region.flatMap(({ smaller, larger }) => {
    const excess = attempt(() => op(graph, "subtract", build(builder, larger), build(builder, smaller)));
    return "value" in excess ? [excess.value] : [];
  });
}

/** Whether the right side, or a definition that was used, is itself laid out: then a layout does more than transpose. */
export function turnsWithLayout({ used }: Builder, { claimed }: Claim): boolean {
  return [claimed, ...[...used].map(({ body }) => body)].some(holdsDerivative);
}

function isSquare({ graph }: Builder, node: NodeId): boolean {
  const { rows, cols } = dims(graph, node);
  return rows === cols;
}

function saysLabel(name: string, role: Role): string {
  return role === "sums-to-one"
    ? `the entries of ${plainName(name)} sum to one, as those of a label`
    : `${plainName(name)} is 1 or -1, as a label of two classes`;
}

function saysCovariance(name: string): string {
  return `${plainName(name)} is a covariance, symmetric and positive definite`;
}

/** The scope in which what is assumed of the claim holds; of which sign a letter is, its region says. */
function withConditions(scope: Scope, { conditions }: Claim): Scope {
  const { roles, region } = conditions;
  return roles.length + region.length + scope.labels.size === 0 ? scope : withAssumed(scope)(conditions);
}

/** One scope for all draws and readings, so that what is found in it is found once. */
const withAssumed = oncePer((scope: Scope) =>
  oncePer(({ roles, region }: Claim["conditions"]): Scope => {
    const labels = [...scope.labels].map(([name, role]) => ({ name, role }));
    const bounded = new Set(region.flatMap(({ smaller, larger }) => [smaller, larger].flatMap(symbolNames)));
    const whole = withRoles(scope, [...roles, ...labels]);
    return bounded.size === 0 ? whole : withoutSigns(whole, bounded);
  }),
);

/** The scope in which nothing is said of the signs of these. */
function withoutSigns(scope: Scope, names: ReadonlySet<string>): Scope {
  const isSign = (role: Role) => role === "positive" || role === "nonnegative";
  const roles = [...scope.facts.roles].map(
    ([name, all]) =>
      [name, names.has(name) ? new Set([...all].filter((role) => !isSign(role))) : all] as const,
  );
  return { ...scope, facts: { ...scope.facts, roles: new Map(roles) } };
}

/** The scope in which symbols have these roles as well. */
export function withRoles(
  scope: Scope,
  assumed: readonly { readonly name: string; readonly role: Role }[],
): Scope {
  const roles = new Map(scope.facts.roles);
  for (const { name, role } of assumed) roles.set(name, new Set([...(roles.get(name) ?? []), role]));
  return { ...scope, facts: { ...scope.facts, roles } };
}

function within(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** The left side for one choice of its indices, before it is laid out. */
interface Derived {
  readonly node: NodeId;
  readonly raw: RawDerivative | null;
  /** The derivative that the left side is, or is at a place. */
  readonly whole: DerivativeExpression | null;
  readonly letters: ReadonlyMap<string, number>;
}

interface Left {
  readonly exact: NodeId;
  readonly raw: RawDerivative | null;
  readonly source: Pair["source"];
  readonly letters: ReadonlyMap<string, number>;
}

/** Symbols the left side rests on: a letter that only the right side has must be declared somewhere. */
function knownNames(builder: Builder): ReadonlySet<string> {
  return new Set(builder.leaves.values());
}

function leftSides(builder: Builder, claim: Claim, free: readonly string[]): readonly Derived[] {
  prepareVariables(builder, claim);
  const assignments = assign(builder, claim, free);
  return assignments.map((letters) => {
    builder.letters = new Map([...builder.choice.letters, ...letters]);
    return { ...leftSide(builder, claim.head), letters };
  });
}

/** Every variable that the claim differentiates by, in a symbol for a derivative too, is built before what depends on it. */
function prepareVariables(builder: Builder, claim: Claim): void {
  const seen = new Set<string>();
  const meant = (part: Expression): Expression => {
    if (part.type !== "symbol" || seen.has(part.name)) return part;
    seen.add(part.name);
    return unfold(builder.scope, part, claim.section, claim.span.start);
  };
  const visit = (expression: Expression): void => {
    if (expression.type === "derivative")
      for (const variable of expression.withRespectTo)
        if (variable.type === "symbol" && "failure" in attempt(() => build(builder, variable)))
          freeVariable(builder, variable);
    some(expression, (part) => {
      const whole = meant(part);
      if (part !== expression && whole.type === "derivative") visit(whole);
      return false;
    });
  };
  visit(claim.head);
  visit(claim.claimed);
}

/** What another section says of a letter that a claim differentiates by is said of another one. */
function freeVariable(builder: Builder, { name, time, span }: Expression & { type: "symbol" }): void {
  const own = (builder.scope.definitions.get(name) ?? []).some(({ section }) =>
    builder.section.path.includes(section.id),
  );
  if (!own && !time) attempt(() => builder.values.set(name, leaf(builder, name, null, span)));
}

function assign(
  builder: Builder,
  claim: Claim,
  free: readonly string[],
): readonly ReadonlyMap<string, number>[] {
  let assignments = members(builder, claim);
  for (const letter of free) {
    const size = builder.scope.shapes.letters.get(`${claim.statement.id}:${letter}`);
    const count = size && sizeValue(builder, size);
    // An index that runs over one value tells nothing of its place in the formula.
    if (count === undefined || count === 1)
      fail("unknown-shape", `the range of the index ${letter} is not known`, claim.span);
    const first = countsBehindFirst(claim, letter, builder.scope.firstApart) ? 2 : 1;
    assignments = assignments.flatMap((letters) =>
      Array.from({ length: count - first + 1 }, (_, at) => new Map([...letters, [letter, first + at]])),
    );
    if (assignments.length > COMBINATIONS) fail("over-budget", "too many free indices", claim.span);
  }
  const all = besideClasses(builder, restricted(builder, assignments, claim), claim);
  if (all.length <= COMPARED) return all;
  return Array.from({ length: COMPARED }, (_, at) => all[Math.floor((at * all.length) / COMPARED)]!);
}

/** Whether an index stands for any part but the first, `\theta_0`. */
function countsBehindFirst(
  { head, claimed }: Claim,
  letter: string,
  firstApart: Scope["firstApart"],
): boolean {
  if (firstApart.size === 0) return false;
  return [head, claimed].some((side) =>
    some(
      side,
      (part) =>
        part.type === "entry" &&
        part.of.type === "symbol" &&
        firstApart.has(part.of.name) &&
        indexLettersOf(part).includes(letter),
    ),
  );
}

/** Two letters that count members, `\partial p_k/\partial w_j`, stand for any two, and for one and the same. */
function members({ scope, choice }: Builder, claim: Claim): readonly ReadonlyMap<string, number>[] {
  const letters = memberLetters(claim, scope).filter((letter) => choice.letters.has(letter));
  if (letters.length !== 2) return [new Map()];
  const all = Array.from({ length: choice.lastTime - 1 }, (_, at) => at + 1);
  return all.flatMap((one) => all.map((other) => new Map([[letters[0]!, one], [letters[1]!, other]]))); // prettier-ignore
}

/** The choices of indices that a claim is about: all, or those with `i = j`, or with `i \neq j`. */
function restricted(
  builder: Builder,
  assignments: readonly ReadonlyMap<string, number>[],
  { conditions: { own } }: Claim,
): readonly ReadonlyMap<string, number>[] {
  const [first] = assignments;
  if (!own || !first?.has(own.left) || !first.has(own.right)) return assignments;
  builder.senses.add(`only ${own.left} ${own.equal ? "=" : "≠"} ${own.right} is claimed`);
  return assignments.filter((letters) => (letters.get(own.left) === letters.get(own.right)) === own.equal);
}

function leftSide(builder: Builder, head: Expression): Omit<Derived, "letters"> {
  const { graph } = builder;
  const whole = derivativeIn(builder, head);
  const raw = rawOf(builder, head, whole);
  if (!raw) return { node: build(builder, head), raw, whole };
  const jacobian = derivative(graph, raw.output, raw.variable, raw.frozen);
  if (jacobian === null)
    return fail("unsupported-operator", "an operator here has no derivative rule", (whole ?? head).span);
  if (raw.row === null && raw.column === null) return { node: jacobian, raw, whole };
  const { rows, cols } = dims(graph, jacobian);
  const height = raw.row === null ? rows : 1;
  const width = raw.column === null ? cols : 1;
  const node = opWith(graph, "submatrix", [raw.row ?? 0, raw.column ?? 0, height, width], jacobian);
  return { node, raw, whole };
}

function rawOf(builder: Builder, head: Expression, whole: DerivativeExpression | null): RawDerivative | null {
  if (whole) {
    const of = firstOf(whole);
    return head.type === "evaluation" ? rawEvaluated(builder, head, of) : rawDerivative(builder, of);
  }
  if (head.type !== "differential") return null;
  const varies = head.of.type !== "symbol" || builder.scope.definitions.has(head.of.name);
  return varies ? differentialParts(builder, head) : null;
}

function derivativeIn(builder: Builder, head: Expression): DerivativeExpression | null {
  const of = head.type === "evaluation" ? head.of : head;
  return of.type === "derivative" ? repeated(builder, of) : null;
}

/** A derivative of first order: of a higher one, the last. */
function firstOf(whole: DerivativeExpression): DerivativeExpression {
  return whole.withRespectTo.length > 1 ? inner(whole) : whole;
}

/** A left side in the layout of the reading. */
function laidOut(builder: Builder, { node, raw, whole, letters }: Derived): Left {
  if (!raw) return { exact: node, raw, source: null, letters };
  const arrangement = arrangementOn(builder, whole, raw);
  const exact = arranged(builder, raw, node, arrangement);
  const width = dims(builder.graph, raw.variable);
  const cols = width.rows * width.cols;
  const pickedCols = raw.column === null ? cols : 1;
  const source = (row: number, col: number): number => {
    const flat = sourceOf(arrangement, raw.form, row, col);
    const r = Math.floor(flat / pickedCols) + (raw.row ?? 0);
    const c = (flat % pickedCols) + (raw.column ?? 0);
    return r * cols + c;
  };
  return { exact, raw, source, letters };
}

function arrangementOn(
  builder: Builder,
  whole: DerivativeExpression | null,
  raw: RawDerivative,
): Arrangement {
  if (!whole) return { type: "tangent", rows: raw.form.of.rows, transposed: false };
  return whole.withRespectTo.length > 1
    ? hessianArrangement(builder, raw, whole)
    : arrangementOf(builder, raw, whole);
}

function rightSides(
  builder: Builder,
  claim: Claim,
  lefts: readonly Left[],
  known: ReadonlySet<string>,
): { pairs: readonly Pair[]; implicitDiag: boolean } {
  let implicitDiag = false;
  const pairs = lefts.map((whole): Pair => {
    builder.letters = new Map([...builder.choice.letters, ...whole.letters]);
    const shape = dims(builder.graph, whole.exact);
    let claimed = build(builder, claim.claimed, shape);
    const left = isScalar(builder.graph, claimed) ? asDeterminant(builder, whole, claim.head) : whole;
    const fitted = fit(builder, claimed, left.exact, claim);
    implicitDiag ||= fitted.implicitDiag;
    claimed = fitted.node;
    return {
      exact: left.exact,
      claimed,
      raw: left.raw,
      source: left.source,
      indices: Object.fromEntries(left.letters),
    };
  });
  requireKnown(builder, known, claim);
  return { pairs, implicitDiag };
}

/** `\partial(x, y)/\partial(r, \theta) = r` is about the determinant. */
function asDeterminant({ graph }: Builder, left: Left, head: Expression): Left {
  const { rows, cols } = dims(graph, left.exact);
  const isOfLists =
    head.type === "derivative" && head.of.type === "matrix" && head.withRespectTo[0]!.type === "matrix";
  if (!isOfLists || rows !== cols || rows === 1) return left;
  return { ...left, exact: op(graph, "det", left.exact), raw: null, source: null };
}

/** A zero stands for a zero of any size; a vector for its diagonal matrix where the reading admits that. */
function fit(
  builder: Builder,
  claimed: NodeId,
  exact: NodeId,
  claim: Claim,
): { node: NodeId; implicitDiag: boolean } {
  const { graph } = builder;
  const want = dims(graph, exact);
  const have = dims(graph, claimed);
  if (want.rows === have.rows && want.cols === have.cols) return { node: claimed, implicitDiag: false };
  if (isScalar(graph, claimed) && isZero(graph, claimed))
    return { node: zeros(graph, want), implicitDiag: false };
  const square = want.rows === want.cols && want.rows > 1;
  if (builder.reading.implicitDiag && square && have.rows === want.rows && have.cols === 1) {
    builder.senses.add("a vector stands for its diagonal matrix");
    return { node: op(graph, "diag", claimed), implicitDiag: true };
  }
  return misfit(`${have.rows}×${have.cols} is claimed for ${want.rows}×${want.cols}`, claim.claimed.span);
}

/** Inputs that only the right side has must be symbols of the note, not slips of the pen. */
function requireKnown(builder: Builder, known: ReadonlySet<string>, claim: Claim): void {
  const { facts, definitions, statements } = builder.scope;
  for (const name of builder.leaves.values()) {
    if (known.has(name)) continue;
    if (namesNotUnderstood(statements).has(name) && !definitions.has(name))
      fail(
        "undefined-symbol",
        `what this note says of ${plainName(name)} is not understood`,
        claim.claimed.span,
      );
    if (isDeclared(facts, name)) continue;
    if (name.startsWith("d ") || definitions.has(name)) continue;
    if (namesInDefinitions(definitions).has(name)) continue;
    fail(
      "undefined-symbol",
      `${plainName(name)} is used but never defined in this note`,
      placeOf(claim.claimed, name) ?? claim.claimed.span,
    );
  }
}

function placeOf(expression: Expression, name: string): { start: number; end: number } | null {
  let place: { start: number; end: number } | null = null;
  some(expression, (part) => {
    if (part.type === "symbol" && part.name === name) place = part.span;
    return place !== null;
  });
  return place;
}
