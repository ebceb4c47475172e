/*
 * Reasons not to call a claim wrong although no admitted reading of it holds: the note does not say how the
 * output depends on the variable, shapes are guesses, a condition is stated, or another definition may be meant.
 */
import {
  type DerivativeExpression,
  type Expression,
  indicesOf,
  some,
  walkExpression,
} from "../algebra/expression.ts";
import { isZero as isZeroNode } from "../algebra/graph.ts";
import { compile, inputsOf } from "../algebra/tape.ts";
import { type Claim, hasDerivative } from "../claims/claim.ts";
import type { Reason } from "../report.ts";
import type { Role } from "../scope/declaration.ts";
import type { Definition } from "../scope/definitions.ts";
import { familyOf } from "../scope/facts.ts";
import { plainTwin } from "../scope/fonts.ts";
import { speaksOfClasses } from "../scope/class-labels.ts";
import { isArray } from "../scope/samples.ts";
import type { Scope } from "../scope/scope.ts";
import { type Statement, isEquality } from "../scope/statement.ts";
import type { Span } from "../text/span.ts";
import { findAssumption } from "./assumptions.ts";
import type { Builder, Reading } from "./builder.ts";
import { type Disagreement, type Effort, type Outcome, decide } from "./decide.ts";
import { callsIn, namesInDefinitions } from "./lookups.ts";
import { perturbationDoubt } from "./perturbation.ts";
import { plainName } from "../scope/symbol-name.ts";

export interface Doubt {
  readonly reason: Reason;
  readonly message: string;
  readonly span: Span;
}

/** Enough to see whether a claim fails under another reading as well. */
const quick: Effort = { agreeing: 8, most: 40 };

/** At most this many other definitions are tried. */
const ALTERNATIVES = 12;

/** What speaks against calling the claim wrong, if anything does. */
export function doubtOf(
  scope: Scope,
  claim: Claim,
  readings: readonly Reading[],
  outcome: Outcome & { type: "disagree" | "mismatch" },
  seed: number,
): Doubt | null {
  const builder = outcome.type === "disagree" ? outcome.example.problem.builder : outcome.builder;
  return (
    independenceDoubt(scope, claim, builder) ??
    conditionDoubt(scope, claim) ??
    existenceDoubt(claim) ??
    expansionDoubt(scope, claim) ??
    pointDoubt(scope, claim, outcome) ??
    conventionDoubt(scope, claim) ??
    functionDoubt(scope, claim, builder) ??
    flowDoubt(claim, outcome) ??
    strangerDoubt(scope, claim, outcome) ??
    namingDoubt(scope, claim) ??
    lawDoubt(scope, claim, builder) ??
    stateDoubt(scope, claim, builder) ??
    valueDoubt(claim, builder) ??
    restatedDoubt(scope, claim, builder) ??
    rangeDoubt(claim, builder) ??
    equationDoubt(scope, claim, builder) ??
    factorDoubt(claim, outcome) ??
    termDoubt(scope, claim, builder) ??
    constancyDoubt(scope, claim, readings, seed) ??
    partialDoubt(scope, claim, readings, seed) ??
    indexDoubt(claim, builder) ??
    fontDoubt(scope, claim, builder) ??
    perturbationDoubt(scope, claim, readings, seed, quick) ??
    structureDoubt(scope, claim, readings, seed) ??
    shapeDoubt(scope, claim, readings, builder, outcome.type, seed) ??
    numberDoubt(scope, claim, readings, builder, seed) ??
    assumptionDoubt(scope, claim, readings, seed) ??
    definitionDoubt(scope, claim, readings, builder, seed)
  );
}

/** Where nothing at all flows from the variable to the output, the note does not say what the claim speaks of. */
function flowDoubt(claim: Claim, outcome: Outcome & { type: "disagree" | "mismatch" }): Doubt | null {
  if (outcome.type !== "disagree" || claim.head.type !== "derivative") return null;
  const { pairs, builder } = outcome.example.problem;
  if (builder.independent.size > 0 || !pairs.every((pair) => isZeroNode(builder.graph, pair.exact)))
    return null;
  return {
    reason: "undefined-symbol",
    message: "the output does not depend on the variable here",
    span: claim.span,
  };
}

/** A letter that the output does not rest on, and of which nothing is declared, may be made of those that it does. */
function strangerDoubt(
  { facts }: Scope,
  claim: Claim,
  outcome: Outcome & { type: "disagree" | "mismatch" },
): Doubt | null {
  if (outcome.type !== "disagree" || !hasDerivative(claim.head)) return null;
  const stranger = outcome.example.problem.strangers.find(
    (name) => !facts.shapes.has(name) && !facts.roles.has(name) && !facts.functions.has(name),
  );
  if (stranger === undefined) return null;
  const message = `nothing in this note says what ${plainName(stranger)} has to do with this`;
  return { reason: "undefined-symbol", message, span: claim.span };
}

/** `MRS(x, y) = u_x / u_y`: a factor on the left alone, of which nothing is said, may be whatever makes both sides equal. */
function namingDoubt({ facts, definitions }: Scope, { head, claimed, span }: Claim): Doubt | null {
  const stranger = factorsOf(head).find(
    (one) =>
      one.type === "symbol" &&
      ![facts.shapes, facts.roles, facts.functions, definitions].some((known) => known.has(one.name)) &&
      !namesInDefinitions(definitions).has(one.name) &&
      !some(claimed, (part) => part.type === "symbol" && part.name === one.name),
  );
  if (stranger?.type !== "symbol") return null;
  const message = `nothing in this note says what ${stranger.name.replace(/^\\/, "")} has to do with this`;
  return { reason: "undefined-symbol", message, span };
}

/** `dU = T dS - P dV` of a U that is defined nowhere is a law: it ties letters that `dH` for `H = U + PV` rests on. */
function lawDoubt(
  { definitions, statements }: Scope,
  { head, claimed, statement, span }: Claim,
  { used }: Builder,
): Doubt | null {
  if (head.type !== "differential") return null;
  const letters = new Set([head, claimed, ...[...used].map(({ body }) => body)].flatMap(namesIn));
  const isTied = statements.some(
    ({ left, steps }, place) =>
      statements[place] !== statement &&
      left.type === "differential" &&
      left.of.type === "symbol" &&
      letters.has(left.of.name) &&
      !definitions.has(left.of.name) &&
      steps.some(({ relation }) => isEquality(relation)),
  );
  if (!isTied) return null;
  return {
    reason: "undefined-symbol",
    message: "the note relates these letters by their differentials",
    span,
  };
}

/** `dU = T dS - P dV` of a U that the note makes of T and V: S may be made of them too, and is no variable beside them. */
function stateDoubt(
  { definitions, facts }: Scope,
  { head, claimed, span }: Claim,
  { used }: Builder,
): Doubt | null {
  if (head.type !== "differential") return null;
  const own = new Set([head, ...[...used].map(({ body }) => body)].flatMap(namesIn));
  const isSaid = (name: string) =>
    [definitions, facts.shapes, facts.roles, facts.functions].some((known) => known.has(name));
  for (const part of walkExpression(claimed)) {
    if (part.type !== "differential" || part.of.type !== "symbol") continue;
    const { name } = part.of;
    if (own.has(name) || isSaid(name)) continue;
    const message = `nothing in this note says what ${plainName(name)} has to do with this`;
    return { reason: "undefined-symbol", message, span };
  }
  return null;
}

/** `U = \rho(T) V`, `dU = V d\rho + \rho \, dV`: the letter of a function, alone, is its value, and where is not said. */
function valueDoubt({ head, claimed, span }: Claim, { used }: Builder): Doubt | null {
  const called = new Set([head, ...[...used].map(({ body }) => body)].flatMap(calledIn));
  const parts = [head, claimed].flatMap(walkExpression);
  const moved = new Set(parts.flatMap(differentiatedIn));
  const bare = parts.find((part) => part.type === "symbol" && called.has(part.name) && !moved.has(part));
  if (bare?.type !== "symbol") return null;
  const message = `${plainName(bare.name)} stands here as a function and without its argument`;
  return { reason: "readings-disagree", message, span };
}

/** What is differentiated, and by what: `\partial f/\partial g \, \partial g/\partial x` of f(g(x)) needs no argument. */
function differentiatedIn(part: Expression): readonly Expression[] {
  if (part.type === "differential") return [part.of];
  return part.type === "derivative" ? [part.of, ...part.withRespectTo] : [];
}

/** What the note says anew of a symbol, and what was not taken in, may be meant rather than what it said before. */
function restatedDoubt({ statements, definitions }: Scope, { span }: Claim, { used }: Builder): Doubt | null {
  const defining = new Set([...definitions.values()].flat().map(({ statement }) => statement));
  const isLost = ({ id, left, steps: [first] }: Statement) =>
    !defining.has(id) &&
    first !== undefined &&
    isEquality(first.relation) &&
    ([left, first.right].some((side) => some(side, ({ type }) => type === "unknown")) ||
      (left.type === "call" && left.arguments.every(({ type }) => type === "entry")));
  for (const { name, span: before } of used) {
    const isAnew = statements.some(
      (one) =>
        before.end <= one.span.start &&
        one.span.end <= span.start &&
        subjectOf(one.left) === name &&
        isLost(one),
    );
    if (!isAnew) continue;
    const message = `what this note says of ${plainName(name)} is not understood`;
    return { reason: "undefined-symbol", message, span };
  }
  return null;
}

/** What an equation is about: `L` of `L = …` and of `L(w) = …`. */
function subjectOf(left: Expression): string | null {
  if (left.type === "symbol") return left.name;
  return left.type === "call" && left.order === 0 ? left.function.name : null;
}

/** `C = \frac{1}{n} \sum_x C_x`: what n has to do with the range of x is not said. */
function rangeDoubt({ span }: Claim, { used, leaves }: Builder): Doubt | null {
  const names = new Set(leaves.values());
  const isOpenMean = (part: Expression) => {
    const factors = factorsOf(part);
    const sum = factors.find((one) => one.type === "iterated" && one.operator === "sum" && one.to === null);
    return (
      sum !== undefined &&
      factors.some(
        (one) => one.type === "quotient" && one.right.type === "symbol" && names.has(one.right.name),
      )
    );
  };
  if (![...used].some(({ body }) => some(body, isOpenMean))) return null;
  return { reason: "unknown-shape", message: "what a sum behind this runs over is not said", span };
}

function factorsOf(expression: Expression): readonly Expression[] {
  return expression.type === "product"
    ? [expression.left, expression.right].flatMap(factorsOf)
    : [expression];
}

/** `\partial u / \partial t = -c \, \partial u / \partial x` asks something of u; the chain rule has variables that are made of others. */
function equationDoubt(scope: Scope, { head, claimed, span }: Claim, { senses }: Builder): Doubt | null {
  const { definitions } = scope;
  const message = "this reads as an equation to be solved, not as an identity";
  // `\partial_t C + r S \partial_S C = 0` for a C with a function in it that is not known well enough.
  const isOpen = isZero(claimed) || [...senses].some((sense) => sense.includes("unspecified"));
  const isBalance = head.type === "sum" && isZero(claimed) && hasDerivative(head);
  if (isBalance || (relatesDerivatives(head) && isOpen)) return { reason: "prose-only", message, span };
  if (asksOfItself(scope, head, claimed, senses)) return { reason: "prose-only", message, span };
  if (head.type !== "derivative" || head.of.type !== "symbol") return null;
  const { name } = head.of;
  const own = namesOf(head.withRespectTo);
  const again = some(
    claimed,
    (part) =>
      part.type === "derivative" &&
      part.of.type === "symbol" &&
      part.of.name === name &&
      namesOf(part.withRespectTo).some((by) => !own.includes(by) && !definitions.has(by)),
  );
  return again ? { reason: "prose-only", message, span } : null;
}

/** `df/dx = f` of an f that is defined nowhere: what f is, follows from the equation. */
function asksOfItself(
  { definitions }: Scope,
  head: Expression,
  claimed: Expression,
  senses: ReadonlySet<string>,
): boolean {
  if (head.type !== "derivative" || isTwice(head, claimed)) return false;
  const name = nameOf(head.of);
  // σ is an activation, and its derivative a rule.
  if (name === null || name === "\\sigma" || definitions.has(name)) return false;
  if (![...senses].some((sense) => sense.startsWith(`${plainName(name)} is an unspecified`))) return false;
  const own = new Set(namesOf(head.withRespectTo));
  const isByOther = (part: Expression) =>
    part.type === "limit" ||
    (part.type === "derivative" && !namesOf(part.withRespectTo).every((by) => own.has(by)));
  return some(claimed, (part) => nameOf(part) === name) && !some(claimed, isByOther);
}

/** `d^2f/dx^2 = df/dx (df/dx)`: nobody asks for that; an f stands too much in the operator. */
function isTwice(head: DerivativeExpression, claimed: Expression): boolean {
  if (claimed.type !== "product" || claimed.sign !== "") return false;
  const { left, right } = claimed;
  if (left.type !== "derivative" || right.type !== "derivative") return false;
  const isSame = nameOf(left.of) === nameOf(head.of) && nameOf(right.of) === nameOf(head.of);
  const by = namesOf([...left.withRespectTo, ...right.withRespectTo]).join();
  return isSame && by === namesOf(head.withRespectTo).join();
}

/** The name of `f` and of `f(x)`, not of `f(g(x))`. */
function nameOf(expression: Expression): string | null {
  if (expression.type === "symbol") return expression.name;
  if (expression.type !== "call" || expression.function.type !== "symbol") return null;
  return expression.arguments.every(({ type }) => type === "symbol") ? expression.function.name : null;
}

/** `\partial_t C + r S \partial_S C = r C`: a sum of derivatives of one symbol by several variables. */
function relatesDerivatives(head: Expression): boolean {
  if (head.type !== "sum") return false;
  const seen = new Map<string, string>();
  return some(head, (part) => {
    if (part.type !== "derivative" || part.of.type !== "symbol") return false;
    const by = namesOf(part.withRespectTo).join();
    const before = seen.get(part.of.name);
    seen.set(part.of.name, by);
    return before !== undefined && before !== by;
  });
}

function namesOf(variables: readonly Expression[]): readonly string[] {
  return variables.map((one) => {
    const whole = one.type === "entry" ? one.of : one;
    return whole.type === "symbol" ? whole.name : whole.type;
  });
}

/** `\partial L / \partial w = -2 (y_i - w^\top x_i) x_i` of `L = \sum_i …`: perhaps the step for one sample is meant. */
function termDoubt({ notation }: Scope, { head, claimed, span }: Claim, { used }: Builder): Doubt | null {
  const lettersOf = (side: Expression) =>
    walkExpression(side).flatMap((part) =>
      indicesOf(part).flatMap(({ terms }) => terms.map(({ letter }) => letter)),
    );
  const bound = (side: Expression) =>
    walkExpression(side).flatMap((part) =>
      part.type === "iterated" && part.operator === "sum" ? [part.letter] : [],
    );
  const own = new Set([...lettersOf(head), ...bound(claimed)]);
  const summed = new Set([...used].flatMap(({ body }) => bound(body)));
  const letter = lettersOf(claimed).find(
    (one) => !own.has(one) && summed.has(one) && notation.familyLetters.has(one),
  );
  if (letter === undefined) return null;
  const message = `a single term of the sum over ${letter} may be meant`;
  return { reason: "readings-disagree", message, span };
}

/** `\partial L / \partial b = \sum_i a_i y_i = 0`: where a derivative is set to zero, a factor does not matter. */
function factorDoubt(claim: Claim, outcome: Outcome & { type: "disagree" | "mismatch" }): Doubt | null {
  const isSet = claim.statement.steps.slice(claim.step + 1).some(({ right }) => isZero(right));
  if (!isSet || outcome.type !== "disagree") return null;
  const { claimedMatrix, numericMatrix } = outcome.example;
  const claimed = claimedMatrix.flat();
  const numeric = numericMatrix.flat();
  const at = numeric.findIndex((value) => Math.abs(value) > 0);
  const ratio = claimed[at]! / numeric[at]!;
  const isPlain = [1, 2, 0.5].some((factor) => Math.abs(Math.abs(ratio) - factor) < 1e-6);
  if (at < 0 || (numeric.length === 1 && !isPlain)) return null;
  const isMultiple = numeric.every(
    (value, k) => Math.abs(claimed[k]! - ratio * value) <= 1e-6 * Math.abs(ratio),
  );
  if (!isMultiple) return null;
  const message = "a derivative that is set to zero: up to a factor this is right";
  return { reason: "prose-only", message, span: claim.span };
}

/** The output depends on the variable by nothing that the note says; a claim of a value is no claim about that. */
export function independenceDoubt(scope: Scope, claim: Claim, builder: Builder): Doubt | null {
  for (const { of, withRespectTo, span } of builder.independent) {
    const text = ({ span: place }: Expression) => scope.note.text.slice(place.start, place.end).trim();
    return {
      reason: "undefined-symbol",
      message: `nothing in this note says how ${text(of)} depends on ${text(withRespectTo[0]!)}`,
      span: claim.span.start <= span.start && span.end <= claim.span.end ? span : claim.span,
    };
  }
  return null;
}

/** Whether the claim holds in one of the readings after all, changed in this way. */
function holdsUnder(
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

/** `d(X^\\top Y) = (dX)^\\top Y` holds if Y is a constant, and nothing says that it is none. */
function constancyDoubt(
  scope: Scope,
  claim: Claim,
  readings: readonly Reading[],
  seed: number,
): Doubt | null {
  if (claim.head.type !== "differential") return null;
  const holds = holdsUnder(scope, claim, readings, { fixed: "intermediate" }, seed);
  if (!holds) return null;
  const message =
    "this holds only if a symbol without a differential here is constant, which the note does not say";
  return { reason: "readings-disagree", message, span: claim.span };
}

/** `∂f/∂x` of f(x, y) may hold y fixed, whatever the note makes of y elsewhere. */
function partialDoubt(scope: Scope, claim: Claim, readings: readonly Reading[], seed: number): Doubt | null {
  const { head, statement } = claim;
  if (head.type !== "derivative") return null;
  const call = head.of.type === "symbol" ? callsIn(statement).get(head.of.name) : head.of;
  if (call?.type !== "call" || call.arguments.length < 2) return null;
  const holds = holdsUnder(scope, claim, readings, { fixed: "intermediate" }, seed);
  const message = "this holds if the other arguments are held fixed, which are defined elsewhere";
  return holds ? { reason: "readings-disagree", message, span: claim.span } : null;
}

/** By a symmetric X, `2G - \operatorname{diag}(G)` counts each pair of entries as one variable. */
function structureDoubt(
  scope: Scope,
  claim: Claim,
  readings: readonly Reading[],
  seed: number,
): Doubt | null {
  const { head, span } = claim;
  const [by, ...more] = head.type === "derivative" ? head.withRespectTo : [];
  if (by?.type !== "symbol" || more.length > 0 || !scope.facts.roles.get(by.name)?.has("symmetric"))
    return null;
  const identity: Expression = { type: "constant", constant: "identity", indices: [], span };
  const terms = [
    { sign: 1, of: head },
    { sign: 1, of: { type: "transpose", of: head, span } },
    { sign: -1, of: { type: "product", left: head, right: identity, sign: "\\odot", span } },
  ] as const;
  const structured: Claim = { ...claim, head: { type: "sum", terms, span } };
  const holds = readings.some((reading) => decide(scope, structured, reading, seed, quick).type === "agree");
  const message = `this holds if equal entries of ${plainName(by.name)} count as one variable; say so`;
  return holds ? { reason: "readings-disagree", message, span } : null;
}

/** Words with which a note may state an assumption that was not read. */
const assumptionWords: Readonly<Partial<Record<Role | "commuting", RegExp>>> = {
  symmetric:
    /symmetr|hermitian|self-adjoint|positive[- ](semi-?)?definite|covariance|gram\b|hessian|\bSPD\b|\bPSD\b|对称|正定/i,
  "skew-symmetric": /skew|anti-?symmetr|反对称/i,
  orthogonal: /orthogonal|orthonormal|unitary|rotation|正交/i,
  diagonal: /diagonal|对角/i,
  "unit-norm": /\bunit|normali[sz]|\bnorm\b.*\b1\b|单位/i,
  "sums-to-one":
    /one-hot|sums? to (one|1)|probabilit|distribution|simplex|normali[sz]|indicator|label|概率|独热/i,
  positive: /positive|>|nonnegative|正/i,
  "unit-interval": /\b(small|tiny|leaky?|slope|fraction|between|less than)\b|斜率|较小/i,
  commuting: /commut|交换/i,
};

/** What is said not to be so. */
const denial = /\b(not?|never|without|need not|neither|general(ly)?)\b[^.;]{0,40}$|\b(non|a|un)-?$/i;

/** A claim that holds under an assumption whose word the note uses, but was not read of a symbol, may have been told so. */
function assumptionDoubt(
  scope: Scope,
  claim: Claim,
  readings: readonly Reading[],
  seed: number,
): Doubt | null {
  const read = new Set([...scope.facts.roles.values()].flatMap((roles) => [...roles]));
  const said = (key: Role | "commuting", name?: string) =>
    (key === "commuting" || !read.has(key)) && isSaid(scope, key, name);
  const found = findAssumption(scope, claim, readings, seed, {
    admits: ({ roles, commuting }) =>
      commuting.length > 0 ? said("commuting") : roles.every(({ role, name }) => said(role, name)),
  });
  if (!found) return null;
  const message = `this holds for ${found.text}; it is not clear whether the note says so`;
  return { reason: "readings-disagree", message, span: claim.span };
}

/** Notes on derivatives call many a Jacobian diagonal: that word counts only beside the symbol it would be said of. */
function isSaid({ note, statements }: Scope, key: Role | "commuting", name = ""): boolean {
  if (key === "unit-interval" && statements.some((one) => setsWithinOne(one, name))) return true;
  const letter =
    name
      .replace(/[_^]\{.*$/, "")
      .split(" ")
      .at(-1) ?? "";
  const mentions = (source: string) =>
    source.split(/\bdiag\b/).length === 1 && source.split(/[^A-Za-z\\]+|(?=\\)/).includes(letter);
  return note.blocks.some(({ content, span }) => {
    if (key === "diagonal" && !mentions(note.text.slice(span.start, span.end))) return false;
    return content.some((inline) => {
      const found = inline.type === "text" ? assumptionWords[key]?.exec(inline.text) : null;
      return (
        found !== null &&
        found !== undefined &&
        inline.type === "text" &&
        !denial.test(inline.text.slice(0, found.index))
      );
    });
  });
}

/** `\alpha = 0.01`. */
function setsWithinOne({ left, steps: [first] }: Statement, name: string): boolean {
  const value = first?.right.type === "number" ? first.right.value : null;
  return left.type === "symbol" && left.name === name && value !== null && value > 0 && value < 1;
}

/** Words that make `∂L/∂w = 0` something to be solved. */
const conditionWords =
  /\b(set(s|ting)?|equat\w*|vanish\w*|zero|stationar\w*|optim\w*|minimi[sz]\w*|minim(a|um)|maximi[sz]\w*|maxim(a|um)|critical|extrem\w*|conditions?|solv\w*|saddle|requires?|constraints?)\b|令|极值|驻点|为零|为0|等于0|等于零|最优|最小|最大|求解|条件|約束|约束/i;

/** Whether prose that declares nothing has words that a doubt may rest on. */
export function raisesDoubt(text: string): boolean {
  return (
    /einstein/i.test(text) ||
    speaksOfClasses.test(text) ||
    [conditionWords, ...Object.values(assumptionWords)].some((words) => words.test(text))
  );
}

/** "Set the gradient to zero" states a condition, not an identity. */
function conditionDoubt(scope: Scope, claim: Claim): Doubt | null {
  if (!isZero(claim.claimed)) return null;
  const said = conditionWords.test(wordsAround(scope, claim, [-1, 0, 1]));
  if (!said && claim.step === 0 && !marksPoint(claim.head)) return null;
  return {
    reason: "prose-only",
    message: "this reads as a condition to be met, not as an identity",
    span: claim.span,
  };
}

/** The prose of the blocks around a claim, and the words within its formula. */
function wordsAround({ note }: Scope, { statement }: Claim, blocks: readonly number[]): string {
  const words = blocks.flatMap((step) =>
    (note.blocks[statement.block + step]?.content ?? []).map((inline) =>
      inline.type === "text" ? inline.text : "",
    ),
  );
  return [...words, statement.words].join(" ");
}

/** "At the point (0, 1)" gives numbers that hold nowhere else, and so does a number for what varies. */
function pointDoubt(
  scope: Scope,
  claim: Claim,
  outcome: Outcome & { type: "disagree" | "mismatch" },
): Doubt | null {
  const isNumber = !some(
    claim.claimed,
    (part) => part.type === "symbol" || (part.type === "call" && part.function.type === "symbol"),
  );
  if (!isNumber) return null;
  const said = /\b(at|points?|evaluat\w*|when)\b|点|处|当/i.test(wordsAround(scope, claim, [-1, 0]));
  const isPlain = isNamed(claim.head) && !some(claim.claimed, ({ type }) => type === "constant");
  if (!said && !(isPlain && outcome.type === "disagree" && varies(outcome.example))) return null;
  return { reason: "prose-only", message: "this may be the value at one point only", span: claim.span };
}

/** `\partial L / \partial w`, of what is written elsewhere: `\frac{d}{dx} x^2` says itself what it is. */
function isNamed(head: Expression): boolean {
  return head.type === "derivative" && (head.of.type === "symbol" || head.of.type === "entry");
}

/** Whether the true value is another one in another instance. */
function varies({ problem, pair }: Disagreement): boolean {
  return inputsOf(compile(problem.builder.graph, [problem.pairs[pair]!.exact])).length > 0;
}

/** `f'(\xi) = (f(b) - f(a)) / (b - a)` says that there is such a point, not that every point is one. */
function existenceDoubt({ head, claimed, span }: Claim): Doubt | null {
  if (head.type !== "call" || head.order === 0) return null;
  const mentions = (name: string) => some(claimed, (part) => part.type === "symbol" && part.name === name);
  const singled = head.arguments.every((argument) => argument.type === "symbol" && !mentions(argument.name));
  const sameFunction = some(
    claimed,
    (part) => part.type === "call" && part.order === 0 && part.function.name === head.function.name,
  );
  if (!singled || !sameFunction) return null;
  return { reason: "prose-only", message: "this says that there is such a point", span };
}

/** `\nabla f(x) = \nabla f(a) + \nabla^2 f(a)(x - a)` is no identity for an f of which nothing is said: it expands f about a. */
function expansionDoubt({ definitions }: Scope, { head, claimed, span }: Claim): Doubt | null {
  const calls = (side: Expression) =>
    walkExpression(side).flatMap((part) =>
      part.type === "call" && part.function.type === "symbol" ? [part] : [],
    );
  const own = new Set(walkExpression(head).map(symbolKey));
  const open = new Set(
    calls(head).flatMap(({ function: { name } }) => (definitions.has(name) ? [] : [name])),
  );
  const isElsewhere = (call: Expression & { type: "call" }) => {
    const keys = call.arguments.flatMap(walkExpression).flatMap((part) => symbolKey(part) ?? []);
    return keys.length > 0 && keys.every((key) => !own.has(key) && !definitions.has(key));
  };
  const expands = calls(claimed).some((call) => open.has(call.function.name) && isElsewhere(call));
  return expands
    ? { reason: "prose-only", message: "this reads as an expansion about another point", span }
    : null;
}

/** A symbol at its time. */
function symbolKey(part: Expression): string | null {
  if (part.type !== "symbol") return null;
  return part.time ? `${part.name}@${JSON.stringify([part.time.terms, part.time.offset])}` : part.name;
}

/** In Einstein's convention a repeated index is summed over, though no sum is written. */
function conventionDoubt({ note }: Scope, claim: Claim): Doubt | null {
  const { head, claimed, span } = claim;
  if (!/einstein/i.test(note.text)) return null;
  const repeats = [head, claimed].some((side) => [...indexCounts(side).values()].some((count) => count > 1));
  if (!repeats) return null;
  return {
    reason: "readings-disagree",
    message: "a repeated index may be summed over here; write the sum out",
    span,
  };
}

/** A function that only one side has, and that the note does not define, is any function that makes the claim true. */
function functionDoubt(
  { facts, definitions, statements }: Scope,
  { head, claimed }: Claim,
  { used }: Builder,
): Doubt | null {
  const doubt = (part: Expression & { type: "call" }): Doubt => ({
    reason: "undefined-symbol",
    message: `${plainName(part.function.name)} is used but never defined in this note`,
    span: part.functionSpan,
  });
  // A function that other identities differentiate is any function here as well.
  const heads = statements.map(({ left }) => left).filter(hasDerivative);
  const known = new Set([head, ...heads, ...[...used].map(({ body }) => body)].flatMap(calledIn));
  for (const part of walkExpression(claimed)) {
    if (part.type !== "call" || part.function.type !== "symbol") continue;
    const name = familyOf(part.function.name);
    if (!known.has(name) && !facts.functions.has(name) && !definitions.has(part.function.name))
      return doubt(part);
  }
  const claimedNames = new Set(namesIn(claimed));
  for (const part of walkExpression(head)) {
    if (part.type !== "call" || part.function.type !== "symbol") continue;
    const name = familyOf(part.function.name);
    const isNamed = facts.functions.get(name)?.some(({ named }) => named !== null);
    if (!claimedNames.has(name) && !isNamed && !definitions.has(part.function.name)) return doubt(part);
  }
  return null;
}

/** Every letter of an expression, called or not. */
function namesIn(expression: Expression): readonly string[] {
  return walkExpression(expression).flatMap((part) => {
    if (part.type === "symbol") return [part.name];
    return part.type === "call" && part.function.type === "symbol" ? [familyOf(part.function.name)] : [];
  });
}

function calledIn(expression: Expression): readonly string[] {
  return walkExpression(expression).flatMap((part) =>
    part.type === "call" && part.function.type === "symbol" ? [familyOf(part.function.name)] : [],
  );
}

function indexCounts(expression: Expression): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const part of walkExpression(expression))
    for (const { letter } of indicesOf(part).flatMap((index) => index.terms))
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return counts;
}

function isZero(expression: Expression): boolean {
  return (
    (expression.type === "number" && expression.value === 0) ||
    (expression.type === "constant" && expression.constant === "zeros")
  );
}

/** `f'(x^*)`, `\nabla L(\hat w)`: a point that is singled out. */
function marksPoint(head: Expression): boolean {
  const special = (part: Expression) =>
    part.type === "symbol" && /\^\{(\*|\\star)\}|^(hat|bar) /.test(part.name);
  if (head.type === "call") return head.arguments.some(special);
  return head.type === "derivative" && head.of.type === "call" && head.of.arguments.some(special);
}

/** Shapes nobody declared: a claim is wrong only if it fails for scalars, which every shape contains. */
function shapeDoubt(
  scope: Scope,
  claim: Claim,
  readings: readonly Reading[],
  builder: Builder,
  outcome: "disagree" | "mismatch",
  seed: number,
): Doubt | null {
  const { guessed, forced, conflicts } = scope.shapes;
  const inConflict = [...builder.used].some((one) =>
    conflicts.some((conflict) => conflict.statement === one.statement),
  );
  // What merely does not fit is wrong only where no guess at all is behind the sizes.
  const uncertain = (one: string) => guessed.has(one) || (outcome === "mismatch" && !forced.has(one));
  const name = [...usedNames(builder)].find(uncertain);
  if (name === undefined && !inConflict) return null;
  const fails = readings.every(
    (reading) => decide(scope, claim, { ...reading, scalars: "undeclared" }, seed, quick).type === "disagree",
  );
  if (fails) return null;
  return {
    reason: "unknown-shape",
    message:
      name === undefined
        ? "the shapes in the definitions behind this do not fit together"
        : `the shape of ${plainName(name)} is not declared, and no reading of it makes this hold`,
    span: claim.span,
  };
}

/** `H = U + P V`, `dH = dU + P dV + V dP`: capitals of which nothing says that they are matrices may be numbers. */
function numberDoubt(
  scope: Scope,
  claim: Claim,
  readings: readonly Reading[],
  builder: Builder,
  seed: number,
): Doubt | null {
  const { facts, notation } = scope;
  const sides = [claim.head, claim.claimed, ...[...builder.used].map(({ body }) => body)];
  const names = [...usedNames(builder)];
  const isSaid = (name: string) =>
    facts.shapes.has(name) || facts.roles.has(name) || notation.evidence.get(name)?.fonts.has("bold");
  if (names.some(isSaid) || sides.some((side) => some(side, isArray))) return null;
  const holds = holdsUnder(scope, claim, readings, { scalars: "undeclared" }, seed);
  if (!holds) return null;
  const message = "this holds for numbers, and nothing says that these letters are matrices";
  return { reason: "unknown-shape", message, span: claim.span };
}

/** A letter that stands with and without an index: `v_i` may be a part of `v`, or have nothing to do with it. */
function indexDoubt(claim: Claim, builder: Builder): Doubt | null {
  const leaves = [...builder.leaves];
  const mixed = leaves.find(([key, name]) => key.startsWith(`${name}@`) && builder.leaves.has(name));
  if (!mixed) return null;
  const message = `${plainName(mixed[1])} stands here with an index and without one; say what the index counts`;
  return { reason: "readings-disagree", message, span: claim.span };
}

/** A letter that is told apart from its bold twin, while the claim rests on both. */
function fontDoubt({ definitions }: Scope, claim: Claim, builder: Builder): Doubt | null {
  const used = usedNames(builder);
  // `\mathbf{x} = [x, y]^\top` says what either is.
  const isSaid = (bold: string, twin: string) =>
    (definitions.get(bold) ?? []).some(({ body }) =>
      some(body, (part) => part.type === "symbol" && part.name === twin),
    );
  const name = [...used]
    .map((one) => [one, plainTwin(one)] as const)
    .find(([one, twin]) => twin !== null && used.has(twin) && !isSaid(one, twin))?.[1];
  if (!name) return null;
  const message = `${plainName(name)} seems to be one thing in bold and another in plain type; use two letters`;
  return { reason: "readings-disagree", message, span: claim.span };
}

function usedNames(builder: Builder): ReadonlySet<string> {
  return new Set(
    [...builder.values.keys(), ...builder.leaves.values()].map((key) =>
      key.replace(/^(d|d?dot) /, "").replace(/@-?\d+$/, ""),
    ),
  );
}

/** A symbol with several definitions: the claim is wrong only if it fails under each. */
function definitionDoubt(
  scope: Scope,
  claim: Claim,
  readings: readonly Reading[],
  builder: Builder,
  seed: number,
): Doubt | null {
  const holdsWith = (instead: Reading["instead"]) =>
    readings.some((reading) => {
      const outcome = decide(scope, claim, { ...reading, instead }, seed, quick);
      return outcome.type === "agree" && !independenceDoubt(scope, claim, outcome.problem.builder);
    });
  const elsewhere = foreignNames(claim, builder);
  if (elsewhere.size > 0 && holdsWith(elsewhere))
    return {
      reason: "readings-disagree",
      message: `this holds if ${[...elsewhere.keys()].map(plainName).join(", ")} are not what another section defines`,
      span: claim.span,
    };
  for (const { name, definition } of alternatives(scope, claim, builder).slice(0, ALTERNATIVES)) {
    if (holdsWith(new Map([[name, definition]])))
      return {
        reason: "readings-disagree",
        message: `whether this holds depends on which definition of ${plainName(name)} is meant`,
        span: claim.span,
      };
  }
  return null;
}

/** Symbols whose definition stands in a section that does not contain the claim. */
function foreignNames(claim: Claim, builder: Builder): ReadonlyMap<string, null> {
  const foreign = [...builder.used].filter(({ section }) => !claim.section.path.includes(section.id));
  return new Map(foreign.map(({ name }) => [name, null]));
}

function alternatives(
  scope: Scope,
  claim: Claim,
  builder: Builder,
): readonly { name: string; definition: Definition }[] {
  const names = new Set([...builder.used].map((one) => one.name));
  const others = [...names].flatMap((name) =>
    [scope.definitions, scope.alternatives].flatMap((known) => known.get(name) ?? []),
  );
  // Each side of a chain `L = T - V = …` says what L is.
  const sides = [...builder.used, ...others].flatMap((definition) =>
    (scope.statements[definition.statement]?.steps ?? []).flatMap(({ relation, right }) =>
      isEquality(relation) && right !== definition.body ? [{ ...definition, body: right }] : [],
    ),
  );
  return [...others.filter((one) => !builder.used.has(one)), ...sides]
    .filter((one) => one.components.length === 0 && !one.isDerivative && one.statement !== claim.statement.id)
    .map((definition) => ({ name: definition.name, definition }));
}
