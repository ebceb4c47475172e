/*
 * The derivative that a claim should state, from the note's own definitions, in the author's symbols. What comes out
 * are candidates, the likeliest first; none is shown before it has been verified.
 */
import { type DerivativeExpression, type Expression, untransposed } from "../../algebra/expression.ts";
import { combine, constantIndex, letterIndex, sameIndex } from "../../algebra/index-arithmetic.ts";
import { otherArguments } from "../../check/other-arguments.ts";
import type { Layout } from "../../claims/layout.ts";
import type { Site } from "../site.ts";
import { NoDerivation, descend } from "./adjoint.ts";
import { type Answer, answerOf, iterated, raised } from "./answer.ts";
import { changeByScalar, differentialOf, entryByEntry } from "./changes.ts";
import { entryTerms } from "./entry.ts";
import { type Term, expressionOf, nowhere, product, unit } from "./form.ts";
import { kindOf } from "./kind.ts";
import { kroneckerTerms, lacksCommutation, transposedKronecker } from "./kronecker.ts";
import { type Route, atIndex, createDerivation } from "./paths.ts";
import { print } from "./print.ts";
import { type Signalled, bySignals } from "./signals.ts";
import { collected, simplify } from "./simplify.ts";
import { chainTerms } from "./chain.ts";
import { throughTime } from "./through-time.ts";
import { transposeAll, turnedFactors } from "./transpose.ts";

/** Answers handed on for one claim; each is judged like any other claim. */
const MOST = 14;
/** What is longer comes last, the shortest first, and an even longer answer helps nobody; in letters and in factors. */
const LONG = 300;
const LONGEST = 600;
const MOST_FACTORS = 12;

export function deriveRightSides(site: Site, layout: Layout): readonly Answer[] {
  const answers = new Map<string, Answer>();
  for (const closedSlopes of slopeStyles(site))
    for (const way of waysTo(site, layout, closedSlopes))
      for (const answer of quietly(way)) if (!answers.has(answer.tex)) answers.set(answer.tex, answer);
  const all = [...answers.values()];
  const short = all.filter(({ tex }) => tex.length <= LONG);
  const long = all.filter(({ tex }) => LONG < tex.length && tex.length <= LONGEST);
  return [...short, ...long.sort((a, b) => a.tex.length - b.tex.length)].slice(0, MOST);
}

/** What is asked for decides how it is derived. */
function waysTo(site: Site, layout: Layout, closedSlopes: boolean): readonly (() => readonly Answer[])[] {
  const { head } = site.claim;
  if (head.type === "differential") return [() => deriveDifferential(site, head.of, closedSlopes)];
  if (head.type !== "derivative") return [];
  const ways = byOrder[head.withRespectTo.length] ?? [];
  return ways.map((derive) => () => derive({ site, head, layout, closedSlopes }));
}

interface Task {
  readonly site: Site;
  readonly head: DerivativeExpression;
  readonly layout: Layout;
  readonly closedSlopes: boolean;
}

/** Whatever cannot be derived or printed gives no candidates. */
function quietly<T>(make: () => readonly T[]): readonly T[] {
  try {
    return make();
  } catch (error) {
    if (error instanceof NoDerivation) return [];
    throw error;
  }
}

/** Ways to a first and to a second derivative, the likeliest first. */
const byOrder: Readonly<Record<number, readonly ((task: Task) => readonly Answer[])[]>> = {
  1: [
    deriveKronecker,
    deriveByScalar,
    deriveEntry,
    derivePartial,
    deriveProduct,
    deriveSignals,
    deriveThroughTime,
    deriveStep,
    deriveTotal,
    deriveChain,
    deriveDirect,
  ],
  2: [deriveSecond],
};

/** Whether the author writes σ'(z) or closed forms; the nearer to the claim counts first. */
function slopeStyles(site: Site): readonly boolean[] {
  const claimed = site.text.slice(site.claimed.span.start, site.claimed.span.end);
  const primed = /'|\\prime/;
  const closed = /1\}?\s*-|\\tanh(?![a-zA-Z])/;
  if (primed.test(claimed)) return [false, true];
  if (closed.test(claimed)) return [true, false];
  return !primed.test(site.text) && closed.test(site.text) ? [true, false] : [false, true];
}

function routeOf({ site, head, closedSlopes }: Task): Route {
  const [by] = head.withRespectTo;
  const variable = untransposed(by!);
  return {
    variable,
    closed: new Set(otherArguments(site.scope, head)),
    direct: false,
    scalarOutput: kindOf(site.scope, head.of) === "scalar" && kindOf(site.scope, variable) !== "scalar",
    closedSlopes,
    unitSums: true,
  };
}

/** ∂vec(Y)/∂vec(X). */
function deriveKronecker(task: Task): readonly Answer[] {
  const { site, head, layout } = task;
  return kroneckerTerms(site, head, routeOf(task)).flatMap((terms) => {
    const both = [terms, transposedKronecker(site.scope, terms)];
    const ordered = layout.jacobians === "denominator" ? both.reverse() : both;
    return ordered.map((one) => answerOf(site, one, true));
  });
}

/** What the answer takes that the note has no name for, in words; null where there is no such thing. */
export function lackingFor(site: Site, layout: Layout): string | null {
  const { head } = site.claim;
  if (head.type !== "derivative") return null;
  const task = { site, head, layout, closedSlopes: false };
  const [lacks] = quietly(() => [lacksCommutation(site, head, routeOf(task))]);
  return lacks === true ? "a commutation matrix K with K vec(X) = vec(Xᵀ)" : null;
}

/** ∂Y/∂t of anything by a scalar: each factor in turn. */
function deriveByScalar(task: Task): readonly Answer[] {
  const { site, head } = task;
  // What a recurrence brings along counts in a total derivative.
  if (isTotal(task) && throughTime(site, head, routeOf(task)).length > 0) return [];
  const terms = simplify(site, changeByScalar(site, head, routeOf(task)));
  if (terms.length === 0) return [];
  const turned = terms.map((term) => ({ ...term, factors: transposeAll(site.scope, term.factors) }));
  return [answerOf(site, terms, false), answerOf(site, turned, false)];
}

function deriveDifferential(site: Site, of: Expression, closedSlopes: boolean): readonly Answer[] {
  const route = { closed: noNames, direct: false, scalarOutput: false, unitSums: false };
  const terms = simplify(site, differentialOf(site, of, { ...route, variable: of, closedSlopes }));
  return terms.length === 0 ? [] : [answerOf(site, terms, false)];
}

const noNames: ReadonlySet<string> = new Set();

/** ∂²f/∂x∂xᵀ: the gradient, differentiated once more. */
function deriveSecond(task: Task): readonly Answer[] {
  const { site, head } = task;
  const [outer, inner] = head.withRespectTo;
  const once = { ...task, head: { ...head, withRespectTo: [untransposed(inner!)] } };
  const gradient = simplify(site, collect(once, routeOf(once)));
  if (gradient.length === 0) return [];
  const twice = {
    ...task,
    head: { ...head, of: expressionOf(gradient), withRespectTo: [untransposed(outer!)] },
  };
  return forms(twice, collect(twice, routeOf(twice)));
}

/** ∂(Y)_{kl}/∂X_{ij} in index form. */
function deriveEntry(task: Task): readonly Answer[] {
  const terms = entryByEntry(task.site, task.head, routeOf(task));
  return terms.length === 0 ? [] : [answerOf(task.site, terms, false)];
}

function deriveTotal(task: Task): readonly Answer[] {
  return [true, false].flatMap((unitSums) => forms(task, collect(task, { ...routeOf(task), unitSums })));
}

/** ∂c_t/∂c_{t-1} of one step as a map of all its states. */
function deriveStep(task: Task): readonly Answer[] {
  return isOverTime(task) ? forms(task, collect(task, { ...routeOf(task), step: true })) : [];
}

/** Whether a state is differentiated by one of another time. */
function isOverTime({ head: { of, withRespectTo } }: Task): boolean {
  const [by] = withRespectTo;
  if (of.type !== "symbol" || by?.type !== "symbol") return false;
  return of.time !== null && by.time !== null && !sameIndex(of.time, by.time);
}

/** ∂h_t/∂h_{t-1} in terms of the derivatives of what h_t is made of. */
function deriveChain(task: Task): readonly Answer[] {
  const { site, head } = task;
  const route = routeOf(task);
  return isOverTime(task) && !route.scalarOutput ? forms(task, chainTerms(site, head, route)) : [];
}

function deriveDirect(task: Task): readonly Answer[] {
  if (task.head.of.type !== "symbol") return [];
  return forms(task, collect(task, { ...routeOf(task), direct: true }));
}

function collect({ site, head }: Task, route: Route): readonly Term[] {
  const d = createDerivation(site, route);
  descend(d, head.of.type === "transpose" ? head.of.of : head.of, unit);
  return d.found;
}

function deriveSignals(task: Task): readonly Answer[] {
  const { site, head } = task;
  const route = routeOf(task);
  if (head.of.type !== "symbol" || !route.scalarOutput) return [];
  return bySignals(site, head.of.name, route).flatMap((one) => summed(task, one));
}

/** Of what is no state itself, or a total derivative. */
function deriveThroughTime(task: Task): readonly Answer[] {
  return isTotal(task) ? deriveAllSteps(task) : [];
}

/** A loss depends on a parameter by all steps; ∂h_t/∂w of a state is more often that of its own step. */
function isTotal(task: Task): boolean {
  const { site } = task;
  const { start, end } = site.claim.statement.leftNode.span;
  return routeOf(task).scalarOutput || !site.text.slice(start, end).includes("\\partial");
}

/** By derivatives with respect to the states, where a recurrence comes between. */
function deriveAllSteps(task: Task): readonly Answer[] {
  return throughTime(task.site, task.head, routeOf(task)).flatMap((one) => summed(task, one));
}

function summed(task: Task, { terms, over }: Signalled): readonly Answer[] {
  const answers = forms(task, terms);
  if (!over) return answers;
  const range = { letter: over.letter, from: constantIndex(1, nowhere), to: over.last };
  return answers.map((body) => iterated("sum", range, body));
}

/** The same derivative in both arrangements, the one of the layout first. */
function forms(task: Task, found: readonly Term[]): readonly Answer[] {
  const { site, head, layout } = task;
  const route = routeOf(task);
  if (found.length === 0 || found.some(({ factors }) => factors.length > MOST_FACTORS)) return [];
  const terms = simplify(site, found);
  const flipped = simplify(
    site,
    found.map((term) => ({ ...term, factors: turnedFactors(site.scope, term.factors) })),
  );
  const square =
    kindOf(site.scope, route.variable) !== "scalar" && (!route.scalarOutput || hasNoFactors(terms));
  const nabla = head.notation === "nabla";
  const turned = route.scalarOutput
    ? !nabla && layout.gradients === "transposed"
    : layout.jacobians === "denominator";
  const [by] = head.withRespectTo;
  const first =
    turned !== (by!.type === "transpose" && route.scalarOutput) ? [flipped, terms] : [terms, flipped];
  return first.flatMap((one) => {
    const together = collected(one);
    const apart = [answerOf(site, one, square), ...outer(site, one)];
    return together ? [answerOf(site, together, square), ...apart] : apart;
  });
}

function hasNoFactors(terms: readonly Term[]): boolean {
  return terms.some((term) => term.factors.length === 0);
}

/** A gradient `diag(s) W δ` also as `s ⊙ W δ` where the note multiplies entry by entry. */
function outer(site: Site, terms: readonly Term[]): readonly Answer[] {
  const [only, ...more] = terms;
  const [diag, ...rest] = only?.factors ?? [];
  if (!only || more.length > 0 || diag?.type !== "call" || diag.function.name !== "diag" || rest.length === 0)
    return [];
  if (kindOf(site.scope, product(rest)) !== "column" || !site.text.includes("\\odot")) return [];
  const factor = product([product(rest), diag.arguments[0]!], "\\odot");
  return [answerOf(site, [{ ...only, factors: [factor] }], false)];
}

/** ∂x_t/∂x_k: the product of the steps between. */
function deriveProduct(task: Task): readonly Answer[] {
  const { site, head, layout } = task;
  const [by] = head.withRespectTo;
  const { of } = head;
  if (of.type !== "symbol" || by?.type !== "symbol" || of.name !== by.name || !of.time || !by.time) return [];
  if (combine(of.time, by.time, -1, nowhere).terms.length === 0) return [];
  const letter = /\\prod(?:\\limits)?_\{([a-z])\s*=/.exec(site.text)?.[1] ?? "i";
  const index = letterIndex(letter, nowhere);
  const at = (part: Expression & { type: "symbol" }, shift: number) => ({
    ...part,
    time: combine(index, constantIndex(shift, nowhere), 1, part.time!.span),
  });
  const variable = at(by, -1);
  const step = { ...task, head: { ...head, of: at(of, 0), withRespectTo: [variable] } };
  const found = simplify(site, collect(step, { ...routeOf(step), variable, scalarOutput: false }));
  const turned = simplify(
    site,
    found.map((term) => ({ ...term, factors: transposeAll(site.scope, term.factors) })),
  );
  if (found.length === 0) return [];
  const order = layout.jacobians === "denominator" ? [turned, found] : [found, turned];
  const first = combine(by.time, constantIndex(1, nowhere), 1, nowhere);
  const last = of.time;
  const count = combine(of.time, by.time, -1, nowhere);
  return order.flatMap((terms) => {
    const body = answerOf(site, terms, true);
    if (!terms.some((term) => mentions(site, term, letter))) return [raised(body, count)];
    return [
      iterated("product", { letter, from: first, to: last }, body),
      iterated("product", { letter, from: last, to: first }, body),
    ];
  });
}

function mentions(site: Site, term: Term, letter: string): boolean {
  const moved = (part: Expression) =>
    print(site, atIndex(part, letter, { terms: [], offset: 7, span: nowhere }));
  return [...term.factors, ...term.scalars].some((part) => print(site, part) !== moved(part));
}

/** ∂h_j/∂h_k: one entry of the whole derivative. */
function derivePartial(task: Task): readonly Answer[] {
  const { site, head } = task;
  const [by] = head.withRespectTo;
  const { of } = head;
  const whole = (part: Expression) => (part.type === "entry" ? part.of : part);
  if (of.type !== "entry" && by!.type !== "entry") return [];
  const inner = { ...task, head: { ...head, of: whole(of), withRespectTo: [whole(by!)] } };
  const route = routeOf(inner);
  const row = of.type === "entry" ? of.indices : [];
  const column = by!.type === "entry" ? by!.indices : [];
  return [false, true].flatMap((direct) => {
    const terms = simplify(site, collect(inner, { ...route, direct }));
    if (terms.length === 0) return [];
    return [answerOf(site, entryTerms(site.scope, terms, [...row, ...column]), false)];
  });
}
