/*
 * Functions that equations give: the y of `x^2 + y^2 = 25` and of `F(x, y) = 0`, the r and θ of `x = r\cos\theta`,
 * `y = r\sin\theta`, where a note differentiates them by x. In comes a claim, out go the definitions under which they
 * are what solves the equations.
 */
import {
  type DerivativeExpression,
  type Expression,
  type SymbolExpression,
  mapParts,
  some,
  walkExpression,
  isWrittenZero,
} from "../algebra/expression.ts";
import { wordsOf } from "../markdown/note.ts";
import { oncePer } from "../text/once.ts";
import { type Definition, impliedDefinition } from "./definitions.ts";
import { isOpenValue } from "./open-functions.ts";
import { optima } from "./optima.ts";
import type { Scope } from "./scope.ts";
import type { Section } from "./section.ts";
import { allSides } from "./sides.ts";
import { type Statement, isEquality, sidesOf } from "./statement.ts";

type Solution = Expression & { readonly type: "solution" };

/** Where a function is asked for: the claim's statement and its section. */
interface Place {
  readonly scope: Scope;
  readonly statement: Statement;
  readonly section: Section;
}

/** What a claim differentiates and the note does not define, by the equations that tie it to the variable. */
export function implicitFunctions(scope: Scope, statement: Statement): readonly Definition[] {
  return functionsIn(scope)(statement);
}

/** Found once for all steps of a chain. */
const functionsIn = oncePer((scope: Scope) =>
  oncePer((statement: Statement): readonly Definition[] => {
    const found = new Map<string, Definition>();
    const section = scope.sections[statement.formula] ?? { id: -1, path: [-1] };
    const place = { scope, statement, section };
    for (const part of sidesOf(statement).flatMap(walkExpression)) {
      if (part.type !== "derivative") continue;
      const add = (one: Definition) => void (found.has(one.name) || found.set(one.name, one));
      for (const [of, by] of pairsOf(part)) {
        if (found.has(of.name)) continue;
        if (isOpen(scope, of)) definitionsFor(place, of, by).forEach(add);
        else (definitionBefore(place, of, by) ?? solvedBehind(place, of, by)).forEach(add);
      }
      for (const [of, by] of partsOf(part)) if (!found.has(of.name)) tiedBefore(place, of, by).forEach(add);
    }
    return [...optima(scope), ...found.values()];
  }),
);

/** Each letter that is differentiated, with one that it is differentiated by: of `\partial(r, \theta)/\partial(x, y)`, too. */
function pairsOf({
  of,
  withRespectTo,
}: DerivativeExpression): readonly (readonly [SymbolExpression, SymbolExpression])[] {
  const [by] = lettersOf(withRespectTo[0]!);
  return by
    ? lettersOf(of).flatMap((one) => (one.name === by.name || by.time ? [] : [[one, by] as const]))
    : [];
}

function lettersOf(of: Expression): readonly SymbolExpression[] {
  if (of.type === "symbol") return [of];
  if (of.type === "entry" || of.type === "transpose") return lettersOf(of.of);
  if (of.type === "call" && of.function.name === "vec") return of.arguments.flatMap(lettersOf);
  const cells = of.type === "matrix" ? of.rows.flat() : [];
  return cells.flatMap((cell) => (cell?.type === "symbol" ? [cell] : []));
}

/** The letters of `\frac{d}{dx}(x^2 y)` beside x, each of which may be a function of it. */
function partsOf({
  of,
  withRespectTo,
  isTotal,
}: DerivativeExpression): readonly (readonly [SymbolExpression, SymbolExpression])[] {
  const [by] = lettersOf(withRespectTo[0]!);
  if (!by || !isTotal || of.type === "symbol") return [];
  return walkExpression(of).flatMap((one) =>
    one.type === "symbol" && one.name !== by.name && !one.time ? [[one, by] as const] : [],
  );
}

/** What an equation says of a letter of which the note says something else after the claim, or nothing. */
function definitionBefore(
  place: Place,
  of: SymbolExpression,
  by: SymbolExpression,
): readonly Definition[] | null {
  const { scope, statement, section } = place;
  if (of.time || scope.flows.has(of.name)) return null;
  const own = scope.definitions.get(of.name) ?? [];
  if (!own.every((one) => one.statement > statement.id)) return null;
  const solution = equationFor(place, of, by);
  return solution && [impliedDefinition(of.name, solution, section, of.span)];
}

/** The same of a letter within what is differentiated, where an equation ties it and says nothing else. */
function tiedBefore(place: Place, of: SymbolExpression, by: SymbolExpression): readonly Definition[] {
  const found = definitionBefore(place, of, by) ?? [];
  const isTied = ({ body }: Definition) =>
    body.type === "solution" && !holdsAtZero(body, of) && !isExplicit(body, of) && !isExplicit(body, by);
  return found.filter(isTied);
}

/** Whether nothing says what a symbol is: at most that it is some function, `y = y(x)`, or by itself, `z = f(z, x)`. */
function isOpen({ definitions, facts, flows }: Scope, { name, time }: SymbolExpression): boolean {
  if (time || flows.has(name)) return false;
  if ((facts.functions.get(name) ?? []).some(({ named }) => named)) return false;
  return (definitions.get(name) ?? []).every((one) => isOpenValue(one) || holds(one.body, name));
}

function holds(body: Expression, name: string): boolean {
  return some(body, (part) => part.type === "symbol" && part.name === name);
}

function definitionsFor(place: Place, of: SymbolExpression, by: SymbolExpression): readonly Definition[] {
  const { section } = place;
  const solution = fixedPoint(place, of) ?? equationFor(place, of, by);
  if (solution) return [impliedDefinition(of.name, solution, section, of.span)];
  return inverseOf(place, of, by);
}

/** The x of `Ax = b` behind an `L = g^\top x` that is differentiated by b, and does not hold b itself. */
function solvedBehind(place: Place, of: SymbolExpression, by: SymbolExpression): readonly Definition[] {
  const { scope, section } = place;
  if (!equationsOf(scope).has(by.name)) return [];
  const leaves = leavesBehind(scope, of);
  if (leaves.some(({ name }) => name === by.name)) return [];
  return leaves.flatMap((leaf) => {
    const solved = isOpen(scope, leaf) ? equationFor(place, leaf, by) : null;
    return solved && !holdsAtZero(solved, leaf) && !isExplicit(solved, leaf)
      ? [impliedDefinition(leaf.name, solved, section, of.span)]
      : [];
  });
}

/** Whether zero solves the equation whatever the other letters are, as in `A v = \lambda v`. */
function holdsAtZero({ of: [difference] }: Solution, { name }: SymbolExpression): boolean {
  return (
    difference?.type !== "sum" || difference.terms.every(({ of }) => holds(of, name) || isWrittenZero(of))
  );
}

/** `u = g(x)`, `u_i = g_i(x)` say what the letter is, or are about functions: no equations to be solved for it. */
function isExplicit({ of: [difference] }: Solution, { name }: SymbolExpression): boolean {
  const isLetter = (of: Expression) => of.type === "symbol" && of.name === name;
  const isIt = (of: Expression) => isLetter(of) || (of.type === "entry" && isLetter(of.of));
  const isCall = (part: Expression) => part.type === "call" && part.function.type === "symbol";
  return (
    difference?.type === "sum" && (difference.terms.some(({ of }) => isIt(of)) || some(difference, isCall))
  );
}

/** The letters without a definition that one with a definition rests on. */
function leavesBehind(scope: Scope, of: SymbolExpression): readonly SymbolExpression[] {
  const leaves = new Map<string, SymbolExpression>();
  const seen = new Set<string>();
  const visit = ({ name, ...letter }: SymbolExpression): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const own = scope.definitions.get(name);
    if (!own && !letter.time) leaves.set(name, { name, ...letter });
    for (const { body } of own ?? [])
      for (const part of walkExpression(body)) if (part.type === "symbol") visit(part);
  };
  visit(of);
  return [...leaves.values()];
}

/** Words of a note whose `z = f(z, x)` is no step from one z to the next. */
const AT_REST =
  /\b(fixed[- ]points?|equilibri\w+|implicit\w*|steady|stationary|self-consistent|satisf\w+)\b/i;

/** The solution of `z = f(z, x)` for z. */
function fixedPoint({ scope, statement }: Place, unknown: SymbolExpression): Solution | null {
  const [own, ...more] = scope.definitions.get(unknown.name) ?? [];
  if (!own || more.length > 0 || !holds(own.body, unknown.name)) return null;
  if (some(own.body, ({ type }) => type === "derivative" || type === "differential")) return null;
  const solves = sidesOf(statement).some((side) => some(side, ({ type }) => type === "inverse"));
  return solves || AT_REST.test(wordsOf(scope.note))
    ? solution([[unknown, own.body]], [unknown], unknown)
    : null;
}

/** The solution of the last equation before the statement that holds these letters. */
function equationFor(
  { scope, statement, section }: Place,
  unknown: SymbolExpression,
  by: SymbolExpression,
): Solution | null {
  const [equation] = equationsWith(scope, [unknown.name, by.name], section)
    .filter((one) => one.id < statement.id)
    .slice(-1);
  const [step] = equation?.steps ?? [];
  return equation && step ? solution([[equation.left, step.right]], [unknown], unknown) : null;
}

/** The unknown where both sides of each equation are the same. */
function solution(
  equations: readonly (readonly [Expression, Expression])[],
  unknowns: readonly SymbolExpression[],
  unknown: SymbolExpression,
): Solution {
  const differences = equations.map(([left, right]): Expression => {
    const terms = [
      { sign: 1, of: left },
      { sign: -1, of: right },
    ] as const;
    return uncalled({ type: "sum", terms, span: right.span }, unknown);
  });
  const at = unknowns.findIndex(({ name }) => name === unknown.name);
  return { type: "solution", of: differences, unknowns, at, span: differences[0]!.span };
}

/** The equations of a section and of those around it that hold all of these letters and define none of them. */
export function equationsWith(
  scope: Scope,
  names: readonly string[],
  section: Section,
): readonly Statement[] {
  const [first] = names;
  const holding = first === undefined ? [] : (equationsOf(scope).get(first) ?? []);
  return holding.flatMap(({ statement, letters, called }) => {
    if (!section.path.includes(scope.sections[statement.formula]?.id ?? -1)) return [];
    // `F(x, y) = 0` ties x and y, and says nothing else of F; what holds a `y'` is about the slope.
    const ties = (name: string) => letters.has(name) && !letters.has(`${name}'`) && !called.includes(name);
    return names.every(ties) ? [statement] : [];
  });
}

interface Equation {
  readonly statement: Statement;
  readonly letters: ReadonlySet<string>;
  /** The functions that a whole side is a value of. */
  readonly called: readonly string[];
}

/** All equations of a note that define nothing and differentiate nothing, by each letter that they hold. */
const equationsOf = oncePer(
  ({ statements, definitions }: Scope): ReadonlyMap<string, readonly Equation[]> => {
    const defining = new Set([...definitions.values()].flat().map(({ statement }) => statement));
    const found = new Map<string, Equation[]>();
    for (const statement of statements) {
      const [step, ...more] = statement.steps;
      if (!step || more.length > 0 || !isEquality(step.relation) || defining.has(statement.id)) continue;
      const sides = [statement.left, step.right];
      const all = sides.flatMap(walkExpression);
      if (all.some(({ type }) => type === "derivative" || type === "differential" || type === "unknown"))
        continue;
      const letters = new Set(all.flatMap(nameIn));
      const called = sides.flatMap((side) => (side.type === "call" ? [side.function.name] : []));
      for (const letter of letters) {
        const known = found.get(letter);
        if (known) known.push({ statement, letters, called });
        else found.set(letter, [{ statement, letters, called }]);
      }
    }
    return found;
  },
);

/** The letters that equations tie to each other and say nothing else of: the x and y of `x^2 + y^2 = 25`. */
export function tiedLetters(scope: Scope): Iterable<string> {
  return equationsOf(scope).keys();
}

function nameIn(part: Expression): readonly string[] {
  if (part.type === "symbol") return part.time ? [] : [part.name];
  return part.type === "call" && part.function.type === "symbol" ? [part.function.name] : [];
}

/** The y of `F(x, y(x)) = 0` as a letter. */
function uncalled(of: Expression, unknown: SymbolExpression): Expression {
  return of.type === "call" && of.order === 0 && of.function.name === unknown.name
    ? { ...unknown, span: of.span }
    : mapParts(of, (part) => uncalled(part, unknown));
}

/**
 * The letters that `x = r\cos\theta` and `y = r\sin\theta` are made of, as functions of x and y: as many equations as
 * letters, which are free from then on, or one that is solved for the letter that is asked for.
 */
function inverseOf(
  { scope, section }: Place,
  unknown: SymbolExpression,
  by: SymbolExpression,
): readonly Definition[] {
  const [own, ...more] = (scope.definitions.get(by.name) ?? []).filter(isValue);
  if (!own || more.length > 0 || !holds(own.body, unknown.name)) return [];
  const letters = freeLetters(scope, [own]);
  const others = [...scope.definitions.values()]
    .flat()
    .filter((one) => one !== own && isValue(one) && one.section.id === own.section.id)
    .filter(({ body }) => letters.some(({ name }) => holds(body, name)));
  const system = [own, ...others];
  const unknowns = system.length === 1 ? [unknown] : coordinatesIn(scope, system);
  if (unknowns.length !== system.length) return [];
  const equations = system.map(({ name, body }) => [symbolOf(name, body), body] as const);
  return [
    ...unknowns.map((one) =>
      impliedDefinition(one.name, solution(equations, unknowns, one), section, one.span),
    ),
    ...equations.map(([left]) => impliedDefinition(left.name, left, section, left.span)),
  ];
}

function isValue({ time, components, isFunction, isDerivative, statement }: Definition): boolean {
  return !time && components.length === 0 && !isFunction && !isDerivative && statement >= 0;
}

/** The letters of a system that are sought: all, or where there are more of them than equations, those that the note differentiates. */
function coordinatesIn(scope: Scope, system: readonly Definition[]): readonly SymbolExpression[] {
  const letters = freeLetters(scope, system);
  if (letters.length <= system.length) return letters;
  const moved = new Set(
    allSides(scope.statements)
      .flatMap(walkExpression)
      .flatMap((part) => (part.type === "derivative" ? [part.of, ...part.withRespectTo] : []))
      .flatMap(lettersOf)
      .map(({ name }) => name),
  );
  return letters.filter(({ name }) => moved.has(name));
}

function freeLetters({ definitions }: Scope, all: readonly Definition[]): readonly SymbolExpression[] {
  const letters = new Map<string, SymbolExpression>();
  for (const part of all.flatMap(({ body }) => walkExpression(body)))
    if (part.type === "symbol" && !part.time && !definitions.has(part.name)) letters.set(part.name, part);
  return [...letters.values()];
}

function symbolOf(name: string, { span }: Expression): SymbolExpression {
  return { type: "symbol", name, time: null, span };
}
